"""Where a word may not be divided at a line's end: rules for WeasyPrint's page maker, which knows none of them.

No division over a page, none in more than two lines running, none that leaves a paragraph's last line only the end of
a word (CSS Text 4, `hyphenate-limit-last` and `hyphenate-limit-lines`; Bringhurst 2.4.2, 2.4.3 and 2.4.8), and none of
a name. A page that breaks a rule is made again with the word kept whole: a fortieth of a second, where a second layout
of the whole work would take half of one.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

ATTEMPTS = 8  # words that are kept whole for one page before a rule is given up
LONG_NAME = 10  # letters; a longer name kept whole would tear its line apart
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


def last_words(paragraphs: Iterable[str]) -> frozenset[str]:
    """The words that end paragraphs: kept whole from the start, they spare most pages a second making."""
    return frozenset(words[-1] for words in map(WORD.findall, paragraphs) if words)


class Dictionaries(dict[tuple[Any, ...], Any]):
    """WeasyPrint's hyphenation dictionaries of one layout, each made to leave names and the words in `whole` alone."""

    def __init__(self, names: frozenset[str]) -> None:
        super().__init__()
        self.names = names
        self.whole: set[str] = set()

    def __setitem__(self, key: tuple[Any, ...], dictionary: Any) -> None:
        capitals_say = str(key[0])[:2].lower() not in NOUNS_CAPITALISED
        super().__setitem__(key, Sparing(dictionary, self.whole, self.names if capitals_say else frozenset()))


class Sparing:
    """A hyphenation dictionary that offers no division for names and for words that begin like one in `whole`."""

    def __init__(self, dictionary: Any, whole: set[str], names: frozenset[str]) -> None:
        self.dictionary, self.whole, self.names = dictionary, whole, names

    def iterate(self, word: str) -> Iterator[tuple[str, str]]:
        if word in self.names or any(word.startswith(stem) for stem in self.whole):
            return iter(())
        return iter(self.dictionary.iterate(word))


def teach(page_maker: Any) -> None:
    """Teach WeasyPrint's module of pages the rules, once: every layout of this process is ours and follows them."""
    make = page_maker.remake_page
    if getattr(make, "keeps_words", False):
        return

    def remake_page(index: int, context: Any, root: Any, html: Any) -> Any:
        if not isinstance(context.dictionaries, Dictionaries):
            context.dictionaries = Dictionaries(getattr(html, "names", frozenset()))
        whole = context.dictionaries.whole
        whole.clear()
        page, resume_at = make(index, context, root, html)
        for _ in range(ATTEMPTS):
            stems = offences(_paragraphs(page, page_maker.boxes.LineBox), ends=resume_at is None)
            if stems <= whole:
                break
            whole |= stems
            page, resume_at = make(index, context, root, html)
        return page, resume_at

    remake_page.keeps_words = True  # type: ignore[attr-defined]
    page_maker.remake_page = remake_page


def offences(paragraphs: Iterable[Sequence[Any]], *, ends: bool) -> set[str]:
    """The first parts of the words on a page that are divided against the rules: of each paragraph the first one, for
    what follows it will be set anew.

    `paragraphs` are the lines of each block of the page; `ends` says whether the text ends on it."""
    found: set[str] = set()
    last = ""
    for lines in paragraphs:
        stems = [_stem(line) for line in lines]
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
