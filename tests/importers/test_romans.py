"""Roman numbers: their values, and the first of them in order."""

import pytest

from pressbuild.importers import romans


def test_the_labels_of_lists_are_in_order() -> None:
    assert [romans.value(label) for label in romans.FIRST] == list(range(1, 90))


@pytest.mark.parametrize(("label", "value"), [("XL", 40), ("xlix", 49), ("LXIV", 64), ("ix", 9)])
def test_letter_before_a_greater_is_taken_off_it(label: str, value: int) -> None:
    assert romans.value(label) == value
