"""What tells of its author or its reader: `Copy` in, findings out. Pure. Links are looked at in `links`, pictures in
`bitmaps`."""

import re
from collections.abc import Iterator

from pressbuild.diagnostics import Diagnostic, Place, found
from pressbuild.document import Code, CodeBlock
from pressbuild.rules.copy import Copy
from pressbuild.tree import everything, walk

# A folder of one person's machine, under Windows, macOS and Linux.
FOLDER = re.compile(
    r"(?<![\w./-])(?:[A-Z]:\\(?:Users|Documents and Settings)\\|/(?:home|Users)/)"
    r"(?!(?:user|you|name|me|x+)\w{0,4}\b)[\w.-]+"
)
REMOTE = re.compile(r"@import\s+(?:url\()?\s*[\"']?(?:https?:)?//|url\(\s*[\"']?(?:https?:)?//", re.IGNORECASE)


def privacy_path(copy: Copy) -> Iterator[Diagnostic]:
    """A path that names somebody's own folder, the first time; “user” and the like are nobody."""
    nodes = walk(everything(copy.read))
    code = [(node.value, node.place) for node in nodes if isinstance(node, Code | CodeBlock)]
    first: dict[str, Place | None] = {}
    for passage in copy.passages:
        for match in FOLDER.finditer(passage.text):
            first.setdefault(match[0], passage.at(match.start()))
    for text, place in code:
        for match in FOLDER.finditer(text):
            first.setdefault(match[0], place)
    yield from (_folder(path, place) for path, place in first.items())


def _folder(path: str, place: Place | None) -> Diagnostic:
    message = f"“{path}” is a folder on somebody's machine and may tell a name"
    return found("privacy-path", message, place, "name the file alone")


def privacy_remote(copy: Copy) -> Iterator[Diagnostic]:
    """A house's style sheet that would have every reader's program ask another machine for a font or picture."""
    for medium, css in copy.css.items():
        for match in REMOTE.finditer(css):
            line = css.count("\n", 0, match.start()) + 1
            column = match.start() - css.rfind("\n", 0, match.start())
            place = Place(f"styles/{copy.house.style.id}/{medium}.css", line, column)
            hint = "put the file into the press folder: readers' programs would ask that machine for it"
            yield found("privacy-remote", "this style sheet fetches from another machine", place, hint)
