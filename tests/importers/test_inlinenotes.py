"""Notes within the text in the signs of other programs: they stay text, and are said with their first place."""

import pytest

from pressbuild.diagnostics import Diagnostic
from pressbuild.importers.flattened.plain import import_plain
from pressbuild.importers.source import Source
from tests.importers.desk import proved

SPOKE = "The millers spoke of nothing else, and the river went on."


def said(text: str) -> list[Diagnostic]:
    result = import_plain(Source("mill.txt", f"The Mill\n\n{text}\n", "0"))
    proved(result)
    return [finding for finding in result.findings if "a note within the text" in finding.message]


@pytest.mark.parametrize(
    ("note", "name"),
    [
        (r"\footnote{{Of the {0}, p. 4.}}", r"\footnote{…}"),
        ("<ref>Of the {0}, p. 4.</ref>", "<ref>…</ref>"),
        ('<ref name="{0}">Of the {0}, p. 4.</ref>', "<ref>…</ref>"),
        ("[ref]Of the {0}, p. 4.[/ref]", "[ref]…[/ref]"),
        ("^[Of the {0}, p. 4.]", "^[…]"),
        (" [Note {1}: Of the {0}, p. 4.]", "[Note 1: …]"),
        ("[{1}. Of the {0}, p. 4.]", "[1. …]"),
        ("((Of the {0}, p. 4.))", "((…))"),
        ("{{{{Of the {0}, p. 4.}}}}", "{{…}}"),
    ],
)
def test_note_within_the_text_is_said(note: str, name: str) -> None:
    lines = [f"So the {who} said.{note.format(who, n)} {SPOKE}" for n, who in enumerate(("smith", "clerk"), 1)]
    found = said(SPOKE + "\n\n" + "\n\n".join(lines))
    assert [finding.code for finding in found] == ["note-missing"]
    assert f", {name}, stands 2 times" in found[0].message
    place = found[0].place
    assert place is not None
    assert (place.line, place.column) == (5, len("So the smith said.") + 1 + note.startswith(" "))


@pytest.mark.parametrize(
    "text",
    [
        f"So he said.[1] {SPOKE}\n\nSo she said.[2] {SPOKE}\n\nNotes\n\n[1] Of one.\n\n[2] Of two.",
        f"So he said [sic]. {SPOKE} So she said (of him (and of her)). {SPOKE}",
        f"So he said.[Footnote: Of one.] {SPOKE} So she said.[Footnote: Of two.] {SPOKE}",
        f"So he said ((once)). {SPOKE}",
        f"The square is x^[2], he said. {SPOKE}",
    ],
)
def test_what_is_no_such_note(text: str) -> None:
    assert said(text) == []
