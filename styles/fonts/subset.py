"""In: the npm packages named below, by version. Out: the .ttf and .woff2 files of this folder, the same to the byte.

A .ttf holds all that print may need. For the screen it is two files: what most texts need, and the rarer letters, which
an edition carries only where its text has one.

Run through `make fonts`. The same packages and the fonttools and Brotli of constraints.txt give the same bytes.
"""

import base64
import hashlib
import subprocess
import sys
import tarfile
import tempfile
from io import BytesIO
from itertools import groupby
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from msgspec import Struct

HERE = Path(__file__).parent
RARER = "-Rarer"  # behind the name of a face: its letters that few texts need, for the screen

PUNCTUATION_AND_SIGNS = (
    "2000-200F,2010-2027,202F-203A,203D-2044,2060,"  # spaces, dashes, quotation marks, • … † ‡ ′ ″ ‹ › ⁄
    "2070,2074-208E,20AC,2116,2117,2120,2122,2126,212E,2150-215E,"  # superiors, inferiors, € № ™, fractions
    "2190-2193,2197,2205,2212,2215,2219,221A,221E,2248,2260,2264,2265"  # arrows, − and the everyday mathematics
)
LATIN = (
    "0020-007E,00A0-017F,018F,0192,0218-021B,0259,02BC,02C6,02C7,02D8-02DD,1E80-1E85,1E9E,1EF2-1EF3,"
    "0300-0304,0306-030C,0323,0326-0328,0331"  # combining accents
)
RARER_LATIN = "0180-024F,0250-02FF,0300-036F,1E00-1EFF,2C60-2C7F,A720-A7FF"  # Vietnamese, pinyin, phonetics, ʿ and ʾ
CYRILLIC = "0400-052F"
TRANSLITERATION = "1E0C-1E0F,1E20-1E21,1E24-1E2B,1E30-1E3B,1E40-1E49,1E5A-1E63,1E6A-1E6F,1E92-1E96"
GREEK = "0370-03FF"
GREEK_EXTENDED = "1F00-1FFF"

# Characters that typographers need and these fonts lack: each borrows the glyph of its nearest relation, so that
# no stranger font supplies it. None of the three has a Reserved Font Name, so the names may stay.
BORROWED = {
    0x202F: (0x2009, 0x00A0),  # narrow no-break space, from the thin space; in a monospace from the no-break space
    0x2011: (0x2010, 0x002D),  # non-breaking hyphen, from the hyphen
}

# EB Garamond's italics have superior figures for the feature `sups`, but not under their own code points.
SUPERIORS = dict(
    zip(
        (0x2070, 0x00B9, 0x00B2, 0x00B3, *range(0x2074, 0x207A)),
        ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
        strict=True,
    )
)


class Family(Struct, frozen=True):
    """One npm package: where its faces lie, what they are called here, and what of them is kept; `rarer` stands for the
    screen in files of its own."""

    package: str
    version: str
    integrity: str
    faces: dict[str, str]
    unicodes: str
    features: tuple[str, ...]
    hinting: bool
    rarer: str = ""


FAMILIES = (
    Family(
        package="@expo-google-fonts/eb-garamond",
        version="0.4.3",
        integrity="sha512-8HsDPKN6vDlzxZLgo3UFcyr4uvtY33TBpM65owySnF8cy8hq0ss8AWmBvT/lMRJ/wfcoaPP8gFQsizPRvr0nqg==",
        faces={
            "EBGaramond-Regular": "400Regular/EBGaramond_400Regular.ttf",
            "EBGaramond-Italic": "400Regular_Italic/EBGaramond_400Regular_Italic.ttf",
            "EBGaramond-SemiBold": "600SemiBold/EBGaramond_600SemiBold.ttf",
            "EBGaramond-SemiBoldItalic": "600SemiBold_Italic/EBGaramond_600SemiBold_Italic.ttf",
        },
        unicodes=f"{LATIN},{TRANSLITERATION},{GREEK},{GREEK_EXTENDED},{PUNCTUATION_AND_SIGNS}",
        features=("*",),
        hinting=True,
        rarer=f"{RARER_LATIN},{CYRILLIC}",
    ),
    Family(
        package="@expo-google-fonts/alegreya-sans",
        version="0.4.2",
        integrity="sha512-9yEcTYgpWEKVUxaXaAggMMJlCrQtkQyfVonO1GsOUdox0mCoSpm5vXPdHSgPIk+MHTELiTzzge9t14MpYbe/MQ==",
        faces={
            "AlegreyaSans-Regular": "400Regular/AlegreyaSans_400Regular.ttf",
            "AlegreyaSans-Italic": "400Regular_Italic/AlegreyaSans_400Regular_Italic.ttf",
        },
        unicodes=f"{LATIN},{TRANSLITERATION},{PUNCTUATION_AND_SIGNS}",
        features=("*",),
        hinting=False,  # made by ttfautohint for old screens; a third of the file
        rarer=f"{RARER_LATIN},{CYRILLIC}",
    ),
    Family(
        package="@expo-google-fonts/jetbrains-mono",
        version="0.4.1",
        integrity="sha512-CslACrtMOcRwoWXCO7OMEI+9w3fukWSoBtvNz46OqPoogEuuoY0tkDY1O8sFumk8t0pC6Cx0Xr95O0TOQhpkug==",
        faces={"JetBrainsMono-Regular": "400Regular/JetBrainsMono_400Regular.ttf"},
        unicodes=f"{LATIN},{GREEK},{PUNCTUATION_AND_SIGNS}",
        # Without calt: its ligatures show -> as an arrow, and code must be shown as it was typed.
        features=("case", "ccmp", "kern", "locl", "mark", "mkmk", "subs", "sups", "zero"),
        hinting=True,
    ),
)


