"""Collation: an import's witness and its manuscript in, the proof that no word was lost out. Pure.

The source's words are read here from its text or markup, by a path that knows nothing of pandoc and of what the
importers made of it, and the manuscript's by `verify`'s reader of Markdown. Both are followed letter by letter: title
page, text, and each note.
"""

from collections.abc import Sequence
from itertools import accumulate

from msgspec import Struct, field

from pressbuild.collation.readers import manuscript_texts, texts_of
from pressbuild.collation.texts import side_by_side
from pressbuild.diagnostics import WARNING, Diagnostic, found
from pressbuild.importers.source import Part
from pressbuild.verify.differing import first_difference, word_at

SHOWN = 6


class Collation(Struct, frozen=True):
    """How many words and notes went in and came out, and where they differ."""

    words_in: int
    words_out: int
    notes_in: int
    notes_out: int
    findings: tuple[Diagnostic, ...] = field(default=())


def collate(parts: Sequence[Part], markdown: str) -> Collation:
    """The proof that a manuscript holds the words of its source and no others."""
    given, came = texts_of(parts), manuscript_texts(markdown)
    pairs = list(side_by_side(given, came))
    findings = [finding for where, one, other in pairs for finding in _differs(one, other, where)]
    if len(given.notes) != len(came.notes):
        findings.append(found("fidelity", f"notes: {len(given.notes)} in, {len(came.notes)} out"))
    if given.calls != came.calls:
        message = f"calls of notes: {given.calls} in the source, {came.calls} in the manuscript"
        findings.append(found("fidelity", message))
    return Collation(
        words_in=sum(len(one) for _, one, _ in pairs),
        words_out=sum(len(other) for _, _, other in pairs),
        notes_in=len(given.notes),
        notes_out=len(came.notes),
        findings=tuple(findings),
    )


def _differs(wanted: Sequence[str], got: Sequence[str], where: str) -> list[Diagnostic]:
    """An error at the first letter or space that differs."""
    if wanted == got:
        return []
    at = first_difference(wanted, got)
    if at is None:
        return _bounded(wanted, got, where)
    before, after = word_at(wanted, at), word_at(got, at)
    context = " ".join(wanted[max(0, before - SHOWN) : before]) or "its beginning"
    lost = " ".join(wanted[before : before + SHOWN]) or "(its end)"
    instead = " ".join(got[after : after + SHOWN]) or "(its end)"
    message = f"{where} differs behind “{context}”: the source has “{lost}”, the manuscript “{instead}”"
    return [found("fidelity", message, None, "mend it in the manuscript")]


def _bounded(wanted: Sequence[str], got: Sequence[str], where: str) -> list[Diagnostic]:
    """An error at the first space that the manuscript has lost, else a warning at the first that it has more."""
    ends, ends_now = set(accumulate(map(len, wanted))), set(accumulate(map(len, got)))
    if lost := ends - ends_now:
        one, other = _across(wanted, min(lost)), _across(got, min(lost))
        message = f"{where} has lost a space: “{one}” is “{other}”"
        return [found("fidelity", message, None, "mend it in the manuscript")]
    if more := ends_now - ends:
        one, other = _across(wanted, min(more)), _across(got, min(more))
        message = f"{where} parts its words otherwise than the source: “{one}” is “{other}”"
        return [Diagnostic("assumed", message, None, "look whether a space is wrong there", WARNING)]
    return []


def _across(text: Sequence[str], letter: int) -> str:
    """The words at both sides of a place between two letters."""
    return " ".join(text[word_at(text, letter - 1) : word_at(text, letter) + 1])
