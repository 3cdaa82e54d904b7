"""What tells of its author or its reader: `Copy` in, findings out. Pure. Links are looked at in `links`, pictures in
`pictures`."""

import re
from collections.abc import Iterator

from pressbuild.diagnostics import Diagnostic, Place, found
from pressbuild.document import Code, CodeBlock
from pressbuild.patterns import lazily
from pressbuild.rules.copy import Copy
from pressbuild.tree import everything, walk

# A folder of one person's machine, under Windows, macOS and Linux; what has an ending is a file or the page of a site.
FOLDER = lazily(
    r"(?<![\w./-])(?:[A-Z]:\\\\?(?:Users|Documents and Settings)\\\\?|/(?:home|Users)/)"
    r"(?P<name>[\w-]+(?:\.[\w-]+)?)(?![\w.*-]*\*)(?!\.\w)"
)
# Names that are nobody's: those of examples, of programs and of machines.
NOBODY = lazily(
    r"(?:user|your|node)[\w-]*|you|name|me|my(?:self|name)|default|test(?:er)?\d*|guest|demo|example|sample|foo|bar|baz|x+"
    r"|some(?:one|body|user)|alice|bob|(?:john|jane)(?:doe)?|jdoe|nobody|[\w-]+\.(?:html?|php|txt|md|js|json|jpg|png|css)"
    r"|public|shared|admin|administrator|root|apps?"
    r"|build|builder|ci|dist|staging|docker|git|jenkins|vagrant|runner|ubuntu|debian|fedora|pi|ec2-user|www|web|www-data"
    r"|linuxbrew|dev|developer|vscode|codespace|jovyan|service|services|about|contact|news|index|page|blog",
    re.IGNORECASE,
)
REMOTE = lazily(r"@import\s+(?:url\()?\s*[\"']?(?:https?:)?//|url\(\s*[\"']?(?:https?:)?//", re.IGNORECASE)


def privacy_path(copy: Copy) -> Iterator[Diagnostic]:
    """A path that names somebody's own folder, the first time; “user” and the like are nobody."""
    first: dict[str, Place | None] = {}
    for passage in copy.passages:
        for match in _folders(passage.text):
            first.setdefault(match[0], passage.at(match.start()))
    for node in walk(everything(copy.read)):
        if isinstance(node, Code | CodeBlock):
            for match in _folders(node.value):
                first.setdefault(match[0], _in_code(copy, node, match))
    yield from (_folder(path, place) for path, place in first.items())


def _folders(text: str) -> Iterator[re.Match[str]]:
    return (match for match in FOLDER.finditer(text) if not NOBODY.fullmatch(match["name"]))


def _in_code(copy: Copy, node: Code | CodeBlock, match: re.Match[str]) -> Place | None:
    """Where a path in code stands: in its own line and column, where the source has it there."""
    place = node.place
    if place is None or isinstance(node, Code):
        return place
    down = node.value.count("\n", 0, match.start())
    for line in (place.line + down, place.line + down + 1):  # a fence stands above the code
        column = copy.lines[line - 1].find(match[0]) if line <= len(copy.lines) else -1
        if column >= 0:
            return Place(place.file, line, column + 1)
    return place


def _folder(path: str, place: Place | None) -> Diagnostic:
    message = f"“{path}” is a folder on somebody's machine and may tell a name"
    return found("privacy-path", message, place, "name the file alone")


def privacy_remote(copy: Copy) -> Iterator[Diagnostic]:
    """A house's style sheet that would have every reader's program ask another machine for a font or picture."""
    for medium, css in copy.css.items():
        for match in REMOTE.finditer(css):
            place = Place.at(css, f"styles/{copy.house.style.id}/{medium}.css", match.start())
            hint = "put the file into the press folder: readers' programs would ask that machine for it"
            yield found("privacy-remote", "this style sheet fetches from another machine", place, hint)
