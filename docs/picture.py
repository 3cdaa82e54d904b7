"""Draws docs/editions.png, the README's picture: the built editions of the specimen in, one PNG out. `make picture`."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pypdfium2
from PIL import Image, ImageDraw, ImageFilter
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent
DESK = (0xD9, 0xD4, 0xC8)
WIDTH, HEIGHT = 1800, 1330


def page(pdf: Path, number: int, width: int) -> Image.Image:
    """A page of a PDF (from 1) as a picture of some width."""
    with pypdfium2.PdfDocument(pdf) as document:
        leaf = document[number - 1]
        picture: Image.Image = leaf.render(scale=2 * width / leaf.get_width()).to_pil()
        size = width, round(width * leaf.get_height() / leaf.get_width())
        return picture.convert("RGB").resize(size, Image.Resampling.LANCZOS)


def web(html: Path, width: int, height: int) -> Image.Image:
    """The top of the web page in Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        tab = browser.new_page(viewport={"width": 2 * width, "height": 2 * height})
        tab.goto(html.as_uri())
        shot = Image.open(BytesIO(tab.screenshot())).convert("RGB")
        browser.close()
    return shot.resize((width, height), Image.Resampling.LANCZOS)


def cover(epub: Path, width: int) -> Image.Image:
    """The EPUB's cover."""
    with ZipFile(epub) as archive:
        name = next(name for name in archive.namelist() if name.rpartition("/")[2].startswith("cover.png"))
        picture = Image.open(BytesIO(archive.read(name))).convert("RGB")
    return picture.resize((width, round(width * 1.6)), Image.Resampling.LANCZOS)


def lay(desk: Image.Image, picture: Image.Image, left: int, top: int) -> None:
    """Lays a picture on the desk, with the shadow of a sheet of paper."""
    shadow = Image.new("L", desk.size)
    box = (left + 5, top + 9, left + picture.width + 5, top + picture.height + 9)
    ImageDraw.Draw(shadow).rectangle(box, fill=80)
    desk.paste((0x50, 0x48, 0x3C), mask=shadow.filter(ImageFilter.GaussianBlur(11)))
    desk.paste(picture, (left, top))


def main() -> None:
    (folder,) = (ROOT / "dist").glob("held-*")
    built = folder / folder.name
    pdf = built.with_suffix(".pdf")
    desk = Image.new("RGB", (WIDTH, HEIGHT), DESK)
    lay(desk, web(built.with_suffix(".html"), 1000, 620), 60, 60)
    lay(desk, cover(built.with_suffix(".epub"), 330), 1140, 60)
    lay(desk, page(pdf, 1, 230), 1510, 60)
    lay(desk, page(pdf, 6, 330), 60, 740)
    lay(desk, page(pdf, 7, 330), 390, 740)
    lay(desk, page(folder / f"{folder.name}-pamphlet.pdf", 3, 840), 900, 680)
    desk.quantize(128, dither=Image.Dither.NONE).save(ROOT / "docs" / "editions.png", optimize=True)


if __name__ == "__main__":
    main()
