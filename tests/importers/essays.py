"""Short invented essays with notes, in every dress of marks and labels: a seed and a `Dress` in, an `Essay` with its
marks' true places out.

Between the marks stand the figures that are mistaken for them: years, decades, formulas, versions, verses, scores,
sums, pages, telephone numbers, lists within a paragraph. Damage loses, doubles or swaps marks and drops spaces.
"""

from collections.abc import Callable, Iterator
from random import Random

from msgspec import Struct, field

SUPERIORS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
NOUNS = (
    "baker miller oven loaf flour guild market mill cart stove peel sieve dough crust barn river bridge harvest tariff"
    " strike union meeting charter apprentice widow parish harbour granary ledger"
).split()
VERBS = "kept sold feared praised mended left found carried blamed counted watched rented".split()
LINKS = "and but while because although where when since".split()
DECOYS = (
    "in {year}", "in the {decade}s", "the ’{two}s", "at {two} degrees", "at {small}°C", "with H2O and CO2",
    "with vitamin B12", "on form {small}B", "in version {small}.{digit}", "in version {small}.{digit}.{small}",
    "by Ezra {small}:{small}", "the {small}th of May", "the 1st, 2nd and 3rd", "after World War {digit}",
    "in chapter {small}", "for ${two},{three}", "for £{small}.{two}", "by {small}–{digit}", "by {digit}:{small}",
    "on p. {three}", "on pp. {two}–{three}", "(p.{small})", "where x = {digit}", "on 020 79{two} {digit}{three}",
    "in {year}–{two}", "on {small} May {year}", "at {small}.{two} a.m.", "some {small}% of them",
    "in MI5 and the G8", "in No. {small}", "in No{small}", "in vol. {small}", "under article {small}.{digit}",
    "(1) the {noun}, (2) the {noun} and (3) the {noun}", "a {small}-year-old {noun}", "about {three} men",
    "{small},{three} men", "the {small}/{digit} rule", "the B{small} road", "of {small} ft {digit} in",
    "on the A{small}(M)", "in {year}/{two}", "in room {small}b", "on disc 2CD", "in Windows 95", "at 3pm",
    "in size {small}½", "(see table {digit})", "for {digit}s. {small}d.", "in the {small}th century",
    "after {small}, {small} and {small} years", "with R2D2", "at x2 + y2", "on {small}.{digit}.{year}",
)  # fmt: skip


class Dress(Struct, frozen=True):
    """How an essay's marks and labels look, and what was done to it: the share of marks that is `lost`, `doubled`, or
    has lost the space `behind`."""

    mark: Callable[[int], str] = str
    label: str = "{}. "
    above: str = "\n\nNotes\n\n"
    between: str = "\n\n"
    notes: int = 12
    first: int = 1
    before_stop: bool = False
    lost: float = 0.0
    doubled: float = 0.0
    behind: float = 0.0
    pairs: float = 0.0  # the share of marks that two notes share: `2,3`
    gaps: float = 0.0  # the share of notes that the list has lost


class Essay(Struct):
    """A text, and the true [number, offset] of each mark."""

    text: str = ""
    refs: list[tuple[int, int]] = field(default_factory=list)


def superior(number: int) -> str:
    return str(number).translate(SUPERIORS)


def wrapped(pattern: str) -> Callable[[int], str]:
    return pattern.format


