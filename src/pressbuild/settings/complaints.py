"""What pydantic says of values, as an editor may read it: a `ValidationError` and its model in, `Complaint`s out. Pure.

Its own sentences speak of dictionaries and items after validation; none of them reaches an editor. A complaint has the
path of its key, so that who knows the file can give it a place.
"""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any, get_args

from msgspec import Struct
from pydantic import BaseModel, ValidationError

Path = tuple[str | int, ...]
LONGEST = 40  # letters of a value that a sentence repeats
NO_NUMBER = ("{said} is no number", "write a figure, without quotation marks")
NO_WORD = ("{said} is neither true nor false", "write true or false, without quotation marks")
NO_TABLE = ("{said} is no table", "write [{where}] on a line of its own, and its keys below it")
NO_LIST = ("{said} is no list", 'write one in brackets: ["…", "…"]')
# By pydantic's own name for the fault: what is said of the value, and the hint.
SENTENCES: dict[str, tuple[str, str]] = {
    "string_type": ("{said} is no text", "write one text in quotation marks"),
    "string_too_short": ("it is empty", ""),
    **dict.fromkeys(("bool_type", "bool_parsing"), NO_WORD),
    **dict.fromkeys(("int_type", "int_parsing", "float_type", "float_parsing"), NO_NUMBER),
    **dict.fromkeys(("int_from_float", "int_parsing_size"), ("{said} is no whole number", "")),
    "finite_number": ("{said} is no number that there is", ""),
    **dict.fromkeys(("model_type", "model_attributes_type", "dict_type"), NO_TABLE),
    **dict.fromkeys(("tuple_type", "list_type"), NO_LIST),
    "too_short": ("the list is empty", ""),
    "too_long": ("it has {actual_length} values", "{max_length} belong here"),
    "greater_than": ("{said} is too small", "it is greater than {gt}"),
    "greater_than_equal": ("{said} is too small", "it is {ge} or more"),
    "less_than_equal": ("{said} is too large", "it is {le} or less"),
}


class Complaint(Struct, frozen=True):
    """What is wrong with the value of a key. `unknown` says that there is no such key."""

    path: Path
    message: str
    hint: str = ""
    unknown: bool = False


def complaints(error: ValidationError, model: type[BaseModel]) -> list[Complaint]:
    """What is wrong, misspelt keys first: what they leave out is only a consequence."""
    return sorted((_complaint(each, model) for each in map(dict, error.errors())), key=lambda c: not c.unknown)


def _complaint(error: Mapping[str, Any], model: type[BaseModel]) -> Complaint:
    context: Mapping[str, Any] = error.get("ctx") or {}
    path = (*error["loc"], *((context["key"],) if "key" in context else ()))
    where = ".".join(part for part in path if isinstance(part, str))
    match error["type"]:
        case "extra_forbidden":
            return Complaint(path, f"there is no key “{where}”", _key_meant(path, model), unknown=True)
        case "missing" if isinstance(path[-1], int):
            return Complaint(path, f"{where}: a value is missing")
        case "missing":
            return Complaint(path, f"“{where}” is missing", _description(path, model))
        case "literal_error":
            message, hint = _no_choice(error["input"], model, path)
        case "value_error":
            message, hint = str(error["msg"]).removeprefix("Value error, "), ""
        case kind:
            said, instead = SENTENCES.get(kind, ("{said} is not what belongs here", ""))
            values = {**context, "said": _said(error["input"]), "where": where}
            message, hint = said.format_map(values), instead.format_map(values)
    return Complaint(path, f"{where}: {message}" if where else message, hint)


def _said(value: object) -> str:
    """A value as a sentence names it."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return f"“{value if len(value) <= LONGEST else value[: LONGEST - 1] + '…'}”"
        case dict():
            return "a table"
        case list() | tuple():
            return "a list"
        case _:
            return str(value)


def _no_choice(value: object, model: type[BaseModel], path: Path) -> tuple[str, str]:
    """A value that is none of those that a key can have."""
    choices = [choice for choice in _choices(_annotation(model, path)) if choice]
    near = get_close_matches(value.lower(), choices, n=1) if isinstance(value, str) else []
    meant = f"did you mean “{near[0]}”? " if near else ""
    message = f"there is no {_said(value)}" if isinstance(value, str) else f"{_said(value)} is none of its values"
    return message, f"{meant}it may be {_or(choices)}"


def _or(choices: list[str]) -> str:
    return " or ".join(part for part in (", ".join(choices[:-1]), *choices[-1:]) if part)


# --- what a model has ----------------------------------------------------------------------------------------------


def _key_meant(path: Path, model: type[BaseModel]) -> str:
    """A hint at the key that was meant: the nearest of its table, else the same one of another table."""
    key, table = str(path[-1]), _table(_annotation(model, path[:-1]))
    keys = list(_fields(table)) if table else []
    if near := get_close_matches(key.lower(), keys, n=1):
        return f"did you mean “{near[0]}”?"
    if len(path) > 1 and key in _fields(model):
        return f"“{key}” stands above all tables, or as [{key}]"
    if len(homes := [home for home, its in _homes(model) if key in its]) == 1:
        return f"“{key}” stands in [{homes[0]}]"
    return f"the keys are {', '.join(keys)}"


def _homes(model: type[BaseModel], above: str = "") -> Iterator[tuple[str, list[str]]]:
    """Every table of a model by its path, with its keys."""
    fields = _fields(model)
    yield above, list(fields)
    for key, annotation in fields.items():
        if table := _table(annotation):
            yield from _homes(table, f"{above}.{key}" if above else key)


def _fields(table: type[BaseModel]) -> dict[str, Any]:
    return {field.alias or key: field.annotation for key, field in table.model_fields.items()}


def _table(annotation: Any) -> type[BaseModel] | None:
    """The table that an annotation names, by itself, in a list or as one of several."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((table for part in get_args(annotation) if (table := _table(part))), None)


def _annotation(model: type[BaseModel], path: Path) -> Any:
    """The annotation of a key."""
    annotation: Any = model
    for part in path:
        if isinstance(part, str):
            table = _table(annotation)
            annotation = _fields(table).get(part, _extra(table)) if table else None
    return annotation


def _extra(table: type[BaseModel]) -> Any:
    """What a table has for keys that it does not name."""
    return table.__annotations__.get("__pydantic_extra__")


def _choices(annotation: Any) -> list[str]:
    if isinstance(annotation, str):
        return [annotation]
    return [choice for part in get_args(annotation) for choice in _choices(part)]


def _description(path: Path, model: type[BaseModel]) -> str:
    """What a key that is missing is for."""
    if isinstance(annotation := _annotation(model, path), type) and issubclass(annotation, BaseModel):
        needed = [key for key, field in annotation.model_fields.items() if field.is_required()]
        return f"write [{path[-1]}] and below it {', '.join(needed)}"
    table = _table(_annotation(model, path[:-1]))
    fields = table.model_fields.items() if table else ()
    return next((field.description or "" for key, field in fields if (field.alias or key) == path[-1]), "")
