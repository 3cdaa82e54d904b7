"""The words of a book, taken from book.toml and the source text of each chapter: texts in, `Words` out; pure.

The parts and chapters are read in the order that book.toml has, by a reader of its own: a chapter that was lost,
doubled or moved on the way to an edition is seen. What a chapter's front matter has for its head is text of the book.
"""

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from posixpath import basename, splitext
from typing import Any

from msgspec.structs import replace

from pressbuild.verify.inline import Inline
from pressbuild.verify.source import CALL, FRONT, Words, front_values, source_words, split_front, words
from pressbuild.words import words as phrases

ESCAPED = re.compile(r"\\([!#-/:-@\[-`{-~])")
ATX = re.compile(r" {0,3}#{1,6}(?=\s|$)[^\n]*")
SETEXT = re.compile(r"(?! {0,3}(?:[>#-]|[*+:]\s|\d+[.)]\s|:::|```|~~~))[^\n]*\S[^\n]*\n {0,3}(?:=+|-+)[ \t]*(?=\n|$)")
HEAD = ("kicker", "title", "subtitle", "author", "translator", "standfirst")  # of a chapter, in the order of the page
COMMENTS = re.compile(r"(?:\s*<!--.*?-->)*\s*", re.DOTALL)


def book_words(matter: str, chapters: Mapping[str, str], closing: str = "") -> Words:
    """The words of a book, given its book.toml, the source text of each chapter by the name it has there, and what was
    written behind them all: a bibliography."""
    table = _table(matter)
    lang = str(table.get("lang", "en"))
    body: list[str] = []
    notes: dict[str, tuple[str, ...]] = {}
    calls: dict[str, int] = {}
    order: list[str] = []
    for number, (title, name) in enumerate(_listed(table), start=1):
        chapter = _chapter(chapters[name], name, lang)
        body += [*_inline(title), *chapter.body]
        notes |= {f"{number}:{label}": said for label, said in chapter.notes.items()}
        calls |= {f"{number}:{label}": count for label, count in chapter.calls.items()}
        order += [f"{number}:{label}" for label in chapter.order]
    body += source_words(closing).body
    front = {key: _inline(table[key]) for key in FRONT if isinstance(table.get(key), str)}
    return Words(tuple(body), notes, calls, front, tuple(order))


def _table(matter: str) -> dict[str, Any]:
    """What a book.toml says. Words that were put in with Markdown's escapes may be none of TOML's."""
    try:
        return tomllib.loads(matter)
    except tomllib.TOMLDecodeError:
        return tomllib.loads(ESCAPED.sub(r"\1", matter))


def _front(lines: list[str]) -> dict[str, str | tuple[str, ...]]:
    """What a chapter's front matter says, likewise."""
    values = front_values(lines)
    return values if values is not None else front_values([ESCAPED.sub(r"\1", line) for line in lines]) or {}


def _listed(table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The chapters by name, in order, the first of a part with the part's title."""
    parts = [{"chapters": table.get("chapters", ())}, *table.get("part", ())]
    for part in parts:
        names = part["chapters"]
        for place, name in enumerate([names] if isinstance(names, str) else names):
            yield str(part.get("title", "")) if place == 0 else "", str(name)


def _inline(text: str, notes: Collection[str] = ()) -> tuple[str, ...]:
    return words("".join(Inline(notes, ()).run(text.strip()).text))


def _chapter(source: str, name: str, lang: str) -> Words:
    """The words of a chapter with its head in the order of the page: kicker, title, subtitle, authors, translators,
    standfirst."""
    whole = source_words(source, HEAD)
    lines, text = split_front(source)
    values, body = _front(lines), whole.body
    front = {key: _inline(said, whole.notes) for key in FRONT if isinstance(said := values.get(key), str)}
    title = front.get("title") or _words_of_name(name)
    if not front.get("title") and (heading := _heading(text)):
        without = source_words(text[: heading.start()] + text[heading.end() :]).body
        own = len(body) - len(without)
        title, body = body[:own], body[own:]
    authors, translators = (
        phrases(lang).joined(_uncalled(values.get(key, ()), whole.notes)) for key in ("author", "translator")
    )
    helped = phrases(lang).translated.format(names=translators) if translators else ""
    above = (*front.get("kicker", ()), *title, *front.get("subtitle", ()))
    head = (*above, *words(authors), *words(helped), *front.get("standfirst", ()))
    return replace(whole, body=(*head, *body))


def _uncalled(said: str | tuple[str, ...], notes: Collection[str]) -> tuple[str, ...]:
    """Names without the notes that they call."""
    names = (said,) if isinstance(said, str) else said
    return tuple(CALL.sub(lambda call: "" if call[1].casefold() in notes else call[0], name) for name in names)


def _words_of_name(name: str) -> tuple[str, ...]:
    return words(splitext(basename(name))[0].replace("-", " "))


def _heading(text: str) -> re.Match[str] | None:
    """The heading with which a text begins."""
    start = COMMENTS.match(text)
    at = start.end() if start else 0
    at = text.rfind("\n", 0, at) + 1  # a heading may be indented
    return ATX.match(text, at) or SETEXT.match(text, at)
