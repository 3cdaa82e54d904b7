"""LibreOffice's texts by hand for the importers' tests: markup in, the bytes of an .odt out."""

from pressbuild.importers import Imported
from tests.importers.desk import imported, zipped

SPACES = {
    "office": "office",
    "text": "text",
    "style": "style",
    "table": "table",
    "draw": "drawing",
    "svg": "svg-compatible",
    "fo": "xsl-fo-compatible",
    "meta": "meta",
}
NAMES = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{what}:1.0"' for name, what in SPACES.items())
NAMES += ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
STYLES = "".join(
    f'<style:style style:name="{name}" style:family="paragraph"/>'
    for name in ("Standard", "Title", "Subtitle", "Author", "Quotations", "Footnote")
) + "".join(
    f'<style:style style:name="{name}" style:family="text"><style:text-properties {said}/></style:style>'
    for name, said in (
        ("Small", 'fo:font-variant="small-caps"'),
        ("Secret", 'text:display="none"'),
        ("Raised", 'style:text-position="super 58%"'),
        ("Slanted", 'fo:font-style="italic"'),
    )
)


def p(text: str, style: str = "Standard") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def h(text: str, level: int = 1) -> str:
    return f'<text:h text:style-name="Heading_20_{level}" text:outline-level="{level}">{text}</text:h>'


def span(text: str, style: str) -> str:
    return f'<text:span text:style-name="{style}">{text}</text:span>'


def note(number: int, text: str) -> str:
    cited = f"<text:note-citation>{number}</text:note-citation><text:note-body>{p(text, 'Footnote')}</text:note-body>"
    return f'<text:note text:id="ftn{number}" text:note-class="footnote">{cited}</text:note>'


def deleted(name: str, content: str) -> str:
    """A region of what somebody has deleted."""
    return _region(name, f"<text:deletion>{WHO}{content}</text:deletion>")


def inserted(name: str) -> str:
    return _region(name, f"<text:insertion>{WHO}</text:insertion>")


WHO = "<office:change-info><dc:creator>Ed</dc:creator><dc:date>2026-01-02T00:00:00</dc:date></office:change-info>"


def _region(name: str, what: str) -> str:
    return f'<text:changed-region text:id="{name}">{what}</text:changed-region>'


def odt(
    paragraphs: str, changes: str = "", masters: str = "", title: str = "", more: dict[str, bytes] | None = None
) -> bytes:
    tracked = f"<text:tracked-changes>{changes}</text:tracked-changes>" if changes else ""
    members: dict[str, str | bytes] = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"""<office:document-content {NAMES}><office:body><office:text>{tracked}{paragraphs}
            </office:text></office:body></office:document-content>""",
        "styles.xml": f"""<office:document-styles {NAMES}><office:styles>{STYLES}</office:styles>
            <office:master-styles>{masters}</office:master-styles></office:document-styles>""",
        "meta.xml": f"""<office:document-meta {NAMES}><office:meta><dc:title>{title}</dc:title></office:meta>
            </office:document-meta>""",
    }
    return zipped(members | (more or {}))


def read(paragraphs: str, changes: str = "", masters: str = "", title: str = "") -> Imported:
    return imported(odt(paragraphs, changes, masters, title), "essay.odt")
