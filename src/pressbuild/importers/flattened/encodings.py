"""The text of a file whose encoding nobody has named: bytes in, text and what was assumed out.

UTF-8 and a byte-order mark speak for themselves. Else most files of a press are Windows-1252, and are taken for it
where that gives only letters and signs that Western texts have, and as often as these have them; old Mac texts show
capitals within their words then. Where more of their words are known in another encoding, it is that one (`codepages`).
What is left is for charset-normalizer to tell.
"""

import codecs
import re
from collections.abc import Sequence

from msgspec import Struct

from pressbuild.diagnostics import Diagnostic, Place, PressError, found
from pressbuild.importers.flattened.codepages import WORD, ranked
from pressbuild.importers.flattened.quotedprintable import printable

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
BINARY = {
    b"PK\x03\x04": "it looks like a Word, LibreOffice or EPUB file",
    b"%PDF-": "it looks like a PDF: copy its text, or save it as text",
    b"\x89PNG": "it looks like a picture",
    b"\xff\xd8\xff": "it looks like a picture",
    b"\xd0\xcf\x11\xe0": "it looks like an old Word file",
    b"{\\rtf": "it looks like a rich-text file: save it as plain text",
}
SAMPLE = 200_000  # so much of a file tells its encoding
NUL_SHARE = 0.01  # more of a text is none
STRAY_SHARE = 0.2  # of all that is not ASCII in a UTF-8 file, so much may be broken
WESTERN = re.compile(r"[A-Za-z0-9\s!-/:-@\[-`{-~’‘“”‚„–—…•‹›«»€£¥¢©®™°±²³¹¼½¾×§¶†‡·¡¿ªºÀ-ÖØ-öø-ÿŒœŠšŽžŸ\u00a0\u00ad]*")
ACCENTED = re.compile("[À-ÖØ-öø-ÿŒœŠšŽžŸ]")
WITHIN = re.compile("(?<=[a-z])[À-ÖØ-ÞŒŠŽŸ]")
MOST_ACCENTED = 0.3  # of a Western text's letters
CONTROLS = bytes((*range(1, 9), *range(14, 27), *range(28, 32), 0x7F))
CONTROL_SHARE = 0.02  # more of a file that is no UTF-8 is no text
OPEN = (0x81, 0x8D, 0x8F, 0x90, 0x9D)  # bytes that Windows-1252 does not use
NAMES = {
    "cp1252": "Windows-1252",
    "cp1250": "Windows-1250",
    "cp1251": "Windows-1251",
    "mac_roman": "Mac Roman",
    "utf-8": "UTF-8",
    "iso8859_2": "ISO 8859-2",
    "iso8859_15": "ISO 8859-15",
}
SURELY_MORE = 1.5  # how many times more words must be known for an encoding to be another than the usual one
FEW_KNOWN = 0.2  # the share of known words below which an encoding is in doubt
FEWEST_WORDS = 3  # that show it
ALSO = ("iso8859_2", "cp850", "mac_roman", "cp1252")
MOST_NAMED = 2


class Decoded(Struct, frozen=True):
    """A file's text, its encoding, and what is to be said of it."""

    text: str
    encoding: str
    findings: tuple[Diagnostic, ...] = ()


def decoded(data: bytes, name: str, shown: bytes | None = None) -> Decoded:
    """The text of a file, a byte-order mark kept, so that offsets count it. Of a file that is not all words,
    `shown` are these: they tell its encoding. Raises `PressError` (`not-text`)."""
    if (unquoted := printable(data)) is not None:
        read = decoded(unquoted, name)
        said = _assumed(
            name, "the text was in quoted-printable (=E2=80=99), as e-mails are sent; lines are those of what it became"
        )
        return Decoded(read.text, read.encoding, (said, *read.findings))
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _marked(data, encoding, name)
    for magic, kind in BINARY.items():
        if data.startswith(magic):
            raise PressError(found("not-text", f"{name} is no text file", Place(name, 1, 1), kind))
    if wide := _wide(data):
        return _marked(data, wide, name)
    if data.count(b"\0") > NUL_SHARE * len(data):
        raise PressError(found("not-text", f"{name} is no text file", Place(name, 1, 1), "it looks like a binary file"))
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _broken(data, name) or _guessed(data, name, data if shown is None else shown)


