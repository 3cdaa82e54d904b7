"""Bitmaps: what their makers noted is cut out, the pixels and what decides how they look stay."""

from io import BytesIO
from typing import Any

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from pressbuild.pictures.bitmaps import bare
from tests.desk import PNG

FORMATS = ("JPEG", "PNG", "GIF", "WEBP")
ORIENTATION, ARTIST = 0x0112, 0x013B


def drawn() -> Image.Image:
    picture = Image.new("RGB", (16, 8))
    picture.putdata([(x * 16, y * 32, 90) for y in range(8) for x in range(16)])
    return picture


def saved(form: str, **options: Any) -> bytes:
    file = BytesIO()
    drawn().save(file, form, **options)
    return file.getvalue()


def said(form: str, name: str, turn: int = 1) -> bytes:
    """A picture that says in every way of its format who made it."""
    exif = Image.Exif()
    exif[ARTIST], exif[ORIENTATION] = name, turn
    xmp = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{name}</x:xmpmeta>".encode()
    options: dict[str, Any] = {"icc_profile": ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()}
    match form:
        case "JPEG":
            options |= {"exif": exif, "xmp": xmp, "comment": name, "progressive": True, "dpi": (300, 300)}
        case "PNG":
            text = PngImagePlugin.PngInfo()
            text.add_text("Author", name)
            text.add_itxt("XML:com.adobe.xmp", xmp.decode())
            options |= {"exif": exif, "pnginfo": text, "dpi": (300, 300)}
        case "GIF":
            options = {"comment": name, "save_all": True, "append_images": [drawn().rotate(180)], "loop": 0}
        case _:
            options |= {"exif": exif, "xmp": xmp, "lossless": True}
    return saved(form, **options) + name.encode()


def opened(data: bytes) -> Image.Image:
    picture = Image.open(BytesIO(data))
    picture.load()
    return picture


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("turn", [1, 6])
def test_what_says_who_made_it(form: str, turn: int) -> None:
    data = said(form, "Alice", turn)
    assert b"Alice" in data
    cut = bare(data)
    assert b"Alice" not in cut
    before, after = opened(data), opened(cut)
    assert after.convert("RGB").tobytes() == before.convert("RGB").tobytes()
    for key in ("icc_profile", "dpi", "loop", "duration", "progressive", "jfif"):
        assert after.info.get(key) == before.info.get(key)
    tags = {} if turn == 1 or form == "GIF" else {ORIENTATION: turn}
    assert dict(after.getexif()) == tags
    assert bare(cut) == cut


@pytest.mark.parametrize("form", FORMATS)
def test_a_bitmap_without_metadata_keeps_its_bytes(form: str) -> None:
    data = saved(form)
    assert bare(data) == data
    assert bare(PNG) == PNG


def test_an_animation_keeps_its_pictures() -> None:
    cut = Image.open(BytesIO(bare(said("GIF", "Alice"))))
    assert getattr(cut, "n_frames", 1) == 2


def test_cmyk_keeps_the_segment_that_says_how_it_is_coded() -> None:
    file = BytesIO()
    drawn().convert("CMYK").save(file, "JPEG", comment="Alice")
    cut = bare(file.getvalue())
    assert opened(cut).tobytes() == opened(file.getvalue()).tobytes()
    assert b"Adobe" in cut
    assert b"Alice" not in cut


@pytest.mark.parametrize("form", FORMATS)
def test_what_breaks_off(form: str) -> None:
    data = said(form, "Alice", 6)
    for length in range(0, len(data), 7):
        try:
            cut = bare(data[:length])
        except ValueError:
            continue
        assert b"Alice" not in cut


@pytest.mark.parametrize(
    "exif", [b"Exif\0\0", b"Exif\0\0no Exif", b"Exif\0\0II*\0\xff\xff\xff\xff", b"Exif\0\0II*\0\x08\0\0\0\x09"]
)
def test_exif_that_cannot_be_read_turns_nothing(exif: bytes) -> None:
    assert bare(saved("PNG", exif=exif)) == saved("PNG")
    assert bare(saved("JPEG", exif=exif)) == saved("JPEG")
