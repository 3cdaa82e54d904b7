"""Where a word may not be divided at a line's end: rules for WeasyPrint's layout, which knows none of them.

No division over a page, none in more than two lines running, none that leaves a paragraph's last line only the end of
a word (CSS Text 4, `hyphenate-limit-last` and `hyphenate-limit-lines`; Bringhurst 2.4.2, 2.4.3 and 2.4.8), and none of
a name. A line that breaks a rule is made again without divisions. What cannot be seen from a line, a page that ends
early for a widow's sake, is seen when the page is made: then that is made again with the word kept whole.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import wraps
from itertools import chain, islice, takewhile
from typing import Any

from pressbuild.binders.paragraphs import lines_behind

ATTEMPTS = 8  # words that are kept whole for one page before a rule is given up
LONG_NAME = 10  # letters; a longer name kept whole would tear its line apart
WIDOWS = 2  # lines that go to the next page together
LADDER = 2  # lines running that may end on a hyphen
STEM = re.compile(r"(\w+)\W*$")
WORD = re.compile(r"[^\W\d_]+")
INSIDE = re.compile(r"(?<=[\w,;] )[A-Z\u00c0-\u00de][^\W\d_]+")
NOUNS_CAPITALISED = frozenset({"de", "lb"})


def names(text: str) -> frozenset[str]:
    """The words of a text that are names as far as their capitals tell: written with one within a sentence, and never
    without."""
    written = set(INSIDE.findall(text))
    common = {word.lower() for word in WORD.findall(text) if word[0].islower()}
    return frozenset(word for word in written if len(word) <= LONG_NAME and word.lower() not in common)


class Dictionaries(dict[tuple[Any, ...], Any]):
    """WeasyPrint's hyphenation dictionaries of one layout, each made to leave names and the words in `whole` alone;
    `open` says whether they divide at all."""

    def __init__(self, names: frozenset[str]) -> None:
        super().__init__()
        self.names = names
        self.whole: set[str] = set()
        self.open = True
        self.rungs = Rungs()

    def __setitem__(self, key: tuple[Any, ...], dictionary: Any) -> None:
        capitals_say = str(key[0])[:2].lower() not in NOUNS_CAPITALISED
        super().__setitem__(key, Sparing(dictionary, self, self.names if capitals_say else frozenset()))


class Sparing:
    """A hyphenation dictionary that offers no division for names and for words that begin like one kept whole."""

    def __init__(self, dictionary: Any, rules: Dictionaries, names: frozenset[str]) -> None:
        self.dictionary, self.rules, self.names = dictionary, rules, names

    def stems(self, word: str) -> list[str]:
        """What may stand before the hyphen of a word that nothing but its own look keeps whole."""
        return [] if word in self.names else [stem for stem, _ in self.dictionary.iterate(word)]

    def iterate(self, word: str) -> Iterator[tuple[str, str]]:
        spared = not self.rules.open or word in self.names
        if spared or any(word.startswith(stem) for stem in self.rules.whole):
            return iter(())
        return iter(self.dictionary.iterate(word))


class Rungs:
    """How many lines running have ended on a hyphen where a paragraph goes on."""

    def __init__(self) -> None:
        self.paragraph: Any = None
        self.resume_at: Any = None
        self.count = 0

    def before(self, paragraph: Any, resume_at: Any) -> int:
        """The rungs above the line of a paragraph that begins at a place."""
        goes_on = paragraph is self.paragraph and resume_at is not None and resume_at == self.resume_at
        return self.count if goes_on else 0

    def note(self, paragraph: Any, resume_at: Any, count: int) -> None:
        self.paragraph, self.resume_at, self.count = paragraph, resume_at, count


def teach(layout: Any) -> None:
    """Teach WeasyPrint's package of layout the rules, once: every layout of this process is ours and follows them."""
    if getattr(layout.page.remake_page, "keeps_words", False):
        return
    layout.page.remake_page = _page_maker(layout.page.remake_page, layout.page.boxes.LineBox)
    layout.inline.get_next_linebox = _line_maker(layout.inline.get_next_linebox)


def _line_maker(make: Callable[..., Any]) -> Callable[..., Any]:
    """WeasyPrint's maker of lines, which makes one anew without divisions where its hyphen is against the rules."""

    @wraps(make)
    def get_next_linebox(context: Any, paragraph: Any, top: float, below: float, start: Any, *rest: Any) -> Any:
        rules = context.dictionaries
        line, resume_at = make(context, paragraph, top, below, start, *rest)
        if not isinstance(rules, Dictionaries):
            return line, resume_at
        rungs = rules.rungs.before(paragraph, start)
        hyphened = line is not None and _stem(line)
        if hyphened and _may_move(line) and (rungs == LADDER or _offends(context, paragraph, below, line, resume_at)):
            rules.open = False
            line, resume_at = make(context, paragraph, top, below, start, *rest)
            rules.open = True
            hyphened = _stem(line)
        rules.rungs.note(paragraph, resume_at, rungs + 1 if hyphened else 0)
        return line, resume_at

    return get_next_linebox


def _offends(context: Any, paragraph: Any, below: float, line: Any, resume_at: Any) -> bool:
    """Whether a hyphen ends the page's last line, as far as a line can tell, or leaves the end of a word for the
    paragraph's last. A page ends a line early where the next one would leave a widow."""
    length = len(_text(line))
    rest = "".join(islice(chain.from_iterable(_rest(paragraph, resume_at)), 2 * length))
    behind = lines_behind(paragraph, resume_at) or (3 if len(rest) == 2 * length else 2)
    lines = 3 if behind == WIDOWS else 2
    return " " not in rest.strip() or bool(context.overflows_page(below, line.position_y + lines * line.height))


