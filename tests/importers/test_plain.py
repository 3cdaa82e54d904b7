"""The golden cases of tests/cases/import: a flattened text in, its manuscript out."""

from pressbuild.importers.flattened.plain import import_plain
from pressbuild.importers.source import Source
from tests.golden import run_cases


def manuscript(text: str, title_line: str | None = None) -> str:
    return import_plain(Source("case.txt", text, "0", int(title_line) if title_line else None)).markdown


test_import = run_cases("import", manuscript)