def _marked(data: bytes, encoding: str, name: str) -> Decoded:
    text = data.decode(encoding, "replace")
    said = [] if encoding == "utf-8" else [_assumed(name, f"the text is in {encoding.upper()[:6]}")]
    if "\ufffd" in text:
        said.append(_lost(name, text, encoding))
    return Decoded(text, encoding, tuple(said))


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: in a Western text every second byte is zero."""
    sample = data[:SAMPLE]
    for start, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros, others = sample[start::2].count(0), sample[1 - start :: 2].count(0)
        if len(sample) >= 8 and zeros > 0.7 * len(sample[start::2]) and others < 0.05 * len(sample[1 - start :: 2]) + 1:
            return encoding
    return None


def _broken(data: bytes, name: str) -> Decoded | None:
    """UTF-8 with some broken bytes, each taken for Windows-1252; None where too much is broken to be UTF-8."""
    text = data.decode("utf-8", "surrogateescape")
    stray = sum("\udc80" <= c <= "\udcff" for c in text)
    whole = sum(c > "\x7f" for c in text) - stray
    if not whole or stray > STRAY_SHARE * (whole + stray):
        return None
    mended = re.sub("[\udc80-\udcff]", lambda one: _western(bytes([ord(one[0]) - 0xDC00])), text)
    first = next(i for i, c in enumerate(text) if "\udc80" <= c <= "\udcff")
    message = f"{stray} byte{'s' * (stray > 1)} of the file are not UTF-8 and were read as Windows-1252"
    warning = found("mended", message, _place(name, mended, first), "look at the words there")
    return Decoded(mended, "utf-8", (warning,))


def _western(data: bytes) -> str:
    """Windows-1252, the five bytes that it leaves open as ISO-8859-1 has them."""
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return "".join(data[i : i + 1].decode("latin-1" if b in OPEN else "cp1252") for i, b in enumerate(data))


def _guessed(data: bytes, name: str, shown: bytes) -> Decoded:
    if len(data) - len(data.translate(None, CONTROLS)) > CONTROL_SHARE * len(data):
        raise PressError(found("not-text", f"{name} is no text file", Place(name, 1, 1), "it looks like a binary file"))
    for encoding in ("cp1252", "mac_roman"):
        if _looks_western(_read(shown, encoding)):
            western = Decoded(_read(data, encoding), encoding, (_assumed(name, f"the text is in {NAMES[encoding]}"),))
            return _weighed(data, western, name, shown[:SAMPLE])
    from charset_normalizer import from_bytes

    best = from_bytes(shown[:SAMPLE], explain=False).best()
    encoding = best.encoding if best else "cp1252"
    try:
        text = _read(data, encoding)
    except UnicodeDecodeError:
        encoding, text = "cp1252", _western(data)
    return Decoded(text, encoding, (_seems(name, text, encoding),))


def _read(data: bytes, encoding: str) -> str:
    return _western(data) if encoding == "cp1252" else data.decode(encoding)


def _weighed(data: bytes, western: Decoded, name: str, shown: bytes) -> Decoded:
    """A text that looks Western in an encoding, or the same in the one in which more of its words are known; where few
    are in any, that is said."""
    known = ranked(shown)
    shares = dict(known)
    best, share = known[0] if known else (western.encoding, 0.0)
    if share <= shares.get(western.encoding, 0.0) * SURELY_MORE:
        best = western.encoding
    count = len(WORD.findall(shown))
    if best == western.encoding and (shares.get(best, 0.0) >= FEW_KNOWN or count < FEWEST_WORDS):
        return western
    text = western.text if best == western.encoding else data.decode(best, "replace")
    others = [other for other, _ in known if other != best]
    others += [other for other in ALSO if other not in (*others, best)]
    return Decoded(text, best, (_seems(name, text, best, others[:MOST_NAMED]),))


def _seems(name: str, text: str, encoding: str, others: Sequence[str] = ()) -> Diagnostic:
    """The warning that an encoding is a guess, with others that are likely."""
    hint = "where words look wrong, save the text as UTF-8 and import it again"
    if others:
        hint += f"; it may be in {' or '.join(map(_named, others))}"
    first = next((i for i, c in enumerate(text) if c > "\x7f"), 0)  # some encodings have letters there
    return found("mended", f"the text seems to be in {_named(encoding)}", _place(name, text, first), hint)


def _named(encoding: str) -> str:
    return NAMES.get(encoding, encoding.replace("_", "-").upper())


def _looks_western(text: str) -> bool:
    """Has a text only Western letters and signs, accents on few of its letters, and its capitals where words begin?"""
    if not WESTERN.fullmatch(text):
        return False
    accented, plain = len(ACCENTED.findall(text)), sum(c.isascii() and c.isalpha() for c in text)
    return accented <= MOST_ACCENTED * (accented + plain) and len(WITHIN.findall(text)) * 4 <= accented


def _assumed(name: str, message: str) -> Diagnostic:
    return found("assumed", message, Place(name, 1, 1))


def _lost(name: str, text: str, encoding: str) -> Diagnostic:
    place = _place(name, text, text.index("\ufffd"))
    return found("mended", f"the file has bytes that are not {encoding.upper()}; � stands for them", place)


def _place(name: str, text: str, offset: int) -> Place:
    return Place(name, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))
