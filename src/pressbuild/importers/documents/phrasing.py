"""Inlines to Markdown: nodes of the tree in, text out that the reader takes for the same nodes. Pure.

An importer's own writer, for an editor will work on the result: no escape that is not needed, one line a paragraph.
Where stars would not hold, because a mark and a letter touch (CommonMark 6.2), the tags of HTML stand for them.
"""

import re
from unicodedata import category

from pressbuild.document import (
    Attributes,
    Code,
    Emph,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Math,
    NoteRef,
    SmallCaps,
    Span,
    Strong,
    Sub,
    Sup,
    Text,
)
from pressbuild.importers.markup import clean, escape
from pressbuild.tree import inner, plain, with_inner

STARS = {Emph: ("*", "em"), Strong: ("**", "strong")}
ELEMENTS = frozenset({"abbr", "cite", "del", "ins", "kbd", "mark", "s", "samp", "small", "u", "var"})
BREAK = "\\\n"
UNSAFE_TARGET = re.compile(r"[\s()<>\\\[\]*_`\"'&~^]")
SPACES = " \n"


def phrase(nodes: Inlines) -> str:
    """A run of inlines as Markdown, without the space at its ends."""
    return _phrase(tidy(nodes)).strip(SPACES)


def _phrase(nodes: Inlines, *, bracketed: bool = False) -> str:
    """The inlines as Markdown; `bracketed` where they stand between brackets, which a bracket of theirs would close."""
    written = ""
    pieces = [_piece(node, bracketed) for node in nodes]
    for index, piece in enumerate(pieces):
        if isinstance(piece, str):
            written = _joined(written, piece)
            continue
        star, tag, inside = piece
        following = pieces[index + 1] if index + 1 < len(pieces) else ""
        after = following[:1] if isinstance(following, str) else "*"
        written = _joined(written, _wrapped(star, tag, inside, written[-1:], after))
    return written


def _joined(written: str, piece: str) -> str:
    """Two pieces side by side: `![` would begin a picture, and a bracket behind a note's mark a link."""
    if piece.startswith("[") and written.endswith("!") and not written.endswith("\\!"):
        return written[:-1] + "\\!" + piece
    if piece.startswith(("(", ":")) and written.endswith("]"):
        return f"{written}\\{piece}"
    return written + piece


def _piece(node: Inline, bracketed: bool) -> str | tuple[str, str, str]:
    """An inline as Markdown; emphasis as its stars, its tag and what is inside."""
    match node:
        case Text(value=value):
            return escape(value).replace("]", "\\]") if bracketed else escape(value)
        case Emph() | Strong():
            return (*STARS[type(node)], _phrase(node.children, bracketed=bracketed))
        case SmallCaps(children=children):
            return f"[{_phrase(children, bracketed=True)}]{{.smallcaps}}"
        case Sub(children=children):
            return _raised("~", "sub", _phrase(children, bracketed=bracketed))
        case Sup(children=children):
            return _raised("^", "sup", _phrase(children, bracketed=bracketed))
        case Code(value=value) | Math(value=value):
            return _code(value)
        case Link():
            return _link(node)
        case Image():
            return picture(node)
        case LineBreak():
            return BREAK
        case NoteRef(label=label):
            return f"[^{label}]"
        case Span(role=role) if role in ELEMENTS:
            inside = _phrase(node.children, bracketed=bracketed)
            return f"<{role}>{inside}</{role}>" if inside else ""
        case Span():
            return _span(node)
        case _:  # a quotation: importers know none
            return _phrase(inner(node), bracketed=bracketed)


def _wrapped(star: str, tag: str, inside: str, before: str, after: str) -> str:
    """Emphasis by stars where they hold between these neighbours, else by tags."""
    if not inside:
        return ""
    left, right = _kind(before), _kind(after)
    first, last = _kind(inside[0]), _kind(inside[-1])
    opens = first != "space" and (first == "letter" or left != "letter")
    closes = last != "space" and (last == "letter" or right != "letter")
    touching = "*" in {before, after, inside[0], inside[-1]} or inside[-1] == "\\"
    return f"{star}{inside}{star}" if opens and closes and not touching else f"<{tag}>{inside}</{tag}>"


def _kind(character: str) -> str:
    if not character or character.isspace():
        return "space"
    return "mark" if category(character)[0] in "PS" else "letter"


def _raised(stroke: str, tag: str, inside: str) -> str:
    plain_enough = re.fullmatch(r"[\w.,+-]+", inside) is not None
    return f"{stroke}{inside}{stroke}" if plain_enough else f"<{tag}>{inside}</{tag}>"


def _code(value: str) -> str:
    value = " ".join(clean(value).split())
    longest = max(map(len, re.findall("`+", value)), default=0)
    ticks = "`" * (longest + 1)
    pad = " " if value.startswith("`") or value.endswith("`") else ""
    return f"{ticks}{pad}{value}{pad}{ticks}" if value else ""


def _link(link: Link) -> str:
    inside = _phrase(link.children, bracketed=True)
    if link.target == plain(link.children) and re.fullmatch(r"(?:https?://|mailto:)[^\s<>\\`]+", link.target):
        return f"<{link.target}>" if link.target.isascii() else f"[{inside}]({target(link.target)})"
    return f"[{inside}]({target(link.target)})"


