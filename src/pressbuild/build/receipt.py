"""build.json, the receipt of a build: what went in, with which versions, and what came out. Reads and writes JSON.

`inputs` are the files that decide an edition's bytes, by path, with their sha256: a second build compares them and
does nothing where nothing has changed.
"""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

from msgspec import Struct, field, to_builtins

from pressbuild.diagnostics import Diagnostic, as_json, from_json

NAME = "build.json"
FORMAT = 1


class Artefact(Struct, frozen=True):
    """A finished file: its edition, name, sha256, length, and number of pages (None for a web page or an EPUB)."""

    edition: str
    file: str
    sha256: str
    bytes: int
    pages: int | None


class Receipt(Struct, frozen=True):
    """What build.json holds. `fingerprint` is over everything that decides bytes; `sheets` and `blanks` belong to the
    pamphlet; `findings` are the warnings and notes of the build, as `check --format json` gives them; `anchors` gives
    the page of the printed edition on which each use of a term stands, by its id."""

    title: str
    slug: str
    manuscript: str
    sha256: str
    house: str
    date: str
    offered: tuple[str, ...]
    fingerprint: str
    inputs: dict[str, str]
    versions: dict[str, str]
    artefacts: tuple[Artefact, ...]
    sheets: int | None
    blanks: int | None
    findings: tuple[Diagnostic, ...]
    stale: tuple[str, ...] = ()
    anchors: dict[str, int] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        findings = [as_json(finding) for finding in self.findings]
        return {"format": FORMAT, **to_builtins(self), "findings": findings}

    def text(self) -> str:
        return json.dumps(self.as_json(), ensure_ascii=False, indent=2) + "\n"


def read_receipt(folder: Path) -> Receipt | None:
    """The receipt of an output folder; None where there is none that this version can read."""
    try:
        values = json.loads((folder / NAME).read_text(encoding="utf-8"))
        if values.pop("format", None) != FORMAT:
            return None
        artefacts = tuple(Artefact(**artefact) for artefact in values.pop("artefacts"))
        findings = tuple(from_json(finding) for finding in values.pop("findings"))
        offered, stale = tuple(values.pop("offered")), tuple(values.pop("stale"))
        receipt = Receipt(artefacts=artefacts, findings=findings, offered=offered, stale=stale, **values)
        return receipt if _is_sound(receipt) else None
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def _is_sound(receipt: Receipt) -> bool:
    """Whether what build.json says is of its kind: somebody may have written into it."""
    named = (receipt.title, receipt.slug, receipt.manuscript, receipt.sha256, receipt.house, receipt.date)
    files = (*(artefact.file for artefact in receipt.artefacts), *receipt.stale)
    texts: tuple[object, ...] = (*named, *receipt.offered, *receipt.inputs, *receipt.inputs.values(), *files)
    pages: tuple[object, ...] = tuple(receipt.anchors.values())
    return (
        all(isinstance(text, str) and "\0" not in text for text in texts)
        and all(isinstance(page, int) for page in pages)
        and all("/" not in file and file not in {"", ".", ".."} for file in files)
    )


def intact(folder: Path, artefact: Artefact) -> bool:
    """Whether a finished file still stands as it was built."""
    try:
        return sha256((folder / artefact.file).read_bytes()).hexdigest() == artefact.sha256
    except OSError:
        return False
