"""Where the keys of a TOML file stand: its text in, the place of each key out, by its path. Pure.

tomllib gives values without places. The grammar is that of toml.io/en/v1.0.0, read from a file that tomllib has taken:
headers of tables and of arrays of tables, dotted and quoted keys, inline tables and arrays.
"""

import re
from collections.abc import Generator, Iterator, Sequence
from functools import lru_cache

from pressbuild.diagnostics import Place

Path = tuple[str | int, ...]
TOKEN = re.compile(
    r'''(?P<text>"""(?:\\.|[^\\])*?"{3,5}|\'{3}.*?\'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*')'''
    r"""|(?P<remark>\#[^\n]*)|(?P<word>[^\s=\[\]{},."'\#]+)|(?P<sign>\[\[|\]\]|[=\[\]{},.\n])""",
    re.DOTALL,
)


class _Keys:
    """A reader of tokens. `table` is the path below the last header, `open` the arrays and inline tables that are not
    closed, each with its own path and, of an array, how many items it has had; `key` the parts of a key that is not
    read to its end."""

    def __init__(self) -> None:
        self.table: Path = ()
        self.open: list[tuple[Path, int | None]] = []
        self.key: list[str] = []
        self.start = 0
        self.of_value: Path | None = None
        self.counts: dict[Path, int] = {}

    def read(self, text: str) -> Iterator[tuple[Path, int]]:
        """Each path with the offset of its key; of an item of an array, that of its value."""
        header = ""
        for token in TOKEN.finditer(text):
            word, kind = token[0], token.lastgroup
            if kind == "remark":
                continue
            if header:
                header = yield from self._in_header(header, word, kind)
            elif self.of_value is None and not self.open and word in ("[", "[[") and not self.key:
                header, self.start = word, token.start()
            elif self._wants_key:
                yield from self._in_key(word, kind, token.start())
            else:
                for at, part in enumerate(word if kind == "sign" else [word], start=token.start()):
                    yield from self._in_value(part, at)

    @property
    def _wants_key(self) -> bool:
        return self.of_value is None and (not self.open or self.open[-1][1] is None)

    def _in_header(self, header: str, word: str, kind: str | None) -> Generator[tuple[Path, int], None, str]:
        if kind in ("text", "word"):
            self.key.append(_named(word))
        if word not in ("]", "]]"):
            return header
        path: Path = ()
        for part in self.key:
            path = (*path, part)
            yield path, self.start
            if path in self.counts and (header == "[" or path != tuple(self.key)):
                path = (*path, self.counts[path] - 1)
        if header == "[[":
            self.counts[path] = self.counts.get(path, 0) + 1
            path = (*path, self.counts[path] - 1)
        self.table, self.key = path, []
        yield path, self.start
        return ""

    def _in_key(self, word: str, kind: str | None, at: int) -> Iterator[tuple[Path, int]]:
        if kind in ("text", "word"):
            self.start = self.start if self.key else at
            self.key.append(_named(word))
        elif word == "=":
            above = self.open[-1][0] if self.open else self.table
            for depth in range(1, len(self.key) + 1):
                yield (*above, *self.key[:depth]), self.start
            self.of_value, self.key = (*above, *self.key), []
        elif word == "}" and self.open:
            self._close()

    def _in_value(self, word: str, at: int) -> Iterator[tuple[Path, int]]:
        array = self.of_value is None  # an item of the innermost array is to come
        path = self._item() if array else self.of_value or ()
        if array and word not in ("]", ",", "\n"):
            yield path, at
        if word in ("[", "{"):
            self.open.append((path, 0 if word == "[" else None))
            self.of_value = None
        elif word in ("]", "}"):
            self._close()
        elif word == ",":
            self._next()
        elif word == "\n" and not self.open:
            self.of_value = None

    def _item(self) -> Path:
        path, count = self.open[-1]
        return path if count is None else (*path, count)

    def _close(self) -> None:
        """The end of an array or inline table, which is itself a value."""
        if self.open:
            self.open.pop()
        self.of_value = () if not self.open or self.open[-1][1] is None else None

    def _next(self) -> None:
        self.of_value = None
        if self.open:
            path, count = self.open[-1]
            self.open[-1] = path, None if count is None else count + 1


def _named(word: str) -> str:
    return word.strip("\"'")


@lru_cache(maxsize=4)
def key_offsets(text: str) -> dict[Path, int]:
    """The offset of each key of a TOML file, where it first stands."""
    offsets: dict[Path, int] = {}
    for path, offset in _Keys().read(text):
        offsets.setdefault(path, offset)
    return offsets


def key_place(text: str, name: str, path: Sequence[str | int]) -> Place:
    """Where a key stands; else the nearest table above it; else the top of the file."""
    offsets = key_offsets(text)
    at = next((offsets[(*path[:n],)] for n in range(len(path), 0, -1) if (*path[:n],) in offsets), 0)
    return Place.at(text, name, at)
