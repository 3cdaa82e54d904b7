"""The YAML of a front matter: a source in, its values with their places, and where the body begins, out; pure.

It is composed rather than loaded, so that every key and value keeps its line and column.
"""

import re
from typing import Any

from msgspec import Struct

from pressbuild.diagnostics import Place, PressError, found

KEY = re.compile(r"[\w-]+:(\s|$)")
KEYS = "one key a line, with a colon and a space behind it: title: Small beer"
# The keys with which a front matter begins; below a section break such a word is hardly the text's.
FIRST = frozenset(
    {"title", "subtitle", "kicker", "standfirst", "author", "translator", "editor", "date", "lang", "house"}
)
# What XML 1.0 (2.2) has no place for, and the controls that HTML (13.2.3.5) calls errors and terminals obey.
ILLEGIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class Value(Struct, frozen=True):
    """A scalar of the front matter with its place; `column` is that of its first character. `style` is the mark of YAML
    that it stands in: `'`, `"`, `|`, `>`, or none."""

    text: str
    line: int
    column: int
    style: str = ""


def spelled(words: str, style: str) -> str:
    """Words as YAML writes them in a scalar of a style (YAML 1.2.2, 7.3.1 and 7.3.2)."""
    if style == "'":
        return words.replace("'", "''")
    return words.replace("\\", "\\\\").replace('"', '\\"') if style == '"' else words


def legible(source: str, name: str) -> str:
    """The source, where every character may stand in a web page and an EPUB."""
    if stranger := ILLEGIBLE.search(source):
        place = Place.at(source, name, stranger.start())
        message = f"the character U+{ord(stranger[0]):04X} has no place in a text"
        raise PressError(found("not-text", message, place, "delete it"))
    return source


def split(source: str, name: str) -> tuple[str, int]:
    """The YAML of the front matter (empty without one) and the first line of the body."""
    lines = source.split("\n")
    if lines[0].rstrip() != "---" or not "".join(lines[1:2]).strip():
        if gap := _gap(lines):
            message = "an empty line stands in the head of the front matter"
            hint = "its `---` is the file’s first line, and a key the second"
            raise PressError(found("front-invalid", message, Place(name, gap, 1), hint))
        return "", 1
    for number, line in enumerate(lines[1:], start=2):
        if line.rstrip() in ("---", "..."):
            return "\n".join(lines[1 : number - 1]), number + 1
    if KEY.match(lines[1] if len(lines) > 1 else ""):
        message = "the front matter has no end"
        raise PressError(found("front-invalid", message, Place(name, 1, 1), "end it with a line `---`"))
    return "", 1


def _gap(lines: list[str]) -> int:
    """The empty line above or below the `---` that was to begin the front matter; 0 where the text begins with a
    section break, or with none."""
    opening = next((number for number, line in enumerate(lines, start=1) if line.strip()), 0)
    if not opening or lines[opening - 1].rstrip() != "---":
        return 0
    behind = next((number for number, line in enumerate(lines[opening:], start=opening + 1) if line.strip()), 0)
    key = KEY.match(lines[behind - 1]) if behind else None
    if key is None or key[0].rstrip().rstrip(":") not in FIRST:
        return 0
    closed = any(line.rstrip() in ("---", "...") for line in lines[behind:])
    return (1 if opening > 1 else opening + 1) if closed else 0


def compose(head: str, name: str) -> tuple[dict[str, Value], dict[str, Any]]:
    """The front matter's values by key, with places, and as plain Python values for validation."""
    import yaml

    try:
        root = yaml.compose(head, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        place = Place(name, mark.line + 2, mark.column + 1) if mark else Place(name, 1, 1)
        hint = "put a value that holds a colon, a hash or quotation marks in double quotes"
        problem = getattr(error, "problem", None) or "it cannot be read"
        raise PressError(found("front-invalid", f"the front matter is not YAML: {problem}", place, hint)) from None
    if root is None:
        return {}, {}
    if not isinstance(root, yaml.MappingNode) or root.flow_style:
        message = "the front matter is not a list of `key: value` lines"
        raise PressError(found("front-invalid", message, Place(name, 2, 1), KEYS))
    values: dict[str, Value] = {}
    for key, node in root.value:
        place = Place(name, key.start_mark.line + 2, 1)
        if not isinstance(key.value, str):
            raise PressError(found("front-invalid", "a key of the front matter is no word", place, KEYS))
        if key.value in values:
            message = f"“{key.value}” stands twice in the front matter"
            raise PressError(found("front-invalid", message, place, "keep one of the two"))
        style = getattr(node, "style", None) or ""
        quoted = node.start_mark.column + (2 if style in ("'", '"') else 1)
        text = node.value if isinstance(node.value, str) else ""
        values[key.value] = Value(text, node.start_mark.line + 2, quoted, style)
    return values, {key.value: _loaded(node, name, key.value) for key, node in root.value}


def reads_so(head: str, former: dict[str, Value], old: str, new: str) -> bool:
    """Whether a front matter in which something was changed is still YAML and says what the `former` values said, with
    `new` for one `old`."""
    try:
        now, _ = compose(head, "")
    except PressError:
        return False
    if now.keys() != former.keys():
        return False
    changed = [(former[key].text, value.text) for key, value in now.items() if value.text != former[key].text]
    if len(changed) != 1:
        return False
    before, after = changed[0]
    spots = (at.start() for at in re.finditer(f"(?={re.escape(old)})", before))
    return any(before[:at] + new + before[at + len(old) :] == after for at in spots)


def _loaded(node: Any, name: str, key: str) -> Any:
    """A YAML node as a string or a list of strings: no types are guessed, so that `date: 2026-11-24` stays as
    written. Nothing of the front matter goes deeper, so an alias cannot grow into a book."""
    if isinstance(node.value, str):
        return _legible_value(node, name)
    if node.id == "sequence" and all(isinstance(item.value, str) for item in node.value):
        return [_legible_value(item, name) for item in node.value]
    place = Place(name, node.start_mark.line + 2, node.start_mark.column + 1)
    hint = "put a value that begins with a bracket or a brace in double quotes"
    raise PressError(found("front-invalid", f"{key}: a value is a text or a list of texts", place, hint))


def _legible_value(node: Any, name: str) -> str:
    if ILLEGIBLE.search(node.value):
        place = Place(name, node.start_mark.line + 2, node.start_mark.column + 1)
        raise PressError(found("not-text", "an escape in this value has no place in a text", place, "delete it"))
    return str(node.value)
