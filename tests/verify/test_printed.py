"""The proof of a PDF: every damage to its words is seen, in both directions, and no sound page raises an alarm."""

import random
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from msgspec.structs import replace

from pressbuild.binders.pdf import lay_out
from pressbuild.document import BlockQuote, Emph, Heading, NoteRef, Text
from pressbuild.house import house_css, houses, read_house
from pressbuild.tree import FRONT_TEXTS, plain, walk
from pressbuild.verify import Words, source_words
from pressbuild.verify.pages import Piece, Printed, printed
from pressbuild.verify.printed import compare, prove_pdf
from pressbuild.verify.source import in_order, words
from pressbuild.words import words as phrases
from tests.binders import everything
from tests.desk import call, write

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><text x="1" y="9">Painted words</text></svg>'
ROWS = "\n".join(f"| row {number} | of {number} lines |" for number in range(60))
PROSE = " ".join(
    f"Sentence {number} of counterrevolutionaries and misunderstandings was so said, and it is so."
    for number in range(90)
)
TEXT = f"""---
title: The pages
kicker: A kicker
subtitle: With a subtitle
standfirst: And what it is about[^s]
author: Ann Ames
---
# Pages[^1]

{PROSE}[^1]

Term[^1]
: Def[^1]

Other
:   One.[^2]

    Second paragraph.

1. one
    - two
2. three

| Head | Of a table |
|------|------------|
{ROWS}

![A caption](picture.svg)

::: verse
A line of verse
and another[^3]
:::

{PROSE}

[^s]: A note of the standfirst.
[^1]: Called four times: {PROSE}
[^2]: Before

    - a list in a note

    and after.
[^3]: The last note.
[^4]: Nothing calls it.
"""
Damage = Callable[[random.Random, list[str]], list[str]]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("pages")
    write(folder, PICTURE, "manuscript/picture.svg")
    path = write(folder, TEXT)
    done = call(folder, "pdf", path, "--allow", "note-orphan", "--quiet")
    assert done.status == 0, done.err
    return (folder / "dist" / "essay" / "essay.pdf").read_bytes()


@pytest.fixture(scope="module")
def source() -> Words:
    return source_words(TEXT)


@pytest.fixture(scope="module")
def sheet(data: bytes) -> Printed:
    return printed(data, phrases("en"))


def prove(sheet: Printed, source: Words) -> list[str]:
    return [finding.message for finding in compare(sheet, source, "essay.pdf", phrases("en").unreferred)]


def insert(chance: random.Random, words: list[str]) -> list[str]:
    at = chance.randrange(len(words) + 1)
    return [*words[:at], *["foreign"] * chance.choice([1, 40]), *words[at:]]


def double(chance: random.Random, words: list[str]) -> list[str]:
    at = chance.randrange(len(words))
    end = at + chance.choice([1, 30])
    return [*words[:end], *words[at:end], *words[end:]]


def drop(chance: random.Random, words: list[str]) -> list[str]:
    at = chance.randrange(len(words))
    return [*words[:at], *words[at + 1 :]]


def swap(chance: random.Random, words: list[str]) -> list[str]:
    at = chance.choice([n for n in range(len(words) - 1) if words[n] + words[n + 1] != words[n + 1] + words[n]])
    return [*words[:at], words[at + 1], words[at], *words[at + 2 :]]


def change(chance: random.Random, words: list[str]) -> list[str]:
    at = chance.randrange(len(words))
    return [*words[:at], words[at][:-1] + "ß", *words[at + 1 :]]


@pytest.mark.parametrize("part", ["title", "beside", "body", "notes"])
@pytest.mark.parametrize("damage", [insert, double, drop, swap, change])
def test_a_damage_is_seen(damage: Damage, part: str, sheet: Printed, source: Words) -> None:
    chance = random.Random(f"{damage.__name__} {part}")
    pieces: list[Piece] = getattr(sheet, part)
    for _ in range(15):
        at = chance.choice(
            [n for n, piece in enumerate(pieces) if len(set(piece.text.split())) > 1 and not piece.again]
        )
        words = [word for word in pieces[at].text.split() if any(sign.isalnum() for sign in word)]
        broken = replace(pieces[at], text=" ".join(damage(chance, words)))
        assert prove(replace(sheet, **{part: [*pieces[:at], broken, *pieces[at + 1 :]]}), source), broken.text


@pytest.mark.parametrize("part", ["body", "notes"])
def test_a_line_lost_doubled_or_moved_is_seen(part: str, sheet: Printed, source: Words) -> None:
    pieces: list[Piece] = getattr(sheet, part)
    for at in range(0, len(pieces) - 1, 7):
        if pieces[at].again or not any(sign.isalnum() for sign in pieces[at].text):
            continue
        before, line, after = pieces[:at], pieces[at], pieces[at + 1 :]
        for damaged in ([*before, *after], [*before, line, line, *after], [*after, line, *before]):
            assert prove(replace(sheet, **{part: damaged}), source), line.text


