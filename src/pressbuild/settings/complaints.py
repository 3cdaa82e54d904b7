"""What an editor has set: plain values and the struct of a table in; the struct, or all that is wrong, out. Pure.

A complaint has the path of its key, so that who knows the file can give it a place.
"""

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from math import isfinite
from typing import Any, TypeVar, get_args, get_origin

from msgspec import NODEFAULT, Struct, ValidationError, convert

from pressbuild.settings.tables import Key, is_table, key_of, keys, other_keys

Path = tuple[str | int, ...]
Settings = TypeVar("Settings", bound=Struct)
Sentence = tuple[str, str]  # what is said of a value, and the hint
LONGEST = 40  # letters of a value that a sentence repeats
NO_TEXT: Sentence = ("{said} is no text", "write one text in quotation marks")
NO_NUMBER: Sentence = ("{said} is no number", "write a figure, without quotation marks")
NO_WORD: Sentence = ("{said} is neither true nor false", "write true or false, without quotation marks")
NO_TABLE: Sentence = ("{said} is no table", "write [{where}] on a line of its own, and its keys below it")
NO_LIST: Sentence = ("{said} is no list", 'write one in brackets: ["…", "…"]')


class Complaint(Struct, frozen=True):
    """What is wrong with the value of a key. `unknown` says that there is no such key."""

    path: Path
    message: str
    hint: str = ""
    unknown: bool = False


class Faulty(Exception):
    """Values that hold no table, with the `complaints`, misspelt keys first: what they leave out is a consequence."""

    def __init__(self, complaints: list[Complaint]) -> None:
        super().__init__(*complaints)
        self.complaints = sorted(complaints, key=lambda complaint: not complaint.unknown)


def settled(values: Mapping[str, Any], table: type[Settings]) -> Settings:
    """What was set, as its table has it. Raises `Faulty`."""
    settling = _Settling(table)
    made: Settings = settling.table(values, table, ())
    if settling.complaints:
        raise Faulty(settling.complaints)
    return made


class _Settling:
    """The values of a file on their way into the tables of `whole`, key by key, so that every fault is found. What a
    fault leaves is None."""

    def __init__(self, whole: type[Struct]) -> None:
        self.whole = whole
        self.complaints: list[Complaint] = []

    def table(self, said: Any, table: type[Struct], path: Path) -> Any:
        if not isinstance(said, Mapping):
            return self.refuse(path, said, NO_TABLE)
        before, made, known, others = len(self.complaints), dict[str, Any](), keys(table), other_keys(table)
        for name, key in known.items():
            if name in said:
                made[key.field] = self.value(said[name], key, (*path, name))
            elif key.default is NODEFAULT:
                self.complaints.append(_missing((*path, name), key))
        for name in [name for name in said if name not in known]:
            if others:
                made.setdefault(others.field, {})[name] = self.other(said[name], others, (*path, name))
            else:
                self.complaints.append(_unknown((*path, name), table, self.whole))
        try:
            return table(**made) if len(self.complaints) == before else None
        except ValueError as error:
            return self.complain(path, str(error))

    def other(self, said: Any, others: Key, path: Path) -> Any:
        """The value of a key that its table does not name; the name may be wrong too."""
        name, value = map(key_of, get_args(others.kind))
        made = self.value(said, value, path)
        if made is not None:
            self.value(path[-1], name, path)
        return made

    def value(self, said: Any, key: Key, path: Path) -> Any:
        try:
            for step in key.steps:
                said = step(said)
        except ValueError as error:
            return self.complain(path, str(error))
        if is_table(key.kind):
            return self.table(said, key.kind, path)
        if get_origin(key.kind) is tuple:
            return self.row(said, key, path)
        try:
            return convert(said, key.annotation)
        except ValidationError:
            return self.refuse(path, said, _sentence(said, key))

    def row(self, said: Any, key: Key, path: Path) -> Any:
        if not isinstance(said, list | tuple):
            return self.refuse(path, said, NO_LIST)
        kinds = get_args(key.kind)
        if kinds[1:] == (...,):
            kinds = kinds[:1] * len(said)
            if not said and any(meta.min_length for meta in key.meta):
                self.complain(path, "the list is empty")
        elif len(said) > len(kinds):
            return self.complain(path, f"it has {len(said)} values", f"{len(kinds)} belong here")
        for n in range(len(said), len(kinds)):
            self.complain((*path, n), "a value is missing")
        items = enumerate(zip(said, kinds, strict=False))
        return tuple(self.value(each, key_of(kind), (*path, n)) for n, (each, kind) in items)

    def refuse(self, path: Path, said: object, sentence: Sentence) -> None:
        message, hint = sentence
        self.complain(path, message.format(said=_said(said)), hint.format(where=_where(path)))

    def complain(self, path: Path, message: str, hint: str = "") -> None:
        where = _where(path)
        self.complaints.append(Complaint(path, f"{where}: {message}" if where else message, hint))


