"""Long texts: what there is much of is gone through once, whatever it is."""

from time import process_time

import pytest

from pressbuild.importers.account.account import account
from pressbuild.importers.flattened.plain import import_plain
from pressbuild.importers.source import Source
from pressbuild.intake import proved

MANY = range(1, 1500)
ITEMS = "\n".join(f"{n}. an item of many" for n in range(1, 20_000))
MARKED = "\n\n".join(f"They had stopped the mill.{n} Then it went on." for n in MANY)
SPACED = "\n\n".join(f"They had stopped it then {n} and went on." for n in MANY)
TITLES = "\n\n".join(f"{n}. Ann Weaver The {'abcdefghij'[n % 10] * (n // 10 + 3)} mill London 1979." for n in MANY)
LINE = " ".join(f"mill{n}" for n in range(1, 60_000))
REMARKS = "\n\n".join(f"{n}. A remark." for n in MANY)


@pytest.mark.parametrize(
    "text",
    [ITEMS, f"{MARKED}\n\n\nNotes\n\n{TITLES}", f"{SPACED}\n\n\nNotes\n\n{REMARKS}", LINE],
    ids=["items", "titles", "notes without marks", "one line"],
)
def test_what_there_is_much_of_is_gone_through_once(text: str) -> None:
    began = process_time()
    account(proved(import_plain(Source("x.txt", f"A Title\n\n{text}", "0"))), "x.txt", "x.md")
    assert process_time() - began < 12  # what grows with the square of its length takes minutes
