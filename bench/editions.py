"""pressbuild's four editions against one plain PDF of its peers: whole processes, cold, pair by pair, in one run.

    python bench/editions.py [MANUSCRIPT] [--pairs 5] [--warm-up 1] [--importtime]

A is `pressbuild all MANUSCRIPT`, which binds web page, EPUB, reading PDF and pamphlet. B is pandoc making one PDF, with
WeasyPrint and then with Typst; and `pressbuild check` is measured against pandoc making a bare web page. A and B
alternate, so that a busy machine slows both; what counts is the median of the ratios of neighbours. Without MANUSCRIPT
it is the real essay where ../shared holds it, else the specimen. All that is written goes to a temporary folder.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

from msgspec import Struct

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
ESSAY = ROOT.parent / "shared" / "essay" / "essay.txt"

# PyPI's typst is a module without a program: pandoc needs one on PATH, called as `typst compile [OPTIONS] IN OUT`.
TYPST = """#!{python}
import sys, typst
paths = [word for word in sys.argv[2:] if not word.startswith("-")]
typst.compile(paths[0], output=paths[1])
"""


class Run(Struct, frozen=True):
    """A command that is measured, and what must lie there when it has ended."""

    name: str
    command: Sequence[str | Path]
    makes: Sequence[Path]


def seconds(run: Run, environment: dict[str, str]) -> float:
    """Wall-clock time of the whole process, which must do its work."""
    for path in run.makes:
        path.unlink(missing_ok=True)
    start = time.perf_counter()
    done = subprocess.run(run.command, env=environment, capture_output=True, text=True, check=False)
    elapsed = time.perf_counter() - start
    missing = [path.name for path in run.makes if not path.is_file()]
    if done.returncode or missing:
        sys.exit(f"{run.name} ended with {done.returncode}, without {missing}:\n{done.stdout}\n{done.stderr}")
    return elapsed


def pandoc() -> Path:
    """The pandoc that pypandoc_binary carries, the same that pressbuild runs."""
    spec = find_spec("pypandoc")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "files" / "pandoc"


def environment_of(folder: Path) -> dict[str, str]:
    """A PATH on which weasyprint is the .venv's and typst a shim of PyPI's module."""
    programs = folder / "bin"
    programs.mkdir()
    shim = programs / "typst"
    shim.write_text(TYPST.format(python=sys.executable), encoding="utf-8")
    shim.chmod(0o755)
    return {**os.environ, "PATH": f"{programs}:{BIN}:{os.environ['PATH']}", "SOURCE_DATE_EPOCH": "946684800"}


def manuscript_in(folder: Path, given: Path | None, environment: dict[str, str]) -> Path:
    """A press folder of its own with the manuscript that is measured in it."""
    target = folder / "press" / "manuscript"
    if given is None and ESSAY.is_file():
        target.mkdir(parents=True)
        command: list[str | Path] = [BIN / "pressbuild", "import", ESSAY, "-o", target / "essay.md"]
        subprocess.run(command, env=environment, check=True, capture_output=True)
        return target / "essay.md"
    chosen = given or min((ROOT / "manuscript").glob("*.md"))
    shutil.copytree(chosen.parent, target)
    return target / chosen.name


def paired(first: Run, second: Run, pairs: int, measure: Callable[[Run], float]) -> list[tuple[float, float]]:
    """Times of A and B, one after the other, `pairs` times."""
    return [(measure(first), measure(second)) for _ in range(pairs)]


def report(first: Run, second: Run, times: Sequence[tuple[float, float]]) -> None:
    ratios = [a / b for a, b in times]
    print(
        f"{first.name}: {statistics.median(a for a, _ in times):.2f} s   "
        f"{second.name}: {statistics.median(b for _, b in times):.2f} s   "
        f"ratio: {statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f}, {len(ratios)} pairs)"
    )


def compare(manuscript: Path, folder: Path, environment: dict[str, str], pairs: int, warm_up: int) -> None:
    slug = manuscript.stem
    out = folder / "dist"
    names = (f"{slug}.html", f"{slug}.epub", f"{slug}.pdf", f"{slug}-pamphlet.pdf")
    editions = [out / slug / name for name in names]
    build: list[str | Path] = [BIN / "pressbuild", "all", manuscript, "-o", out]
    full = Run("four editions", [*build, "--force"], editions)
    read = [f"--resource-path={manuscript.parent}", "--metadata=lang:en-GB"]
    peers = [
        Run(
            f"pandoc + {engine}, one PDF",
            [pandoc(), manuscript, *read, f"--pdf-engine={engine}", "-o", folder / f"{engine}.pdf"],
            [folder / f"{engine}.pdf"],
        )
        for engine in ("weasyprint", "typst")
    ]

    def measure(run: Run) -> float:
        return seconds(run, environment)

    for run in (full, *peers):
        for _ in range(warm_up):
            measure(run)
    print(f"{manuscript.name}: {len(manuscript.read_text(encoding='utf-8').split())} words")
    for peer in peers:
        report(full, peer, paired(full, peer, pairs, measure))
    again = Run("nothing changed", build, [])
    report(again, full, [(again_time, full_time) for full_time, again_time in paired(full, again, pairs, measure)])
    check = Run("check", [BIN / "pressbuild", "check", manuscript], [])
    page = folder / "page.html"
    peer = Run("pandoc, one web page", [pandoc(), manuscript, *read, "--standalone", "-o", page], [page])
    report(check, peer, paired(check, peer, 2 * pairs, measure))


def importtime(command: Sequence[str], environment: dict[str, str], top: int = 25) -> None:
    """The modules that cost most of a start, in microseconds with what they import themselves."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "pressbuild", *command],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    lines = [line.removeprefix("import time:").split("|") for line in done.stderr.splitlines() if "|" in line]
    costs = [(int(cumulative), name) for _, cumulative, name in lines if cumulative.strip().isdigit()]
    print(f"\nImports of `pressbuild {' '.join(command)}`, ms:")
    for cost, name in sorted(costs, reverse=True)[:top]:
        print(f"{cost / 1000:8.1f} {name}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("manuscript", type=Path, nargs="?")
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--warm-up", type=int, default=1)
    parser.add_argument("--importtime", action="store_true", help="only list what a start imports")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = environment_of(folder)
        if options.importtime:
            importtime(["--help"], environment)
        else:
            manuscript = manuscript_in(folder, options.manuscript, environment)
            compare(manuscript, folder, environment, options.pairs, options.warm_up)


if __name__ == "__main__":
    main()
