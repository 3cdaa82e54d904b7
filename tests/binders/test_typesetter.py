"""The typesetter: what it may read and what it may not, what it says, and that it makes the same bytes."""

import logging
import re
from concurrent.futures import ThreadPoolExecutor
from unicodedata import normalize

import pytest
from lxml import etree

from pressbuild.binders import typesetter
from pressbuild.binders.typesetter import BASE, Layout, Matter
from pressbuild.diagnostics import MachineLacks, PressError
from tests.tools import pdf

STYLE = "@page { size: 60mm 60mm } html { font: 10pt 'EB Garamond' }"


def matter(body: str, css: str = STYLE, assets: dict[str, tuple[bytes, str]] | None = None) -> Matter:
    root = etree.fromstring(f'<html lang="en"><head><title>T</title></head><body>{body}</body></html>')
    return Matter(root, [css], assets or {})


def typeset(body: str, css: str = STYLE, assets: dict[str, tuple[bytes, str]] | None = None) -> Layout:
    return typesetter.typeset(matter(body, css, assets))


OUTSIDE = "file:///etc/hostname"


@pytest.mark.parametrize(
    "address", [OUTSIDE, "http://example.org/a.png", "https://example.org/a.png", "other.png", "//e.org/x"]
)
@pytest.mark.parametrize(
    ("body", "css"),
    [
        ('<img src="{}" alt=""/>', STYLE),
        ("<p>x</p>", STYLE + ' p {{ background: url("{}") }}'),
        ("<p>x</p>", '@import url("{}"); ' + STYLE),
        ("<p>x</p>", STYLE + ' @font-face {{ font-family: F; src: url("{}") }}'),
        ("<p>x</p>", STYLE + ' p {{ display: list-item; list-style-image: url("{}") }}'),
        ('<embed src="{}"/>', STYLE),
        ('<object data="{}"/>', STYLE),
        ('<link rel="stylesheet" href="{}"/>', STYLE),
    ],
)  # fmt: skip
def test_reads_nothing_else(body: str, css: str, address: str) -> None:
    escaped = css.replace("{{", "{").replace("}}", "}")
    with pytest.raises(PressError) as caught:
        typeset(body.replace("{}", address), escaped.replace("{}", address))
    assert [d.code for d in caught.value.diagnostics] == ["edition-broken"]


def test_attachments_are_not_read() -> None:
    with pytest.raises(PressError):
        typeset(f'<link rel="attachment" href="{OUTSIDE}"/><p>x</p>')


def test_a_drawing_reads_nothing() -> None:
    picture = f'<image href="{OUTSIDE}" width="9" height="9"/>'
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{picture}</svg>'
    with pytest.raises(PressError):
        typeset('<img src="a.svg" alt=""/>', assets={"a.svg": (drawing.encode(), "image/svg+xml")})


def test_a_broken_picture_is_fatal() -> None:
    with pytest.raises(PressError, match="Failed to load image"):
        typeset('<img src="a.png" alt="x"/>', assets={"a.png": (b"no picture", "image/png")})


def test_a_broken_face_is_fatal() -> None:
    with pytest.raises(PressError, match="cannot be loaded"):
        typeset(
            "<p>x</p>", STYLE + "@font-face { font-family: F; src: url(f.ttf) }", {"f.ttf": (b"no font", "font/ttf")}
        )


def test_only_the_bundled_fonts() -> None:
    layout = typeset("<p>Latin, Ελληνικά, <b>bold</b>, <i>italic</i>, <code>code</code>, 漢</p>")
    assert all(name.startswith(("EB-Garamond", "JetBrains-Mono")) for name in pdf.fonts(layout.pdf))


@pytest.mark.parametrize(
    "text",
    [
        "Việt Trì, Nguyễn, ǧihād and dāḇār",
        "g̃uarani, x̣ and m̄ and a g̃",
        "x̣̄ before x",
        "<i>q̃</i> and <b>q̃</b>",
        '<span style="font-variant-caps: all-small-caps">g̃, ạ and g</span>',
        "office, affluent and ﬁt",
        "ლ̃უდ",
    ],
)
def test_each_glyph_says_its_own_letter(text: str) -> None:
    layout = typeset(f"<p>{text}</p>")
    said = normalize("NFD", "".join(pdf.pages(layout.pdf)))
    wanted = normalize("NFD", normalize("NFKC", re.sub("<[^>]*>", "", text)))
    assert sorted(filter(str.isprintable, said.replace(" ", ""))) == sorted(wanted.replace(" ", ""))


def test_a_missing_character_is_said() -> None:
    assert [(d.code, "U+6F22" in d.message) for d in typeset("<p>漢</p>").findings] == [("font-missing-glyph", True)]


def test_a_line_too_wide_is_said() -> None:
    said = typeset(
        f"<p>Some words.</p><p>{'unbreakable' * 9}</p><table><tr><td>{'cell' * 30}</td></tr></table>"
    ).findings
    assert [(d.code, "“unbreakable" in d.message) for d in said[:1]] == [("overfull", True)]
    assert typeset("<p>Some words that fit, and turn over to the next line where they have to.</p>").findings == ()


def test_complaints_are_kept(capfd: pytest.CaptureFixture[str]) -> None:
    assert [d.code for d in typeset("<p>x</p>", STYLE + " p { colour: red }").findings] == ["renderer"]
    assert capfd.readouterr() == ("", "")
    assert not [h for h in logging.getLogger("weasyprint").handlers if not isinstance(h, logging.NullHandler)]


def test_each_thread_hears_its_own() -> None:
    with ThreadPoolExecutor(4) as crew:
        said = list(crew.map(lambda n: typeset("<p>x</p>", STYLE + f" p {{ no-{n}: x }}").findings, range(8)))
    assert [(len(findings), f"no-{n}" in findings[0].message) for n, findings in enumerate(said)] == [(1, True)] * 8


def test_anchors_and_pages() -> None:
    layout = typeset('<p id="a">A</p><p id="b" style="break-before: page">B</p>')
    assert (layout.pages, dict(layout.anchors)) == (2, {"a": 1, "b": 2})


def test_numbers_of_pages_are_filled_in() -> None:
    body = '<p><a data-page="b">→ 00</a> <a data-page="c">→ 00</a></p>' + '<p style="break-before: page">.</p>' * 10
    body += '<p id="b">B</p><p id="c" style="break-before: page">C</p>'
    assert pdf.pages(typeset(body).pdf)[0] == "→ 11 → 12"


def test_same_bytes() -> None:
    assert typeset("<p>x</p>").pdf == typeset("<p>x</p>").pdf


def test_without_pango(monkeypatch: pytest.MonkeyPatch) -> None:
    import builtins

    ordinary = builtins.__import__

    def without(name: str, *rest: object) -> object:
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0': error")
        return ordinary(name, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MachineLacks, match="libpango") as caught:
        typesetter.warm()
    assert caught.value.diagnostics[0].hint.startswith("apt-get install libpango-1.0-0")


def test_the_base_resolves_nowhere() -> None:
    assert BASE.split("/")[2].endswith(".invalid")  # RFC 2606
