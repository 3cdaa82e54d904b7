"""A press to build: its manuscript, its house, and what lies in its folders."""

from pathlib import Path

from pressbuild.build import Order
from tests.desk import PNG, write

TEXT = """---
title: ‘Small’ beer
author: Ann Ames
house: own
---
# One

Words with a ‘mark’ and a note.[^1]

![A dot](dot.png)

[^1]: The note.
"""
OWN = '[style]\nid = "own"\nname = "Own"\nlang = "en"\nmanual = "none"\n'
FILES = ["build.json", "essay-pamphlet.pdf", "essay.epub", "essay.html", "essay.pdf"]
HTML = Order(editions=("html",))


def furnish(folder: Path) -> Path:
    """A press folder with one manuscript, whose path is returned."""
    write(folder, PNG, "manuscript/dot.png")
    write(folder, OWN, "styles/own/style.toml")
    write(folder, 'publisher = "A press"\n', "pressbuild.toml")
    return write(folder, TEXT)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by path."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def folders(folder: Path) -> list[str]:
    return [str(p.relative_to(folder)) for p in sorted(folder.rglob("*")) if p.is_dir()]


def rewrite(press: Path) -> Path:
    path = press / "manuscript" / "essay.md"
    path.write_text(path.read_text(encoding="utf-8").replace("Words", "Other words"), encoding="utf-8")
    return path