def target(address: str) -> str:
    """A link's target or a picture's path, in pointed brackets where it needs them."""
    if not UNSAFE_TARGET.search(address):
        return address
    spared = re.sub(r"[<>\\]", lambda found: f"%{ord(found[0]):02X}", address).replace("\n", "")
    return f"<{re.sub(r'&(?=#?[a-zA-Z0-9]+;)', '&amp;', spared)}>"


def picture(image: Image, *, captioned: bool = False) -> str:
    """A picture with its text and the attributes that an editor may set; `captioned` where its caption, which may be
    empty, is another than its text."""
    attributes = image.attributes
    marks = [f"#{attributes.id}"] if attributes.id else []
    marks += [f'caption="{_quoted(attributes.caption)}"'] if captioned else []
    marks += [f"width={attributes.width}"] if attributes.width else []
    alt = escape(clean(image.alt)).replace("]", "\\]")
    return f"![{alt}]({target(image.source)})" + (f"{{{' '.join(marks)}}}" if marks else "")


def _quoted(value: str) -> str:
    return clean(value).replace("\\", "\\\\").replace('"', '\\"')


def _span(span: Span) -> str:
    attributes = span.attributes
    marks = [f"#{attributes.id}"] if attributes.id else []
    marks += [f".{span.role}"] if span.role else []
    marks += [f"{key}={value}" for key in ("lang", "dir") if (value := getattr(attributes, key))]
    inside = _phrase(span.children, bracketed=True)
    return f"[{inside}]{{{' '.join(marks)}}}" if marks else inside


# --- what would not hold as it is ----------------------------------------------------------------------------------


def tidy(nodes: Inlines) -> Inlines:
    """Inlines as a person would have written them: no empty emphasis, none within its like, none beginning or ending
    with a space, texts joined, spaces single."""
    flat: list[Inline] = []
    for node in nodes:
        _add(flat, _tidied(node))
    return tuple(flat)


def _tidied(node: Inline) -> Inlines:
    if isinstance(node, Text):
        return (Text(clean(node.value.replace("\n", " "))),) if node.value else ()
    within = inner(node)
    if not within and not isinstance(node, (Emph, Strong, SmallCaps, Sub, Sup, Span, Link)):
        return (node,)
    children = tidy(_without(type(node), within) if isinstance(node, (Emph, Strong, SmallCaps, Link)) else within)
    if isinstance(node, Span) and not node.role and node.attributes == Attributes():
        return children
    if isinstance(node, Link | Span) and (node.attributes.id or (isinstance(node, Link) and plain(children))):
        pass
    elif not any(_shows(child) for child in children):
        return children
    return _hung(with_inner(node, children))


def _shows(node: Inline) -> bool:
    return not isinstance(node, Text | LineBreak) or bool(node.value.strip() if isinstance(node, Text) else "")


def _without(kind: type, nodes: Inlines) -> Inlines:
    """Inlines without emphasis of a kind, which the one around them gives already."""
    flat: list[Inline] = []
    for node in nodes:
        if isinstance(node, kind):
            flat.extend(_without(kind, inner(node)))
        else:
            flat.append(with_inner(node, _without(kind, inner(node))))
    return tuple(flat)


def _hung(node: Inline) -> Inlines:
    """An inline with the spaces at its edges put outside it, and the line breaks."""
    before: list[Inline] = []
    after: list[Inline] = []
    children = list(inner(node))
    while children and (edge := _edge(children, 0)) is not None:
        before.append(edge)
    while children and (edge := _edge(children, -1)) is not None:
        after.insert(0, edge)
    return (*before, with_inner(node, tuple(children)), *after)


def _edge(children: list[Inline], end: int) -> Inline | None:
    """Takes a space or a line break off one end; None where there is none."""
    node = children[end]
    if isinstance(node, LineBreak):
        return children.pop(end)
    if not isinstance(node, Text):
        return None
    bare = node.value.lstrip(SPACES) if end == 0 else node.value.rstrip(SPACES)
    if bare == node.value:
        return None
    if bare:
        children[end] = Text(bare)
    else:
        children.pop(end)
    return Text(" ")


def _add(flat: list[Inline], nodes: Inlines) -> None:
    """Appends, joining texts and emphasis that touch, and without a second space."""
    for node in nodes:
        last = flat[-1] if flat else None
        if isinstance(node, Text) and isinstance(last, LineBreak):
            if node.value.lstrip(SPACES):
                flat.append(Text(node.value.lstrip(SPACES)))
        elif isinstance(node, Text) and isinstance(last, Text):
            flat[-1] = Text(clean(last.value + node.value))
        elif isinstance(node, Code) and isinstance(last, Code):
            flat[-1] = Code(last.value + node.value)
        elif isinstance(node, LineBreak) and isinstance(last, Text):
            flat[-1] = Text(last.value.rstrip(SPACES))
            flat.append(node)
        elif isinstance(node, (Emph, Strong, SmallCaps)) and type(node) is type(last):
            assert last is not None
            flat[-1] = with_inner(last, tidy((*inner(last), *inner(node))))
        else:
            flat.append(node)
