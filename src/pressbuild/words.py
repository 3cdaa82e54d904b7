"""The words that the program adds to an edition (Notes, Contents, Back to …): a language in, `Words` out."""

import tomllib
from functools import cache
from importlib.resources import files

from msgspec import Struct


class Words(Struct, frozen=True):
    """The program's words in one language; `{n}`, `{names}` and the like are filled by `str.format`."""

    notes: str
    contents: str
    index: str
    note: str
    notes_to_page: str
    notes_to_pages: str
    back: str
    back_again: str
    ordinals: tuple[str, ...]
    translated: str
    edited: str
    and_: str
    skip: str
    minute: str
    minutes: str
    hours: str
    editions: str
    pamphlet: str
    bibliography: str
    unreferred: str
    page: str
    published: str
    licence: str
    typeset: str
    quoted: str
    cover: str
    title_page: str
    text: str
    table: str
    colophon: str
    accessible: str
    described: str

    def back_to(self, number: int, place: int) -> str:
        """The label of a note's link back to its n-th reference (from 1): `Back to reference 4, second place`."""
        if place == 1:
            return self.back.format(n=number)
        ordinal = self.ordinals[place - 1] if place <= len(self.ordinals) else f"{place}."
        return self.back_again.format(n=number, ordinal=ordinal)

    def joined(self, names: tuple[str, ...]) -> str:
        """Names as a list in a sentence: `A`, `A and B`, `A, B and C`."""
        if len(names) < 2:
            return "".join(names)
        return f"{', '.join(names[:-1])} {self.and_} {names[-1]}"


@cache
def _tables() -> dict[str, dict[str, object]]:
    return tomllib.loads((files("pressbuild") / "words.toml").read_text(encoding="utf-8"))


def words(lang: str) -> Words:
    """The program's words in a text's language (BCP 47); English where the language is not known yet."""
    table = dict(_tables().get(lang.split("-", maxsplit=1)[0].lower(), _tables()["en"]))
    table["and_"] = table.pop("and")
    table["ordinals"] = tuple(table["ordinals"])  # type: ignore[arg-type]
    return Words(**table)  # type: ignore[arg-type]
