"""Sources for the importers' tests: markup in, `Imported` and collation out; zip files by hand."""

import io
import zipfile
from collections.abc import Callable, Mapping

from msgspec.structs import replace

from pressbuild.collation import Collation, collate
from pressbuild.importers import IMPORTERS, Imported, Source


def imported(data: bytes | str, name: str, beside: Callable[[str], bytes | None] | None = None) -> Imported:
    """The import of a file of this name."""
    given = data.encode() if isinstance(data, str) else data
    stem, _, suffix = name.rpartition(".")
    source = Source(name, "", "0", None, given, stem)
    if beside:
        source = replace(source, beside=beside)
    return IMPORTERS[f".{suffix}"](source)


def proved(result: Imported) -> Collation:
    """The proof of an import, which must hold."""
    collation = collate(result.witness, result.markdown)
    assert collation.findings == (), result.markdown
    assert collation.words_in == collation.words_out
    return collation


def body(result: Imported) -> str:
    """The Markdown below the front matter."""
    return result.markdown.split("\n---\n\n", 1)[-1] if result.markdown.startswith("---") else result.markdown


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """A zip file, made by hand."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()
