"""Notes at the feet of printed pages: invented pages of many presses in, their notes tied, none of them wrongly."""

import re

import pytest

from pressbuild.importers.flattened.plain import import_plain
from pressbuild.importers.source import Imported, Source
from tests.importers.desk import proved
from tests.importers.printed import Press, Printed, printed

PRESSES = {
    "plain": Press(),
    "plain-hyphens": Press(hyphen="\u2010", head="The Question of Barley"),
    "head-and-folio": Press(folio="head", head="OF BARLEY"),
    "no-folio": Press(folio="", gap=True),
    "blank-above-notes": Press(gap=True),
    "rule": Press(rule="-----------"),
    "rule-of-underscores": Press(gap=True, rule="__________", label="{}. "),
    "indented": Press(indent=2, gap=True),
    "parted": Press(parted=True, label="{}. "),
    "anew": Press(anew=True, label="{}) "),
    "anew-ruled": Press(anew=True, rule="_____", parted=True),
    "brackets": Press(call="[{}]", label="[{}] "),
    "not-fed": Press(fed=False),
    "not-fed-centred": Press(fed=False, centred=True, parted=True, gap=True),
    "not-fed-heads": Press(fed=False, folio="head", head="OF BARLEY"),
    "wide-notes": Press(measure=54, small=80),
    "raw": Press(raw=True, head="The Question of Barley"),
    "raw-left-and-right": Press(raw=True, head="The Question of Barley", left="Ada Corn", hyphen="\u2010"),
    "raw-beside": Press(raw=True, beside=True, head="The Question of Barley", left="Ada Corn"),
    "raw-beside-labels": Press(raw=True, beside=True, head="Of Barley", left="Ada Corn", label="{}. "),
    "raised-above": Press(raised="above", label="{}. "),
    "raised-above-rule": Press(raised="above", label="{} ", rule="_____", hyphen="\u2010"),
    "raised-in-columns": Press(raised="column", label="{}. ", gap=True),
    "raised-in-columns-indented": Press(raised="column", label="{} ", indent=3, gap=True, hyphen="\u2010"),
    "raised-amid": Press(raised="amid", label="{}\n", raw=True, head="Of Barley", hyphen="\u2010"),
    "raised-amid-labels": Press(raised="amid", label="{}. ", raw=True, beside=True, head="Of Barley", left="Ada Corn"),
    "even-notes": Press(measure=70, small=70, gap=True),
}
NOTE = re.compile(r"^\[\^([^\]]+)\]:((?:.+\n?|\n+(?= {4}))+)", re.MULTILINE)


def read(made: Printed) -> tuple[Imported, dict[str, str], list[tuple[str, str]]]:
    """The import, its notes by their labels, and its calls with the words before them."""
    result = import_plain(Source("x.txt", made.text, "0"))
    proved(result)
    notes = {found[1]: letters(found[2]) for found in NOTE.finditer(result.markdown)}
    text = NOTE.sub("", result.markdown)
    calls = [(found[2], letters(found[1])) for found in re.finditer(r"(\S*)\[\^([^\]]+)\]", text)]
    return result, notes, calls


def letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("name", PRESSES)
def test_notes_of_printed_pages(name: str, seed: int) -> None:
    made = printed(seed, PRESSES[name])
    result, notes, calls = read(made)
    true = [letters(note) for note in made.notes]
    tied = [notes.get(label, "") for label, _ in calls]
    assert [note for note in tied if note not in true] == []
    lost = sum(found.message.endswith("is missing there") for found in result.findings)
    assert len(tied) + len(result.report["missing"]) + lost >= len(true)
    # Where a call stood above its line alone, not every line shows its place.
    assert len(tied) >= (0.8 if PRESSES[name].raised == "above" else 0.9) * len(true)
    assert all(word == letters(made.calls[int(label) - 1]) for label, word in calls if not PRESSES[name].anew)
    heads = {letters(head) for head in (PRESSES[name].head, PRESSES[name].left) if head}
    assert not [note for note in notes.values() if any(note.rstrip("0123456789").endswith(head) for head in heads)]


