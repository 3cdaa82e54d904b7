"""The report of an import for people: an `Imported` in, a page of Markdown out, to lie beside the manuscript. Pure."""

import re
from collections.abc import Sequence
from typing import Any

from pressbuild.importers.doubts import Doubt, doubts
from pressbuild.importers.markup import clean, escape
from pressbuild.importers.source import Imported

HEAD = "# What the import of"
WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
MOST = 200
SHOWN = 400


def account(imported: Imported, source: str, target: str) -> str:
    """What was assumed, where, and what to check, the most doubtful first."""
    asked = doubts(imported)
    doubtful = [doubt for doubt in asked if doubt.confidence < 0.8]
    assumed = [doubt for doubt in asked if doubt.confidence >= 0.8 and not doubt.message.startswith("left out")]
    lines = imported.markdown.split("\n")
    parts = [f"{HEAD} {_plain(source)} assumed", f"It became {_plain(target)}. {counts(imported)}."]
    parts += _section("To check, the most doubtful first", doubtful, lines, source, target)
    parts += _section("Assumed", assumed, lines, source, target)
    parts += _left(imported.report)
    parts += ["Nothing of this page is printed; it is written anew at each import."]
    return "\n\n".join(parts) + "\n"


def counts(imported: Imported) -> str:
    """Words and notes, in and out, for a sentence: what went in is what the source has, before anything is left out."""
    words, report = imported.report["words"], imported.report
    notes_in = words.get("notes_in", len(report["bodies"]))
    notes_out = words.get("notes_out", len(report["bodies"]))
    left = sum(len(WORD.findall(clean(str(part["text"])))) for part in words.get("left_out", ()) if _is_gone(part))
    given = words["in"] + left
    removed = f", {left:,} left out" if left else ""
    went_in = f"{given:,} word{'' if given == 1 else 's'} in{removed}, {words['out']:,} out"
    return f"{went_in}; {notes_in:,} note{'' if notes_in == 1 else 's'} in, {notes_out:,} out"


def _is_gone(part: dict[str, Any]) -> bool:
    """Is it no more in the manuscript, not as an author's name or a date in the front matter either?"""
    return not str(part["why"]).startswith("written as")


def _section(title: str, found: Sequence[Doubt], lines: list[str], source: str, target: str) -> list[str]:
    if not found:
        return []
    items = [_item(doubt, lines, source, target) for doubt in found[:MOST]]
    if len(found) > MOST:
        items.append(f"{MOST + 1}. and {len(found) - MOST:,} more, in the report that `--report FILE.json` writes")
    return [f"## {title}", "\n".join(items)]


def _item(doubt: Doubt, lines: list[str], source: str, target: str) -> str:
    number = lines.index(doubt.line) + 1 if doubt.line and doubt.line in lines else 0
    places = [f"{_plain(source)}, line {doubt.at}"] if doubt.at else []
    places += [f"{_plain(target)}, line {number}"] if number else []
    where = f" ({'; '.join(places)})" if places else ""
    hint = f" *{_plain(doubt.hint)}*" if doubt.hint else ""
    return f"1. {_plain(doubt.message)}{where}.{hint}"


def _left(report: dict[str, Any]) -> list[str]:
    """What of the source's words the manuscript has no longer."""
    left = report["words"].get("left_out", ())
    pictures = report.get("pictures_left_out", ())
    if not left and not pictures:
        return []
    items = [f"- {_plain(part['why'])}: {_plain(_cut(str(part['text'])))}" for part in left]
    items += [f"- the picture {_plain(part['source'])}: {_plain(part['why'])}" for part in pictures]
    return ["## Left out", "\n".join(items)]


def _cut(text: str) -> str:
    text = " ".join(clean(text).split())
    return text if len(text) <= SHOWN else text[:SHOWN].rsplit(" ", 1)[0] + " …"


def _plain(text: str) -> str:
    return escape(" ".join(clean(text).split()))
