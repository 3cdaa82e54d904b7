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
    "parted": Press(parted=True, label="{}. "),
    "anew": Press(anew=True, label="{}) "),
    "anew-ruled": Press(anew=True, rule="_____", parted=True),
    "brackets": Press(call="[{}]", label="[{}] "),
    "wide-notes": Press(measure=54, small=80),
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
    assert len(tied) + len(result.report["missing"]) >= len(true)
    assert len(tied) >= 0.9 * len(true)
