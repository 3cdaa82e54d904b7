"""Invented essays in every dress of marks: nothing else is taken for one, none is missed in silence."""

import pytest

from pressbuild.importers.flattened.plain import import_plain
from pressbuild.importers.source import Source
from tests.importers.books import measures
from tests.importers.desk import proved
from tests.importers.essays import Dress, dresses, essay

DRESSES = dict(dresses())


def scored(seed: int, dress: Dress) -> tuple[float, float, list[int], int]:
    made = essay(seed, dress)
    result = import_plain(Source("essay.txt", made.text, "0"))
    proved(result)
    report = result.report
    return measures(made.refs, report)


@pytest.mark.parametrize("name", DRESSES)
def test_marks_of_an_essay(name: str) -> None:
    scores = [scored(seed, DRESSES[name]) for seed in range(1, 6)]
    assert [precision for precision, *_ in scores] == [1.0] * len(scores)
    assert [silent for _, _, silent, _ in scores] == [[]] * len(scores)
    recalls = [recall for _, recall, *_ in scores]
    assert sum(recalls) / len(recalls) >= (0.97 if "doubled" not in name else 0.9)
