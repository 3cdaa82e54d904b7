"""The letters of a web page or of a page of an EPUB: bytes in, text and what was assumed of its encoding out. Pure.

UTF-8 and a byte-order mark speak for themselves, then what the page says of itself. Where it says nothing, or what is
not so, the words that it shows tell, as those of plain text do (`flattened.encodings`).
"""

import re

from pressbuild.diagnostics import Diagnostic, Place, found
from pressbuild.importers.flattened.encodings import Decoded, decoded

# HTML 13.2.3.2, XML 1.0 4.3.3: what a page says of itself stands in its first letters
DECLARED = re.compile(rb"^\s*<\?xml[^>]*?encoding\s*=\s*[\"']([\w-]+)|charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
HEAD = 4096  # bytes
UNSHOWN = re.compile(rb"<(script|style)\b.*?</\1\s*>|<!--.*?-->|<[^>]*>", re.IGNORECASE | re.DOTALL)
WIDE = re.compile(r"utf-?(7|16|32).*|.*escape|idna|punycode")  # no page that holds its own name in ASCII is in these
WESTERN = frozenset(("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"))  # which browsers read as Windows-1252


def page_letters(data: bytes, name: str) -> Decoded:
    """The text of a page without a byte-order mark. `name` is its file's. Raises `PressError` (`not-text`)."""
    said = "" if data.startswith((b"\xff\xfe", b"\xfe\xff")) or _is_unicode(data) else _said(data)
    broken: tuple[Diagnostic, ...] = ()
    if said:
        try:
            text = data.decode("windows-1252" if said in WESTERN else said)
        except (UnicodeError, LookupError):
            broken = (_assumed(name, f"the page says that it is in {said}, and is not"),)
        else:
            return Decoded(text, said, (_assumed(name, f"the page says that it is in {said}"),))
    taken = decoded(data, name, b" ".join(UNSHOWN.sub(b" ", data).split()))
    return Decoded(taken.text.removeprefix("\ufeff"), taken.encoding, (*broken, *taken.findings))


def _said(data: bytes) -> str:
    """The encoding that a page says it is in; empty where it says none."""
    declared = DECLARED.search(data[:HEAD])
    said = (declared[1] or declared[2]).decode("ascii").lower() if declared else ""
    return "" if WIDE.fullmatch(said) else said


def _is_unicode(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _assumed(name: str, message: str) -> Diagnostic:
    return found("assumed", message, Place(name, 1, 1))
