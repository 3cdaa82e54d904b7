"""Pictures: only files of the press folder, and only what is a picture and nothing else."""

from base64 import b64encode
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from pressbuild.assets import load_assets, tales
from pressbuild.edition import Asset
from pressbuild.manuscript import read_manuscript
from pressbuild.reading import read
from tests.desk import PNG, SVG, call, inside, write

JPEG_HEAD = b"\xff\xd8\xff\xe0\x00\x10JFIF"
HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


@pytest.fixture
def press(tmp_path: Path) -> Path:
    write(tmp_path, PNG, "manuscript/images/dot.png")
    write(tmp_path, PNG, "outside.png")
    return tmp_path


def loaded(press: Path, text: str) -> tuple[dict[str, Asset], list[tuple[str, str]]]:
    with inside(press):
        manuscript = read_manuscript(write(press, text))
        assets, findings = load_assets(manuscript, read(manuscript))
    return assets, [(finding.code, str(finding.place)) for finding in findings]


def test_a_picture(press: Path) -> None:
    assets, findings = loaded(press, "One.\n\n![A dot](images/dot.png)\n\n![The same](images/dot.png) in a line\n")
    assert assets == {"images/dot.png": Asset("01-dot.png", PNG, "image/png")}
    assert findings == []


def test_a_picture_beside_the_manuscripts(press: Path) -> None:
    assets, findings = loaded(press, "![A dot](../outside.png)\n")
    assert list(assets) == ["../outside.png"]
    assert findings == []


def test_names(press: Path) -> None:
    write(press, PNG, "manuscript/Größe & co.png")
    assets, findings = loaded(press, "![A dot](<Größe & co.png>) ![b](Gr%C3%B6%C3%9Fe%20&%20co.png)\n")
    assert {asset.name for asset in assets.values()} == {"01-gr--e---co.png", "02-gr--e---co.png"}
    assert findings == []


def test_the_cover(press: Path) -> None:
    assets, findings = loaded(press, "---\ncover: images/dot.png\n---\nText.\n")
    assert list(assets) == ["images/dot.png"]
    assert findings == []


def test_a_cover_is_no_drawing(press: Path) -> None:
    write(press, SVG, "manuscript/cover.svg")
    findings = loaded(press, "---\ncover: cover.svg\n---\n![A triangle](cover.svg)\n")[1]
    assert findings == [("image-unreadable", "manuscript/essay.md:2:8")]


def test_metadata_is_left_out(press: Path) -> None:
    write(press, f"<!-- Alice -->{SVG}", "manuscript/drawn.svg")
    write(press, PNG + b"Alice", "manuscript/dot.png")
    assets, findings = loaded(press, "![A triangle](drawn.svg) ![A dot](dot.png)\n")
    assert [asset.data for asset in assets.values()] == [SVG.encode(), PNG]
    assert findings == []


def test_a_picture_without_words(press: Path) -> None:
    assert loaded(press, "x ![](images/dot.png)\n")[1] == [("image-alt-missing", "manuscript/essay.md:1:3")]


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("images/dott.png", "image-missing"),
        ("images", "image-missing"),
        ("nowhere/dot.png", "image-missing"),
        ("../../outside.png", "image-outside"),
        ("%2e%2e/%2e%2e/outside.png", "image-outside"),
        ("images/../../../outside.png", "image-outside"),
        ("/etc/hostname", "image-outside"),
        ("https://example.org/dot.png", "image-outside"),
        ("//example.org/dot.png", "image-outside"),
        ("file:///etc/hostname", "image-outside"),
        ("data:image/png;base64,AAAA", "image-outside"),
        ("javascript:alert(1)", "image-outside"),
        ("a%00b.png", "image-outside"),
        ("n" * 300 + ".png", "image-outside"),
    ],
)
@pytest.mark.parametrize("template", ["x ![a]({})\n", "---\ncover: '{}'\n---\nText.\n"], ids=["body", "cover"])
def test_a_picture_that_is_none_of_the_press_s(press: Path, template: str, source: str, code: str) -> None:
    folder = press / "deep"
    (folder / "manuscript").mkdir(parents=True)
    assets, findings = loaded(folder, template.format(source))
    place = "manuscript/essay.md:1:3" if template.startswith("x") else "manuscript/essay.md:2:9"
    assert findings == [(code, place)]
    assert assets == {}


