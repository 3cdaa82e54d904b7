"""Where WeasyPrint breaks a line too early: its module of inline layout in, the same taught to see that a text fits.

A text that stands before an element (the words before an italic one) ends in a space. Where the line has room for the
text but not for that space, WeasyPrint 70 holds the text too long, looks for the first word of it that can be divided,
and leaves “This” or “This is a contribu-” alone on a line. A space at a line's end takes no room (CSS Text 3, 4.1.3).
"""

from typing import Any

LETTERS_TO_AN_EM = 4  # a text of more letters than this to each em of the line does not fit


def teach(inline: Any) -> None:
    """Teach WeasyPrint's module of inline layout, once."""
    split = inline.split_first_line
    if getattr(split, "hangs_spaces", False):
        return

    def split_first_line(text: str, style: Any, context: Any, width: Any, *others: Any, **named: Any) -> Any:
        line = split(text, style, context, width, *others, **named)
        if line[2] is None or not _may_fit(text, style, width):
            return line
        words = split(text.rstrip(" "), style, context, width, *others, **named)
        fits = words[2] is None and words[3] <= width
        return split(text, style, context, width + style["font_size"], *others, **named) if fits else line

    split_first_line.hangs_spaces = True  # type: ignore[attr-defined]
    inline.split_first_line = split_first_line


def _may_fit(text: str, style: Any, width: Any) -> bool:
    """Whether a text ends in a space that a line's end would swallow, and is short enough for one line."""
    swallowed = text.endswith(" ") and text.strip(" ") != "" and style["white_space"] in ("normal", "pre-line")
    return swallowed and width is not None and len(text) * style["font_size"] <= width * LETTERS_TO_AN_EM
