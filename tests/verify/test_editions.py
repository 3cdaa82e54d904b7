"""The proof of finished editions: it sees what was lost, and raises no alarm over what was not."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pikepdf
import pytest
from msgspec.structs import replace

from pressbuild.diagnostics import Diagnostic
from pressbuild.verify import PROOFS, Words, source_words
from tests.desk import PNG, call, write

TEXT = """---
title: The proof
author: Ann Ames
standfirst: What it sees
lang: en-GB
---
# A heading[^h] of *some* kind

The first paragraph says that a “word” cannot be lost.[^1] It has un*frigg*able emphasis, `code <b>` and
[a link](https://example.org "with a title"), [another](#here) and www.example.org/a_b_c for a start.

1986. was a year, and so was

1. the first
2. the second
    - with a child

> A quotation – said he – of some length that will run over more than one line of a small page, surely.[^2]

::: {.table caption="A caption of words"}
| One | Two |
|-----|----:|
| three \\| four | `five` |
:::

term
:   definition[^1]

::: verse
A line of verse
and another
:::

[A place]{#here} with H~2~O, x^2^, caf&eacute; and R&D; <abbr>HTML</abbr>, <br> a break.

![A picture of nothing](dot.png)

Internationalisation, incomprehensibility and counterrevolutionaries hyphenate across lines, and so do
misunderstandings, responsibilities and straightforwardness; the rest is silence, he said, and went.

[^h]: A note to a heading.
[^1]: The first *note*, called twice.
[^2]: The second note has

    two paragraphs.
"""


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("press")
    write(folder, PNG, "manuscript/dot.png")
    path = write(folder, TEXT)
    done = call(folder, "all", path)
    assert done.status == 0, done.err
    return folder / "dist" / "essay"


@pytest.fixture(scope="module")
def source() -> Words:
    return source_words(TEXT)


def prove(edition: str, data: bytes, source: Words) -> list[tuple[str, str]]:
    return [(d.code, d.message) for d in PROOFS[edition](data, source, f"essay.{edition}")]


def rezipped(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """An EPUB with its files changed."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w", ZIP_STORED) as new:
        for entry in old.infolist():
            new.writestr(entry, change(entry.filename, old.read(entry)))
    return out.getvalue()


def replaced(edition: str, data: bytes, old: str, new: str) -> bytes:
    """A web page or EPUB with a text replaced, where it first stands, which it must."""
    if edition == "html":
        assert old.encode() in data
        return data.replace(old.encode(), new.encode(), 1)
    seen: list[str] = []

    def change(name: str, content: bytes) -> bytes:
        if name.endswith(".xhtml") and old.encode() in content and not seen:
            seen.append(name)
            return content.replace(old.encode(), new.encode(), 1)
        return content

    data = rezipped(data, change)
    assert seen
    return data


@pytest.mark.parametrize("edition", PROOFS)
def test_a_sound_edition(edition: str, press: Path, source: Words) -> None:
    assert prove(edition, (press / f"essay.{edition}").read_bytes(), source) == []


@pytest.mark.parametrize("edition", ["html", "epub"])
@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("cannot be lost", "can be lost", "departs from the manuscript after “"),
        ("cannot be lost", "cannot be be lost", "departs from the manuscript"),
        ("silence", "silense", "departs from the manuscript"),
        ("cannot be lost", "cannotbe lost", "departs from the manuscript"),
        ("A note to a heading", "A note to a", "note 1 departs from the manuscript"),
        ("two paragraphs", "paragraphs two", "note 3 departs from the manuscript"),
        ("three | four", "three |", "departs from the manuscript"),
        ("A caption of words", "A caption of", "departs from the manuscript"),
        ("The proof</h1>", "The prof</h1>", "the title of essay."),
        (">What it sees<", ">What sees<", "the standfirst of essay."),
        ("A picture of nothing</figcaption>", "A picture</figcaption>", "departs from the manuscript"),
    ],
)
def test_a_word_lost_or_changed(edition: str, old: str, new: str, message: str, press: Path, source: Words) -> None:
    data = replaced(edition, (press / f"essay.{edition}").read_bytes(), old, new)
    [(code, said)] = prove(edition, data, source)
    assert code == "fidelity"
    assert message in said


