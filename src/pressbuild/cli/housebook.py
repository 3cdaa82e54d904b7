"""Houses to read: a `House` in; its parameters, a specimen paragraph, the JSON schema, docs/houses.md out. Pure."""

import json
from collections.abc import Iterable, Mapping
from inspect import getdoc
from typing import Any, Literal, get_origin

from msgspec import NODEFAULT, Struct

from pressbuild.document import (
    Document,
    Emph,
    Front,
    Inline,
    Inlines,
    NoteRef,
    Paragraph,
    Quote,
    SmallCaps,
    Span,
    Text,
)
from pressbuild.house import House
from pressbuild.house.schema import RoleStyle, Treatment
from pressbuild.quotation import recognise
from pressbuild.settings import tables
from pressbuild.settings.tables import Key, is_table, keys
from pressbuild.transforms import apply
from pressbuild.tree import inner, marks, plain

SUPERIORS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def first_sentence(text: str) -> str:
    """What stands before the first full stop or colon that ends a clause: whom a house follows."""
    ends = [at for at in (text.find(": "), text.find(". "), text.find(" (")) if at > 0]
    return text[: min(ends)] if ends else text.rstrip(".")


# --- the specimen --------------------------------------------------------------------------------------------------


def specimen(house: House) -> str:
    """A paragraph of our own as the house sets it, as text: *italics*, [sans], note marks as superiors."""
    (block,) = apply(recognise(Document(Front(), (Paragraph(_words()),))), house).blocks
    assert isinstance(block, Paragraph)
    return _text(block.children)


def _words() -> Inlines:
    """The words of the specimen. The scare quotes are signed, so that every house shows what it does with them."""
    return (
        Text('"Nets," says Hollis in "On mending nets", "are holes tied together."'),
        NoteRef("1"),
        Text(" He calls this a 'mending clause' - and he was the first to do so. The "),
        Span("scare", (Text("'modern'"),)),
        Text(" net, he goes on, is "),
        Span("scare", (Text("'modern'"),)),
        Text(" because it tears. Is it? The word 'net' says: \"a 'hole' with edges\". In "),
        Span("book", (Text("Holes and How to Keep Them"),)),
        Text(" of 1974-79 the mending clause has become the so-called "),
        Span("scare", (Text("'knot'"),)),
        Text("."),
        NoteRef("2"),
    )


def _text(inlines: Inlines) -> str:
    return "".join(_shown(node) for node in inlines)


def _shown(node: Inline) -> str:
    match node:
        case Text(value=value):
            return value
        case NoteRef(label=label):
            return label.translate(SUPERIORS)
        case Quote(children=children):
            opening, closing = marks(node)
            return opening + _text(children) + closing
        case Emph(children=children):
            return f"*{_text(children)}*"
        case SmallCaps(children=children) | Span(children=children):
            return f"[{_text(children)}]"
        case _:
            return _text(inner(node)) or plain([node])


# --- parameters ----------------------------------------------------------------------------------------------------


def parameters(said: Mapping[str, Any]) -> str:
    """What a house says for itself, as the lines of a TOML file with dotted keys; all else is as in docs/houses.md."""
    lines = [f"{key} = {_toml(value)}" for key, value in _flat(said, House) if key != "style.manual"]
    return "\n".join([said["style"]["manual"], "", *lines])


def _flat(said: Mapping[str, Any], table: type[Struct], above: str = "") -> Iterable[tuple[str, Any]]:
    known = keys(table)
    for name in (*(name for name in known if name in said), *(name for name in said if name not in known)):
        if name in known and is_table(known[name].kind):
            yield from _flat(said[name], known[name].kind, f"{above}{name}.")
        else:
            yield above + name, said[name]


def _toml(value: Any) -> str:
    """A value as TOML writes it; spaces that one cannot see as their numbers."""
    text = json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)
    return text.replace("\u00a0", "\\u00A0").replace("\u202f", "\\u202F").replace("\u200a", "\\u200A")


def schema() -> str:
    """The JSON schema of style.toml, for editors."""
    return json.dumps(tables.schema(House, "style.toml of a pressbuild house"), ensure_ascii=False, indent=2)


# --- docs/houses.md ------------------------------------------------------------------------------------------------

HEAD = """# Houses

A house style is a folder `styles/NAME/` with a `style.toml` and, where it should look otherwise than the base design,
`web.css`, `epub.css` and `print.css`. A press's own folder wins over a house of that name that ships. Choose one with
`--house NAME`, with `house:` in the front matter or in pressbuild.toml. `pressbuild houses` lists them, `pressbuild
house NAME` shows one, and `pressbuild house --new mine --from oxford` makes `styles/mine/` to start from. A house that
differs little from another says `extends = "oxford"` in its `[style]`, and below that only what differs.

A house changes marks, spaces, letters, and the place of commas, full stops and note marks. Marks are taken away and
letters changed only for roles that a person has signed, in the manuscript or in the term sheet, or that a cue gives
away beyond doubt; everything else keeps its marks. *This page is made by `python docs/houses.py`.*

Words change only where a house says so in `[numerals]`, `[abbr]`, `[dates]`, `[heading]` or by a `prefix`. No house
that ships does; one of your own may. The proof of every edition reads what a house declares there in the author's
place, and refuses every other word that is lost or added. So a `print.css` makes no capitals with `text-transform:
uppercase` and no words with `content`, and an edition in which it does is not written: for capitals there is
`font-variant-caps: all-small-caps`.

## The houses

"""


def page(houses: Mapping[str, House]) -> str:
    """docs/houses.md: the houses, each with its manual and the specimen, then every key of style.toml."""
    parts = [HEAD]
    for name, house in houses.items():
        sample = specimen(house).replace("\u200a", "")
        parts.append(f"### {name}\n\n{house.style.manual}\n\n> {sample}\n\n")
    parts.append("## style.toml\n\nA key that is left out has its default.\n\n")
    parts += _tables(House, "")
    parts.append(_treatments())
    return "".join(parts)


def _tables(table: type[Struct], path: str) -> Iterable[str]:
    """A section for each table below another, but for treatments, which are described once."""
    for name, key in keys(table).items():
        if is_table(key.kind) and not issubclass(key.kind, Treatment):
            below = f"{path}{name}"
            yield f"### [{below}]\n\n{getdoc(key.kind)}\n\n{_rows(key.kind)}\n"
            yield from _tables(key.kind, f"{below}.")


def _treatments() -> str:
    later = "`later` | like the first | " + keys(RoleStyle)["later"].description
    return (
        "### Treatments\n\nEach role of `[role]` and `[role.title]` is a table of these keys, for example"
        " `[role.term]`; its `later` is one again. `[role.scare]` has `so_called` as well.\n\n"
        f"{_rows(Treatment)}| {later} |\n"
    )


def _rows(table: type[Struct]) -> str:
    rows = ["| key | default | what it does |\n|---|---|---|\n"]
    for name, key in keys(table).items():
        if is_table(key.kind):
            rows.append(f"| `{name}` | | {key.description or getdoc(key.kind)} |\n")
        else:
            rows.append(f"| `{name}` | {_default(key)} | {key.description}{_choices(key)} |\n")
    return "".join(rows)


def _default(key: Key) -> str:
    if key.default is NODEFAULT:
        return "required"
    return "left out" if key.default is None else f"`{_toml(key.default)}`"


def _choices(key: Key) -> str:
    """The values of a key that is always one of a few words; where it may be left out, its description has them."""
    one = get_origin(key.kind) is Literal and key.default is not None
    return f" ({', '.join(f'`{word}`' for word in key.choices)})" if one else ""
