"""What the package document says of a work: an edition in, statements for `package` out; pure.

EPUB 3.3, 5.5 (metadata), EPUB Accessibility 1.1, 2 (discovery). No `dcterms:conformsTo`: that is for whoever has
evaluated the book to say.
"""

from collections.abc import Iterator

from pressbuild.binders.package import Said
from pressbuild.document import Front, Image
from pressbuild.edition import Edition
from pressbuild.tree import everything, walk

MARC = "marc:relators"
FEATURES = ("tableOfContents", "readingOrder", "structuralNavigation", "displayTransformability")
SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
FAMILY_FIRST = frozenset({"hu", "ja", "ko", "vi", "zh"})


def statements(edition: Edition, cover: str) -> Iterator[Said]:
    """All statements but identifier, title, language and time, which every package has; `cover` is the cover's id."""
    front = edition.document.front
    yield from _people(front, edition)
    rights = front.rights or front.licence
    plain = (
        ("dc:publisher", front.publisher),
        ("dc:date", front.date),
        ("dc:description", edition.description),
        ("dc:source", front.url),
        ("dc:rights", rights),
        *(("dc:subject", subject) for subject in front.subjects),
    )
    yield from (Said(name, value) for name, value in plain if value)
    if front.series:
        refined = (("collection-type", "series", ""),)
        yield Said("belongs-to-collection", front.series, "series", refined)
    yield from _access(edition)
    yield Said("cover", cover)


def _people(front: Front, edition: Edition) -> Iterator[Said]:
    """Creators with MARC's role and the form under which they are filed; those who helped, as contributors. Of an
    anthology the authors of its chapters are creators, and their translators helped."""
    parties = (("aut", edition.creators), ("trl", edition.translators), ("edt", front.editors))
    for role, names in parties:
        for number, name in enumerate(names, start=1):
            filed = name if name == front.publisher else file_as(name, front.lang)
            refined = (("role", role, MARC), ("file-as", filed, ""))
            yield Said("dc:creator" if role == "aut" else "dc:contributor", name, f"{role}-{number}", refined)
    yield from (Said("dc:contributor", name) for name in front.contributors)


def file_as(name: str, lang: str) -> str:
    """A name as catalogues file it, family name first: `Woolf, Virginia`; `King, Martin Luther, Jr`."""
    words = name.split()
    if "," in name or len(words) < 2 or lang.split("-", maxsplit=1)[0] in FAMILY_FIRST:
        return name
    suffix = words.pop() if words[-1].lower() in SUFFIXES and len(words) > 2 else ""
    given, family = " ".join(words[:-1]), words[-1]
    return ", ".join(filter(None, (family, given, suffix)))


def _access(edition: Edition) -> Iterator[Said]:
    """Schema.org's accessibility properties. A picture without words shuts out who cannot see it, and that is said."""
    pictures = [node for node in walk(everything(edition.document)) if isinstance(node, Image)]
    described = all(picture.alt for picture in pictures)
    modes = ("textual", "visual") if pictures else ("textual",)
    sufficient = ("textual",) if described else ("textual,visual",)
    features = (*FEATURES, *(["index"] if edition.index else []), *(["alternativeText"] if described else []))
    yield from (Said("schema:accessMode", mode) for mode in modes)
    yield from (Said("schema:accessModeSufficient", mode) for mode in sufficient)
    yield from (Said("schema:accessibilityFeature", feature) for feature in features)
    yield Said("schema:accessibilityHazard", "none")
    words = edition.words
    described_too = words.described if pictures and described else ""
    yield Said("schema:accessibilitySummary", " ".join(filter(None, (words.accessible, described_too))))
