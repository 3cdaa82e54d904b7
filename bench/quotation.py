"""The quotation engine's time against a text's length: prefixes of texts in, a table of CPU seconds out.

    python bench/quotation.py [TEXT.txt ...] [--runs 5]

The engine is `recognise`, `concordance` and `remarks` together, on a document that is read already, for reading is
pandoc's time. Without TEXT it is the real essay and the books of ../shared where that is, else our own labelled texts.
Of each text a quarter, a half and the whole is measured, the best of some runs each: the last column should not grow
down a text's rows, for then the engine is linear.
"""

import argparse
import sys
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from pressbuild.document import Document  # noqa: E402  (the tests' reader of plain texts lies beside the program)
from pressbuild.quotation import concordance, ledger, recognise, remarks  # noqa: E402
from pressbuild.termsheet import NONE  # noqa: E402
from tests.quotation.labelled_texts import HELD_OUT, LETTER, WORK  # noqa: E402
from tests.quotation.plain_document import document  # noqa: E402

SHARED = ROOT.parent / "shared"
PARTS = (0.25, 0.5, 1.0)


def engine(read: Document) -> None:
    recognised = recognise(read)
    concordance(recognised)
    remarks(recognised, NONE)


def seconds(read: Document, runs: int) -> float:
    """The CPU time of the engine on a document, the best of some runs."""
    times = []
    for _ in range(runs):
        start = time.process_time()
        engine(read)
        times.append(time.process_time() - start)
    return min(times)


def texts(given: list[Path]) -> Iterator[tuple[str, str]]:
    """The names and the words of what is measured."""
    if given:
        paths = given
    elif SHARED.is_dir():
        books = [p for p in sorted((SHARED / "corpus").glob("*.txt")) if ".british" not in p.name]
        paths = [SHARED / "essay" / "essay.txt", *books]
    else:
        paths = [WORK, HELD_OUT]
    for path in paths:
        yield path.stem, LETTER.sub("", path.read_text(encoding="utf-8"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path, nargs="*")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    print(f"{'text':<40} {'characters':>10} {'quotations':>10} {'ms':>8} {'ms per 10,000':>14}")
    for name, text in texts(options.texts):
        for part in PARTS:
            read = document(text[: int(len(text) * part)])
            count, spent = len(ledger(recognise(read))), 1000 * seconds(read, options.runs)
            length = int(len(text) * part)
            print(f"{name[:40]:<40} {length:>10,} {count:>10} {spent:>8.1f} {10_000 * spent / length:>14.2f}")


if __name__ == "__main__":
    main()
