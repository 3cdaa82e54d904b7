"""What programs write where nobody has named a work or its author: front matter in, the same without it out. Pure.

LibreOffice exports “- no title specified”, “Unknown Title” and “Unknown Author”, Calibre “Unknown”, Dreamweaver
“Untitled Document”, FrontPage “New Page 1”, Word and its printer drivers a document's own number or file.
"""

import re

from msgspec.structs import replace

from pressbuild.document import Front
from pressbuild.tree import plain

PLACEHOLDER = re.compile(
    r"[-–\s]*no title( specified)?|unknown( (title|author|creator))?|unbekannt(er autor)?|(auteur )?inconnu"
    r"|untitled( (document|page))?([ -]?\d+)?|unbenannt(es dokument)?|sans titre|sin título"
    r"|(new page|document|dokument) ?\d+|(microsoft )?word - .*|[\w-]+\.(docx?|odt|rtf|html?|pdf)",
    re.IGNORECASE,
)


def is_placeholder(name: str) -> bool:
    return PLACEHOLDER.fullmatch(" ".join(name.split())) is not None


def named(front: Front) -> Front:
    """What a file says of a work, without placeholders."""
    authors = tuple(author for author in front.authors if not is_placeholder(author))
    return replace(front, title=() if is_placeholder(plain(front.title)) else front.title, authors=authors)
