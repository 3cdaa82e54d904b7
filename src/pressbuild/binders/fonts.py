"""The bundled faces as CSS: where a medium finds a font's file in, `@font-face` rules out.

The files are subsets that `styles/fonts/README.md` documents; print takes TrueType, the web and EPUB take WOFF2, of
which the letters that few texts need are files of their own.
"""

from collections.abc import Callable, Iterable
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from pressbuild.shipped import FONTS, ranges


class Face(Struct, frozen=True):
    """A bundled face: `file` is its name without suffix; `rarer`, it holds but the letters that few texts need."""

    family: str
    file: str
    weight: int = 400
    style: str = "normal"
    rarer: bool = False


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


def of_rarer(face: Face) -> Face:
    """The face for the screen that holds another one's rarer letters."""
    return replace(face, file=f"{face.file}-Rarer", rarer=True)


def font_faces(faces: Iterable[Face], suffix: str, address: Callable[[str], str]) -> str:
    """The `@font-face` rules of some faces; `address` gives the URL of a file's name."""
    kind = {"woff2": "woff2", "ttf": "truetype"}[suffix]
    return "\n".join(
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; font-style: {face.style}; '
        f'src: url("{address(f"{face.file}.{suffix}")}") format("{kind}");{_range() if face.rarer else ""} }}'
        for face in faces
    )


def _range() -> str:
    """Which letters a browser looks for in a file of rarer ones (CSS Fonts 4, 4.5)."""
    return f" unicode-range: {', '.join(f'U+{first}-{last}' for first, last in ranges('rarer.txt'))};"


@cache
def font(name: str) -> bytes:
    """The bytes of a bundled font's file."""
    return (FONTS / name).read_bytes()