def _rest(box: Any, resume_at: Any) -> Iterator[str]:
    """The text of a box from a place on, which WeasyPrint gives as an index at each depth."""
    index, deeper = next(iter(resume_at.items())) if resume_at else (0, None)
    if hasattr(box, "text"):
        yield box.text[index:]
    for number, child in enumerate(getattr(box, "children", ())[index:]):
        yield from _rest(child, None if number else deeper)


def _page_maker(make: Callable[..., Any], line: type) -> Callable[..., Any]:
    """WeasyPrint's maker of pages, which makes one anew while a word on it is divided against the rules."""

    def remake_page(index: int, context: Any, root: Any, html: Any) -> Any:
        if not isinstance(context.dictionaries, Dictionaries):
            context.dictionaries = Dictionaries(getattr(html, "names", frozenset()))
        whole = context.dictionaries.whole
        whole.clear()
        notes = tuple(context.footnotes), tuple(context.reported_footnotes)
        page, resume_at = make(index, context, root, html)
        sent: list[Any] = []
        for _ in range(ATTEMPTS):
            stems = offences(_paragraphs(page, line), ends=resume_at is None)
            block = _stranded(page, line) if resume_at else None
            if block is None and context.reported_footnotes:
                block = _last_behind(page, context.reported_footnotes[0])
            if stems <= whole and not _send_on(block, root, sent):
                break
            whole |= stems
            context.footnotes, context.reported_footnotes = map(list, notes)
            page, resume_at = make(index, context, root, html)
        return page, resume_at

    remake_page.keeps_words = True  # type: ignore[attr-defined]
    return remake_page


def _send_on(block: Any, root: Any, sent: list[Any]) -> bool:
    """Have the next page begin with an element; False where there is nothing to do. `sent` has the box that was sent
    before, which was not enough: it goes with the one before it and needs no page of its own."""
    for box in root.descendants() if block is not None else ():
        if box.element is block and box.is_in_normal_flow() and box.style["break_before"] != "page":
            for former in sent:
                former.style = former.style.copy()
                former.style["break_before"] = "auto"
            box.style = box.style.copy()
            box.style["break_before"] = "page"
            sent[:] = [box]
            return True
    return False


def _stranded(page: Any, line: type) -> Any:
    """The first of the headings, or of what else is to stay with the text behind it, that end a page: WeasyPrint keeps
    them with it, but not where footnotes come between."""
    text, *_ = page.children
    blocks = [box for box in text.descendants() if _is_block(box, line)]
    ends = list(takewhile(lambda box: box.style["break_after"] == "avoid", reversed(blocks)))
    return ends[-1].element if ends and len(ends) < len(blocks) else None


def _is_block(box: Any, line: type) -> bool:
    """Whether a box in the flow is a block of lines, or one with nothing in it, as a device is."""
    if isinstance(box, line) or not hasattr(box, "children") or box.style["display"][0] != "block":
        return False
    return bool(box.is_in_normal_flow() and all(isinstance(each, line) for each in box.children))


def _last_behind(page: Any, note: Any) -> Any:
    """The element of the last block that begins on a page behind the one that calls a note: it goes to the next page
    where WeasyPrint has put the note off to find room for its first lines."""
    called, calling, last = False, None, None
    text, *_ = page.children  # behind it stands what floats to the foot
    for box in text.descendants():
        if type(box).__name__ == "LineBox":
            if called and box.element is not calling:
                last = box.element
            if any(part.footnote is note for part in box.descendants()):
                called, calling = True, box.element
    return last


def offences(paragraphs: Iterable[Sequence[Any]], *, ends: bool) -> set[str]:
    """The first parts of the words on a page that are divided against the rules: of each paragraph the first one, for
    what follows it will be set anew.

    `paragraphs` are the lines of each block of the page; `ends` says whether the text ends on it."""
    found: set[str] = set()
    last = ""
    for lines in paragraphs:
        stems = [_stem(line) if _may_move(line) else "" for line in lines]
        last = _ladder(stems) or _stub(stems, lines[-1])
        found.add(last)
        last = last or stems[-1]
    return (found if ends else found | {last}) - {""}


def _ladder(stems: Sequence[str]) -> str:
    """The word that makes one line too many end on a hyphen."""
    rungs = (stems[number] for number in range(LADDER, len(stems)) if all(stems[number - LADDER : number + 1]))
    return next(rungs, "")


def _stub(stems: Sequence[str], line: Any) -> str:
    """The word whose end is all that stands on the last line."""
    return stems[-2] if len(stems) > 1 and not stems[-1] and " " not in _text(line).strip() else ""


def _paragraphs(page: Any, line: type) -> Iterator[Sequence[Any]]:
    """The lines of each block of a page, in order."""
    for box in page.descendants():
        children = getattr(box, "children", ())
        if children and isinstance(children[0], line):
            yield children


def _may_move(line: Any) -> bool:
    """Whether the last word of a line would have another place: one that stands alone on it is wider than any."""
    return " " in _text(line).strip()


def _text(line: Any) -> str:
    return "".join(box.text for box in line.descendants() if hasattr(box, "text"))


def _stem(line: Any) -> str:
    """What stands before the hyphen with which layout has ended a line; empty where it has not."""
    box = line
    while getattr(box, "children", ()):
        box = box.children[-1]
    hyphen = box.style["hyphenate_character"]
    if not getattr(box, "text", "").endswith(hyphen):
        return ""
    found = STEM.search(box.text.removesuffix(hyphen))
    return found[1] if found else ""
