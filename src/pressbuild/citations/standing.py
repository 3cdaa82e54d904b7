"""How a citation stands in an author's own note: the source and its place in, a `Standing` out; pure.

A style with notes makes a sentence of each citation, with a stop at its end. In a note that says more it is one only
where the author made it one. Elsewhere citeproc sets it in brackets and without the stop (pandoc's Citeproc, “deNote”);
but not within brackets of the author's, behind a comma, colon or dash, or behind a word that wants what follows it, as
“see” and “and” do: no manual sets “see (Ames, p. 3)”.
"""

import re
from enum import Enum, auto

from pressbuild.manuscript.prose import DEFINITION

PARAGRAPH_END = re.compile(rf"\n(?=[ \t>]*(?:\n|$)|{DEFINITION.pattern})")
PARAGRAPH_START = re.compile(r"\n[ \t>]*\n")
LONGEST = 4000  # characters of a paragraph that are looked at on either side
CLOSING = "\"'”’»)]*_ \n\t>\u00a0"
OPENING = "\"'“‘«„(*_ \n\t>\u00a0"
SENTENCE_END = ".?!…"
# Words that want what follows: signals, conjunctions and prepositions of the languages that words.toml has.
WANTING = re.compile(
    r"""(?<!\w)(?: see | cf\. | compare | also | and | or | but | in | from | by | with | following | after | per
    | e\.\s?g\. | i\.\s?e\. | quoting | siehe | s\. | vgl\. | vergleiche | auch | und | oder | aus | bei | nach | mit
    | z\.\s?b\. | voir | v\. | comparer | aussi | et | ou | dans | chez | selon | d[’']après | par | avec | véase
    | también | y | o | en | según | con | vedi | anche | e | secondo | veja | ver | também | em | segundo | com | zie
    | ook | of | uit | bij | volgens | met )\s*$""",
    re.IGNORECASE | re.VERBOSE,
)
ABBREVIATED = re.compile(
    r"\b(?:ibid|ebd|op\. cit|loc\. cit|a\. ?a\. ?o|et al|eds?|n\.d|s\.d)(?=[*_]*\)?$)", re.IGNORECASE
)


class Standing(Enum):
    """A citation is a sentence of its note, with its stop, or stands within one, as words of it or in brackets."""

    SENTENCE = auto()
    BARE = auto()
    BRACKETED = auto()


def put(text: str, how: Standing) -> str:
    """What citeproc set among words of a note, in brackets and without its last stop, as it stands there. That stop may
    have been an abbreviation's too."""
    if how is Standing.SENTENCE:
        return text
    text = ABBREVIATED.sub(r"\g<0>.", text)
    return text[1:-1] if how is Standing.BARE and text.startswith("(") and text.endswith(")") else text


def standing(source: str, start: int, end: int) -> Standing:
    """How the citation between two offsets of the source stands in its note."""
    before, behind = _before(source, start), _behind(source, end)
    in_text = source[start] != "["
    if before.count("(") > before.count(")") or before.count("[") > before.count("]"):
        return Standing.BARE
    begins = not before or (before.rstrip(CLOSING)[-1:] in tuple(SENTENCE_END) and not WANTING.search(before))
    if begins and not in_text and (not behind or behind.lstrip(OPENING)[:1].isupper()):
        return Standing.SENTENCE
    if begins or in_text or before[-1] in ",;:–—" or WANTING.search(before):
        return Standing.BARE if behind else Standing.SENTENCE
    return Standing.BRACKETED


def _before(source: str, start: int) -> str:
    """What stands before a place in its paragraph of a note, without the note's label."""
    text = PARAGRAPH_START.split(source[max(0, start - LONGEST) : start])[-1]
    for line in reversed([*re.finditer(r"^.*$", text, re.MULTILINE)]):
        if label := DEFINITION.match(line[0]):
            return text[line.start() + label.end() :].strip("> \t\n\u00a0")
    return text.strip("> \t\n\u00a0")


def _behind(source: str, end: int) -> str:
    """What follows a place in its paragraph of a note."""
    return PARAGRAPH_END.split(source[end : end + LONGEST], maxsplit=1)[0].strip("> \t\n\u00a0")
