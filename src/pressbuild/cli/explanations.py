"""What docs/diagnostics.md says of each code: the file that ships with the program in, an `Explanation` a code out."""

import re
from functools import cache

from msgspec import Struct

from pressbuild.shipped import DIAGNOSTICS

SECTION = re.compile(r"^## (?P<code>[a-z0-9-]+)\n(?P<said>.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[([^\]\n]+)\]\((?!https?:)[^)\s]+\)")  # to other pages of the documentation, which a log has not
FENCE = re.compile(r"^```\w*(?:\n|\Z)", re.MULTILINE)


class Explanation(Struct, frozen=True):
    """A section: its first paragraph (`meaning`) as one line, the whole as Markdown, and as text without its fences."""

    meaning: str
    markdown: str
    text: str


@cache
def explanations() -> dict[str, Explanation]:
    """The explanation of each code; none where the documentation does not ship with the program."""
    if not DIAGNOSTICS.is_file():
        return {}
    page = DIAGNOSTICS.read_text(encoding="utf-8")
    return {section["code"]: _explained(section["said"].strip()) for section in SECTION.finditer(page)}


def _explained(said: str) -> Explanation:
    markdown = LINK.sub(r"\1", said)
    meaning = " ".join(markdown.partition("\n\n")[0].split())
    return Explanation(meaning, markdown, FENCE.sub("", markdown))
