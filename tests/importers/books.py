"""Books of invented words: a seed and a `Shape` in, a flattened text with its note marks' true places out.

The generator knows what flattening does to a book: marks become figures glued to whatever stood before them, notes go
to the end, to their chapter's or to their page's, numbering may begin anew. It strews what marks are mistaken for:
years, sums, statutes, verses, pages, tables, numbered demands.
"""

from collections.abc import Iterator
from itertools import zip_longest
from random import Random
from textwrap import wrap

from msgspec import Struct, field
from msgspec.structs import replace

ONSETS = "b br c ch cl d dr f fl g gl gr h j k l m n p pl pr qu r s sh sl st t th tr v w".split()
CORES = "a e i o u ai ea oa oo ie".split()
CODAS = ["", "", "n", "r", "l", "t", "ck", "m", "nd", "st", "sh", "p"]
SMALL = "the of and to in a that it was by for with as on not but from which were had be at or their".split()
SIGNS = {"daggers": "* † ‡ § ‖ ¶ ** †† ‡‡ §§ ‖‖ ¶¶".split(), "stars": ["*" * length for length in range(1, 6)]}
SUPERIORS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Shape(Struct, frozen=True):
    """How a book was flattened. `restart`: numbering begins anew in each chapter; `place`: `end`, `chapter` or `page`;
    `figures`: the share of marks run together with figures, initials and the like; `decoys`: figures a paragraph."""

    notes: int = 60
    chapters: int = 6
    mark: str = "{}"
    label: str = "{}. "
    restart: bool = False
    place: str = "end"
    gap: str = "\n\n\n"
    heading: str = ""
    figures: float = 0.04
    decoys: float = 1.5
    interludes: float = 0.04  # lists, tables, verse, a paragraph
    words: int = 40  # from one mark to the next, about
    width: int = 0
    body_words: int = 15
    lost: float = 0.0  # the share of marks that did not survive
    anew: bool = False  # numbering begins anew with every list
    head: str = "Chapter {n}\n\n{title}"  # a chapter's
    repeats: bool = False  # the heads stand above the notes at the end, too
    signs: str = ""  # the symbols in the place of figures, a key of SIGNS; they begin anew with every list
    # What was lost from the source or is a slip in it, each as a share of lists, of marks, of notes, of chapters.
    lasts_lost: float = 0.0  # lists that lost their last note
    firsts_lost: float = 0.0  # lists of several notes that lost their first
    lists_lost: float = 0.0  # lists that are lost as a whole
    again: float = 0.0  # marks that stand again at the end of their paragraph
    misnumbered: float = 0.0  # notes that have the number of the one above


class Book(Struct):
    """The text, and the true [number, offset] of each mark, counted through the whole book."""

    text: str = ""
    refs: list[tuple[int, int]] = field(default_factory=list)
    notes: int = 0


MARK = "\x01"  # where a mark stands, until all is put together
HARM = 7919  # chances of their own, so that what a book lost changes nothing else of it


