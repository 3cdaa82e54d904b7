"""The bundled faces as CSS: where a medium finds a font's file in, `@font-face` rules out.

The files are subsets that `styles/fonts/README.md` documents; print takes TrueType, the web and EPUB take WOFF2.
"""

from collections.abc import Callable, Iterable
from functools import cache

from msgspec import Struct

from pressbuild.shipped import FONTS


class Face(Struct, frozen=True):
    """A bundled face: `file` is its name without suffix."""

    family: str
    file: str
    weight: int = 400
    style: str = "normal"


SERIF, SANS, MONO = "EB Garamond", "Alegreya Sans", "JetBrains Mono"
FACES = (
    Face(SERIF, "EBGaramond-Regular"),
    Face(SERIF, "EBGaramond-Italic", style="italic"),
    Face(SERIF, "EBGaramond-SemiBold", weight=600),
    Face(SERIF, "EBGaramond-SemiBoldItalic", weight=600, style="italic"),
    Face(SANS, "AlegreyaSans-Regular"),
    Face(SANS, "AlegreyaSans-Italic", style="italic"),
    Face(MONO, "JetBrainsMono-Regular"),
)


def font_faces(faces: Iterable[Face], suffix: str, address: Callable[[str], str]) -> str:
    """The `@font-face` rules of some faces; `address` gives the URL of a file's name."""
    kind = {"woff2": "woff2", "ttf": "truetype"}[suffix]
    return "\n".join(
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; font-style: {face.style}; '
        f'src: url("{address(f"{face.file}.{suffix}")}") format("{kind}"); }}'
        for face in faces
    )


@cache
def font(name: str) -> bytes:
    """The bytes of a bundled font's file."""
    return (FONTS / name).read_bytes()
