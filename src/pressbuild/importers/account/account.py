"""The report of an import for people: an `Imported` in, a page of Markdown out, to lie beside the manuscript. Pure."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from pressbuild.importers.account.doubts import HEADINGS, MARKED, MAYBE, Doubt, doubts
from pressbuild.importers.markup import clean, escape, short
from pressbuild.importers.source import Imported

HEAD = "# What the import of"
WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
MOST = 200
KINDS_SHOWN = 4
MOST_ALIKE = 60  # of one kind: a book's headings, a bibliography's titles
ROWS = 8
KINDS = {
    HEADINGS: "They were found by their looks. Where one is a line of the text, take away its `#`.",
    MARKED: "Where one is no title, take away its `[` and `]{.book}`.",
    MAYBE: "They may have been in italics. To mark one write `[Title]{.book}`; `--works` marks those that are sure.",
}
SHOWN = 400


def account(imported: Imported, source: str, target: str) -> str:
    """What was assumed, where, and what to check, the most doubtful first."""
    asked = doubts(imported)
    doubtful = [doubt for doubt in asked if doubt.confidence < 0.8 and doubt.kind != MAYBE]
    assumed = [doubt for doubt in asked if doubt.confidence >= 0.8 and not doubt.message.startswith("left out")]
    single = [doubt for doubt in assumed if not doubt.kind]
    parts = [f"{HEAD} {_plain(source)} assumed", f"It became {_plain(target)}. {counts(imported)}."]
    parts += _section("To check, the most doubtful first", doubtful, source, target)
    parts += _section("Assumed: where it is wrong, change the line that is named", single, source, target)
    for kind, what_to_do in KINDS.items():
        parts += _together(kind, what_to_do, [doubt for doubt in asked if doubt.kind == kind], target)
    parts += _left(imported.report)
    parts += ["Nothing of this page is printed; it is written anew at each import."]
    return "\n\n".join(parts) + "\n"


def _together(kind: str, what_to_do: str, found: Sequence[Doubt], target: str) -> list[str]:
    """Things of one kind in the order of the text, each with its lines."""
    if not found:
        return []
    items = [f"- {_plain(doubt.name)}: {_lines(doubt)}" for doubt in sorted(found, key=lambda doubt: doubt.row)]
    if len(items) > MOST_ALIKE:
        items[MOST_ALIKE:] = [f"- and {len(items) - MOST_ALIKE:,} more"]
    return [
        f"## {kind.capitalize()}: {len(found)}",
        f"{what_to_do} The lines are those of {_plain(target)}.",
        "\n".join(items),
    ]


def _lines(doubt: Doubt) -> str:
    rows = [str(row + 1) for row in doubt.rows or (doubt.row,)]
    shown = rows if len(rows) <= ROWS else [*rows[:ROWS], "…"]
    return f"line{'s' if len(rows) > 1 else ''} {', '.join(shown)}"


def counts(imported: Imported) -> str:
    """Words and notes, in and out, for a sentence: what went in is what the source has, before anything is left out."""
    words, report = imported.report["words"], imported.report
    notes_in = words.get("notes_in", len(report["bodies"]))
    notes_out = words.get("notes_out", len(report["bodies"]))
    given, left = words["in"], words["gone"]
    removed = f", {left:,} left out" if left else ""
    went_in = f"{given:,} word{'' if given == 1 else 's'} in{removed}, {words['out']:,} out"
    return f"{went_in}; {notes_in:,} note{'' if notes_in == 1 else 's'} in, {notes_out:,} out"


def left_out(imported: Imported) -> str:
    """What kinds of things were left out, with how many words each: those with most first."""
    words: Counter[str] = Counter()
    for part in imported.report["words"].get("left_out", ()):
        if _is_gone(part):
            words[str(part["why"])] += word_count(str(part["text"]))
    kinds = [f"{why} ({count:,} word{'' if count == 1 else 's'})" for why, count in words.most_common(KINDS_SHOWN)]
    more = [f"and {len(words) - KINDS_SHOWN} more kinds"] if len(words) > KINDS_SHOWN else []
    return "; ".join([*kinds, *more])


def gone(left: Iterable[dict[str, Any]]) -> int:
    """How many words of the source's are in the manuscript no more, of all parts that were left out of its text."""
    return sum(word_count(str(part["text"])) for part in left if _is_gone(part))


def word_count(text: str) -> int:
    return len(WORD.findall(clean(text)))


def _is_gone(part: dict[str, Any]) -> bool:
    """Is it no more in the manuscript, not as an author's name or a date in the front matter either?"""
    return not str(part["why"]).startswith("written as")


def _section(title: str, found: Sequence[Doubt], source: str, target: str) -> list[str]:
    if not found:
        return []
    items = [_item(doubt, source, target) for doubt in found[:MOST]]
    if len(found) > MOST:
        items.append(f"{MOST + 1}. and {len(found) - MOST:,} more, in the report that `--report FILE.json` writes")
    return [f"## {title}", "\n".join(items)]


def _item(doubt: Doubt, source: str, target: str) -> str:
    places = [f"{_plain(source)}, line {doubt.at}"] if doubt.at else []
    if doubt.stretch and doubt.spots:
        rows = [spot.row + 1 for spot in doubt.spots]
        first, last = min(rows), max(rows)
        places.append(f"{_plain(target)}, line{f's {first} to {last}' if last > first else f' {first}'}")
    elif doubt.row >= 0:
        places.append(f"{_plain(target)}, line {doubt.row + 1}")
    where = f" ({'; '.join(places)})" if places else ""
    hint = f" *{_plain(doubt.hint)}*" if doubt.hint else ""
    return f"1. {_plain(doubt.message)}{where}.{hint}"


def _left(report: dict[str, Any]) -> list[str]:
    """What of the source's words the manuscript has no longer."""
    left = [part for part in report["words"].get("left_out", ()) if _is_gone(part)]
    pictures = report.get("pictures_left_out", ())
    if not left and not pictures:
        return []
    items = [f"- {_plain(part['why'])}: {_plain(short(str(part['text']), SHOWN))}" for part in left[:MOST]]
    if len(left) > MOST:
        items.append(f"- and {len(left) - MOST:,} more, in the report that `--report FILE.json` writes")
    items += [f"- the picture {_plain(part['source'])}: {_plain(part['why'])}" for part in pictures]
    return ["## Left out", "\n".join(items)]


def _plain(text: str) -> str:
    return escape(" ".join(clean(text).split()))