def test_sound_pages(data: bytes, sheet: Printed, source: Words) -> None:
    assert prove_pdf(data, source, "essay.pdf") == ()
    assert any(piece.again for piece in sheet.body), "the table's head stands on several pages"


def test_a_head_that_is_another_table_s(sheet: Printed, source: Words) -> None:
    """Where the manuscript has the head once more, it has to be there."""
    place = next(n for n, piece in enumerate(sheet.body) if piece.again)
    row = sheet.body[place + 2].text.split()[1]
    at = next(n for n in range(len(source.body)) if source.body[n : n + 2] == ("row", row))
    twice = (*source.body[:at], "Head", "Of", "a", "table", *source.body[at:])
    assert prove(sheet, replace(source, body=twice)) == []
    once = [piece for piece in sheet.body if not piece.again]
    assert prove(replace(sheet, body=once), replace(source, body=twice))


@pytest.mark.parametrize("marked", ["BT ET", "/P << /MCID 9999 >> BDC BT ET EMC"])
def test_a_stranger_on_a_page_is_seen(marked: str, data: bytes, source: Words) -> None:
    """Text that belongs to no element of the structure tree."""
    with pikepdf.open(BytesIO(data)) as document:
        page = document.pages[2]
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        name = page.add_resource(font, pikepdf.Name.Font)
        text = marked.replace("BT", f"BT {name} 12 Tf 200 200 Td (stranger) Tj")
        page.contents_add(f"q {text} Q".encode())
        out = BytesIO()
        document.save(out)
    [finding] = prove_pdf(out.getvalue(), source, "essay.pdf")
    assert finding.code == "fidelity"


def test_a_link_back_to_another_page(data: bytes, source: Words) -> None:
    with pikepdf.open(BytesIO(data)) as document:
        links = [link for page in document.pages for link in page.get("/Annots", ()) if "/Dest" in link]
        wrong = next(link for link in links if str(link.Dest).startswith("ref-4"))
        wrong.Dest = pikepdf.String("ref-1")
        out = BytesIO()
        document.save(out)
    [finding] = prove_pdf(out.getvalue(), source, "essay.pdf")
    assert finding.code == "edition-notes"


@pytest.mark.parametrize(
    "text",
    [
        "Term\n:   One.[^1]\n\n    Second paragraph.\n\n[^1]: Note.",
        "Term[^1]\n: Def[^1]\n\n[^1]: Note.",
        "So\u00adft, zero\u200bwidth, a\u200cb, c\u200dd, e\u200ef\u200fg, h\u2060i, j\ufeffk.",
        "&notanentity; and &copycat; &amp; &copy; `&notanentity;`",
        "1 one[^1]2 two[^1] 3[^1] 45[^1]6\n\n[^1]: 7 notes → 7",
        "One.\n\n[^1]: A note → 7\n\nTwo.[^1]",
    ],
    ids=["definition", "term", "unseen", "entities", "figures", "arrow"],
)
def test_no_false_alarm(text: str, tmp_path: Path) -> None:
    done = call(tmp_path, "all", write(tmp_path, f"---\ntitle: T\n---\n{text}\n"), "--quiet")
    assert done.status == 0, done.err


def words_of_everything() -> Words:
    """The words of the document that holds every node, which no source text has."""
    work = everything.document()
    front = {name: words(plain(getattr(work.front, name))) for name in FRONT_TEXTS}
    called = [node for name in FRONT_TEXTS for node in walk(getattr(work.front, name))] + list(walk(work.blocks))
    calls: dict[str, int] = {}
    for node in called:
        if isinstance(node, NoteRef):
            calls[node.label] = calls.get(node.label, 0) + 1
    notes = {note.label: words(plain(note.children)) for note in work.notes}
    return Words(words(plain(work.blocks)), notes, calls, front, in_order(calls, notes))


@pytest.mark.parametrize("name", houses(Path()))
def test_every_node_in_every_house(name: str) -> None:
    edition = everything.edition(house=read_house(name, Path()), css=house_css(name, Path()))
    assert prove_pdf(lay_out(edition).pdf, words_of_everything(), "all-kinds.pdf") == ()


@pytest.mark.parametrize(
    "css",
    [
        ".text h2 + p::first-letter { float: left; font-size: 28pt }",
        ".text blockquote { position: relative }",
        ".text em { opacity: .5 }",
        "@page { @top-center { content: 'A head' } }",
    ],
)
def test_a_house_with_floats(css: str) -> None:
    work = everything.short(
        Heading(2, (Text("Head"),)),
        everything.p("The first words, ", Emph((Text("some of weight"),)), ", and the last of it."),
        BlockQuote((everything.p("A quotation."),)),
        everything.p("After the quotation."),
    )
    edition = everything.edition(work, css={"print": css})
    source = Words(words(plain(work.blocks)), {}, {}, None, ())
    assert prove_pdf(lay_out(edition).pdf, source, "short.pdf") == ()
