"""The words of a manuscript, taken from its source text and not from the tree: source in, `Words` out; pure.

Markdown is stripped line by line: enough for what docs/manuscript.md teaches. A word is a run of letters and figures.
"""

import html
import re
from dataclasses import dataclass

WORD = re.compile(r"[^\W_]+")
FENCE = re.compile(r"\s*(`{3,}|~{3,})")
DIVISION = re.compile(r"\s*:::")
CAPTION = re.compile(r'caption="([^"]*)"')
NOTE = re.compile(r" {0,3}\[\^([^\]\s]+)\]:")
DEFINITION = re.compile(r" {0,3}\[[^\]]+\]:\s+\S")
MARKER = re.compile(r"(\s*>)*\s*(\d{1,9}[.)]|[-+*:]|#{1,6})\s+")
TABLE_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
ADDRESS = re.compile(r"<((?:https?://|mailto:)[^<>\s]+|[^<>\s@]+@[^<>\s]+)>")
FIGURE = re.compile(r"!\[(?P<alt>(?:\\.|[^\]\\])*)\]\((?:\\.|[^()\\]|\([^()]*\))*\)(?P<attributes>\{[^{}]*\})?")
TARGET = re.compile(r"\]\((?:\\.|[^()\\]|\([^()]*\))*\)")
ATTRIBUTES = re.compile(r"(?<=[\])`\w\s])\{[#.\w][^{}]*\}")
CALL = re.compile(r"(?<!\\)\[\^[^\]\s]+\]")
ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
EMPHASIS = re.compile(r"[*~^]+|(?<![^\W_])_+|_+(?![^\W_])")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of the body in reading order, those of each note by label, in the order of the file, and how often
    each note is called."""

    body: tuple[str, ...]
    notes: dict[str, tuple[str, ...]]
    calls: dict[str, int]


def source_words(source: str) -> Words:
    """The words of a manuscript's source text."""
    body, notes = _parts(_without_front(source))
    calls: dict[str, int] = {}
    for call in CALL.findall(_without_code(source)):
        label = call[2:-1]
        calls[label] = calls.get(label, 0) + 1
    for label in notes:
        calls[label] = calls.get(label, 0) - 1  # its definition looks like a call
    return Words(words(_stripped(body)), {label: words(_stripped(text)) for label, text in notes.items()}, calls)


def words(text: str) -> tuple[str, ...]:
    """Runs of letters and figures."""
    return tuple(WORD.findall(text))


def _without_front(source: str) -> str:
    lines = source.split("\n")
    if lines[0].rstrip() != "---":
        return source
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() in ("---", "..."):
            return "\n".join(lines[number + 1 :])
    return source


def _without_code(source: str) -> str:
    return re.sub(r"(`+)(?!`).+?(?<!`)\1(?!`)", " ", source)


def _parts(text: str) -> tuple[str, dict[str, str]]:
    """The body and the note bodies, by label; a note ends where an unindented line follows a blank one."""
    body: list[str] = []
    notes: dict[str, list[str]] = {}
    current: list[str] = body
    blank = fenced = False
    for line in text.split("\n"):
        if FENCE.match(line):
            fenced = not fenced
        note = None if fenced else NOTE.match(line)
        if note:
            current = notes.setdefault(note[1], [])
            line = line[note.end() :]
        elif current is not body and blank and line.strip() and not line.startswith((" ", "\t")):
            current = body
        blank = not line.strip()
        current.append(line)
    return "\n".join(body), {label: "\n".join(lines) for label, lines in notes.items()}


def _stripped(text: str) -> str:
    """Markdown without its markup."""
    kept: list[str] = []
    fenced = False
    for line in COMMENT.sub(" ", text).split("\n"):
        if FENCE.match(line):
            fenced = not fenced
        elif fenced:
            kept.append(line)
        else:
            kept.append(_stripped_line(line))
    return "\n".join(kept)


def _stripped_line(line: str) -> str:
    if DIVISION.match(line):
        return " ".join(CAPTION.findall(line))
    if (TABLE_RULE.fullmatch(line) and "-" in line) or DEFINITION.match(line):
        return ""
    while marker := MARKER.match(line):
        line = line[marker.end() :]
    alone = FIGURE.fullmatch(line.strip())
    if alone:
        caption = CAPTION.search(alone["attributes"] or "")
        line = caption[1] if caption else alone["alt"]
    line = FIGURE.sub(" ", line)
    line = CALL.sub("", ADDRESS.sub(r" \1 ", line))
    line = TAG.sub(lambda tag: " " if tag[0].startswith("<br") else "", TARGET.sub("]", line))
    line = ATTRIBUTES.sub("", line)
    return html.unescape(ESCAPE.sub(r"\1", EMPHASIS.sub("", line)))
