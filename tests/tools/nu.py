"""HTML file in, the Nu HTML checker's messages out (npm vnu-jar; needs Java)."""

import json
from pathlib import Path

from msgspec import Struct

from tests.tools import BrokenTool, node_module, program, run


class Message(Struct, frozen=True):
    """`kind` is error, warning or info."""

    kind: str
    text: str
    line: int
    extract: str


def messages(page: Path, *, css: bool = True) -> list[Message]:
    """All that the checker has to say of a page; an empty list is a valid one without warnings.

    `css=False` leaves its stylesheets out: of CSS the checker knows nothing that is newer than itself.
    """
    if not page.is_file():
        raise BrokenTool(f"no such page: {page}")  # of which the checker has nothing to say
    jar = node_module("vnu-jar/build/dist/vnu.jar")
    # With the usual stack it overflows on deep pages, ends with 1 and prints nothing.
    output = run(
        [program("java"), "-Xss8m", "-jar", jar, "--format", "json", "--stdout", "--exit-zero-always", page],
        statuses=(0,),
    )
    try:
        entries = json.loads(output)["messages"]
    except (ValueError, KeyError) as error:
        raise BrokenTool(f"the Nu checker said nothing that can be read: {output[:500]!r}") from error
    if broken := [entry for entry in entries if entry["type"] == "non-document-error"]:
        raise BrokenTool(f"the Nu checker could not read the page: {broken}")
    found = [
        Message(
            entry.get("subType", entry["type"]), entry["message"], entry.get("lastLine", 0), entry.get("extract", "")
        )
        for entry in entries
    ]
    return [message for message in found if css or not message.text.startswith("CSS: ")]
