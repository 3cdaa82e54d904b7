"""Labels of notes that are glued to their words, or stand alone on the lines above them."""

import pytest

from pressbuild.importers.flattened.plain import import_plain
from pressbuild.importers.source import Imported, Source
from tests.importers.desk import proved

TEXT = (
    "The Weir",
    "Marten built the weir in one summer.1 Nobody had asked for it, and the carters were against it,2 the vicar too.3",
    "It held for forty years.4 After that the valley had a bridge.",
)
NOTES = ("Toll Book, f. 12.", "See the carters’ letter of 3 May.", "“A great folly,” he says.", "1902 report, p. 7.")


def read(text: str) -> Imported:
    return import_plain(Source("essay.txt", text, "0", None, text.encode(), "essay"))


def listed(form: str, gap: str, head: str = "", notes: tuple[str, ...] = NOTES, text: tuple[str, ...] = TEXT) -> str:
    return (
        gap.join((*text, *([head] if head else ()), *(form.format(n, note) for n, note in enumerate(notes, 1)))) + "\n"
    )


@pytest.mark.parametrize("form", ["{}{}", "{}\n{}"], ids=["glued", "alone"])
@pytest.mark.parametrize("gap", ["\n", "\n\n"], ids=["close", "apart"])
@pytest.mark.parametrize("head", ["", "Notes"])
def test_glued_labels_and_labels_alone_are_labels(form: str, gap: str, head: str) -> None:
    notes = (*NOTES[:3], "The report, p. 7.")
    result = read(listed(form, gap, head, notes))
    assert len(result.report["notes"]) == 4
    assert result.markdown.endswith("".join(f"\n\n[^{n}]: {note}" for n, note in enumerate(notes, 1)) + "\n")
    assert "#" not in result.markdown
    proved(result)


def test_notes_that_begin_with_figures_are_parted_where_their_number_is_due() -> None:
    notes = ("1899 report, p. 7.", *NOTES[1:3], "1902 report, p. 7.", "Ibid.")
    result = read(listed("{}{}", "\n\n", "Notes", notes, (*TEXT, "The bridge stood.5")))
    assert result.markdown.endswith("".join(f"\n\n[^{n}]: {note}" for n, note in enumerate(notes, 1)) + "\n")
    proved(result)


@pytest.mark.parametrize("gap", ["\n", "\n\n"], ids=["close", "apart"])
@pytest.mark.parametrize("head", ["", "Notes"])
@pytest.mark.parametrize("dated", [(1, 2), (4, 5), (1, 2, 3, 4, 5)])
def test_notes_that_begin_with_years_are_parted_at_both_ends_of_the_list(
    dated: tuple[int, ...], head: str, gap: str
) -> None:
    notes = [f"18{n}7 report, p. {n}." if n in dated else f"Toll Book, f. {n}." for n in range(1, 6)]
    result = read(listed("{}{}", gap, head, tuple(notes), (*TEXT, "The bridge stood.5")))
    assert [note["number"] for note in result.report["notes"]] == [1, 2, 3, 4, 5]
    assert result.markdown.endswith("".join(f"\n\n[^{n}]: {note}" for n, note in enumerate(notes, 1)) + "\n")
    proved(result)


def test_figures_that_begin_lines_are_no_labels_where_nothing_calls_them() -> None:
    text = "The carters counted them.\n\n11990 loaves.\n\n21834 rolls.\n\n31790 cakes.\n"
    assert read(f"The Weir\n\n{text}").markdown.endswith(text)


def test_glued_labels_are_said_with_their_first() -> None:
    result = read(listed("{}{}", "\n\n"))
    (said,) = (finding for finding in result.findings if "glued" in finding.message)
    assert (said.place.line, said.place.column) == (7, 2) if said.place else False
    assert "“1Toll Book, f. 12.”" in said.message


def test_glued_labels_at_the_feet_of_pages() -> None:
    page = "The weir stood for many years and was not loved by anybody,{0} so they said.\n\n{0}Toll Book, f. {0}.\n"
    result = read("\f".join(page.format(number) for number in range(1, 6)))
    assert [note["number"] for note in result.report["notes"]] == [1, 2, 3, 4, 5]
    proved(result)


@pytest.mark.parametrize(
    "text",
    [
        "1\nThe weir stood for many years.\n2\nThe bridge came later than that.\n3\nThe mill burnt down.\n",  # chapters
        "2LO went on the air.\n\n3D pictures came later.\n\n4H clubs did not.\n",
        "The weir.1\n\n1st of May.\n\n2nd of May.\n\n3rd of May.\n",
        "The weir, 1.\n\n1Weir.\n\nThe bridge, 2.\n",
    ],
)
def test_other_figures_stay_as_they_are(text: str) -> None:
    result = read(text)
    assert "[^" not in result.markdown
    assert not any("glued" in finding.message for finding in result.findings)
    proved(result)


def test_chapters_below_the_notes_of_an_introduction_stay_chapters() -> None:
    chapters = "".join(
        f"{n}\n{name}\n{' '.join(TEXT[1:]) * 8}\n" for n, name in enumerate(("Weirs", "Tolls", "Ice"), 1)
    )
    result = read("\n".join((*TEXT, chapters)))
    assert [f"## {n}. {name}" in result.markdown for n, name in enumerate(("Weirs", "Tolls", "Ice"), 1)] == [True] * 3
    proved(result)
