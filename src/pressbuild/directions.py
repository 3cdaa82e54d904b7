"""Languages by their tags, and which way writing runs: a tag or a text in, what holds of it out; pure."""

import re

# The blocks of Hebrew, Arabic, Syriac and their like, and their presentation forms (Unicode, Bidi_Class R and AL).
LETTERS = r"\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
LEFTWARD = re.compile(f"[{LETTERS}]")
LANGUAGES = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi"})
# RFC 5646, 2.1: language, script, region, variants, extensions, private use; tags of one piece alone are left aside.
TAG = re.compile(
    r"[a-z]{2,3}(-[a-z]{3}){0,3}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?(-([a-z\d]{5,8}|\d[a-z\d]{3}))*"
    r"(-[a-wyz\d](-[a-z\d]{2,8})+)*(-x(-[a-z\d]{1,8})+)?",
    re.IGNORECASE | re.ASCII,
)


def is_tag(text: str) -> bool:
    """Whether a text is a language's tag that is well formed (BCP 47): `en-GB`, `zh-Hant`, `de-1996`."""
    return TAG.fullmatch(text) is not None


def direction(lang: str) -> str:
    """`rtl` for a language (BCP 47) that is written from right to left, else `ltr`."""
    return "rtl" if lang.split("-", maxsplit=1)[0].lower() in LANGUAGES else "ltr"


def runs_left(text: str) -> bool:
    """Whether a text holds a letter that is written from right to left."""
    return not text.isascii() and LEFTWARD.search(text) is not None
