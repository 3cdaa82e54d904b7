"""SVG drawings: what a drawing program notes for itself is taken out; what never ends to be drawn is refused."""

from base64 import b64encode
from time import perf_counter

import pytest

from pressbuild.diagnostics import Place, PressError
from pressbuild.pictures.drawings import silent
from tests.desk import PNG, SVG
from tests.pictures.test_bitmaps import said

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
PLACE = Place("essay.md", 3, 1)


def drawn(inner: str, attributes: str = "") -> str:
    return silent(f"{HEAD}{attributes}>{inner}</svg>".encode(), "a.svg", PLACE).decode()


def refused(inner: str) -> str:
    with pytest.raises(PressError) as caught:
        drawn(inner)
    [finding] = caught.value.diagnostics
    assert (finding.code, finding.place) == ("image-unreadable", PLACE)
    return finding.message


@pytest.mark.parametrize(
    "inner",
    [
        "<!-- drawn by Alice --><path/>",
        "<path/><metadata><a>Alice</a></metadata>",
        '<path xmlns:i="http://www.inkscape.org/namespaces/inkscape" i:export-filename="C:\\Users\\Alice\\a.png"/>',
        '<path/><n:namedview xmlns:n="http://sodipodi.example/" n:user="Alice"><path/></n:namedview>',
        '<path xml:base="file:///home/Alice/"/>',
    ],
)
def test_what_says_who_drew_it(inner: str) -> None:
    assert drawn(inner) == '<svg xmlns="http://www.w3.org/2000/svg"><path/></svg>'


def test_words_beside_what_is_taken_out_stay() -> None:
    assert ">one two</text>" in drawn('<text>one<x:y xmlns:x="urn:x">Alice</x:y> <!-- Alice -->two</text>')


@pytest.mark.parametrize(
    "inner",
    [
        "<title>A title</title><desc>It says</desc>",
        '<text xml:space="preserve" xml:lang="de" style="fill: url(#a)">a  b</text>',
        "<style>path { fill: url('#a') }</style>",
        '<path id="a"/><use xlink:href="#a"/>',
        '<path data-name="A" aria-label="B" role="img"/>',
    ],
)
def test_what_stays(inner: str) -> None:
    assert inner in drawn(inner)


def test_a_drawing_without_metadata_keeps_its_bytes() -> None:
    assert silent(SVG.encode(), "a.svg", None) == SVG.encode()


def test_bitmaps_within() -> None:
    picture = said("PNG", "Alice")
    assert b"Alice" in picture
    text = drawn(f'<image xlink:href="data:image/png;base64,{b64encode(picture).decode()}"/>')
    assert f'xlink:href="data:image/png;base64,{b64encode(picture).decode()}"' not in text
    assert "data:image/png;base64," in text
    plain = f'<image href="data:image/png;base64,{b64encode(PNG).decode()}"/>'
    assert plain in drawn(plain)


DOUBLINGS = "".join(f'<g id="a{i + 1}"><use href="#a{i}"/><use href="#a{i}"/></g>' for i in range(24))


@pytest.mark.parametrize(
    "inner",
    [
        f'<path id="a0"/>{DOUBLINGS}',
        f'<g id="a0"/><path id="a0"/>{DOUBLINGS}<use href="#a24"/>',
        f'<defs><path id="a0"/>{DOUBLINGS}</defs><path fill="url(#a24)"/>',
        '<path id="a0"/>' + "".join(f'<use id="a{i + 1}" href="#a{i}"/>' for i in range(200)),
    ],
)
def test_a_drawing_that_multiplies(inner: str) -> None:
    began = perf_counter()
    assert refused(inner) == "“a.svg” repeats too many elements"
    assert perf_counter() - began < 1


@pytest.mark.parametrize(
    "inner",
    [
        '<use id="a" href="#a"/>',
        '<g id="a"><use xlink:href=" #a "/></g>',
        '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>',
        '<pattern id="a"><path style="fill: url( \'#a\' )"/></pattern>',
        '<mask id="a"><path mask="url(#a)"/></mask>',
    ],
)
def test_a_drawing_within_itself(inner: str) -> None:
    assert refused(inner) == "“a.svg” draws an element within itself"


def test_what_may_be_repeated() -> None:
    path = '<path id="a" fill="url(#g)"/><linearGradient id="g" href="#g"><stop/><stop/></linearGradient>'
    assert drawn(path + '<use href="#a"/>' * 5_000 + '<path fill="url(#g)"/>' * 20_000)
    assert drawn('<g id="a"><a href="#a"><path/></a><use href="#nowhere"/></g>')
