"""Bitmaps without what their makers did not mean to publish: a picture file's bytes in, the same picture out; pure.

Cameras and programs write names, paths, places and times into a picture. Those segments and chunks are cut out and what
follows the picture's end is dropped; the coded pixels stay as they are. What decides how the pixels look is kept: the
colour profile, the density, an animation's timing and, of all of Exif, an orientation other than upright.
"""

import re
import struct
import warnings
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from io import BytesIO

SIGNATURES = {
    b"\x89PNG\r\n\x1a\n": ("png", "image/png"),
    b"\xff\xd8\xff": ("jpg", "image/jpeg"),
    b"GIF8": ("gif", "image/gif"),
    b"RIFF": ("webp", "image/webp"),
}
ORIENTATION, UPRIGHT = 0x0112, 1  # Exif 3.0, 4.6.5

# JPEG (ITU-T T.81, B.1): a marker outside coded data; those that stand alone; the start of a scan; the end.
MARKER = re.compile(rb"\xff+([\x01-\xcf\xd8-\xfe])")
START, END, SCAN, APP0, APP1 = 0xD8, 0xD9, 0xDA, 0xE0, 0xE1
APPLICATIONS = range(0xE0, 0xF0)
COMMENT = 0xFE
KEPT_APPLICATIONS = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}  # the last says how colours are coded

