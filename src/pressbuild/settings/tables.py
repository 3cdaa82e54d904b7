"""Tables of settings as msgspec structs: a struct in, what each of its keys may be, and its JSON schema, out. Pure.

An annotation may hold functions beside msgspec's `Meta`: each takes what was said and gives what it means, or raises
`ValueError` with a sentence. A field that is a `dict` has the keys that its table does not name.
"""

from collections.abc import Callable
from functools import cache
from types import NoneType
from typing import Annotated, Any, Literal, get_args, get_origin

from msgspec import NODEFAULT, Meta, Struct, json
from msgspec.structs import fields


class Table(Struct, frozen=True, forbid_unknown_fields=True):
    """A table of settings; frozen, unknown keys refused."""


def says(description: str) -> Meta:
    """What a key is for, in an annotation."""
    return Meta(description=description)


class Key(Struct, frozen=True):
    """What may stand at a key: values of a `kind`, which may be left out where there is a `default`. `meta` is what
    msgspec is told of it, `steps` are the functions of its annotation."""

    field: str
    annotation: Any
    kind: Any
    default: Any = NODEFAULT
    meta: tuple[Meta, ...] = ()
    steps: tuple[Callable[[Any], Any], ...] = ()

    @property
    def description(self) -> str:
        return next((meta.description for meta in self.meta if meta.description), "")

    @property
    def choices(self) -> tuple[str, ...]:
        """The words of which it may be one."""
        return tuple(word for word in _words(self.kind) if word)

    @property
    def table(self) -> type[Struct] | None:
        """The table that it is, by itself or in a list."""
        return next((each for each in (self.kind, *get_args(self.kind)) if is_table(each)), None)


def is_table(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Struct)


def key_of(annotation: Any, field: str = "", default: Any = NODEFAULT) -> Key:
    """A key by its annotation."""
    kind, *said = get_args(annotation) if get_origin(annotation) is Annotated else (annotation,)
    if NoneType in get_args(kind):
        kind = next(each for each in get_args(kind) if each is not NoneType)
    steps = tuple(each for each in said if not isinstance(each, Meta))
    return Key(field, annotation, kind, default, tuple(each for each in said if isinstance(each, Meta)), steps)


@cache
def _keys(table: type[Struct]) -> dict[str, Key]:
    return {
        each.encode_name: key_of(each.type, each.name, {} if each.default_factory is dict else each.default)
        for each in fields(table)
    }


def keys(table: type[Struct]) -> dict[str, Key]:
    """The keys that a table names."""
    return {name: key for name, key in _keys(table).items() if get_origin(key.kind) is not dict}


def other_keys(table: type[Struct]) -> Key | None:
    """What a table has for keys that it does not name."""
    return next((key for key in _keys(table).values() if get_origin(key.kind) is dict), None)


def _words(kind: Any) -> list[str]:
    if get_origin(kind) is Literal:
        return [word for word in get_args(kind) if isinstance(word, str)]
    return [word for part in get_args(kind) for word in _words(part)]


def schema(table: type[Struct], title: str) -> dict[str, Any]:
    """The JSON schema of a file that is a table, for editors (JSON Schema 2020-12)."""
    from inspect import cleandoc

    tables = json.schema(table)["$defs"]
    for each in tables.values():
        each["description"] = cleandoc(each["description"])
        for name, said in list(each["properties"].items()):
            if "additionalProperties" in said:
                each["additionalProperties"] = each["properties"].pop(name)["additionalProperties"]
            elif "$ref" in said:
                said.pop("default", None)  # its keys have theirs
    whole: dict[str, Any] = tables.pop(table.__name__)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": tables} | whole | {"title": title}
