"""Which way writing runs: a language or a text in, whether it runs from right to left out; pure."""

import re

# The blocks of Hebrew, Arabic, Syriac and their like, and their presentation forms (Unicode, Bidi_Class R and AL).
LETTERS = r"\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
LEFTWARD = re.compile(f"[{LETTERS}]")
LANGUAGES = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi"})


def direction(lang: str) -> str:
    """`rtl` for a language (BCP 47) that is written from right to left, else `ltr`."""
    return "rtl" if lang.split("-", maxsplit=1)[0].lower() in LANGUAGES else "ltr"


def runs_left(text: str) -> bool:
    """Whether a text holds a letter that is written from right to left."""
    return not text.isascii() and LEFTWARD.search(text) is not None
