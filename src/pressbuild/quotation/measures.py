"""Marks that stand for a measure, of feet and inches, degrees, variables: a text and a mark's offset in, verdicts out.
Pure.
"""

import re

# A variable's letter before a prime, f'(x); no letter that an elision or a clipped word ends with.
_VARIABLE = re.compile(r"(?:^|[\s(\[=+*/,;–−])[bfghkpqruvwxyz]'*$")
FRACTIONS = "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_COMPASS = re.compile(r"[NSEW](?!\w)")
_FEET = re.compile(rf"\d['’]\s?\d{{1,2}}(?:[\"”{FRACTIONS}]|(?![\w]))")
_BY = re.compile(r"[ \u00a0]?[x×X][ \u00a0]?\d")  # behind the first measure of 2" x 4"
_BY_WHAT = re.compile(rf"[\d{FRACTIONS}]['\"’”] ?[x×X][ \u00a0]?\d*(?:[.,/]\d+)?[{FRACTIONS}]?$")  # before its second


def is_figure(character: str) -> bool:
    """Whether a measure's mark may stand behind a character: 6", 5¼"."""
    return character.isdigit() or (character != "" and character in FRACTIONS)


def is_prime(text: str, offset: int) -> bool:
    """Whether a straight single mark may be a prime: 12' x 15', 51° 30' N, f''(x). It closes a quotation all the same
    where one is open."""
    right = text[offset + 1 : offset + 2]
    behind = text[max(0, offset - 2) : offset].removesuffix("'")[-1:]  # 12'' are inches
    if behind == "°" or is_figure(behind):
        return not right.isalpha() or _COMPASS.match(text, offset + 1) is not None
    return not right.isalnum() and _VARIABLE.search(text, max(0, offset - 6), offset) is not None


def in_feet(text: str, offset: int) -> bool:
    """Feet and inches: 5'10", 6' 2", and as word processors curl them."""
    window = text[max(0, offset - 6) : offset + 6]
    return any(m.start() <= min(offset, 6) - 1 < m.end() and text[offset] != "’" for m in _FEET.finditer(window))


def in_dimensions(text: str, offset: int) -> bool:
    """Whether a mark is one of two measures: 2" x 4", 8'×4½'."""
    if not is_figure(text[offset - 1 : offset]):
        return False
    return _BY.match(text, offset + 1) is not None or _BY_WHAT.search(text, max(0, offset - 12), offset) is not None