def test_a_foot_of_a_second_page_may_belong_to_the_first_line_of_all() -> None:
    """The first page begins at the very first letter of the text."""
    text = "The miller stopped the mill.1 The baker waited for the flour at the river.2\nHe waited long.\n\f"
    text += "A clerk counted the sacks and found them few.\n1 Smith, The Mill, p. 4.\n2 Jones, The River, p. 9.\n\f"
    text += "No miller stopped the mill again, nor did he wait.3\n3 Hill, The Flour, p. 7.\n"
    for start in ("", "\n"):
        result = import_plain(Source("x.txt", start + text, "0"))
        assert [mark["number"] for mark in result.report["notes"]] == [1, 2, 3], start


LINES = (
    "The {word} brewers of the town met in the year, for the price\n"
    "of barley had risen again, and some of them stayed late.{}\n"
)
ORDER = ("first", "second", "third", "fourth", "fifth", "sixth")


def test_notes_with_the_numbers_of_their_pages_are_no_folios() -> None:
    for feed in ("\f", ""):
        pages = [
            LINES.format(n, word=word)
            + f"It was the {word} time.\n\n{n} Brewer, Small beer, p. {n + 30}.\n\n{n}\n\n{feed}"
            for n, word in enumerate(ORDER, 1)
        ]
        result = import_plain(Source("x.txt", f"Small beer\n\n{''.join(pages)}", "0"))
        proved(result)
        assert [mark["number"] for mark in result.report["notes"]] == [1, 2, 3, 4, 5, 6]
        assert result.markdown.count("Small beer, p.") == len(ORDER)


def test_numbered_chapters_at_the_tops_of_pages_are_no_running_heads() -> None:
    pages = [f"CHAPTER {n}\n\n{LINES.format('', word=word) * 9}\n{n}\n\n\f" for n, word in enumerate(ORDER, 1)]
    result = import_plain(Source("x.txt", f"Small beer\n\n{''.join(pages)}", "0"))
    proved(result)
    assert result.markdown.count("## CHAPTER") == len(ORDER)


def test_a_rule_at_the_foot_of_a_page_goes_and_is_listed() -> None:
    made = printed(1, PRESSES["rule"])
    result, _, _ = read(made)
    left = [part["why"] for part in result.report["words"]["left_out"]]
    assert left.count("a rule above a page's notes") == made.text.count("-----------")
    assert "\n***\n" not in result.markdown


def test_a_list_at_the_foot_of_a_page_that_calls_none_stays_one() -> None:
    pages = [LINES.format("", word=word) * 9 + f"{n}. Barley\n{n + 1}. Malt\n\n\f" for n, word in enumerate(ORDER, 1)]
    result = import_plain(Source("x.txt", f"Small beer\n\n{''.join(pages)}", "0"))
    proved(result)
    assert result.report["notes"] == []
    assert "[^" not in result.markdown


def test_a_list_of_notes_goes_on_over_the_edge_of_a_page() -> None:
    text = "".join(f"{LINES.format(n, word=word)}It was the {word} time.\n" * 1 for n, word in enumerate(ORDER, 1))
    listed = [f"{n}. Brewer, On the {word} of the barleys, p. {n + 30}." for n, word in enumerate(ORDER, 1)]
    listed[2:3] = [
        "3. Brewer, On the third of the barleys, which tells of the",
        "",
        "2",
        "",
        "\fSMALL BEER",
        "malt, p. 33.",
    ]
    pages = [f"SMALL BEER\n{text}\n1\n\n", "SMALL BEER\nNotes\n" + "\n".join(listed) + "\n\n3\n\n"]
    result = import_plain(Source("x.txt", "Small beer\n\n" + "\f".join(pages), "0"))
    proved(result)
    assert "[^3]: Brewer, On the third of the barleys, which tells of the malt, p. 33.\n" in result.markdown
    assert len(result.report["notes"]) == len(result.report["bodies"]) == len(ORDER)


def test_marks_of_notes_that_were_not_found_are_said() -> None:
    text = "".join(f"{LINES.format(n, word=word)}It was the {word} time.\n\n" for n, word in enumerate(ORDER * 2, 1))
    result = import_plain(Source("x.txt", f"Small beer\n\n{text}\n\nNotes\n\n1. Brewer, p. 3.\n", "0"))
    proved(result)
    said = [finding.message for finding in result.findings if finding.code == "note-over-n"]
    assert len(said) == len(ORDER) * 2 - 1
    assert all(f"“{n}” looks like a note's mark" in message for n, message in enumerate(said, start=2))
