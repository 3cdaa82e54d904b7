"""Web pages in files of another name or shape: a `Source` in, the page itself with its pictures out. Pure.

A browser saves a page as one file (MHTML, RFC 2557), whatever its name ends in; an editor saves a page's source as
`.txt`.
"""

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from urllib.parse import urljoin

from msgspec import Struct
from msgspec.structs import replace

from pressbuild.diagnostics import Diagnostic, Place, PressError, found
from pressbuild.importers.source import Source

HEAD = 4096  # bytes
PAGE = re.compile(rb"(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
HEADERS = re.compile(rb"(?:[A-Za-z][\w-]*:[^\n]*\n(?:[ \t][^\n]*\n)*)+\r?\n")
RELATED = re.compile(rb"^content-type:\s*multipart/related\s*;", re.IGNORECASE | re.MULTILINE)


class Unwrapped(Struct, frozen=True):
    """A page's source, the pictures that came with it by their addresses, and what was assumed."""

    source: Source
    pictures: dict[str, bytes] = {}
    findings: tuple[Diagnostic, ...] = ()


def is_page(data: bytes) -> bool:
    """Do bytes hold a web page's source, or one that a browser has saved as one file?"""
    bare = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    return PAGE.match(bare[:HEAD]) is not None or _is_archive(bare)


def unwrapped(source: Source) -> Unwrapped:
    """The page of a source. Raises `PressError` (`empty`) where a saved file has none."""
    if not _is_archive(source.data.lstrip()):
        remark = () if not source.name.lower().endswith(".txt") else (_assumed(source, "the source of a web page"),)
        return Unwrapped(source, findings=remark)
    message = message_from_bytes(source.data.lstrip(), policy=policy.default)
    parts = [part for part in message.walk() if not part.is_multipart()]
    page = next((part for part in parts if part.get_content_type() in ("text/html", "application/xhtml+xml")), None)
    if page is None:
        raise PressError(found("empty", f"{source.name} holds no web page", Place(source.name, 1, 1)))
    base = str(page.get("Content-Location") or "")
    pictures: dict[str, bytes] = {}
    for part in parts:
        if part.get_content_maintype() == "image":
            pictures |= dict.fromkeys(_addresses(part, base), _payload(part))
    remark = (_assumed(source, "a web page that a browser has saved as one file"),)
    return Unwrapped(replace(source, data=_in_unicode(page)), pictures, remark)


def _is_archive(data: bytes) -> bool:
    headers = HEADERS.match(data[:HEAD])
    return headers is not None and RELATED.search(headers[0]) is not None


def _addresses(part: EmailMessage, base: str) -> set[str]:
    """What a page may call a picture: its whole address, what is left of it beside the page's own, its `cid:`."""
    location, name = str(part.get("Content-Location") or ""), str(part.get("Content-ID") or "").strip("<> ")
    whole = urljoin(base, location) if location else ""
    folder = base.rpartition("/")[0]
    beside = whole.removeprefix(f"{folder}/") if folder else ""
    return {address for address in (location, whole, beside, f"cid:{name}" if name else "") if address}


def _payload(part: EmailMessage) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _in_unicode(page: EmailMessage) -> bytes:
    """A page's bytes, in UTF-8 where its part says what they are in."""
    data = _payload(page)
    try:
        return data.decode(page.get_content_charset() or "").encode()
    except (LookupError, UnicodeError):
        return data


def _assumed(source: Source, what: str) -> Diagnostic:
    return found("assumed", f"the file holds {what}, and is read as a page", Place(source.name, 1, 1))
