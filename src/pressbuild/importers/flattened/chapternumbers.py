"""Chapters that a bare number begins: a text without form feeds in its lines in, the lines of such numbers out. Pure.

A page's number stands alone as a chapter's does. Chapters' numbers go up from 1 by one, none of them cuts a sentence,
and each has a title of its own below it; or the first of them stands above all text, and there are no other figures.
"""

from collections.abc import Iterator, Sequence

from pressbuild.importers.flattened.lines import SENTENCE_END, Line, label_at
from pressbuild.importers.flattened.runningheads import said

FEWEST_TITLED = 2
FEWEST_BARE = 3
LONGEST_NUMBER = 3  # characters, with a stop
LONGEST_TITLE = 80
TITLE_PAGE = 12  # lines above the first number, none of them text
LONGEST_HEAD = 60  # characters of a line of the title page
LONGEST_FRONT = 100  # characters of such a line
OPENERS = "“‘„«\"'(["
ENDINGS = (".", ",", ";", ":", "!", "-", "–", "—", "\u2010")


def chapter_numbers(text: str, lines: Sequence[Line | None]) -> frozenset[int]:
    """The indexes of the lines that are nothing but chapters' numbers."""
    figures = dict(_figures(text, lines))
    run = list(_run(text, lines, figures))
    if any(number == len(run) + 1 and index > run[-1] for index, number in figures.items() if run):
        return frozenset()  # the next number cuts a sentence
    titles = [_title(text, lines, index) for index in run]
    if len(run) >= FEWEST_TITLED and all(titles) and len({*titles}) == len(titles):
        return frozenset(run)
    bare = len(run) >= FEWEST_BARE and _begins_text(text, lines, run[0])
    return frozenset(run) if bare and not any(titles) and run == [i for i in figures if i <= run[-1]] else frozenset()


def _figures(text: str, lines: Sequence[Line | None]) -> Iterator[tuple[int, int]]:
    """The lines that are figures with a blank line above them, and their numbers."""
    for index, line in enumerate(lines):
        if line is None or line.length > LONGEST_NUMBER or not text[line.start].isdecimal():
            continue
        words = text[line.start : line.end].rstrip(".")
        if words.isdecimal() and (index == 0 or lines[index - 1] is None):
            yield index, int(words)


def _run(text: str, lines: Sequence[Line | None], figures: dict[int, int]) -> Iterator[int]:
    """The figures that go up from 1, each between a sentence's end and a capital; nothing where one is not so."""
    due = 1
    for index, number in figures.items():
        if number == due and _parts(text, lines, index, first=due == 1):
            due += 1
            yield index


def _parts(text: str, lines: Sequence[Line | None], index: int, *, first: bool) -> bool:
    """Does a sentence end above a line, or the title page above the first, and a capital begin below?"""
    above = next((line for line in reversed(lines[max(0, index - TITLE_PAGE) : index]) if line), None)
    below = next((line for line in lines[index + 1 : index + 4] if line), None)
    if below is None or label_at(text, below.start, below.end):
        return False
    ended = (
        above is None or SENTENCE_END.search(text, above.start, above.end) or (first and above.length <= LONGEST_HEAD)
    )
    return bool(ended) and text[below.start : below.end].lstrip(OPENERS)[:1].isupper()


def _title(text: str, lines: Sequence[Line | None], index: int) -> str:
    """What the line below a number says where it is a title: short, without a stop, and above a longer paragraph."""
    shown = [i for i in range(index + 1, min(len(lines), index + 8)) if lines[i]]
    title = lines[shown[0]] if shown else None
    if title is None or len(shown) < 2 or shown[1] == shown[0] + 1 or title.length > LONGEST_TITLE:
        return ""
    below = lines[shown[1]]
    longer = below is not None and below.length > title.length and not text[below.start].isdecimal()
    return said(text, title) if longer and not text[: title.end].endswith(ENDINGS) else ""


def _begins_text(text: str, lines: Sequence[Line | None], index: int) -> bool:
    """Does nothing but a title page stand above a line?"""
    above = [line for line in lines[:index] if line]
    sentences = (SENTENCE_END.search(text, line.start, line.end) for line in above)
    return len(above) <= TITLE_PAGE and all(line.length <= LONGEST_FRONT for line in above) and not any(sentences)


def set_off(lines: Sequence[Line | None], numbers: frozenset[int]) -> Iterator[Line | None]:
    """The lines with a blank one below each that starts at one of the places `numbers`."""
    for index, line in enumerate(lines):
        yield line
        if line and line.start in numbers and index + 1 < len(lines) and lines[index + 1]:
            yield None
