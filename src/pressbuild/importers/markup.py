"""Plain words to Markdown: text in, text out that pandoc reads back as the same words.

The escapes are those that the reader's format (`pandoc.MARKDOWN`, CommonMark with pandoc's extensions) takes as markup
and no others, for an editor will work on the result.
"""

import re

from pressbuild.diagnostics import shortened
from pressbuild.importers.flattened.lines import INVISIBLE
from pressbuild.importers.flattened.unseen import MADE_PLAIN

SPACES = {ord(c): " " for c in ("\t", *MADE_PLAIN)}
CONTROLS = dict.fromkeys((*range(32), *range(127, 160)), " ")
CLEAN = CONTROLS | SPACES | {ord(c): None for c in INVISIBLE}
UNCLEAN = re.compile(f"[{re.escape(''.join(map(chr, CLEAN)))}]")
BLANKS = re.compile(r"  +")
# `_` inside a word, `&` that begins no entity, `!` and `$` are no markup to the reader.
MARKUP = re.compile(r"[\\`*\[<{~^|]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)")
SIGNS = re.compile(r"[\\`*\[<{~^|_&]")  # that such markup begins with
AT_START = re.compile(
    r"(?:[-+](?=\s|$)|#{1,6}(?=\s|$)|[>:]|[-=]+\s*$|\([0-9A-Za-z]+\)(?=\s|$)"
    r"|(?P<label>\d{1,9}|[a-z]|[ivxlcdm]+|[A-Za-z](?=\))|[IVXLCDM]+(?=\)))[.)](?=\s|$))"
)
FRONT_SAFE = re.compile(r"[^\W\d_][^:#\n]*[^\s:#]")
FRONT_WORDS = frozenset("true false yes no on off null y n".split())


def clean(text: str) -> str:
    """Text with ordinary spaces, one at a time, and without what does not show."""
    text = text.translate(CLEAN) if UNCLEAN.search(text) else text
    return BLANKS.sub(" ", text) if "  " in text else text


def short(text: str, longest: int = 70) -> str:
    """Clean text as a message quotes it, of `longest` characters at most."""
    return shortened(clean(text), longest)


def escape(text: str) -> str:
    """Clean text as inline Markdown."""
    return MARKUP.sub(r"\\\g<0>", text) if SIGNS.search(text) else text


def escape_start(line: str) -> str:
    """Inline Markdown as the first line of a paragraph: no list, heading, quotation or definition begins here."""
    start = AT_START.match(line)
    if start is None:
        return line
    cut = start.end("label") if start["label"] else 0
    return f"{line[:cut]}\\{line[cut:]}"


def escape_heading(line: str) -> str:
    """Inline Markdown as a heading's text: a run of `#` at its end would be taken for the heading's own."""
    bare = line.rstrip("#")
    return line if bare == line else bare + "\\#" * (len(line) - len(bare))


def yaml_value(value: str) -> str:
    """A value of the front matter on one line, plain where YAML takes it as it is."""
    plain = FRONT_SAFE.fullmatch(value) and value.lower() not in FRONT_WORDS
    if plain or re.fullmatch(r"\d{4}(-\d\d){0,2}", value):
        return value
    return yaml_quoted(value)


def yaml_quoted(value: str) -> str:
    """A value in single quotes, in which YAML takes every character for itself."""
    return "'" + value.replace("'", "''") + "'"
