"""The cover: a picture of the size that stores want, small, the same each time; or the one that the author chose."""

from io import BytesIO

import pytest
from msgspec.structs import replace
from PIL import Image

from pressbuild.binders.cover import ACCENT, PAPER, cover
from pressbuild.document import Front
from pressbuild.edition import Asset
from tests.binders import everything


def shown(**front: object) -> Image.Image:
    work = replace(everything.short(everything.p("Text.")), front=Front(**front))  # type: ignore[arg-type]
    return Image.open(BytesIO(cover(everything.edition(work)))).convert("RGB")


def ink(picture: Image.Image, top: float, bottom: float) -> bool:
    """Whether something is printed between two heights, given as parts of the whole."""
    width, height = picture.size
    band = picture.crop((0, round(top * height), width, round(bottom * height)))
    return len(band.getcolors(1 << 20) or ()) > 1


def test_size_and_weight() -> None:
    made = cover(everything.edition())
    picture = Image.open(BytesIO(made))
    assert (picture.format, picture.mode, picture.size) == ("PNG", "P", (1600, 2560))
    assert len(made) < 100_000


def test_colours() -> None:
    counted = shown(title=everything.text("A title")).getcolors(1 << 20) or []
    assert max(counted)[1] == PAPER
    assert ACCENT in [colour for _, colour in counted]


def test_same_bytes() -> None:
    assert cover(everything.edition()) == cover(everything.edition())


@pytest.mark.parametrize(
    "title",
    [
        "I",
        "Held at arm’s length",
        "Donaudampfschifffahrtsgesellschaft",
        "Of the " * 20 + "end",
        "One: two: three: four",
    ],
)
def test_title_ends_above_the_author(title: str) -> None:
    bare = shown(title=everything.text(title))
    assert ink(bare, 0.1, 0.8)
    assert not ink(bare, 0.82, 1.0)
    assert ink(shown(title=everything.text(title), authors=("A. Author",)), 0.82, 1.0)


def test_the_chosen_picture_wins() -> None:
    own = Asset("own.png", everything.picture(), "image/png")
    work = everything.short(everything.p("Text."), cover="pictures/own.png")
    assert cover(everything.edition(work, assets={"pictures/own.png": own})) == own.data
