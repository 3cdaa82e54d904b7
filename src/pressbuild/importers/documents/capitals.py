"""All capitals that a file sets as a look: a paragraph's texts in, which of them are written so, and what to say. Pure.

Where some words of a paragraph are set so, the author sees NATO and has typed `nato`: a manuscript has their capitals.
A paragraph or a heading that is set so as a whole has that look from its design, and stays as it was typed.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct, field

from pressbuild.diagnostics import Diagnostic, found
from pressbuild.importers.documents.standins import LEFT, RIGHT, STAND_IN
from pressbuild.importers.markup import short

SHOWN = 6
WRITTEN_HINT = "where they were a mere look, write these words small"
TYPED_HINT = "where a word needs its capitals (NATO), write them"
PIECE = re.compile(f"{LEFT}[^{RIGHT}]*{RIGHT}|[^{LEFT}]+")


def in_capitals(text: str) -> str:
    """A text in capitals; what stands in it for something else stays."""
    return PIECE.sub(lambda piece: piece[0] if piece[0].startswith(LEFT) else piece[0].upper(), text)


class Capitals(Struct):
    """What a file sets in capitals: the words that are `written` so now, and the paragraphs that stay as `typed`."""

    written: list[str] = field(default_factory=list)
    typed: list[str] = field(default_factory=list)

    def of_paragraph(self, texts: Sequence[tuple[str, bool]]) -> list[int]:
        """Which of a paragraph's texts are to be written in capitals; each comes with whether it is set so."""
        cased = [capital for text, capital in texts if text.upper() != text.lower() and LEFT not in text]
        small = [index for index, (text, capital) in enumerate(texts) if capital and _is_small(text)]
        if not small:
            return []
        if all(cased):
            self.typed.append(" ".join(STAND_IN.sub("", "".join(text for text, _ in texts)).split()))
            return []
        for capital, run in groupby(texts, lambda one: one[1]):
            words = " ".join(STAND_IN.sub("", "".join(text for text, _ in run)).split()) if capital else ""
            self.written += [words.upper()] if _is_small(words) else []
        return small

    def findings(self) -> Iterator[Diagnostic]:
        """What was done, with the first words of each kind."""
        if self.written:
            words = list(dict.fromkeys(self.written))
            shown = ", ".join(f"“{short(one)}”" for one in words[:SHOWN])
            more = f" and {len(words) - SHOWN:,} more" if len(words) > SHOWN else ""
            message = f"what the file sets in capitals within a paragraph is written so: {shown}{more}"
            yield found("assumed", message, None, WRITTEN_HINT)
        if self.typed:
            first = f"“{short(self.typed[0])}”"
            several = f"{len(self.typed):,} paragraphs or headings, first {first}, are"
            are = several if len(self.typed) > 1 else f"{first} is"
            message = f"{are} set in capitals as a whole, and stay{'' if len(self.typed) > 1 else 's'} as typed"
            yield found("assumed", message, None, TYPED_HINT)


def _is_small(text: str) -> bool:
    return text.upper() != text and LEFT not in text