@pytest.mark.parametrize("edition", ["html", "epub"])
def test_a_reference_lost(edition: str, press: Path, source: Words) -> None:
    data = replaced(edition, (press / f"essay.{edition}").read_bytes(), ' role="doc-noteref"', "")
    assert (
        "edition-notes",
        f"essay.{edition} holds 3 links of the kind doc-noteref, the manuscript calls notes 4 times",
    ) in (prove(edition, data, source))


@pytest.mark.parametrize("edition", ["html", "epub"])
def test_a_link_that_leads_nowhere(edition: str, press: Path, source: Words) -> None:
    data = replaced(edition, (press / f"essay.{edition}").read_bytes(), 'id="here"', 'id="there"')
    [(code, message)] = prove(edition, data, source)
    assert code == "link-dangling"
    assert message.endswith("#here” leads nowhere")


@pytest.mark.parametrize("edition", ["html", "epub"])
def test_an_id_twice(edition: str, press: Path, source: Words) -> None:
    data = replaced(edition, (press / f"essay.{edition}").read_bytes(), 'id="here"', 'id="section-1"')
    assert ("edition-notes", True) in [(code, "stands twice" in said) for code, said in prove(edition, data, source)]


def test_notes_in_another_order(press: Path, source: Words) -> None:
    """As if the two notes had changed places in the editions."""
    swapped = replace(source, notes=source.notes | {"1": source.notes["2"], "2": source.notes["1"]})
    for edition in PROOFS:
        found = prove(edition, (press / f"essay.{edition}").read_bytes(), swapped)
        assert found, edition
        assert {code for code, _ in found} == {"fidelity"}


def test_a_note_too_many(press: Path, source: Words) -> None:
    more = replace(source, notes={**source.notes, "x": ("extra",)}, calls={**source.calls, "x": 1})
    for edition in PROOFS:
        assert {code for code, _ in prove(edition, (press / f"essay.{edition}").read_bytes(), more)} & {
            "edition-notes",
            "fidelity",
        }


def test_every_word_of_a_pdf_is_looked_for(press: Path, source: Words) -> None:
    data = (press / "essay.pdf").read_bytes()
    for at in range(0, len(source.body), 7):
        more = (*source.body[:at], "unwritten", *source.body[at:])
        [(code, message)] = prove("pdf", data, replace(source, body=more))
        assert code == "fidelity"
        assert "unwritten" in message


def test_a_heading_that_opens_the_text_stands_in_the_contents_too(tmp_path: Path) -> None:
    chapters = "".join(f"# Chapter {n} of it[^{n}]\n\n{'Words of it. ' * 40}\n\n" for n in range(1, 30))
    notes = "".join(f"[^{n}]: Note {n}.\n" for n in range(1, 30))
    path = write(tmp_path, f"---\ntitle: T\ntoc: yes\n---\n{chapters}{notes}")
    done = call(tmp_path, "pdf", path, "--quiet")
    assert (done.status, done.err) == (0, "")


def test_links_of_a_pdf(press: Path, source: Words) -> None:
    data = (press / "essay.pdf").read_bytes()
    with pikepdf.open(BytesIO(data)) as document:
        links = [link for page in document.pages for link in page.get("/Annots", ()) if "/Dest" in link]
        wrong = next(link for link in links if str(link.Dest) == "note-1")
        wrong.Dest = pikepdf.String("nowhere")
        out = BytesIO()
        document.save(out)
    assert prove("pdf", out.getvalue(), source) == [
        ("link-dangling", "essay.pdf: the link “nowhere” leads nowhere"),
        ("edition-notes", "essay.pdf holds 3 links to notes, the manuscript calls notes 4 times"),
    ]


def test_findings_name_the_edition_and_ask_for_a_report(press: Path, source: Words) -> None:
    data = replaced("html", (press / "essay.html").read_bytes(), "silence", "")
    [finding] = PROOFS["html"](data, source, "essay.html")
    assert isinstance(finding, Diagnostic)
    assert finding.message.startswith("essay.html")
    assert "report" in finding.hint
