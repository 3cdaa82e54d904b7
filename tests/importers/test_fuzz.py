"""Damaged texts: whatever copying, saving and sending does to one, its import loses no word in silence and never fails.

`make test` runs a sample on invented books; `make soak` two thousand damages of these and of the texts of ../shared.
"""

import re
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from pressbuild.collation import Collation, collate
from pressbuild.diagnostics import PressError, Severity
from pressbuild.importers.flattened.plain import import_plain
from pressbuild.importers.source import Source
from tests.importers.books import Shape, book

SHAPES = (Shape(), Shape(width=68, figures=0.1, decoys=3), Shape(place="page"), Shape(restart=True, heading="Notes"))
MARK = re.compile(r"(?<=[a-z.,;”’)])\d{1,3}(?=[\s.,;])")


def lost(text: str, chance: Random) -> bytes:
    return MARK.sub(lambda mark: "" if chance.random() < 0.2 else mark[0], text).encode()


def doubled(text: str, chance: Random) -> bytes:
    return MARK.sub(lambda mark: mark[0] * (1 + (chance.random() < 0.2)), text).encode()


def swapped(text: str, chance: Random) -> bytes:
    lines = text.split("\n")
    for _ in range(9):
        a, b = chance.randrange(len(lines)), chance.randrange(len(lines))
        lines[a], lines[b] = lines[b], lines[a]
    return "\n".join(lines).encode()


def miscoded(text: str, chance: Random) -> bytes:
    match chance.randrange(6):
        case 0:
            return text.encode("cp1252", "replace")
        case 1:
            return text.encode("utf-8").decode("cp1252", "replace").encode()
        case 2:
            return text.encode(chance.choice(("utf-16", "utf-16-le", "utf-16-be", "utf-32")))
        case 3:
            return text.encode("mac_roman", "replace")
        case 4:
            return text.encode() + bytes(chance.randrange(128, 256) for _ in range(9))
        case _:
            return text.encode("utf-8").decode("latin-1").encode("utf-8")


def truncated(text: str, chance: Random) -> bytes:
    data = text.encode()
    start = chance.randrange(len(data)) if chance.random() < 0.5 else 0
    return data[start : chance.randrange(start, len(data)) + 1]


def sprinkled(text: str, chance: Random) -> bytes:
    """Characters that nobody typed, strewn over the text."""
    junk = chance.choice(
        ("\0", "\ufeff", "\u200b", "\u00ad", "\x07", "\f", "\u2028", "\r", "\t", "ﬁ", "*", "`", "^", "[", "<")
    )
    pieces = re.split(r"(?<=\w)", text)
    return "".join(piece + junk * (chance.random() < 0.005) for piece in pieces).encode()


def flattened(text: str, chance: Random) -> bytes:
    return re.sub(r"\s+" if chance.random() < 0.5 else r"\n\n", " ", text).encode()


def spaced(text: str, chance: Random) -> bytes:
    """Newlines of other systems, blank lines lost, lines parted anywhere."""
    match chance.randrange(4):
        case 0:
            return text.replace("\n", "\r\n").encode()
        case 1:
            return text.replace("\n", "\r").encode()
        case 2:
            return re.sub(r"\n+", "\n", text).encode()
        case _:
            return "".join(c if c != " " or chance.random() < 0.9 else "\n" for c in text).encode()


def scratched(text: str, chance: Random) -> bytes:
    data = bytearray(text.encode())
    for _ in range(chance.randrange(1, 60)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)


PIECES = (
    *("a", "1", "9 ", "word.1 ", "[1] ", "\u00ad", "-\n", "ab-\nab ", "1.\n", "\n", "* ", "> ", "a  1\n", "1\n\n\n"),
    "x.1 y\n\n1. z\n\n",
)
DAMAGES: tuple[Callable[[str, Random], bytes], ...] = (
    lost, doubled, swapped, miscoded, truncated, sprinkled, flattened, spaced, scratched,
)  # fmt: skip


def suffers(data: bytes) -> None:
    """The import of these bytes ends, refuses them with a sentence, or accounts for every word and note."""
    try:
        result = import_plain(Source("damaged.txt", "", "0", data=data))
    except PressError:
        return
    report = result.report
    accounted(collate(result.witness, result.markdown))
    called, missing = ([note["number"] for note in report[key]] for key in ("notes", "missing"))
    assert len(called) == len(set(called))
    assert not set(called) & set(missing)
    assert {body["number"] for body in report["bodies"]} <= {*called, *missing}
    assert all(data_of(result.markdown, number) for number in called)


def accounted(collation: Collation) -> None:
    """No word is lost; a call whose note is gone parts from the word that it was glued to, which is said."""
    assert [str(found) for found in collation.findings if found.severity is Severity.ERROR] == []
    assert collation.findings or collation.words_in == collation.words_out


def data_of(markdown: str, number: int) -> bool:
    return f"[^{number}]" in markdown


def test_a_call_glued_to_a_word_whose_note_is_gone() -> None:
    calls = " ".join(f"The baker sang of the tins{n}, and the oven was cold." for n in range(1, 13))
    notes = "\n".join(f"{n}. Of tins the ledger has a page." for n in range(1, 13) if n != 9)
    suffers(f"Flour\n\n{calls}\n\nNotes\n\n{notes}\n".encode())


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
@pytest.mark.parametrize("seed", range(3))
def test_a_damaged_book(damage: Callable[[str, Random], bytes], seed: int) -> None:
    suffers(damage(book(seed, SHAPES[seed % len(SHAPES)]).text, Random(seed)))


@pytest.mark.soak
@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_many_damaged_books(damage: Callable[[str, Random], bytes]) -> None:
    for seed in range(110):
        suffers(damage(book(seed, SHAPES[seed % len(SHAPES)]).text, Random(seed)))


@pytest.mark.soak
@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_damaged_texts_of_the_desk(shared: Path, damage: Callable[[str, Random], bytes]) -> None:
    texts = [shared / "essay" / "essay.txt", *sorted((shared / "corpus").glob("*.txt"))]
    for seed in range(115):
        path = texts[0] if seed % 2 else texts[seed // 2 % len(texts)]
        suffers(damage(path.read_text(encoding="utf-8"), Random(seed)))


@pytest.mark.parametrize("size", [100_000, pytest.param(10_000_000, marks=pytest.mark.soak)])
@pytest.mark.parametrize("piece", PIECES)
def test_a_text_of_one_piece(piece: str, size: int) -> None:
    suffers((piece * (size // len(piece))).encode())
