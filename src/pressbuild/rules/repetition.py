"""What stands twice, and what was to be replaced: `Copy` in, findings out. Pure."""

import re
from collections.abc import Iterator

from pressbuild.diagnostics import Diagnostic, found
from pressbuild.document import Paragraph
from pressbuild.rules.copy import Copy
from pressbuild.tree import plain

TWICE = re.compile(
    r"(?<![\w’'\u2010-])(?P<word>[^\W\d_]+)(?P<gap>[ \n\u00a0]+)(?P<again>(?i:(?P=word)))(?![\w’'\u2010-])"
)
# Words that English, French and German may say twice: grammar (he had had it; what it is is), emphasis, interjections.
TWICE_OF_RIGHT = {
    "en": frozenset(
        """had that is was are were be do did does in on out up over her his you it this those who what one so
        very really much many more most long far too never always again now then there well no yes not ah
        aye ay bye ha hey ho hm hear here hip holy knock la lo my oh o och please poor dear old big little
        quite rather row tick tut wait why work come go going gone good great how hush just like nay only
        pretty same sing sweet thank tomorrow pom boom bang blah chop yum win""".split()
    ),
    "fr": frozenset("nous vous très bien non oui si se tout toujours jamais petit petits beaucoup".split()),
    "de": frozenset("die der das den dem sie sehr so nein ja doch nur immer viel viele ganz ach".split()),
}
OPENING, CLOSING = tuple("‘“'\"«„"), tuple("’”'\"»“")
PLACEHOLDER = re.compile(r"(?<![\w.])(?:TODO|FIXME|TK{1,2}TK|TK(?! ?[A-Z.])|lorem ipsum|\[\?+\]|\?{3,}|XXXX+)(?!\w)")
LONG_ENOUGH = 12  # words from which a paragraph that stands twice is no refrain


def doubled_word(copy: Copy) -> Iterator[Diagnostic]:
    """A word that stands twice where grammar and rhetoric have no use for it."""
    rightly = TWICE_OF_RIGHT.get(copy.language)
    if rightly is None:
        return
    for passage in copy.passages:
        if passage.kind == "verse":
            continue
        for match in TWICE.finditer(passage.text):
            word, again = match["word"], match["again"]
            if (
                _mentioned(passage.text, match)
                or again.lower() in rightly
                or again[0].isupper()
                or (len(word) == 1 and word.lower() not in "ai")
            ):
                continue
            hint = "take one of them out, or allow it with a reason"
            place = passage.at(match.start("again"))
            yield found("doubled-word", f"“{again}” stands twice", place, hint)


def _mentioned(text: str, match: re.Match[str]) -> bool:
    """Whether the two words stand in marks of their own: “nous nous”."""
    return text[match.start() - 1 : match.start()] in OPENING and text[match.end() : match.end() + 1] in CLOSING


def paragraph_repeated(copy: Copy) -> Iterator[Diagnostic]:
    """A paragraph that stands in the text twice, word for word."""
    first: dict[str, int] = {}
    for block in copy.read.blocks:
        if not isinstance(block, Paragraph):
            continue
        text = " ".join(plain([block]).split())
        line = block.place.line if block.place else 0
        if len(text.split()) >= LONG_ENOUGH and first.setdefault(text, line) != line:
            message = f"this paragraph stood in line {first[text]} already, word for word"
            yield found("paragraph-repeated", message, block.place, "take one of them out")


def placeholder(copy: Copy) -> Iterator[Diagnostic]:
    """A word that an author writes where something is still to come."""
    for passage in copy.passages:
        for match in PLACEHOLDER.finditer(passage.text):
            message = f"“{match[0]}” marks what is still to come"
            yield found("placeholder", message, passage.at(match.start()), "write what belongs here")