class _Writer:
    def __init__(self, seed: int, dress: Dress) -> None:
        self.chance, self.dress = Random(seed), dress
        self.essay = Essay("Of bread and salt\n\nBy Jane Doe\n\n")

    def put(self, piece: str) -> None:
        self.essay.text += piece

    def decoy(self) -> str:
        n = self.chance.randint
        return self.chance.choice(DECOYS).format(
            year=n(1500, 2020), decade=n(150, 199) * 10, two=n(10, 99), three=n(100, 999), small=n(1, 20),
            digit=n(1, 9), noun=self.chance.choice(NOUNS),
        )  # fmt: skip

    def clause(self) -> str:
        pick = self.chance.choice
        plain = f"the {pick(NOUNS)} {pick(VERBS)} the {pick(NOUNS)}"
        return f"{plain} {self.decoy()}" if self.chance.random() < 0.5 else plain

    def sentence(self, words: int = 1) -> str:
        clauses = [self.clause() for _ in range(words)]
        whole = f" {self.chance.choice(LINKS)} ".join(clauses)
        return whole[0].upper() + whole[1:]

    def marked(self, numbers: list[int]) -> None:
        """A sentence that ends with a mark, or with two that stand together."""
        pick, dress = self.chance.choice, self.dress
        self.put(f"{self.sentence()} {pick(LINKS)} the {pick(NOUNS)} {pick(VERBS)} the {pick(NOUNS)}s")
        self.put("" if dress.before_stop else ".")
        if found := self.chance.random() >= dress.lost:
            self._marks(numbers)
        self.put("." if dress.before_stop else "")
        glued = self.chance.random() < dress.behind and not dress.before_stop
        self.put(("" if glued else " ") + self.sentence(2) + ". ")
        if found and self.chance.random() < dress.doubled:
            self.put(f"{self.sentence()}.{dress.mark(numbers[0])} ")

    def _marks(self, numbers: list[int]) -> None:
        shown = [self.dress.mark(number) for number in numbers]
        for number, mark in zip(numbers, shown, strict=True):
            digit = next(i for i, character in enumerate(mark) if character.isdigit())
            self.essay.refs.append((number, len(self.essay.text) + digit))
            self.put(mark + ("," if number != numbers[-1] and not mark.endswith(("]", ")", "}", ">")) else ""))


def essay(seed: int, dress: Dress) -> Essay:
    """The essay that a seed and a dress make, always the same."""
    writer = _Writer(seed, dress)
    chance = writer.chance
    number = dress.first
    end = dress.first + dress.notes
    while number < end:
        for _ in range(chance.randint(1, 3)):
            writer.put(writer.sentence(chance.randint(1, 3)) + ". ")
        numbers = [number, number + 1] if chance.random() < dress.pairs and number + 1 < end else [number]
        writer.marked(numbers)
        number = numbers[-1] + 1
        if chance.random() < 0.4:
            writer.put(writer.sentence(2) + ".\n\n")
    writer.put(writer.sentence(3) + ".")
    kept = [n for n in range(dress.first, end) if n in (dress.first, end - 1) or chance.random() >= dress.gaps]
    notes = (f"{dress.label.format(n)}{writer.sentence()}, {chance.randint(1500, 1990)}, p. {n}." for n in kept)
    writer.put(dress.above + dress.between.join(notes) + "\n")
    return writer.essay


def dresses() -> Iterator[tuple[str, Dress]]:
    """Every dress by its name."""
    marks: dict[str, Callable[[int], str]] = {
        "glued": str, "superior": superior, "square": wrapped("[{}]"), "round": wrapped("({})"),
        "caret": wrapped("^{}"), "curly": wrapped("{{{}}}"), "angle": wrapped("<{}>"), "caret-round": wrapped("^({})"),
        "markdown": wrapped("[^{}]"),
        "named": wrapped("[note {}]"), "spaced-square": wrapped(" [{}]"), "loose": wrapped(" {}"),
    }  # fmt: skip
    labels = (
        "{}. ", "{}) ", "[{}] ", "{} ", "({}) ", "Note {}: ", "{} – ", "{}: ", "^{} ", "[^{}]: ", "{}.", "<{}> ",
    )  # fmt: skip
    for (name, mark), label in zip(marks.items(), labels, strict=True):
        yield name, Dress(mark, label)
        yield f"{name}-gap", Dress(mark, label, above="\n\n\n\n")
        yield f"{name}-lost", Dress(mark, label, notes=20, lost=0.15)
        yield f"{name}-excerpt", Dress(mark, label, first=31)
        if name not in ("loose", "spaced-square", "glued"):
            yield f"{name}-before-stop", Dress(mark, before_stop=True)
        if name != "loose":
            yield f"{name}-space-lost", Dress(mark, behind=0.3)
            yield f"{name}-pairs", Dress(mark, pairs=0.3)
            yield f"{name}-gaps", Dress(mark, notes=20, gaps=0.15)
            yield f"{name}-doubled", Dress(mark, doubled=0.15)
            yield f"{name}-torn", Dress(mark, label, notes=40, lost=0.3, behind=0.2, pairs=0.1, gaps=0.1, doubled=0.05)
    yield "glued-before-stop", Dress(before_stop=True)
    yield "lines", Dress(above="\n\nNotes\n", between="\n")
    yield "spaced-before-stop", Dress(wrapped(" {}"), before_stop=True)
    yield "spaced-round-before-stop", Dress(wrapped(" ({})"), before_stop=True)
