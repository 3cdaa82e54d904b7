"""Headings that are none for want of a space: `Copy` in, findings with their fixes out. Pure.

CommonMark (0.31.2, 4.2) wants a space behind the signs, so that #hashtag and #5 are no headings; they are none here.
"""

from collections.abc import Iterator

from pressbuild.diagnostics import Diagnostic, found
from pressbuild.patterns import lazily
from pressbuild.rules.copy import Copy, Passage

LONGEST = 120  # characters of a line that is a heading
CLOSE = lazily(r"(?P<signs>#{1,6})(?P<first>[^\Wa-zß-öø-ÿ_])")
# Behind one sign: a word that is no name of a hashtag, #BlueMonday; the number of a part, no rank of a list, #1.
WORD = lazily(r"#(?:[^\W\d_]|[^\W\d_][^\W\d_A-ZÀ-ÖØ-Þ]+|[^\W\d_a-zà-ÿ]+)(?:[’'-]\w+)*(?P<rest>[\s:?!—–]|$)")
NUMBER = lazily(r"#(?:\d+[.):]+\s+|\d{4}\b\D*\s)[^\W_]")
HASHTAG = lazily(r"[\s(“‘\"']#[^\W\d_]")
SENTENCE = lazily(r"[.,;…][”’\"')\]]*$")


def heading_broken(copy: Copy) -> Iterator[Diagnostic]:
    """A line by itself that begins with a heading's signs and no space behind them, and would be printed so."""
    begun = [each for each in copy.passages if each.text.startswith("#") and _stands_alone(copy, each)]
    tagged = bool(begun) and any(HASHTAG.search(passage.text) for passage in copy.passages)
    for passage in begun:
        close = CLOSE.match(passage.text)
        if close and (len(close["signs"]) > 1 or _is_heading(passage.text, tagged)):
            signs, first = close["signs"], close["first"]
            sure = len(signs) > 1 or " " in passage.text.strip()
            fixes = copy.fix(passage.at(0), close[0], f"{signs} {first}") if sure else ()
            message = f"this was to be a heading, and is printed with its {signs}"
            yield found("heading-broken", message, passage.at(0), f"write a space behind {signs}", fixes)


def _stands_alone(copy: Copy, passage: Passage) -> bool:
    """Whether a passage is one line of the text between empty ones, with its signs at the line's beginning."""
    place = passage.at(0)
    if passage.kind != "paragraph" or passage.note or passage.set_apart or place is None:
        return False
    line, above, below = (copy.lines[n : n + 1] for n in (place.line - 1, place.line - 2, place.line))
    empty = place.line <= copy.body_line or not "".join(above).strip()
    return line[0].lstrip(" ").startswith("#") and len(line[0]) <= LONGEST and empty and not "".join(below).strip()


def _is_heading(text: str, tagged: bool) -> bool:
    """Whether a line with one sign is one: no hashtag in a text that has them, no sentence, no rank."""
    if SENTENCE.search(text.rstrip()) or "#" in text[1:]:
        return False
    if NUMBER.match(text):
        return True
    word = WORD.match(text)
    return word is not None and not (tagged and not text[word.end("rest") :].strip())
