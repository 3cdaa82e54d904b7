"""What a web page says of itself to machines: an edition in, Open Graph properties and linked data out; pure."""

import json
from collections.abc import Iterator, Mapping, Sequence

from pressbuild.binders import imprint
from pressbuild.edition import Edition


def graph(edition: Edition, title: str, address: str) -> Iterator[tuple[str, str]]:
    """The page's Open Graph properties (ogp.me)."""
    front = edition.document.front
    yield "og:type", "book" if edition.is_book else "article"
    yield "og:title", title
    optional = {
        "og:description": edition.description,
        "og:url": address,
        "og:site_name": front.publisher,
        "article:published_time": front.date,
    }
    yield from ((name, value) for name, value in optional.items() if value)
    yield "og:locale", edition.lang.replace("-", "_")
    yield from (("article:author", author) for author in front.authors)


def linked_data(edition: Edition) -> str:
    """The work as schema.org's Article in JSON-LD. `<`, `>` and `&` are escaped: a title may hold `</script>`."""
    front = edition.document.front
    known = {
        "@context": "https://schema.org",
        "@type": "Book" if edition.is_book else "Article",
        "name" if edition.is_book else "headline": edition.full_title,
        "description": edition.description,
        "author": [_party(name, front.publisher) for name in edition.creators],
        "translator": [_party(name, front.publisher) for name in edition.translators],
        "editor": [_party(name, front.publisher) for name in front.editors],
        "publisher": {"@type": "Organization", "name": front.publisher} if front.publisher else None,
        "datePublished": front.date,
        "inLanguage": edition.lang,
        "keywords": list(front.subjects),
        "license": imprint.licence_url(front.licence),
        "url": front.url,
        "identifier": edition.identifier("html"),
        "wordCount": edition.word_count,
        "isAccessibleForFree": True,
    }
    return _as_json(known)


def chapter_data(edition: Edition, name: str, authors: Sequence[str]) -> str:
    """A chapter of a book as schema.org's Chapter in JSON-LD; `authors` are its own, or empty: the book's are."""
    publisher = edition.document.front.publisher
    return _as_json(
        {
            "@context": "https://schema.org",
            "@type": "Chapter",
            "name": name,
            "author": [_party(author, publisher) for author in authors or edition.creators],
            "inLanguage": edition.lang,
            "isPartOf": {"@type": "Book", "name": edition.full_title, "identifier": edition.identifier("html")},
        }
    )


def _as_json(known: Mapping[str, object]) -> str:
    """Linked data as text, without what is empty."""
    text = json.dumps({key: value for key, value in known.items() if value}, ensure_ascii=False)
    return text.translate({ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})


def _party(name: str, publisher: str) -> dict[str, str]:
    return {"@type": "Organization" if name == publisher else "Person", "name": name}
