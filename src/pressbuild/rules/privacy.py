"""What tells of its author or its reader: `Copy` in, findings out. Pure. Links are looked at in `links`, pictures in
`bitmaps`."""

import re
from collections.abc import Iterator

from pressbuild.diagnostics import Diagnostic, Place, found
from pressbuild.document import Code, CodeBlock
from pressbuild.rules.copy import Copy
from pressbuild.tree import everything, walk

# A folder of one person's machine, under Windows, macOS and Linux.
FOLDER = re.compile(r"(?<![\w./-])(?:[A-Z]:\\(?:Users|Documents and Settings)\\|/(?:home|Users)/)[\w. -]*[\w]")
REMOTE = re.compile(r"@import\s+(?:url\()?\s*[\"']?(?:https?:)?//|url\(\s*[\"']?(?:https?:)?//", re.IGNORECASE)


def privacy_path(copy: Copy) -> Iterator[Diagnostic]:
    """A path that names the author's own folder."""
    texts = [(passage.text, passage.at) for passage in copy.passages]
    for node in walk(everything(copy.read)):
        if isinstance(node, Code | CodeBlock):
            texts.append((node.value, lambda _, node=node: node.place))  # type: ignore[misc]  # one place for all of it
    for text, at in texts:
        for match in FOLDER.finditer(text):
            message = f"“{match[0]}” is a folder on somebody's machine and may tell a name"
            yield found("privacy-path", message, at(match.start()), "name the file alone")


def privacy_remote(copy: Copy) -> Iterator[Diagnostic]:
    """A house's style sheet that would have every reader's program ask another machine for a font or picture."""
    for medium, css in copy.css.items():
        for match in REMOTE.finditer(css):
            line = css.count("\n", 0, match.start()) + 1
            column = match.start() - css.rfind("\n", 0, match.start())
            place = Place(f"styles/{copy.house.style.id}/{medium}.css", line, column)
            hint = "put the file into the press folder: readers' programs would ask that machine for it"
            yield found("privacy-remote", "this style sheet fetches from another machine", place, hint)
