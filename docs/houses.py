"""Writes docs/houses.md: the houses that ship and the schema in, one page out. Run it as `python docs/houses.py`."""

from pathlib import Path

from pressbuild.cli.housebook import page
from pressbuild.house import houses, read_house

if __name__ == "__main__":
    here = Path(__file__).parent
    shipped = {name: read_house(name, here) for name in sorted(houses(here))}
    (here / "houses.md").write_text(page(shipped), encoding="utf-8")
