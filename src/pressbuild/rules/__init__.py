"""The rules of the press's proof-reader: a `Copy` in, findings out. Pure.

`RULES` is a table from a code to the function that looks for it; `proofread` asks those that a house has not switched
off. Each has its section in docs/diagnostics.md with an example of either kind, a case in tests/cases/errors and, in
tests/cases/rules, what it must leave alone. To add one: a function, a line here, a row in `diagnostics.CODES`.
`OF_A_HAND` are the rules on conventions, which compare the chapters of one author too.
"""

from collections.abc import Callable, Collection, Iterable, Sequence

from pressbuild.diagnostics import Diagnostic
from pressbuild.rules.brackets import bracket_unmatched
from pressbuild.rules.brokendivisions import division_broken
from pressbuild.rules.brokenheadings import heading_broken
from pressbuild.rules.brokenlinks import link_broken
from pressbuild.rules.brokenlists import list_broken, verse_indent
from pressbuild.rules.brokenwords import word_broken
from pressbuild.rules.characters import character_confusable, character_stray, marks_mixed, script_mixed
from pressbuild.rules.conformance import house_sets
from pressbuild.rules.consistency import (
    abbreviations_mixed,
    centuries_mixed,
    dashes_mixed,
    dates_mixed,
    hyphens_mixed,
    initials_mixed,
    pages_mixed,
    percent_mixed,
    spelling_mixed,
    thousands_mixed,
)
from pressbuild.rules.copy import Copy
from pressbuild.rules.dashes import dash_one_sided
from pressbuild.rules.dates import date_impossible
from pressbuild.rules.glyphs import font_missing_glyph
from pressbuild.rules.hands import Hand, by_hand, marks_between
from pressbuild.rules.ibid import note_ibid
from pressbuild.rules.lengths import note_too_long, note_too_short, paragraph_long
from pressbuild.rules.links import link_bare, link_stop, link_unlike, link_vague, privacy_tracking
from pressbuild.rules.markup import emphasis_unbalanced, heading_empty, heading_skip, note_unlinked
from pressbuild.rules.metadata import language_unlike, metadata_print, metadata_store, title_differs, title_repeated
from pressbuild.rules.missingspaces import space_missing
from pressbuild.rules.openings import question_unopened
from pressbuild.rules.placeholders import placeholder
from pressbuild.rules.privacy import privacy_path, privacy_remote
from pressbuild.rules.ranges import pages_backwards, year_wrong
from pressbuild.rules.repetition import doubled_word, paragraph_repeated
from pressbuild.rules.spaces import doubled_space, note_spaced, space_before_stop, space_inside
from pressbuild.rules.stops import sentence_small, stop_doubled, stop_missing
from pressbuild.rules.tables import table_broken
from pressbuild.rules.wrongforms import form_wrong

__all__ = ["OF_A_HAND", "OF_A_SET_COPY", "RULES", "Copy", "proofread", "proofread_all"]

Rule = Callable[[Copy], Iterable[Diagnostic]]

# Conventions, which chapters of one hand have together.
OF_A_HAND: dict[str, Callable[[Hand], Iterable[Diagnostic]]] = {
    "initials-mixed": initials_mixed,
    "dates-mixed": dates_mixed,
    "pages-mixed": pages_mixed,
    "centuries-mixed": centuries_mixed,
    "percent-mixed": percent_mixed,
    "thousands-mixed": thousands_mixed,
    "dashes-mixed": dashes_mixed,
    "abbreviations-mixed": abbreviations_mixed,
    "spelling-mixed": spelling_mixed,
    "hyphens-mixed": hyphens_mixed,
}


def _of_one(code: str) -> Rule:
    """The rule on a convention for a copy by itself."""
    return lambda copy: OF_A_HAND[code](Hand((copy,)))


RULES: dict[str, Rule] = {
    "note-ibid": note_ibid,
    "note-too-long": note_too_long,
    "note-too-short": note_too_short,
    "note-unlinked": note_unlinked,
    "marks-mixed": marks_mixed,
    "house-sets": house_sets,
    "doubled-word": doubled_word,
    "doubled-space": doubled_space,
    "note-spaced": note_spaced,
    "space-before-stop": space_before_stop,
    "space-missing": space_missing,
    "space-inside": space_inside,
    "dash-one-sided": dash_one_sided,
    "word-broken": word_broken,
    "form-wrong": form_wrong,
    "stop-doubled": stop_doubled,
    "question-unopened": question_unopened,
    "stop-missing": stop_missing,
    "sentence-small": sentence_small,
    "pages-backwards": pages_backwards,
    "year-wrong": year_wrong,
    "date-impossible": date_impossible,
    "bracket-unmatched": bracket_unmatched,
    "emphasis-unbalanced": emphasis_unbalanced,
    "character-confusable": character_confusable,
    "character-stray": character_stray,
    "script-mixed": script_mixed,
    "font-missing-glyph": font_missing_glyph,
    "placeholder": placeholder,
    "paragraph-repeated": paragraph_repeated,
    "paragraph-long": paragraph_long,
    "heading-skip": heading_skip,
    "heading-empty": heading_empty,
    "heading-broken": heading_broken,
    "title-repeated": title_repeated,
    "title-differs": title_differs,
    "language-unlike": language_unlike,
    **{code: _of_one(code) for code in OF_A_HAND},
    "table-broken": table_broken,
    "division-broken": division_broken,
    "list-broken": list_broken,
    "verse-indent": verse_indent,
    "link-broken": link_broken,
    "link-stop": link_stop,
    "link-unlike": link_unlike,
    "link-vague": link_vague,
    "link-bare": link_bare,
    "privacy-tracking": privacy_tracking,
    "privacy-path": privacy_path,
    "privacy-remote": privacy_remote,
    "metadata-store": metadata_store,
    "metadata-print": metadata_print,
}

# Rules which read what the house makes of the text.
OF_A_SET_COPY = frozenset({"note-ibid", "note-too-short", "heading-skip"})


def proofread_all(copies: Sequence[Copy], codes: Collection[str] = RULES.keys()) -> tuple[Diagnostic, ...]:
    """What the rules of these codes find in a title: in each of a book’s files, and between chapters of one hand."""
    found = [finding for copy in copies for finding in proofread(copy, codes)]
    if len(copies) < 2:
        return tuple(found)
    for hand in by_hand(copies) if not {*OF_A_HAND, "marks-mixed"}.isdisjoint(codes) else ():
        if hand.several:
            found += (finding for code, rule in OF_A_HAND.items() if code in codes for finding in rule(hand))
            found += marks_between(hand) if "marks-mixed" in codes else ()
    return tuple(found)


def proofread(copy: Copy, codes: Collection[str] = RULES.keys()) -> tuple[Diagnostic, ...]:
    """What the rules of these codes find, in the order of the table."""
    return tuple(finding for code, rule in RULES.items() if code in codes for finding in rule(copy))
