"""Pictures of every format in word processors' files: kept, turned into PNG, or left out and said with their place."""

import io

import pytest
from PIL import Image

from pressbuild.importers import Imported
from tests.importers import odt
from tests.importers.desk import body, imported, proved, zipped
from tests.importers.test_word import MORE, OFFICE, PARTS, RELATIONS, STYLES, TYPES, W, drawing, p, t


def bitmap(kind: str, mode: str = "RGB") -> bytes:
    stream = io.BytesIO()
    Image.new(mode, (8, 8)).save(stream, kind)
    return stream.getvalue()


KEPT = {
    "oven.svg": b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>',
    "oven.webp": bitmap("WEBP"),
    "oven.gif": bitmap("GIF"),
    "oven.jpg": bitmap("JPEG"),
}
TURNED = {"oven.tiff": bitmap("TIFF"), "oven.bmp": bitmap("BMP"), "ink.tif": bitmap("TIFF", "CMYK")}
LEFT = {
    "oven.emf": (b"\1\0\0\0\x6c\0\0\0" + bytes(32) + b" EMF" + bytes(60), "it is an EMF drawing"),
    "oven.wmf": (b"\xd7\xcd\xc6\x9a" + bytes(40), "it is a WMF drawing"),
    "oven.heic": (b"\0\0\0\x18ftypheic" + bytes(60), "it is a HEIC or AVIF picture"),
    "oven.pdf": (b"%PDF-1.4 x", "it is a PDF"),
    "oven.xyz": (b"nothing", "it cannot be read (UnidentifiedImageError)"),
}


def word(name: str, data: bytes, shape: str = "") -> Imported:
    picture, relations = drawing(f"media/{name}")
    content = f"{p(t('Here it stands.'))}{shape or picture}"
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELATIONS,
        "word/_rels/document.xml.rels": relations,
        "word/styles.xml": STYLES,
        "word/document.xml": f"<w:document {W} {MORE}><w:body>{content}</w:body></w:document>",
        f"word/media/{name}": data,
    }
    return imported(zipped(members), "essay.docx")


def libreoffice(name: str, data: bytes) -> Imported:
    frame = f'<draw:frame><draw:image xlink:href="Pictures/{name}"/><svg:desc>An oven</svg:desc></draw:frame>'
    return imported(odt.odt(odt.p("Here it stands.") + odt.p(frame), more={f"Pictures/{name}": data}), "essay.odt")


BOTH = pytest.mark.parametrize("written", [word, libreoffice])


@BOTH
@pytest.mark.parametrize("name", [*KEPT, *TURNED])
def test_pictures_that_can_be_shown(written: object, name: str) -> None:
    assert callable(written)
    result = written(name, (KEPT | TURNED)[name])
    [picture] = result.pictures
    assert picture.path.endswith(name.rpartition(".")[2] if name in KEPT else "png")
    assert f"![An oven]({picture.path})" in body(result)
    if name in TURNED:
        assert picture.data.startswith(b"\x89PNG")
    proved(result)


@BOTH
@pytest.mark.parametrize("name", LEFT)
def test_pictures_that_cannot_are_said_with_their_place(written: object, name: str) -> None:
    assert callable(written)
    data, why = LEFT[name]
    result = written(name, data)
    [message] = [d.message for d in result.findings if d.code == "image-missing"]
    assert f"{name} (“An oven”) is left out: {why}" in message
    assert message.endswith("; it stood behind “Here it stands.”")
    assert [left["why"].partition(",")[0] for left in result.report["pictures_left_out"]] == [why]
    assert body(result) == "Here it stands.\n"


def graphic(inside: str) -> str:
    space = "http://schemas.openxmlformats.org/drawingml/2006"
    return f"""<w:p>{t("See this.")}<w:r><w:drawing><wp:inline xmlns:wp="{space}/wordprocessingDrawing"><wp:docPr id="1"
        name="x" descr="Bread by year"/><a:graphic xmlns:a="{space}/main"><a:graphicData>{inside}</a:graphicData>
        </a:graphic></wp:inline></w:drawing></w:r></w:p>"""


def test_charts_smart_art_and_linked_pictures_are_said_and_their_words_listed() -> None:
    space = "http://schemas.openxmlformats.org/drawingml/2006"
    chart = graphic(f'<c:chart xmlns:c="{space}/chart" r:id="c1"/>')
    art = graphic(f'<d:relIds xmlns:d="{space}/diagram" r:dm="d1"/>')
    linked = graphic('<a:blip r:link="far"/>')
    path = '<w:p><w:r><w:pict><v:shape><v:textpath string="DRAFT"/></v:shape></w:pict></w:r></w:p>'
    relations = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/x" Target="{target}"/>'
        for name, target in (("c1", "charts/c.xml"), ("d1", "diagrams/d.xml"), ("far", "https://example.org/a.png"))
    )
    words = f'<x xmlns:a="{space}/main"><a:t>Flour</a:t><a:t>1901</a:t></x>'
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELATIONS,
        "word/_rels/document.xml.rels": PARTS.replace("</Relationships>", f"{relations}</Relationships>"),
        "word/document.xml": f"<w:document {W} {MORE}><w:body>{chart}{art}{linked}{path}</w:body></w:document>",
        "word/charts/c.xml": words,
        "word/diagrams/d.xml": words.replace("Flour", "Salt"),
    }
    result = imported(zipped(members), "essay.docx")
    assert [d.message for d in result.findings if d.code == "image-missing"] == [
        "left out: a chart (“Bread by year”); it stood in “See this.”",
        "left out: a SmartArt drawing (“Bread by year”); it stood in “See this.”",
        "left out: a picture that lies at https://example.org/a.png (“Bread by year”); it stood in “See this.”",
        "left out: WordArt (“DRAFT”)",
    ]
    assert [left["text"] for left in result.report["words"]["left_out"]] == ["Flour 1901", "Salt 1901", "DRAFT"]
    proved(result)
