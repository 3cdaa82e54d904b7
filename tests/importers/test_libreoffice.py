"""Files that LibreOffice itself has written, from one text of ours: tests/importers/bread.fodt (see conftest)."""

import shutil
from pathlib import Path

import pytest

from pressbuild.importers import Imported
from tests.importers.desk import body, imported, proved

NOTES = "[^1]: Crumb, *The miller* (1901), p. 4.\n\n    A second paragraph.\n\n[^2]: At the end.\n"
BODY = """The first crust[^1] was warm and “brown”; see note 1 once more[^1].

## Of yeast

It rose[^2] by [night]{.smallcaps}, **slowly**.

> A quotation set apart.

::: verse
Salt and water,
Flour and fire.
:::

### Of salt

- one
- two

| Flour | Water |
|---|---|
| 5 | 3 |

![An oven](PICTURE){caption=""}

A [link](https://example.org/bread) to end.

"""

pytestmark = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


def read(path: Path) -> Imported:
    def beside(name: str) -> bytes | None:
        return (path.parent / name).read_bytes() if (path.parent / name).is_file() else None

    return imported(path.read_bytes(), path.name, beside)


@pytest.mark.parametrize("suffix", ["docx", "odt"])
def test_word_processor_files(libreoffice: Path, suffix: str) -> None:
    result = read(libreoffice / f"bread.{suffix}")
    [picture] = result.pictures
    assert body(result) == BODY.replace("PICTURE", picture.path) + NOTES
    assert result.markdown.startswith(
        "---\ntitle: A loaf ‘of sorts’\nsubtitle: What the oven knew\nauthor: Ada Quill\nlang: en-GB\nsubjects: bread\n"
    )
    collation = proved(result)
    assert (collation.words_in, collation.notes_in) == (61, 2)


@pytest.mark.parametrize("suffix", ["docx", "odt"])
def test_changes_and_comments_are_reported(libreoffice: Path, suffix: str) -> None:
    said = [finding.message for finding in read(libreoffice / f"bread.{suffix}").findings]
    assert "deleted by Ben Comma and left out: “stale”" in said
    assert "inserted by Ben Comma and kept: “warm”" in said
    assert any(message.startswith("Cy Margin comments on “The first crust") for message in said)
    assert "“1” speaks of note 1 by its number, and stays a figure" in said


def test_a_page(libreoffice: Path) -> None:
    result = read(libreoffice / "bread.html")
    assert NOTES in result.markdown
    assert "The first crust[^1] was" in result.markdown
    assert len(result.pictures) == 1
    proved(result)


def test_a_book(libreoffice: Path) -> None:
    result = read(libreoffice / "bread.epub")
    assert NOTES in result.markdown
    assert "It rose[^2] by [night]{.smallcaps}, **slowly**." in result.markdown
    proved(result)