def _where(path: Path) -> str:
    return ".".join(part for part in path if isinstance(part, str))


# --- what is said --------------------------------------------------------------------------------------------------


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


def _sentence(said: object, key: Key) -> Sentence:
    """What is wrong with a value that msgspec refuses."""
    if key.choices:
        return _no_choice(said, key.choices)
    if key.kind is str:
        return ("it is empty", "") if isinstance(said, str) else NO_TEXT
    if key.kind is bool:
        return NO_WORD
    if isinstance(said, bool) or not isinstance(said, int | float):
        return NO_NUMBER
    if not isfinite(said):
        return "{said} is no number that there is", ""
    return _beyond(said, key) or ("{said} is no whole number", "")


def _beyond(said: float, key: Key) -> Sentence | None:
    for meta in key.meta:
        if meta.gt is not None and said <= meta.gt:
            return "{said} is too small", f"it is greater than {meta.gt}"
        if meta.ge is not None and said < meta.ge:
            return "{said} is too small", f"it is {meta.ge} or more"
        if meta.le is not None and said > meta.le:
            return "{said} is too large", f"it is {meta.le} or less"
    return None


def _no_choice(said: object, choices: Sequence[str]) -> Sentence:
    """A value that is none of those that a key can have."""
    near = get_close_matches(said.lower(), choices, n=1) if isinstance(said, str) else []
    meant = f"did you mean “{near[0]}”? " if near else ""
    message = "there is no {said}" if isinstance(said, str) else "{said} is none of its values"
    return message, f"{meant}it may be {_or(choices)}"


def _or(choices: Sequence[str]) -> str:
    return " or ".join(part for part in (", ".join(choices[:-1]), *choices[-1:]) if part)


def _missing(path: Path, key: Key) -> Complaint:
    """A key that must be there: what it is for."""
    hint = key.description
    if is_table(key.kind):
        needed = [name for name, below in keys(key.kind).items() if below.default is NODEFAULT]
        hint = f"write [{path[-1]}] and below it {', '.join(needed)}"
    return Complaint(path, f"“{_where(path)}” is missing", hint)


def _unknown(path: Path, table: type[Struct], whole: type[Struct]) -> Complaint:
    """A key that there is not, with the one that was meant: the nearest of its table, else the same one of another
    table."""
    name, known = str(path[-1]), list(keys(table))
    if near := get_close_matches(name.lower(), known, n=1):
        hint = f"did you mean “{near[0]}”?"
    elif len(path) > 1 and name in keys(whole):
        hint = f"“{name}” stands above all tables, or as [{name}]"
    elif len(homes := [home for home, its in _homes(whole) if name in its]) == 1:
        hint = f"“{name}” stands in [{homes[0]}]"
    else:
        hint = f"the keys are {', '.join(known)}"
    return Complaint(path, f"there is no key “{_where(path)}”", hint, unknown=True)


def _homes(table: type[Struct], above: str = "") -> Iterator[tuple[str, list[str]]]:
    """Every table of a file by its path, with its keys."""
    known = keys(table)
    yield above, list(known)
    for name, key in known.items():
        if key.table:
            yield from _homes(key.table, f"{above}.{name}" if above else name)