def test_a_near_name_is_offered(press: Path) -> None:
    with inside(press):
        manuscript = read_manuscript(write(press, "![a](images/dott.png)\n"))
        [finding] = load_assets(manuscript, read(manuscript))[1]
    assert finding.hint == "did you mean dot.png?"


def test_symbolic_links(press: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = write(tmp_path_factory.mktemp("elsewhere"), PNG, "secret.png")
    (press / "manuscript" / "link.png").symlink_to(elsewhere)
    (press / "manuscript" / "folder").symlink_to(elsewhere.parent)
    (press / "manuscript" / "within.png").symlink_to(press / "outside.png")
    (press / "manuscript" / "circle.png").symlink_to("circle.png")
    text = "x ![a](link.png)\n\nx ![a](folder/secret.png)\n\nx ![a](within.png)\n\nx ![a](circle.png)\n"
    assets, findings = loaded(press, text)
    assert list(assets) == ["within.png"]
    assert [code for code, _ in findings] == ["image-outside"] * 3


@pytest.mark.parametrize(
    "data",
    [
        PNG[:40],
        b"no picture",
        b"",
        JPEG_HEAD,
        b"GIF89a",
        b"RIFF....WEBP",
        b"<html><svg></svg></html>",
        b"<svg></svg>",
        b'<svg xmlns="http://www.w3.org/2000/svg">',
        SVG.encode("utf-16"),
        SVG.replace("<svg", "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg").encode(),
        SVG.replace("<svg", '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/hostname">]><svg')
        .replace("/></svg>", "/>&a;</svg>")
        .encode(),
        SVG.replace("<svg", '<!DOCTYPE svg PUBLIC "x" "http://example.org/x.dtd"><svg').encode(),
        SVG.replace("<svg", '<?xml-stylesheet href="http://example.org/x.css"?><svg').encode(),
    ],
)
def test_what_is_no_picture(press: Path, data: bytes) -> None:
    write(press, data, "manuscript/broken.png")
    assets, findings = loaded(press, "![a](broken.png)\n")
    assert assets == {}
    assert [code for code, _ in findings] == ["image-unreadable"]


@pytest.mark.parametrize(
    "inner",
    [
        "<script>alert(1)</script>",
        "<g><SCRIPT>alert(1)</SCRIPT></g>",
        "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>a</p></foreignObject>",
        '<path onload="alert(1)"/>',
        '<a href="javascript:alert(1)"><path/></a>',
        '<a xlink:href=" java\nscript:alert(1)"><path/></a>',
        '<image href="https://example.org/a.png"/>',
        '<image xlink:href="file:///etc/hostname"/>',
        '<image href="data:image/svg+xml;base64,AAAA"/>',
        '<use href="other.svg#a"/>',
        '<path style="fill: url(https://example.org/a)"/>',
        '<path fill="url(other.svg#a)"/>',
        '<path style="fill: u\\72l(https://example.org/a)"/>',
        "<style>@import 'x.css';</style>",
        "<style>a { background: image-set('x.png' 1x) }</style>",
        "<style>/**/<!-- -->@import 'x.css';</style>",
        "<style>@\\69mport 'x.css';</style>",
        '<a><set attributeName="href" to="javascript:alert(1)"/></a>',
        '<path><animate attributeName="href" values="javascript:alert(1)"/></path>',
        "<iframe/>",
        '<image href="data:image/png;base64,AAAA"/>',
        "<x:script xmlns:x='http://www.w3.org/1999/xhtml'>alert(1)</x:script>",
    ],
)
def test_an_active_svg(press: Path, inner: str) -> None:
    write(press, f"{HEAD}>{inner}</svg>", "manuscript/active.svg")
    assets, findings = loaded(press, "![a](active.svg)\n")
    assert assets == {}
    assert [code for code, _ in findings] == ["image-unreadable"]


@pytest.mark.parametrize(
    "inner",
    [
        '<defs><g id="a"><path/></g></defs><use href="#a"/>',
        '<path fill="url(#a)" style="stroke: url(#b); font-family: Georgia"/>',
        "<style>path { fill: url('#a') }</style><title>A title</title><desc>It says</desc>",
        f'<image xlink:href="data:image/png;base64,{b64encode(PNG).decode()}"/>',
        "<text>“on” &amp; @import</text>",
    ],
)
def test_a_harmless_svg(press: Path, inner: str) -> None:
    write(press, f"{HEAD}>{inner}</svg>", "manuscript/still.svg")
    assets, findings = loaded(press, "![a](still.svg)\n")
    assert [asset.media_type for asset in assets.values()] == ["image/svg+xml"]
    assert findings == []


# --- what a picture's file tells -----------------------------------------------------------------------------------


def told(press: Path, picture: bytes, name: str) -> list[str]:
    write(press, picture, f"manuscript/{name}")
    with inside(press):
        manuscript = read_manuscript(write(press, f"![A dot]({name}) ![again]({name}) ![gone](gone.png)\n"))
        return [finding.message for finding in tales(manuscript, read(manuscript))]


def photograph(**tags: object) -> bytes:
    """A JPEG with Exif: `artist`, `copyright`, `owner` and `gps`."""
    exif = Image.Exif()
    for tag, name in ((0x013B, "artist"), (0x8298, "copyright")):
        if name in tags:
            exif[tag] = tags[name]
    if "owner" in tags:
        exif.get_ifd(0x8769)[0xA430] = tags["owner"]
    if "gps" in tags:
        exif.get_ifd(0x8825)[1] = tags["gps"]
    data = BytesIO()
    Image.new("RGB", (2, 2)).save(data, "JPEG", exif=exif)
    return data.getvalue()


def test_a_photograph_tells_of_its_maker_and_place(press: Path) -> None:
    picture = photograph(artist="Ann Ames", owner="B. Sloe", gps="N")
    [message] = told(press, picture, "a.jpg")
    assert message.startswith("the file “a.jpg” tells its artist, the camera's owner, where it was made; ")


def test_text_in_a_png_tells_of_its_author(press: Path) -> None:
    text, data = PngInfo(), BytesIO()
    text.add_text("Author", "Ann Ames")
    text.add_text("Software", "a program")
    Image.new("L", (1, 1)).save(data, "PNG", pnginfo=text)
    [message] = told(press, data.getvalue(), "a.png")
    assert message.startswith("the file “a.png” tells its author; ")


@pytest.mark.parametrize(
    ("within", "words"),
    [
        ('<g xmlns:i="urn:i" i:export-filename="/tmp/ann/a.png"/>', "a path of its maker's machine"),
        ("<metadata><dc:creator xmlns:dc='urn:dc'>Ann</dc:creator></metadata>", "who made it"),
    ],
)
def test_a_drawing_tells_who_drew_it_where(press: Path, within: str, words: str) -> None:
    [message] = told(press, f"{HEAD}>{within}</svg>".encode(), "a.svg")
    assert message.startswith(f"the file “a.svg” tells {words}; ")


def test_the_cover_tells_of_its_maker_too(press: Path) -> None:
    (press / "manuscript").mkdir(exist_ok=True)
    (press / "manuscript/a.jpg").write_bytes(photograph(artist="Ann Ames"))
    write(press, "---\ntitle: T\ncover: a.jpg\n---\nText.\n")
    said = call(press, "check", "manuscript/essay.md").out
    assert "essay.md:3:8: note: privacy-picture: the file “a.jpg” tells its artist" in said


@pytest.mark.parametrize(
    ("picture", "name"),
    [(PNG, "a.png"), (SVG.encode(), "a.svg"), (photograph(), "a.jpg"), (b"no picture", "b.png"), (PNG[:20], "c.png")],
)
def test_a_picture_that_tells_nothing(press: Path, picture: bytes, name: str) -> None:
    assert told(press, picture, name) == []
