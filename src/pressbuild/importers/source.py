"""What every importer takes and gives: `Source` and `Imported`."""

from dataclasses import dataclass, field
from typing import Any

from pressbuild.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class Source:
    """A source file: its name as the user gave it, its decoded text, the sha256 of its bytes, the line that the user
    says holds the title (`--title-line`, from 1; None: find it), and its bytes, where the importer is to find out how
    they are coded."""

    name: str
    text: str
    sha256: str
    title_line: int | None = None
    data: bytes = b""


@dataclass(frozen=True, slots=True)
class Imported:
    """A manuscript made from a source: its Markdown, the report of CONTRACT's `import --report` as JSON values, and
    what the importer had to assume or doubts."""

    markdown: str
    report: dict[str, Any]
    findings: tuple[Diagnostic, ...] = field(default=())
