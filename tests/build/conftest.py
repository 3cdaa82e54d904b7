"""A press that is built: whole, or its web page alone."""

from pathlib import Path

import pytest

from pressbuild.build import Order, build
from tests.build.desk import HTML, furnish


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A press whose essay is built whole; nobody may change it."""
    press = tmp_path_factory.mktemp("whole")
    build(furnish(press), Order())
    return press


@pytest.fixture
def press(tmp_path: Path) -> Path:
    """A press whose web page is built."""
    build(furnish(tmp_path), HTML)
    return tmp_path
