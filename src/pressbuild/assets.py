"""The pictures of a work: a manuscript and its document in, `Asset`s by source out. Reads files.

A picture must lie in the press folder after symbolic links are resolved, and must be what it says it is: an SVG that
could run a script or fetch something is refused.
"""

from pathlib import Path
from urllib.parse import unquote

from pressbuild.diagnostics import Diagnostic, Place, PressError, found
from pressbuild.document import Document
from pressbuild.edition import Asset, pictures
from pressbuild.manuscript import Manuscript
from pressbuild.press import inside, read_bytes

SIGNATURES = {
    b"\x89PNG\r\n\x1a\n": ("png", "image/png"),
    b"\xff\xd8\xff": ("jpg", "image/jpeg"),
    b"GIF8": ("gif", "image/gif"),
    b"RIFF": ("webp", "image/webp"),
}
SVG = "{http://www.w3.org/2000/svg}svg"
HARMLESS_REFERENCES = ("#", *(f"data:image/{kind};" for kind in ("png", "jpeg", "gif", "webp")))
ACTIVE = frozenset(
    """script foreignobject iframe object embed handler audio video set animate animatemotion
    animatetransform""".split()
)


def load_assets(manuscript: Manuscript, document: Document) -> tuple[dict[str, Asset], tuple[Diagnostic, ...]]:
    """Every picture of the document and the cover that the front matter names, and what is wrong with those that are
    left out."""
    sources = {image.source: image.place for image in pictures(document)}
    if document.front.cover:
        sources.setdefault(document.front.cover, manuscript.place("cover"))
    assets: dict[str, Asset] = {}
    findings: list[Diagnostic] = []
    for number, (source, place) in enumerate(sources.items(), start=1):
        try:
            assets[source] = _load(manuscript, source, place, number)
        except PressError as error:
            findings.extend(error.diagnostics)
    findings += [
        found("image-alt-missing", f"“{image.source}” has no alternative text", image.place, "![what it shows](…)")
        for image in pictures(document)
        if not image.alt
    ]
    return assets, tuple(findings)


def asset_path(manuscript: Manuscript, source: str, place: Place | None = None) -> Path:
    """Where the picture of this source lies. Raises `PressError` (`image-missing`, `image-outside`)."""
    if ":" in source.split("/", 1)[0] or source.startswith("//"):
        hint = "editions fetch nothing: save the picture in the press folder"
        raise PressError(found("image-outside", f"“{source}” is no file of this press", place, hint))
    path = inside(manuscript.press, manuscript.path.parent, unquote(source), place, "image-outside")
    if not path.is_file():
        raise PressError(found("image-missing", f"there is no picture “{source}”", place, _near(path)))
    return path


def _near(path: Path) -> str:
    from difflib import get_close_matches

    names = [file.name for file in path.parent.iterdir()] if path.parent.is_dir() else []
    near = get_close_matches(path.name, names, n=1)
    return f"did you mean {near[0]}?" if near else "its path is relative to the manuscript"


def _load(manuscript: Manuscript, source: str, place: Place | None, number: int) -> Asset:
    path = asset_path(manuscript, source, place)
    data = read_bytes(path)
    suffix, media_type = _kind(data)
    if suffix == "svg":
        _checked_svg(data, source, place)
    elif suffix:
        _checked_bitmap(data, source, place)
    else:
        hint = "pictures are SVG, PNG, JPEG, GIF or WebP"
        raise PressError(found("image-unreadable", f"“{source}” is no picture", place, hint))
    stem = "".join(c if c.isascii() and c.isalnum() else "-" for c in path.stem).strip("-").lower() or "picture"
    return Asset(f"{number:02d}-{stem}.{suffix}", data, media_type)


def _kind(data: bytes) -> tuple[str, str]:
    """Suffix and media type by the file's first bytes; its name proves nothing."""
    for signature, kind in SIGNATURES.items():
        if data.startswith(signature):
            return kind
    return ("svg", "image/svg+xml") if b"<svg" in data[:4096] else ("", "")


def _checked_bitmap(data: bytes, source: str, place: Place | None) -> None:
    from io import BytesIO

    from PIL import Image

    try:
        with Image.open(BytesIO(data)) as picture:
            picture.load()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise PressError(found("image-unreadable", f"“{source}” cannot be read: {error}", place)) from None


def _checked_svg(data: bytes, source: str, place: Place | None) -> None:
    """Refuses an SVG with active content or a reference to anything outside it."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise PressError(found("image-unreadable", f"“{source}” is no well-formed SVG: {error}", place)) from None
    if root.tag != SVG:
        raise PressError(found("image-unreadable", f"“{source}” is no SVG: it begins with <{root.tag}>", place))
    if root.getroottree().docinfo.internalDTD is not None or root.xpath(
        "boolean(//processing-instruction() | /processing-instruction())"
    ):
        hint = "remove the lines <!DOCTYPE …> and <?xml-stylesheet …?>"
        raise PressError(found("image-unreadable", f"“{source}” refers to what is outside it", place, hint))
    for element in root.iter(etree.Element):
        name = etree.QName(element).localname
        if name.lower() in ACTIVE or any(_active(str(key), str(value)) for key, value in element.attrib.items()):
            hint = "an SVG in an edition holds shapes only: no script, event handler or reference to another file"
            raise PressError(found("image-unreadable", f"“{source}” has active content in <{name}>", place, hint))
        if name == "style" and _fetches("".join(map(str, element.itertext()))):
            raise PressError(found("image-unreadable", f"“{source}” has a stylesheet that fetches", place))


def _active(key: str, value: str) -> bool:
    name = key.rpartition("}")[2].lower()
    if name in ("href", "src"):
        return not value.strip().startswith(HARMLESS_REFERENCES)
    return name.startswith("on") or _fetches(value)


def _fetches(css: str) -> bool:
    """Whether CSS names anything but a place in the same file; an escape could hide a name (CSS Syntax 4.3.7)."""
    lowered = "".join(css.split()).lower()
    outside = lowered.replace("url(#", "").replace("url('#", "").replace('url("#', "")
    return any(
        word in outside for word in ("url(", "src(", "image-set(", "@import", "javascript:", "expression(", "\\")
    )
