"""The grid: what stands between paragraphs fills whole lines together with the white round it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from pressbuild.binders.grid import LINE, Roll, settle, white


@given(st.floats(0, 600))
def test_fills_whole_lines(height: float) -> None:
    above, below = white(height)
    rest = (height + above + below) % LINE
    assert min(rest, LINE - rest) < 0.02 * LINE
    assert 0.4 * LINE < above < below < 1.4 * LINE


def test_prose_is_not_measured() -> None:
    root = etree.fromstring("<html><body><main><p>Text</p></main></body></html>")
    settle(root, Roll(root, lambda _: pytest.fail("laid out")))
