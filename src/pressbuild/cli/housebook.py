"""Houses to read: a `House` in; its parameters, a specimen paragraph, the JSON schema, docs/houses.md out. Pure."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel

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


def parameters(house: House) -> str:
    """What a house says for itself, as the lines of a TOML file with dotted keys; all else is as in docs/houses.md."""
    said = house.model_dump(exclude_unset=True)
    manual = said["style"].pop("manual")
    lines = [f"{key} = {_toml(value)}" for key, value in _flat(said)]
    return "\n".join([manual, "", *lines])


def _flat(table: Mapping[str, Any], above: str = "") -> Iterable[tuple[str, Any]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{above}{key}.")
        else:
            yield above + key, value


def _toml(value: Any) -> str:
    """A value as TOML writes it; spaces that one cannot see as their numbers."""
    text = json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)
    return text.replace("\u00a0", "\\u00A0").replace("\u202f", "\\u202F").replace("\u200a", "\\u200A")


def schema() -> str:
    """The JSON schema of style.toml, for editors (JSON Schema 2020-12)."""
    table = {"$schema": "https://json-schema.org/draft/2020-12/schema"} | House.model_json_schema()
    return json.dumps(table | {"title": "style.toml of a pressbuild house"}, ensure_ascii=False, indent=2)


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


def _tables(model: type[BaseModel], path: str) -> Iterable[str]:
    """A section for each table below a model, but for treatments, which are described once."""
    for name, field in model.model_fields.items():
        table = field.annotation
        if not isinstance(table, type) or not issubclass(table, BaseModel):
            continue
        if issubclass(table, Treatment):
            continue
        below = f"{path}{name}"
        yield f"### [{below}]\n\n{(table.__doc__ or '').strip()}\n\n{_rows(table)}\n"
        yield from _tables(table, f"{below}.")


def _treatments() -> str:
    later = "`later` | like the first | " + (RoleStyle.model_fields["later"].description or "")
    return (
        "### Treatments\n\nEach role of `[role]` and `[role.title]` is a table of these keys, for example"
        " `[role.term]`; its `later` is one again. `[role.scare]` has `so_called` as well.\n\n"
        f"{_rows(Treatment)}| {later} |\n"
    )


def _rows(table: type[BaseModel]) -> str:
    rows = ["| key | default | what it does |\n|---|---|---|\n"]
    for name, field in table.model_fields.items():
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            rows.append(f"| `{name}` | | {field.description or (field.annotation.__doc__ or '').strip()} |\n")
        else:
            default = "required" if field.is_required() else _default(field.default)
            rows.append(f"| `{name}` | {default} | {field.description}{_choices(field.annotation)} |\n")
    return "".join(rows)


def _default(value: Any) -> str:
    if value is None:
        return "left out"
    return f"`{_toml(value)}`" if not isinstance(value, BaseModel) else "left out"


def _choices(annotation: Any) -> str:
    """The values of a key that takes one of a few words."""
    words = [word for word in getattr(annotation, "__args__", ()) if isinstance(word, str)]
    return f" ({', '.join(f'`{word}`' for word in words)})" if words else ""
