"""From what an editor has to a manuscript: the bytes of a source in, Markdown and a report out. No I/O.

`IMPORTERS` names the importer of each suffix. Each is a function `(Source) -> Imported`; to add a format, add one file
and one line here.
"""

from collections.abc import Callable

from pressbuild.importers.plain import import_plain
from pressbuild.importers.source import Imported, Source

IMPORTERS: dict[str, Callable[[Source], Imported]] = {
    ".txt": import_plain,
}

__all__ = ["IMPORTERS", "Imported", "Source"]