class _Author:
    """Writes the book: words, sentences, figures."""

    def __init__(self, seed: int, shape: Shape) -> None:
        self.chance = Random(seed)
        self.shape = shape
        self.lexicon = sorted({self._coined() for _ in range(3000)})

    def _coined(self) -> str:
        pick = self.chance.choice
        return "".join(pick(ONSETS) + pick(CORES) + pick(CODAS) for _ in range(self.chance.choice((1, 2, 2, 3))))

    def word(self) -> str:
        if self.chance.random() < 0.45:
            return self.chance.choice(SMALL)
        return self.lexicon[min(int(self.chance.paretovariate(0.6)), len(self.lexicon)) - 1]

    def name(self) -> str:
        return self.chance.choice(self.lexicon).capitalize()

    def phrase(self, low: int, high: int) -> str:
        return " ".join(self.word() for _ in range(self.chance.randint(low, high)))

    def year(self) -> str:
        return str(self.chance.choice((self.chance.randint(1100, 1999), self.chance.randint(1780, 1899))))

    def sum(self) -> str:
        return f"{self.chance.randint(1, 999_999_999):,}"

    def decoy(self) -> str:
        """A figure that is no mark, in its own clothes."""
        n = self.chance.randint
        if self.shape.signs and self.chance.random() < 0.3:
            return self.sign_decoy()
        year = int(self.year())
        return self.chance.choice(
            (
                f"in {year}", f"({year})", f"£{n(1, 99)}.{n(10, 99)}", f"{n(1, 99)} per cent", f"MI{n(1, 9)}",
                f"{n(1, 20)}.{n(1, 9)}%", f"No{n(1, 99)}", f"pp{n(1, 300)}-{n(1, 99)}", f"article {n(1, 99)}.{n(1, 9)}",
                f"{self.sum()} {self.word()}s", f"{year}-{n(10, 99)}", f"{year}–{n(10, 99)}", f"the {year % 100}0s",
                f"{n(1, 40)} {self.name()[:3]}. III. c. {n(1, 99)}", f"{self.name()} {n(1, 40)}:{n(1, 40)}",
                f"at {n(1, 12)}.{n(10, 59)}", f"{n(1, 9)}s. {n(1, 11)}d.", f"chapter {n(1, 40)}", f"B{n(1, 20)}",
                f"{n(1, 31)} May {year}", f"{n(1, 9)}/{n(2, 9)}", f"{n(2, 99)},{n(100, 999)} {self.word()}",
                f"A.D. {n(100, 999)}", f"{n(1, 99)}° {n(1, 59)}′", f"G{n(7, 20)}", f"the {n(4, 19)}th",
                f"{n(1, 9)}.{n(1, 999)}", f"{n(10, 99)}½", f"p. {n(1, 400)}", f"£{n(1, 999)}, {n(1, 19)}s",
            )
        )  # fmt: skip

    def sign_decoy(self) -> str:
        """A symbol that is no mark."""
        n = self.chance.randint
        return self.chance.choice(
            (
                f"*{self.word()}*", f"**{self.phrase(1, 3)}**", f"{n(2, 9)} * {n(2, 9)}", f"{n(2, 9)}*{n(2, 9)}",
                f"{self.name()[0]}*{self.word()}", f"*{self.year()}", f"§ {n(1, 99)}", f"§{n(1, 99)}", f"¶ {n(1, 99)}",
                f"the Count of {self.name()[0]}***", f"({'*' * n(2, 5)})", f"†{self.year()}", f"a {n(3, 5)}* inn",
                f"*{self.name()}", f"0.{n(10, 99)}*",
            )
        )  # fmt: skip

    def figure(self) -> str:
        """What a mark may be run together with."""
        n = self.chance.randint
        return self.chance.choice(
            (
                f"in {self.year()}{MARK}", f"in {self.year()},{MARK}", f"in {self.year()}.{MARK}",
                f"{self.sum()}{MARK}",
                f"{self.sum()},{MARK}", f"{self.year()}–{n(10, 99)},{MARK}", f"{self.year()}–{n(10, 99)}{MARK}",
                f"paragraph {n(2, 99)}{MARK}", f"by {self.name()[0]}. {self.name()[0]}.{MARK}",
                f"of {self.name()} VIII{MARK}", f"of {self.name()} XIV.{MARK}", f"of £{n(10, 900)}{MARK}",
                f"of {n(1, 99)} per cent.{MARK}", f"{n(1, 99)}%{MARK}", f"{n(1, 20)}.{n(1, 9)}{MARK}",
                f"of {n(1, 99)},000.{MARK}", f"{n(1, 99)}½{MARK}", f"A.D. {n(100, 999)}.{MARK}", f"etc.{MARK}",
                f"&c.{MARK}",
                f"by Dr. {self.name()}{MARK}", f"the USPA{MARK}", f"of {n(13, 99)}.{MARK}", f"{n(13, 99)}th{MARK}",
            )
        )  # fmt: skip

    def plain(self) -> tuple[str, bool]:
        """What a mark mostly stands behind, and whether the sentence ends there."""
        chance = self.chance.random()
        word = self.word()
        if chance < 0.5:
            return f"{word}.{MARK}", True
        for limit, shown, ends in (
            (0.56, f"“{self.phrase(1, 4)}.”{MARK}", True),
            (0.60, f"‘{word}’.{MARK}", True),
            (0.72, f"{word},{MARK}", False),
            (0.76, f"{word};{MARK}", False),
            (0.88, f"{self.chance.choice(self.lexicon)}{MARK}", False),
            (0.91, f"{self.name()}{MARK}", False),
            (0.94, f"({self.phrase(1, 3)}){MARK}", False),
            (0.96, f"{word}?{MARK}", True),
            (0.97, f"({self.phrase(1, 3)}{MARK})", False),
            (0.98, f"{word} …{MARK}", True),
        ):
            if chance < limit:
                return shown, ends
        return f"{word}{MARK}—{self.word()}", False

    def paragraph(self, marks: int) -> str:
        """Some sentences with so many marks."""
        sentences: list[str] = []
        parts = [self.name()]
        for left in range(marks, -1, -1):
            for _ in range(self.chance.randint(1, max(1, self.shape.words // 12))):
                parts.append(self.phrase(3, 15))
                if self.chance.random() < self.shape.decoys / 4:
                    parts.append(self.decoy())
                if self.chance.random() < 0.6:
                    sentences.append(" ".join(parts) + ".")
                    parts = [self.name()]
            if left:
                run_in = self.chance.random() < self.shape.figures
                shown, ends = (self.figure(), self.chance.random() < 0.3) if run_in else self.plain()
                parts += [self.phrase(2, 6), shown]
                if ends:
                    sentences.append(" ".join(parts))
                    parts = [self.name()]
        sentences.append(" ".join([*parts, self.phrase(4, 9)]) + ".")
        return " ".join(sentences)

    def note(self) -> list[str]:
        """A note's paragraphs."""
        chance = self.chance.random()
        n = self.chance.randint
        rest = self.phrase(1, self.shape.body_words)
        cited = f"{self.name()}, {self.name()} {self.phrase(1, 4)} ({self.name()}, {self.year()})"
        cited += f", pp. {n(1, 300)}–{n(1, 99)}"
        if chance < 0.08:
            return [f"{self.year()} {rest}, p. {n(1, 300)}."]
        if chance < 0.12:
            return [f"{n(1, 40)} {self.name()[:3]}. II. c. {n(1, 99)}; {rest}."]
        if chance < 0.17:
            return [f"{cited}.", f"{self.name()} {rest}.", f"{self.name()} {self.phrase(3, 12)}, {self.decoy()}."]
        if chance < 0.19:
            return [f"{self.name()} {rest}:", *(f"{i}. {self.name()} {self.phrase(2, 5)};" for i in (1, 2, 3))]
        return [f"{cited}; {rest}, {self.decoy()}." if chance < 0.7 else f"{self.name()} {rest}."]

    def interlude(self) -> str:
        """A table, a list of demands, verse, a quotation."""
        n = self.chance.randint
        if self.shape.signs and self.chance.random() < 0.4:
            bullets = [f"* {self.name()} {self.phrase(4, 12)}." for _ in range(n(3, 5))]
            return "\n\n".join([*bullets, f"{self.name()} {self.phrase(4, 12)}."])
        match n(0, 3):
            case 0:
                rows = [f"{self.year()}   {self.sum():>12}   {n(1, 99):>3}" for _ in range(n(3, 6))]
                return "\n".join(rows)
            case 1:
                return "\n\n".join(f"{i}. {self.name()} {self.phrase(4, 12)}." for i in range(1, n(4, 7)))
            case 2:
                return "\n".join(f"{self.name()} {self.phrase(3, 5)}," for _ in range(4))
            case _:
                return f"“{self.name()} {self.phrase(12, 30)}, {self.decoy()}.”"


def _shared_out(chance: Random, total: int, parts: int) -> list[int]:
    cuts = sorted(chance.randint(0, total) for _ in range(parts - 1))
    return [b - a for a, b in zip([0, *cuts], [*cuts, total], strict=True)]


def book(seed: int, shape: Shape) -> Book:
    """The book that a seed and a shape make, always the same."""
    author = _Author(seed, shape)
    made = _Maker(shape, seed)
    made.write(f"{author.name()} {author.phrase(1, 3)}")
    made.write(f"By {author.name()} {author.name()}")
    for number, notes in enumerate(_shared_out(author.chance, shape.notes, shape.chapters), start=1):
        made.chapter(author, number, notes)
    made.close()
    return Book(made.text, made.refs, made.notes)


class _Maker:
    """Puts a book together and keeps the offsets."""

    def __init__(self, shape: Shape, seed: int) -> None:
        self.shape = shape
        self.chance = Random(seed)
        self.harm = Random(seed + HARM)
        self.pieces: list[str] = []
        self.length = 0
        self.refs: list[tuple[int, int]] = []
        self.notes = self.printed = 0
        self.waiting: list[tuple[int, list[str]]] = []
        self.heads: dict[int, str] = {}  # of chapters, by the first of their notes that wait

    @property
    def text(self) -> str:
        return "".join(self.pieces) + "\n"

    def put(self, piece: str) -> None:
        self.pieces.append(piece)
        self.length += len(piece)

    def write(self, paragraph: str) -> None:
        """A paragraph, its marks set."""
        if self.length:
            self.put("\n\n")
        if self.shape.width and "   " not in paragraph:
            pieces = paragraph.split("\n\n") if paragraph.startswith("* ") else [paragraph]
            width = self.shape.width
            lines = [wrap(piece, width, break_long_words=False, break_on_hyphens=False) for piece in pieces]
            paragraph = "\n\n".join(map("\n".join, lines))
        first, *others = paragraph.split(MARK)
        self.put(first)
        again = ""
        for other in others:
            shown = self._mark(lost=self.chance.random() < self.shape.lost)
            again = shown if self.harm.random() < self.shape.again else again
            self.put(other)
        self.put(again)

    def _mark(self, *, lost: bool) -> str:
        """The next mark is put down, and given back as it stands; nothing where it is lost."""
        self.notes += 1
        self.printed += 1
        if lost:
            return ""
        if self.shape.signs:
            self.refs.append((self.notes, self.length))
            self.put(self._sign(self.printed))
            return self._sign(self.printed)
        figures = str(self.printed)
        shown = self.shape.mark.format(figures.translate(SUPERIORS) if self.shape.mark == "{} " else figures)
        if self.shape.mark == "superior":
            shown = figures.translate(SUPERIORS)
        digit = next(i for i, c in enumerate(shown) if c.isdigit())
        self.refs.append((self.notes, self.length + digit))
        self.put(shown)
        return shown

    def _sign(self, number: int) -> str:
        signs = SIGNS[self.shape.signs]
        return signs[(number - 1) % len(signs)]

    def chapter(self, author: _Author, number: int, notes: int) -> None:
        if self.shape.restart:
            self.printed = 0
        head = self.shape.head.format(n=number, title=f"{author.name()} {author.phrase(1, 4)}")
        self.write(head)
        self.heads[len(self.waiting)] = head
        while notes >= 0:
            share = min(notes, author.chance.choice((0, 1, 1, 2, 3)))
            before = self.printed
            self.write(author.paragraph(share))
            self.waiting += [(n, author.note()) for n in range(before + 1, self.printed + 1)]
            if author.chance.random() < self.shape.interludes:
                self.write(author.interlude())
            if (
                self.shape.place == "page"
                and self.waiting
                and (author.chance.random() < 0.5 or (self.shape.signs and len(self.waiting) > 2))
            ):
                self._list("")
            notes -= share or 1 if notes == 0 else share
        if self.shape.place in ("chapter", "page") and self.waiting:
            self._list(self.shape.heading)

    def close(self) -> None:
        if self.waiting:
            self._list(self.shape.heading)

    def _kept(self) -> list[tuple[int, int, list[str]]]:
        """The notes that wait, each with its place among them, without those that are lost: in lists that begin anew,
        of each list."""
        kept: list[tuple[int, int, list[str]]] = []
        gone = False
        for place, (note, below) in enumerate(zip_longest(self.waiting, self.waiting[1:])):
            if note[0] == 1 and self.shape.lists_lost:
                gone = self.harm.random() < self.shape.lists_lost
            first = note[0] == 1 and below and below[0] == 2 and self.harm.random() < self.shape.firsts_lost
            ends = below is None or below[0] == 1
            last = ends and note[0] > 1 and self.harm.random() < self.shape.lasts_lost
            kept += [] if first or last or gone else [(place, *note)]
        return kept

    def _list(self, heading: str) -> None:
        kept = self._kept()
        if kept:
            self.put(self.shape.gap.removesuffix("\n\n") if self.shape.place != "page" else "")
        if kept and heading:
            self.write(heading)
        printed = head = 0
        for place, number, (first, *others) in kept:
            slip = number > 2 and printed > 1 and self.harm.random() < self.shape.misnumbered
            printed = printed if slip else number
            for above in (n for n in self.heads if self.shape.repeats and head <= n <= place):
                self.write(self.heads[above])
            head = place + 1
            label = f"{self._sign(number)} " if self.shape.signs else self.shape.label.format(printed)
            self.write(label + first)
            for other in others:
                self.write(other)
        self.waiting, self.heads = [], {}
        if self.shape.signs or self.shape.anew:
            self.printed = 0


def measures(
    refs: list[tuple[int, int]], report: dict[str, list[dict[str, int]]]
) -> tuple[float, float, list[int], int]:
    """Precision, recall, the numbers missed and not reported, and how many were reported missing though found."""
    gold, marks = set(refs), [(int(mark["number"]), mark["offset"]) for mark in report["notes"]]
    right = gold & set(marks)
    found = {number for number, _ in marks}
    said = {int(missing["number"]) for missing in report["missing"]}
    silent = sorted({number for number, _ in gold} - {number for number, _ in right} - (said - found))
    return len(right) / max(1, len(marks)), len(right) / max(1, len(gold)), silent, len(said & found)


def shapes() -> Iterator[tuple[str, Shape]]:
    """Every shape by its name."""
    yield "plain", Shape()
    yield "figures", Shape(figures=0.15, decoys=4, notes=120)
    yield "lost", Shape(notes=200, figures=0.1, decoys=4, lost=0.1)
    yield "many-lost", Shape(notes=900, chapters=20, figures=0.08, decoys=3, lost=0.05)
    yield "many", Shape(notes=900, chapters=20, figures=0.08, decoys=3)
    for name, mark in (
        ("square", "[{}]"),
        ("round", "({})"),
        ("caret", "^{}"),
        ("superior", "superior"),
        ("loose", " {}"),
    ):
        yield name, Shape(mark=mark)
    for name, label in (("bracket", "{}) "), ("squares", "[{}] "), ("bare", "{} "), ("hollow", "({}) ")):
        yield f"label-{name}", Shape(label=label)
    yield "slash", Shape(mark="{}/", label="{}/ ")
    yield "heading", Shape(heading="Notes", gap="")
    yield "wrapped", Shape(width=70)
    yield "wrapped-figures", Shape(width=66, figures=0.15, decoys=4, notes=120)
    yield "restart-end", Shape(restart=True, heading="Notes", gap="")
    yield "restart-chapter", Shape(restart=True, place="chapter", heading="Notes", gap="")
    yield "restart-chapter-bare", Shape(restart=True, place="chapter")
    for name, head in (("title", "{n}. {title}"), ("bare", "{n}")):
        chapters = Shape(restart=True, head=head, heading="Notes", gap="")
        yield f"head-{name}", Shape(head=head)
        yield f"head-{name}-chapter", replace(chapters, place="chapter")
        yield f"head-{name}-chapter-through", replace(chapters, place="chapter", restart=False)
        yield f"head-{name}-repeated", replace(chapters, repeats=True)
        yield f"head-{name}-repeated-squares", replace(chapters, repeats=True, mark="[{}]", label="[{}] ")
    yield "head-repeated-through", Shape(head="{n}. {title}", heading="Notes", gap="", repeats=True)
    yield "restart-end-heads", Shape(restart=True, heading="Notes", gap="", repeats=True, head="Chapter {n}")
    for name, place in (("end", "end"), ("chapter", "chapter")):
        lists = Shape(interludes=0.25, heading="Notes", gap="", place=place)
        yield f"lists-{name}", lists
        yield f"lists-{name}-restart", replace(lists, restart=True, repeats=place == "end")
        yield f"lists-{name}-heads", replace(lists, restart=True, repeats=place == "end", head="{n}. {title}")
    yield "chapter", Shape(place="chapter")
    yield "page", Shape(place="page")
    yield "page-restart", Shape(place="page", restart=True)
    yield "page-anew", Shape(place="page", anew=True)
    yield "page-anew-figures", Shape(place="page", anew=True, notes=120, figures=0.06, decoys=2)
    yield "page-anew-wrapped", Shape(place="page", anew=True, width=70)
    yield "page-loose", Shape(place="page", mark=" {}")
    yield "page-anew-loose", Shape(place="page", anew=True, mark=" {}")
    yield "page-anew-loose-lists", Shape(place="page", anew=True, mark=" {}", interludes=0.15)
    for signs in SIGNS:
        yield f"page-{signs}", Shape(place="page", signs=signs)
        yield f"chapter-{signs}", Shape(place="chapter", signs=signs, chapters=20, heading="Notes", gap="")
    yield "page-daggers-wrapped", Shape(place="page", signs="daggers", width=70)
    yield "page-daggers-many", Shape(place="page", signs="daggers", notes=600, chapters=12, decoys=4)
    yield "page-stars-lost", Shape(place="page", signs="stars", notes=200, lost=0.05)
    yield "chapter-daggers-bare", Shape(place="chapter", signs="daggers", chapters=30)
    yield "end-daggers", Shape(signs="daggers", heading="Notes", gap="")


def harmed() -> Iterator[tuple[str, Shape]]:
    """Shapes of books whose sources lost notes, or have slips in their numbers. A mark that is run together with a
    figure, and whose note is lost, cannot be told: they have none."""
    whole = {name: replace(shape, figures=0.0) for name, shape in shapes()}
    for name in ("restart-chapter", "restart-chapter-bare", "page-anew"):
        yield f"{name}-lasts-lost", replace(whole[name], lasts_lost=0.4)
        yield f"{name}-misnumbered", replace(whole[name], misnumbered=0.1)
    for name in ("restart-end", "lists-end-restart"):
        yield f"{name}-misnumbered", replace(whole[name], misnumbered=0.1)
    for name in ("restart-chapter", "restart-end", "page-restart", "chapter", "plain"):
        yield f"{name}-again", replace(whole[name], again=0.1)
    yield "restart-end-lasts-lost", replace(whole["restart-end"], lasts_lost=0.4)
    for name in ("restart-end-heads", "head-title-repeated"):
        yield f"{name}-firsts-lost", replace(whole[name], firsts_lost=0.4)
    for name in ("restart-chapter", "restart-chapter-bare", "head-title-chapter"):
        yield f"{name}-lists-lost", replace(whole[name], lists_lost=0.1, chapters=12)
