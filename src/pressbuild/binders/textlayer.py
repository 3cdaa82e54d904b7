"""What the glyphs of a PDF say: WeasyPrint's fonts in, changed as they are made (ISO 32000-2, 9.10.3).

WeasyPrint writes down for each glyph the letters that it was first seen to stand for. Where accents are set by
themselves, over a letter that the font has not with them, the letter says nothing and the accent both. Here each says
its own: a letter with its accents behind it is the same word to who searches, copies or hears it (UAX 15).
"""

from typing import Any
from unicodedata import combining, normalize

from pressbuild.shipped import coverage

MARK = 3  # a glyph that is set over or below another (OpenType, GDEF, glyph class)
HARFBUZZ = """
    hb_bool_t hb_font_get_nominal_glyph (hb_font_t * font, hb_codepoint_t unicode, hb_codepoint_t * glyph);
    int hb_ot_layout_get_glyph_class (hb_face_t * face, hb_codepoint_t glyph);
"""


def teach(fonts: Any, libraries: Any) -> None:
    """Have WeasyPrint's module of fonts say what each glyph stands for by itself; it asks HarfBuzz."""
    if hasattr(fonts.Font, "says"):
        return
    libraries.ffi.cdef(HARFBUZZ, override=True)
    make = fonts.Font.__init__

    def made(font: Any, *rest: Any) -> None:
        make(font, *rest)
        font.to_unicode = Said(font, libraries)

    fonts.Font.__init__, fonts.Font.says = made, True


class Said(dict[int, str]):
    """The letters of each glyph. One that has none yet counts as not there, so that its next use may say some."""

    def __init__(self, font: Any, libraries: Any) -> None:
        super().__init__()
        self.font, self.ffi, self.harfbuzz = font, libraries.ffi, libraries.harfbuzz
        self.own: dict[int, str] = {}

    def __contains__(self, glyph: object) -> bool:
        return bool(self.get(glyph))  # type: ignore[call-overload]

    def __setitem__(self, glyph: int, letters: str) -> None:
        """Keeps what a glyph stands for, given the letters of the cluster that it ends; none where it ends none."""
        if len(letters) != 1 or normalize("NFD", letters) != letters:
            letters = self.judged(glyph, normalize("NFD", letters)) or letters
        super().__setitem__(glyph, letters)

    def judged(self, glyph: int, letters: str) -> str:
        """What a glyph says by itself; nothing where all the letters are its own."""
        own = self.owner(glyph)
        if own and (not letters or own in letters):
            return own
        if self.harfbuzz.hb_ot_layout_get_glyph_class(self.font.hb_face, glyph) == MARK:
            return "".join(filter(combining, letters))
        return ""

    def owner(self, glyph: int) -> str:
        """The character that a glyph is of, also one for which the font has only a box; nothing where it has none."""
        if glyph >= self.font.glyph_count:
            return next((chr(point) for point, box in self.font.missing.items() if box == glyph), "")
        if not self.own:
            found = self.ffi.new("hb_codepoint_t *")
            for point in sorted(coverage(), reverse=True):
                if self.harfbuzz.hb_font_get_nominal_glyph(self.font.hb_font, point, found):
                    self.own[found[0]] = chr(point)
        return self.own.get(glyph, "")
