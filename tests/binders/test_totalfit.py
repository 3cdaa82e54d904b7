"""Paragraphs that are weighed as a whole: no line too full, spaces more even than where each line is filled."""

import random
from itertools import pairwise

import pytest

from pressbuild.binders.totalfit import LADDER, SHRINK, STRETCH, Place, fitted

SPACE, SIZE, WIDTH = 4.0, 16.0, 320.0


def measured(words: list[list[float]]) -> list[Place]:
    """The places of a paragraph of words, each given as the widths of the pieces into which it may be divided."""
    places = [Place(0, 0, 0, 0, 0)]
    at = 0.0
    for number, pieces in enumerate(words):
        for piece in pieces[:-1]:
            at += piece
            places.append(Place(at + 3, at, number, number, len(places), divided=True))
        at += pieces[-1]
        last = number == len(words) - 1
        places.append(Place(at, at if last else at + SPACE, number, number if last else number + 1, len(places)))
        at += SPACE
    return places


def prose(seed: int, count: int = 90) -> list[Place]:
    chance = random.Random(seed)
    return measured([[chance.uniform(8, 30) for _ in range(chance.randint(1, 4))] for _ in range(count)])


def filled(places: list[Place]) -> list[int]:
    """Where lines end that are filled one after the other."""
    ends, first = list[int](), 0
    while first < len(places) - 1:
        fitting = [n for n in range(first + 1, len(places)) if places[n].end - places[first].start <= WIDTH]
        first = fitting[-1]
        ends.append(first)
    return ends


def spaces(places: list[Place], ends: list[int]) -> list[float]:
    """How wide the spaces of each line but the last are."""
    return [
        SPACE + (WIDTH - places[b].end + places[a].start) / max(1, places[b].spaces - places[a].passed)
        for a, b in pairwise([0, *ends[:-1]])
    ]


def demerits(space: float) -> float:
    ratio = abs(space - SPACE) / (SPACE * (STRETCH if space > SPACE else SHRINK))
    return (10 + 100 * ratio**3) ** 2


@pytest.mark.parametrize("seed", range(20))
def test_spaces_are_more_even_than_in_lines_that_are_filled(seed: int) -> None:
    places = [place for place in prose(seed) if not place.divided]
    ends = fitted(places, WIDTH, SPACE, SIZE)
    assert ends is not None
    assert ends[-1] == len(places) - 1
    own, others = spaces(places, list(ends)), spaces(places, filled(places))
    assert sum(map(demerits, own)) <= sum(map(demerits, others))
    assert min(own) >= SPACE * (1 - SHRINK) - 1e-6
    assert places[ends[-1]].end - places[ends[-2]].start <= WIDTH


@pytest.mark.parametrize("seed", range(20))
def test_no_more_lines_running_end_on_a_hyphen_than_may(seed: int) -> None:
    places = measured([[20.0, 20.0, 20.0] for _ in range(60)] if seed == 0 else [[37.0 + seed, 41.0]] * 70)
    ends = fitted(places, WIDTH, SPACE, SIZE)
    assert ends is not None
    rungs = "".join("-" if places[end].divided else " " for end in ends)
    assert "-" * (LADDER + 1) not in rungs


@pytest.mark.parametrize("line", [1, 2, 3])
def test_a_line_that_is_to_end_with_a_whole_word_does(line: int) -> None:
    for seed in range(20):
        places = prose(seed)
        ends = fitted(places, WIDTH, SPACE, SIZE, whole=line)
        assert ends is not None
        assert not places[ends[line - 1]].divided


def test_no_words_are_divided_where_spaces_would_do() -> None:
    places = measured([[50.0, 26.0]] * 40)  # four to a line, which fill it
    ends = fitted([place for place in places if not place.divided], WIDTH, SPACE, SIZE, 1.0)
    assert ends is not None
    assert fitted(places, WIDTH, SPACE, SIZE) == tuple(2 * end for end in ends)


def test_a_word_that_is_wider_than_a_line_cannot_be_weighed() -> None:
    assert fitted(measured([[100.0], [400.0], [50.0]]), WIDTH, SPACE, SIZE) is None


def test_spaces_that_are_too_wide_are_refused() -> None:
    words = measured([[150.0], [160.0], [250.0], [60.0], [100.0]])
    assert fitted(words, WIDTH, SPACE, SIZE) == (2, 4, 5)
    assert fitted(words, WIDTH, SPACE, SIZE, 1.0) is None


def test_the_end_of_a_word_is_no_last_line() -> None:
    places = measured([[78.0]] * 3 + [[40.0, 60.0]])
    ends = fitted(places, WIDTH, SPACE, SIZE)
    assert ends is not None
    assert not places[ends[-2]].divided


def test_a_paragraph_of_one_line() -> None:
    assert fitted(measured([[100.0], [100.0]]), WIDTH, SPACE, SIZE) == (2,)
