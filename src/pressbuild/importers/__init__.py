"""From what an editor has to a manuscript: the bytes of a source in, Markdown and a report out. No I/O.

`IMPORTERS` names the importer of each suffix. Each is a function `(Source) -> Imported`; to add a format, add one file
and one line here. Those of foreign files are loaded when one is to be imported. `flattened`, `word`, `opendocument` and
`web` read a kind of source each; `documents` is what foreign files share; `marks` finds the notes of all that has lost
their links, `works` the titles that have lost their italics; `account` is what an import has to say.
"""

from collections.abc import Callable
from importlib import import_module

from pressbuild.importers.flattened.plain import import_plain
from pressbuild.importers.source import Imported, Picture, Source
from pressbuild.importers.web.webarchives import is_page

Importer = Callable[[Source], Imported]


def _late(module: str, name: str) -> Importer:
    def importer(source: Source) -> Imported:
        chosen: Importer = getattr(import_module(f"pressbuild.importers.{module}"), name)
        return chosen(source)

    return importer


def _import_text(source: Source) -> Imported:
    """Plain text, or the source of a web page that was saved as such, unless the user says where its title stands."""
    holds_page = source.title_line is None and is_page(source.data)
    return (_late("web.webpage", "import_page") if holds_page else import_plain)(source)


IMPORTERS: dict[str, Importer] = {
    ".txt": _import_text,
    ".md": _late("readymade", "import_markdown"),
    ".docx": _late("word.word", "import_word"),
    ".odt": _late("opendocument.opendocument", "import_opendocument"),
    ".html": _late("web.webpage", "import_page"),
    ".htm": _late("web.webpage", "import_page"),
    ".xhtml": _late("web.webpage", "import_page"),
    ".mht": _late("web.webpage", "import_page"),
    ".mhtml": _late("web.webpage", "import_page"),
    ".epub": _late("web.epubbook", "import_epub"),
}
TEXTS = frozenset({".txt"})  # whose importers take decoded text

__all__ = ["IMPORTERS", "TEXTS", "Imported", "Picture", "Source"]
