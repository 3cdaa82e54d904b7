"""The pictures of a source: bytes in, `Picture`s with safe names out; pure.

A name in a stranger's file is never a path: of it only letters and figures are kept, and what is in the picture gives
it the rest of its name, so that it is the same at the next import. Formats that editions cannot show are turned into
PNG where Pillow reads them, and otherwise left out and reported.
"""

import io
import re
from collections.abc import Callable
from hashlib import sha256
from posixpath import basename
from urllib.parse import unquote

from pressbuild.diagnostics import WARNING, Diagnostic, shortened
from pressbuild.importers.documents.lifting import HEARD
from pressbuild.importers.documents.standins import STAND_IN
from pressbuild.importers.source import Picture
from pressbuild.pictures.bitmaps import kind
from pressbuild.pictures.drawings import is_drawing

FOLDER = "images"
LONGEST_ADDRESS = 80  # of a picture, in a message
LARGEST = 40_000_000  # bytes
MOST_PIXELS = 80_000_000
PNG_MODES = frozenset(("1", "L", "LA", "I", "I;16", "P", "RGB", "RGBA"))
KINDS = (  # what a stranger's picture may be, by its bytes
    (40, 44, b" EMF", "an EMF drawing"),
    (0, 4, b"\xd7\xcd\xc6\x9a", "a WMF drawing"),
    (0, 4, b"\x01\x00\x09\x00", "a WMF drawing"),
    (0, 5, b"%PDF-", "a PDF"),
    (0, 4, b"%!PS", "a PostScript drawing"),
    (4, 8, b"ftyp", "a HEIC or AVIF picture"),
)
PLACEHOLDER = re.compile(
    r"(?:image|img|picture|graphic|grafik|bild|photo|figure|object)?[\s_-]*\d*(?:\.\w{3,4})?|https?://\S+"
    r"|\S+\.(?:png|jpe?g|gif|webp|svg|bmp|tiff?)",
    re.IGNORECASE,
)


class Album:
    """Gathers the pictures that the manuscript shows. `read` gives the bytes of a picture by the source's name for it,
    None where it is not there; `words` are texts for pictures that pandoc's tree has lost."""

    def __init__(
        self, name: str, stem: str, read: Callable[[str], bytes | None], words: dict[str, str] | None = None
    ) -> None:
        self.name = name
        self.stem = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-") or "essay"
        self.read = read
        self.words = words or {}
        self.pictures: dict[str, Picture] = {}
        self.findings: list[Diagnostic] = []
        self.left: list[tuple[str, str]] = []
        self._taken: dict[str, str] = {}
        self._near = ""

    def take(self, source: str, text: str, before: str = "") -> tuple[str, str] | None:
        """The path in the manuscript and the text of a picture behind some words; None where it cannot be shown."""
        text = " ".join((text or self.words.get(source, "")).split())
        text = "" if PLACEHOLDER.fullmatch(text) else text
        path = self._taken.get(source) or self._path(source, text, before)
        if not path:
            return None
        self._taken[source] = path
        if not text:
            message = f"the picture {path} has no text for readers who cannot see it"
            self._say("image-alt-missing", message, "write between the brackets what it shows: ![…](…)")
        return path, text

    def _path(self, source: str, text: str, before: str) -> str:
        shown = shortened(source, LONGEST_ADDRESS)
        shown += f" (“{text}”)" if text else ""
        words = " ".join(STAND_IN.sub("", before).split()[len(before) >= HEARD :])  # the first may be part of one
        self._near = f"; it stood behind “{words}”" if words else ""
        data = self.read(source)
        if data is None:
            return self._leave(shown, "it is not part of the file, and nothing is fetched")
        if len(data) > LARGEST:
            return self._leave(shown, f"it has {len(data):,} bytes")
        ready = _ready(data)
        if isinstance(ready, str):
            return self._leave(shown, ready)
        suffix, data = ready
        digest = sha256(data).hexdigest()
        if digest in self.pictures:
            return self.pictures[digest].path
        path = f"{FOLDER}/{self.stem}{_stem(source)}-{digest[:6]}.{suffix}"
        self.pictures[digest] = Picture(path, data)
        return path

    def _leave(self, source: str, why: str) -> str:
        message = f"the picture {source} is left out: {why}{self._near}"
        self._say("image-missing", message, "save it as PNG or SVG and put it in yourself, or do without")
        self.left.append((source, why))
        return ""

    def _say(self, code: str, message: str, hint: str) -> None:
        self.findings.append(Diagnostic(code, message, None, hint, WARNING))


def _stem(source: str) -> str:
    """What of a picture's own name may stand in a path."""
    name = "" if source.startswith("data:") else basename(unquote(source).split("?", 1)[0]).rpartition(".")[0]
    bare = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:40].strip("-")
    return f"-{bare}" if bare and not PLACEHOLDER.fullmatch(bare) and not re.fullmatch(r"[0-9a-f-]{16,}", bare) else ""


def _ready(data: bytes) -> tuple[str, bytes] | str:
    """A picture's suffix and bytes as editions can show it, or why they cannot."""
    if is_drawing(data):
        return "svg", data
    suffix, _ = kind(data)
    try:
        with _opened(data) as picture:
            width, height = picture.size
            if width * height > MOST_PIXELS:
                return f"it has {width:,} × {height:,} dots"
            if suffix:
                return suffix, data
            stream = io.BytesIO()
            (picture if picture.mode in PNG_MODES else picture.convert("RGB")).save(stream, "PNG")
            return "png", stream.getvalue()
    except Exception as error:  # noqa: BLE001  # Pillow's decoders raise what they like at a stranger's bytes
        name = next((name for start, end, mark, name in KINDS if data[start:end] == mark), "")
        return f"it is {name}, which editions cannot show" if name else f"it cannot be read ({type(error).__name__})"


def _opened(data: bytes):  # type: ignore[no-untyped-def]  # noqa: ANN202  # Pillow is imported late
    import warnings

    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a picture of many dots: they are counted here
        return Image.open(io.BytesIO(data))
