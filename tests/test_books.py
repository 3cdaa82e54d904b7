"""Whole books: tests/books/NAME/manuscript built by the program, and all that it prints and binds pinned.

`expected` holds standard output and error, the web page and the EPUB without their heads (style and fonts), and the
PDF's text by pages; never a PDF's bytes, which depend on the machine's Pango. `--accept` rewrites it.
"""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree, html

from tests.desk import call
from tests.tools import pdf

BOOKS = Path(__file__).parent / "books"
NAMES = sorted(path.name for path in BOOKS.iterdir() if (path / "manuscript").is_dir())
SIZE = re.compile(r" +\d[\d,]* kB")
BREAK = re.compile(
    r"(?<=>)(?=<(?:p|h\d|li|ol|ul|dl|dt|dd|table|tr|section|div|figure|blockquote|nav|main|header|footer)\b)"
)


def copied(name: str, folder: Path) -> Path:
    shutil.copytree(BOOKS / name, folder, ignore=shutil.ignore_patterns("expected"))
    return folder


def inside(root: "etree._Element") -> str:
    """A page's body, a block a line; without pictures' data."""
    [body] = [element for element in root.iter() if str(element.tag).rpartition("}")[2] == "body"]
    text = etree.tostring(body, encoding="unicode", with_tail=False)
    text = re.sub(r"data:[\w/+.-]+;base64,[\w+/=]+", "data:…", text)
    return BREAK.sub("\n", re.sub(r">\s+<", "> <", text)).replace("> <", ">\n<") + "\n"


def bound(folder: Path) -> Iterator[tuple[str, str]]:
    """What is pinned of an output folder, by file name."""
    for page in folder.glob("*.html"):
        name = "web.html" if page.stem == folder.name else f"web-{page.name}"
        yield name, inside(html.document_fromstring(page.read_bytes()))
    [book] = folder.glob("*.epub")
    with ZipFile(book) as archive:
        yield "epub.txt", "".join(f"{name}\n" for name in archive.namelist())
        for name in archive.namelist():
            if name.endswith(".xhtml"):
                yield f"epub-{Path(name).name}", inside(etree.fromstring(archive.read(name)))
    [printed] = [path for path in folder.glob("*.pdf") if not path.stem.endswith("-pamphlet")]
    pages = pdf.pages(printed.read_bytes())
    yield "pdf.txt", "".join(f"— {number} —\n{text}\n" for number, text in enumerate(pages, start=1))


@pytest.mark.parametrize("name", NAMES)
def test_book(name: str, tmp_path: Path, accepting: bool) -> None:
    press = copied(name, tmp_path / "press")
    done = call(press, "all")
    [folder] = (press / "dist").iterdir()
    got = {"stdout.txt": SIZE.sub("  … kB", done.out), "stderr.txt": done.err, **dict(bound(folder))}
    expected = BOOKS / name / "expected"
    if accepting:
        shutil.rmtree(expected, ignore_errors=True)
        expected.mkdir()
        for file, text in got.items():
            (expected / file).write_text(text, encoding="utf-8")
    assert done.status == 0
    assert got == {path.name: path.read_text(encoding="utf-8") for path in sorted(expected.iterdir())}


@pytest.mark.parametrize("name", NAMES)
def test_twice_the_same(name: str, tmp_path: Path) -> None:
    folders = [copied(name, tmp_path / place) for place in ("one", "another place")]
    for folder in folders:
        assert call(folder, "all", "--quiet").status == 0
    first, second = (
        {p.relative_to(folder): p.read_bytes() for p in (folder / "dist").rglob("*") if p.is_file()}
        for folder in folders
    )
    assert first == second
