"""Files that were damaged on the way: every one is imported and proved, or refused with a sentence; none is a
traceback, and no word is lost without the proof saying so."""

import io
import zipfile
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressbuild.collation import collate
from pressbuild.diagnostics import PressError
from tests.importers.desk import imported, zipped
from tests.importers.test_epubbook import MAKERS, book
from tests.importers.test_webpage import PAGES
from tests.importers.test_word import call, note, p, t, word

DOCX = word(
    p(t("Bread"), "Title") + p(t("Bread rose.") + call(1) + t(" It fell.")) + p(t("Salt."), "Verse"), note(1, "So.")
)
BITS = (
    *(b"</div>", b"<p>", b"</p>", b"<table><tr><td>", b'<a href="#fn1">1</a>', b'<p id="fn1">', b"<sup>1</sup>"),
    *(b"&#xe0f0;note:9&#xe0f1;", b"\0", b"&#1;", b"<!-- ", b"<w:p/>", b"\xff", b"<svg>", b"&nbsp;", b"]]>", b"<li>"),
)
edits = st.lists(
    st.tuples(st.floats(0, 1), st.sampled_from(("cut", "double", "put")), st.integers(1, 60), st.sampled_from(BITS)),
    min_size=1,
    max_size=5,
)


def edited(data: bytes, changes: list[tuple[float, str, int, bytes]]) -> bytes:
    for where, kind, length, bit in changes:
        at = int(where * len(data))
        piece = data[at : at + length]
        data = data[:at] + {"cut": b"", "double": piece * 2, "put": bit + piece}[kind] + data[at + length :]
    return data


def survives(data: bytes, name: str) -> None:
    try:
        result = imported(data, name)
    except PressError:
        return
    collation = collate(result.witness, result.markdown)
    assert collation.findings or collation.words_in == collation.words_out


@given(st.sampled_from(sorted(PAGES.glob("*.html"))), edits)
def test_pages(page: object, changes: list[tuple[float, str, int, bytes]]) -> None:
    survives(edited(page.read_bytes(), changes), "b.html")  # type: ignore[attr-defined]


def within(data: bytes, which: float, change: Callable[[bytes], bytes]) -> bytes:
    """A zip file with one of its members changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    name = sorted(members)[int(which * (len(members) - 1))]
    content = members[name]
    return zipped(members | {name: change(content if isinstance(content, bytes) else content.encode())})


@given(st.sampled_from(["docx", *MAKERS]), st.floats(0, 1), edits)
def test_zip_files(maker: str, which: float, changes: list[tuple[float, str, int, bytes]]) -> None:
    data = DOCX if maker == "docx" else book(MAKERS[maker])
    survives(within(data, which, lambda member: edited(member, changes)), "b.docx" if maker == "docx" else "b.epub")


@pytest.mark.parametrize("name", ["b.docx", "b.odt", "b.epub", "b.html", "b.md"])
@pytest.mark.parametrize("data", [b"", b"\0" * 100, b"PK\x03\x04", b"\xff\xfe", b"%PDF-1.7", b" \n"])
def test_what_is_no_file_of_its_kind(name: str, data: bytes) -> None:
    with pytest.raises(PressError):
        imported(data, name)


def test_a_page_nested_too_deeply_is_refused_or_read() -> None:
    with suppress(RecursionError):  # which intake turns into a sentence
        survives(b"<div>" * 5000 + b"Bread rose." + b"</div>" * 5000, "b.html")
