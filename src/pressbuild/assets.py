"""The pictures of a work: a manuscript and its document in, `Asset`s by source out. Reads files.

A picture must lie in the press folder after symbolic links are resolved, and must be what it says it is; `pictures`
takes out what its maker did not mean to publish.
"""

from pathlib import Path
from urllib.parse import unquote

from pressbuild.diagnostics import Diagnostic, Place, PressError, found
from pressbuild.document import Document
from pressbuild.edition import Asset, pictures
from pressbuild.manuscript import Manuscript
from pressbuild.pictures.bitmaps import bare, kind, personal
from pressbuild.pictures.drawings import is_drawing, silent, tells
from pressbuild.press import inside, read_bytes

SAVE = "open it in a picture program and save it anew"
COVERS = ("png", "jpg", "gif", "webp")  # what an EPUB may name as its cover; reading systems make thumbnails of it


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
    findings += _cover(manuscript, assets.get(document.front.cover))
    findings += [
        found("image-alt-missing", f"“{image.source}” has no alternative text", image.place, "![what it shows](…)")
        for image in pictures(document)
        if not image.alt
    ]
    return assets, tuple(findings)


def tales(manuscript: Manuscript, document: Document) -> tuple[Diagnostic, ...]:
    """A note for each picture whose file says who made it, where, or on whose machine; no edition does."""
    findings = []
    shown = {image.source: image.place for image in pictures(document)}
    cover = document.front.cover
    for source, place in (shown | ({cover: manuscript.place("cover")} if cover and cover not in shown else {})).items():
        try:
            data = read_bytes(asset_path(manuscript, source, place))
        except PressError:
            continue  # `load_assets` has said so
        if said := personal(data) or tells(data):
            message = f"the file “{source}” tells {', '.join(said)}; the editions leave that out"
            hint = "take it out of the file too before you hand the manuscript on"
            findings.append(found("privacy-picture", message, place, hint))
    return tuple(findings)


def _cover(manuscript: Manuscript, asset: Asset | None) -> tuple[Diagnostic, ...]:
    """An error where the cover that the front matter names is a drawing."""
    if asset is None or asset.name.endswith(COVERS):
        return ()
    hint = "save it as PNG or JPEG, best 1600 × 2560"
    return (found("image-unreadable", "a cover must be PNG, JPEG, GIF or WebP", manuscript.place("cover"), hint),)


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
    suffix, media_type, data = _picture(read_bytes(path), source, place)
    stem = "".join(c if c.isascii() and c.isalnum() else "-" for c in path.stem).strip("-").lower() or "picture"
    return Asset(f"{number:02d}-{stem}.{suffix}", data, media_type)


def _picture(data: bytes, source: str, place: Place | None) -> tuple[str, str, bytes]:
    """Suffix, media type and bytes of a picture without what its maker did not mean to publish."""
    suffix, media_type = kind(data)
    try:
        if suffix:
            return suffix, media_type, bare(data)
    except ValueError as error:
        raise PressError(found("image-unreadable", f"“{source}” cannot be read: {error}", place, SAVE)) from None
    if is_drawing(data):
        return "svg", "image/svg+xml", silent(data, source, place)
    hint = "pictures are SVG, PNG, JPEG, GIF or WebP"
    raise PressError(found("image-unreadable", f"“{source}” is no picture", place, hint))