def fetch(family: Family, folder: Path) -> Path:
    """Have npm download the package into `folder` and return its tarball; refuse one that is not the known one."""
    name = f"{family.package}@{family.version}"
    subprocess.run(["npm", "pack", "--silent", name], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    [tarball] = folder.glob("*.tgz")
    digest = base64.b64encode(hashlib.sha512(tarball.read_bytes()).digest()).decode()
    if f"sha512-{digest}" != family.integrity:
        sys.exit(f"{name}: the package has changed: its digest is sha512-{digest}")
    return tarball


def borrow(font: TTFont) -> None:
    """Give the characters of BORROWED and SUPERIORS that the font lacks the glyph of their nearest relation."""
    known = font.getBestCmap()
    glyphs = {
        wanted: next(known[relation] for relation in relations if relation in known)
        for wanted, relations in BORROWED.items()
    }
    glyphs |= {
        wanted: f"{name}.sups" for wanted, name in SUPERIORS.items() if f"{name}.sups" in font.getReverseGlyphMap()
    }
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap |= {wanted: glyph for wanted, glyph in glyphs.items() if wanted not in known}


def cut(font_bytes: bytes, family: Family, unicodes: set[int], flavor: str | None) -> bytes:
    """Return the subset of one face as TTF (`flavor` None) or WOFF2, all its names kept and no clock in it."""
    options = subset.Options(
        layout_features=list(family.features),
        name_IDs=["*"],
        hinting=family.hinting,
        notdef_outline=True,
        flavor=flavor,
    )
    font = subset.load_font(BytesIO(font_bytes), options)
    borrow(font)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=unicodes)
    subsetter.subset(font)
    cut_bytes = BytesIO()
    subset.save_font(font, cut_bytes, options)
    return cut_bytes.getvalue()


def main() -> None:
    """Rebuild every font file beside this script and print its size."""
    for family in FAMILIES:
        usual, rarer = (set(subset.parse_unicodes(each)) for each in (family.unicodes, family.rarer))
        files = [(".ttf", None, usual | rarer), (".woff2", "woff2", usual), (f"{RARER}.woff2", "woff2", rarer - usual)]
        with tempfile.TemporaryDirectory() as folder, tarfile.open(fetch(family, Path(folder))) as package:
            for name, path in family.faces.items():
                member = package.extractfile(f"package/{path}")
                assert member is not None, path
                font_bytes = member.read()
                for suffix, flavor, unicodes in files[: 3 if rarer else 2]:
                    target = HERE / (name + suffix)
                    target.write_bytes(cut(font_bytes, family, unicodes, flavor))
                    print(f"{target.stat().st_size:>7}  {target.name}")
    list_coverage()


def list_coverage() -> None:
    """Write down which code points the faces have, so that a text can be judged without opening a font."""
    for target, faces in (("coverage.txt", "*.ttf"), ("rarer.txt", f"*{RARER}.woff2")):
        points = sorted({point for face in HERE.glob(faces) for point in TTFont(face, lazy=True).getBestCmap()})
        runs = [
            [point for _, point in run] for _, run in groupby(enumerate(points), key=lambda pair: pair[1] - pair[0])
        ]
        lines = [f"{run[0]:04x}-{run[-1]:04x}" for run in runs]
        (HERE / target).write_text("\n".join(lines) + "\n", encoding="ascii")


if __name__ == "__main__":
    main()