# PNG 3rd edition, 11.3, and APNG: the ancillary chunks that change what is seen.
KEPT_CHUNKS = frozenset(
    b"tRNS gAMA cHRM sRGB iCCP cICP mDCV cLLI mDCv cLLi sBIT bKGD pHYs hIST sPLT acTL fcTL fdAT".split()
)
# WebP (RFC 9649, 2.7), and the flags of VP8X that announce Exif and XMP.
KEPT_RIFF = frozenset((b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
EXIF_FLAG, XMP_FLAG = 0x08, 0x04
# GIF 89a: extensions by label, and the applications that say how often an animation runs or how colours look.
EXTENSION, IMAGE, GRAPHIC_CONTROL, APPLICATION = 0x21, 0x2C, 0xF9, 0xFF
KEPT_GIF = (b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012")


def kind(data: bytes) -> tuple[str, str]:
    """Suffix and media type by the file's first bytes, for its name proves nothing; empty where it is no bitmap."""
    return next((kind for signature, kind in SIGNATURES.items() if data.startswith(signature)), ("", ""))


def bare(data: bytes) -> bytes:
    """The bitmap without metadata. Raises `ValueError` with the reason where it cannot be read."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow complains of Exif that goes out of the picture
        exif = _turned(_exif(data))
    try:
        return b"".join(_parts(data, exif))
    except IndexError:
        raise ValueError("it breaks off") from None


# Exif 3.0, 4.6: what tells of a person, by tag; the place has a directory of its own.
PERSONAL = {
    0x013B: "its artist",
    0x8298: "whose it is",
    0x9C9D: "its author",
    0x013C: "the machine's name",
    0xA430: "the camera's owner",
    0xA431: "the camera's number",
}
GPS, EXIF_DIRECTORY = 0x8825, 0x8769
AUTHORS = frozenset({"author", "artist", "copyright", "creator"})  # PNG 3rd edition, 11.3.3.2, and their like


def personal(data: bytes) -> tuple[str, ...]:
    """What a bitmap's file tells of a person or a place; nothing where it cannot be read."""
    from PIL import Image

    if not kind(data)[0]:
        return ()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(data)) as picture:
                exif = picture.getexif()
                said = {**exif, **exif.get_ifd(EXIF_DIRECTORY)}
                named = [f"its {key}" for key in (str(key).lower() for key in picture.info) if key in AUTHORS]
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, struct.error):
        return ()
    where = ["where it was made"] if GPS in said and exif.get_ifd(GPS) else []
    return (*(words for tag, words in PERSONAL.items() if said.get(tag)), *named, *where)


def _parts(data: bytes, exif: bytes) -> Iterable[bytes]:
    match kind(data)[0]:
        case "jpg":
            return _bare_jpeg(data, exif)
        case "png":
            return _bare_png(data, exif)
        case "gif":
            return _bare_gif(data)
        case "webp":
            return _bare_webp(data, exif)
        case _:
            raise ValueError("it is no PNG, JPEG, GIF or WebP")


def _exif(data: bytes) -> bytes:
    """The Exif of a bitmap that can be decoded. Raises `ValueError`."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(BytesIO(data)) as picture:
            picture.load()
            return bytes(picture.info.get("exif", b""))
    except UnidentifiedImageError:
        raise ValueError("it cannot be decoded") from None
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise ValueError(str(error)) from None


def _turned(exif: bytes) -> bytes:
    """Exif that holds the picture's orientation and nothing else; empty where it stands upright."""
    from PIL import Image

    given, alone = Image.Exif(), Image.Exif()
    with suppress(SyntaxError, ValueError, struct.error):  # what cannot be read turns nothing
        given.load(exif)
        if (turn := given.get(ORIENTATION)) in range(UPRIGHT + 1, 9):
            alone[ORIENTATION] = turn
            return alone.tobytes()
    return b""


def _bare_jpeg(data: bytes, exif: bytes) -> list[bytes]:
    parts = list(_segments(data))
    if exif:
        behind = 1 + (len(parts) > 1 and parts[1][1] == APP0)
        parts.insert(behind, b"\xff" + bytes([APP1]) + (len(exif) + 2).to_bytes(2, "big") + exif)
    return parts


def _segments(data: bytes) -> Iterator[bytes]:
    """The segments to keep; each scan's coded data goes with its head, up to the next marker."""
    found = MARKER.match(data)
    while found:
        code, start = found[1][0], found.end()
        if code in (START, END):
            yield bytes((0xFF, code))
            if code == END:
                return
            end = start
        else:
            end = start + int.from_bytes(data[start : start + 2], "big")
        found = MARKER.search(data, end)
        if code == SCAN:
            end = found.start() if found else len(data)
        if code != START and not _said(code, data[start + 2 : end]):
            yield bytes((0xFF, code)) + data[start:end]


def _said(code: int, body: bytes) -> bool:
    """Whether a segment says something about the picture that is not needed to show it."""
    if code in APPLICATIONS:
        return code not in KEPT_APPLICATIONS or not body.startswith(KEPT_APPLICATIONS[code])
    return code == COMMENT


def _bare_png(data: bytes, exif: bytes) -> Iterator[bytes]:
    yield data[:8]
    place = 8
    while place < len(data):
        end = place + 12 + int.from_bytes(data[place : place + 4], "big")
        name = data[place + 4 : place + 8]
        if name[:1].isupper() or name in KEPT_CHUNKS:
            yield data[place:end]
        if name == b"IHDR" and exif:
            yield _png_chunk(b"eXIf", exif.removeprefix(b"Exif\0\0"))
        place = end if name != b"IEND" else len(data)


def _png_chunk(name: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4, "big") + name + body + zlib.crc32(name + body).to_bytes(4, "big")


def _bare_gif(data: bytes) -> Iterator[bytes]:
    place = 13 + _table(data[10])
    yield data[:place]
    while place < len(data) and data[place] in (EXTENSION, IMAGE):
        start, extended = place, data[place] == EXTENSION
        place = _after_blocks(data, place + 2 if extended else place + 11 + _table(data[place + 9]))
        if not extended or _shows(data[start + 1], data[start + 3 : start + 14]):
            yield data[start:place]
    yield b";"


def _table(flags: int) -> int:
    """The length of the colour table that the flags announce (GIF 89a, 18 and 20)."""
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _after_blocks(data: bytes, place: int) -> int:
    """Behind a run of sub-blocks, which an empty one ends."""
    while place < len(data) and data[place]:
        place += 1 + data[place]
    return place + 1


def _shows(label: int, application: bytes) -> bool:
    return label == GRAPHIC_CONTROL or (label == APPLICATION and application in KEPT_GIF)


def _bare_webp(data: bytes, exif: bytes) -> Iterator[bytes]:
    chunks = [(name, body) for name, body in _riff(data) if name in KEPT_RIFF]
    if chunks and chunks[0][0] == b"VP8X":
        body = chunks[0][1]
        flags = body[0] & ~(EXIF_FLAG | XMP_FLAG) | (EXIF_FLAG if exif else 0)
        chunks[0] = (b"VP8X", bytes([flags]) + body[1:])
        if exif:
            chunks.append((b"EXIF", exif.removeprefix(b"Exif\0\0")))
    yield _riff_chunk(b"RIFF", b"WEBP" + b"".join(_riff_chunk(*chunk) for chunk in chunks))


def _riff(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    place, last = 12, min(len(data), 8 + int.from_bytes(data[4:8], "little"))
    while place + 8 <= last:
        length = int.from_bytes(data[place + 4 : place + 8], "little")
        yield data[place : place + 4], data[place + 8 : place + 8 + length]
        place += 8 + length + (length & 1)


def _riff_chunk(name: bytes, body: bytes) -> bytes:
    return name + len(body).to_bytes(4, "little") + body + b"\0" * (len(body) & 1)
