"""Which title a file is a part of: a path in, the path of its title out. Reads the book.toml files above it.

An editor checks the file that is open. A chapter's language, exceptions and links are its book's, so it is read with
the book that lists it.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pressbuild.press import BOOK, is_book, press_folder, title_file


def title_of(path: Path) -> Path:
    """The book.toml that lists a file as its chapter, else the file itself; a folder's own book.toml for a folder. A
    book.toml that cannot be read and has the file's name in it counts, so that what is wrong with it is said."""
    path = title_file(path)
    if is_book(path):
        return path
    try:
        file, press = path.resolve(), press_folder(path)
        above = [folder for folder in file.parents if folder.is_relative_to(press)]
        return next((folder / BOOK for folder in above if _lists(folder / BOOK, file)), path)
    except (OSError, RuntimeError):  # what no file can be called, a circle of links: reading it will say so
        return path


def _lists(book: Path, file: Path) -> bool:
    """Whether a book.toml, which need not exist, has a file among its chapters."""
    if not book.is_file():
        return False
    import tomllib  # an essay that is in no book goes to pandoc without it

    source = book.read_bytes().decode("utf-8", "replace")
    try:
        names = _chapters(tomllib.loads(source))
        return any((book.parent / name).resolve() == file for name in names)
    except (tomllib.TOMLDecodeError, ValueError):  # the latter of a name with a null character
        return file.name in source


def _chapters(loaded: dict[str, Any]) -> Iterator[str]:
    parts = loaded.get("part")
    tables = [loaded, *(parts if isinstance(parts, list) else ())]
    lists = (table.get("chapters") for table in tables if isinstance(table, dict))
    return (name for names in lists if isinstance(names, list) for name in names if isinstance(name, str))
