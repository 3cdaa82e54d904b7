"""What every test may ask for: `accepting`, `shared`, `chromium`; and how much of the fuzz runs."""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from tests.tools import browser

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"

settings.register_profile("sample", max_examples=60, derandomize=True, deadline=None, database=None)
settings.register_profile(
    "soak", max_examples=3000, deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write what the program says now into the golden cases")
    parser.addoption("--soak", action="store_true", help="run all of the fuzz and the faults, not a sample")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--accept") and config.getoption("numprocesses", None):
        raise pytest.UsageError("--accept rewrites files: run it in one process, without --numprocesses")
    settings.load_profile("soak" if config.getoption("--soak") else "sample")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    without_shared = pytest.mark.skip(reason="../shared is not here")
    only_soak = pytest.mark.skip(reason="runs with --soak")
    for item in items:
        if "shared" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.shared)
        if item.get_closest_marker("shared") and not SHARED.is_dir():
            item.add_marker(without_shared)
        if item.get_closest_marker("soak") and not config.getoption("--soak"):
            item.add_marker(only_soak)


@pytest.fixture
def accepting(request: pytest.FixtureRequest) -> bool:
    """Whether golden cases rewrite themselves in this run."""
    return bool(request.config.getoption("--accept"))


@pytest.fixture
def soaking(request: pytest.FixtureRequest) -> bool:
    """Whether this run does all of the fuzz and the faults."""
    return bool(request.config.getoption("--soak"))


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder ../shared: the real essay, its gold, the flattened books. Asking for it marks the test `shared`."""
    return SHARED


@pytest.fixture(scope="session")
def libreoffice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with tests/importers/bread.fodt in the formats that LibreOffice writes."""
    folder = tmp_path_factory.mktemp("libreoffice")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"  # its own: runs beside this one share none
    for suffix in ("odt", "docx", "html", "epub"):
        text = str(ROOT / "tests/importers/bread.fodt")
        command = ["soffice", profile, "--headless", "--convert-to", suffix, "--outdir", str(folder), text]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder


@pytest.fixture(scope="session")
def chromium() -> "Iterator[Browser]":
    """One headless Chromium for the whole run."""
    with browser.launched() as launched:
        yield launched
