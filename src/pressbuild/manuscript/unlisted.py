"""Manuscripts in a book's folder that are no chapters of it: a `Manuscript` in, findings out. Reads folders."""

from collections.abc import Iterator

from pressbuild.diagnostics import Diagnostic, found
from pressbuild.manuscript import Manuscript
from pressbuild.press import BOOK, MANUSCRIPT_SUFFIXES, is_hidden, is_report, shown

HINT = 'name it in chapters, move it out, or allow it: allow = ["chapter-unlisted because …"]'


def unlisted(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """The files beside book.toml, and beside the chapters below it, that it names nowhere; of an essay none."""
    if manuscript.book is None:
        return
    home = manuscript.path.resolve().parent
    chapters = {chapter.path.resolve() for chapter in manuscript.book.chapters}
    others = {file.parent for file in chapters if home in file.parent.parents}
    place = manuscript.place("chapters") or manuscript.place("part")
    for folder in (home, *sorted(folder for folder in others if not (folder / BOOK).exists())):
        for file in sorted(folder.iterdir()):
            own = file.suffix.lower() in MANUSCRIPT_SUFFIXES and file.is_file()
            if own and not is_hidden(file) and not is_report(file) and file.resolve() not in chapters:
                yield found("chapter-unlisted", f"{shown(file)} is no chapter: {BOOK} does not name it", place, HINT)
