"""Word files made by hand: what Word writes and pandoc alone would lose."""

import pytest

from pressbuild.diagnostics import PressError
from pressbuild.importers import Imported
from tests.desk import PNG
from tests.importers.desk import body, imported, proved, zipped

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MORE = """xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"
    xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
    xmlns:v="urn:schemas-microsoft-com:vml"
    xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" """
TYPES = """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml"
ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = f"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>"""
PARTS = f"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="n1" Type="{OFFICE}/footnotes" Target="footnotes.xml"/>
<Relationship Id="n2" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>"""
STYLES = f"""<w:styles {W}>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Titel2"><w:name w:val="My grand title"/><w:basedOn w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Verse"><w:name w:val="Verse"/></w:style>
<w:style w:type="paragraph" w:styleId="Quote"><w:name w:val="Quote"/></w:style>
<w:style w:type="paragraph" w:styleId="Caption"><w:name w:val="caption"/></w:style>
<w:style w:type="paragraph" w:styleId="Date"><w:name w:val="Date"/></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style></w:styles>"""


def p(text: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{text}</w:p>"


def t(text: str, properties: str = "") -> str:
    said = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{said}<w:t xml:space="preserve">{text}</w:t></w:r>'


def call(number: int) -> str:
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def word(paragraphs: str, notes: str = "", **more: str) -> bytes:
    members = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELATIONS,
        "word/_rels/document.xml.rels": PARTS,
        "word/styles.xml": STYLES,
        "word/document.xml": f"<w:document {W} {MORE}><w:body>{paragraphs}</w:body></w:document>",
        "word/footnotes.xml": f"<w:footnotes {W} {MORE}>{notes}</w:footnotes>",
    }
    return zipped(members | {f"word/{name}.xml": text for name, text in more.items()})


def note(number: int, text: str) -> str:
    return f'<w:footnote w:id="{number}">{p(t(text))}</w:footnote>'


def read(paragraphs: str, notes: str = "", **more: str) -> Imported:
    return imported(word(paragraphs, notes, **more), "essay.docx")


def test_title_page_by_styles_and_by_what_they_are_based_on() -> None:
    result = read(p(t("Bread"), "Titel2") + p(t("24 November 2026"), "Date") + p(t("The text.")))
    assert result.markdown == "---\ntitle: Bread\ndate: 2026-11-24\n---\n\nThe text.\n"
    proved(result)


def test_a_title_below_text_is_a_heading() -> None:
    assert body(read(p(t("The text.")) + p(t("Part two"), "Title"))) == "The text.\n\n# Part two\n"


def test_verse_is_one_poem_and_quotations_are_one() -> None:
    result = read(p(t("One"), "Verse") + p(t("two"), "Verse") + p(t("A."), "Quote") + p(t("B."), "Quote"))
    assert body(result) == "::: verse\nOne\ntwo\n:::\n\n> A.\n>\n> B.\n"
    proved(result)


def test_a_note_within_a_note_is_called_behind_it() -> None:
    notes = f'<w:footnote w:id="1">{p(t("Outer") + call(2) + t(" ends."))}</w:footnote>{note(2, "Inner.")}'
    result = read(p(t("It rose.") + call(1)), notes)
    assert body(result) == "It rose.[^1][^2]\n\n[^1]: Outer ends.\n\n[^2]: Inner.\n"
    assert [finding.code for finding in result.findings if finding.code == "note-nested"]
    collation = proved(result)
    assert (collation.notes_in, collation.notes_out) == (2, 2)


def field(instruction: str, shown: str, properties: str = "") -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{instruction}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{t(shown, properties)}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def test_a_note_is_called_once_more_by_a_raised_cross_reference() -> None:
    marked = f'<w:bookmarkStart w:id="7" w:name="_Ref9"/>{call(1)}<w:bookmarkEnd w:id="7"/>'
    again = field(" NOTEREF _Ref9 \\f \\h ", "1") + t(", see ") + field(" NOTEREF _Ref9 \\h ", "1")
    result = read(p(t("It rose.") + marked + t(" Again.") + again), note(1, "So."))
    assert body(result) == "It rose.[^1] Again.[^1], see 1\n\n[^1]: So.\n"
    assert len(result.report["notes"]) == 2
    proved(result)


def test_changes_hidden_words_formulas_and_contents() -> None:
    gone = '<w:del w:author="Ben"><w:r><w:delText>old</w:delText></w:r></w:del>'
    come = f'<w:ins w:author="Ben">{t("new")}</w:ins>'
    moved = f'<w:moveFrom w:author="Ben">{t("moved")}</w:moveFrom>'
    formula = (
        "<m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f></m:oMath>"
    )
    hidden = t("secret", "<w:vanish/>")
    result = read(p(t("Contents 3"), "TOC1") + p(t("A ") + gone + come + moved + t(" x ") + hidden + formula))
    assert body(result) == "A new x ab\n"
    assert [left["text"] for left in result.report["words"]["left_out"]] == ["old", "secret", "Contents 3"]
    said = " ".join(finding.message for finding in result.findings)
    assert all(word in said for word in ("“old”", "“new”", "“moved”", "formula “ab”"))
    proved(result)


def test_a_text_box_is_read_once_and_stands_behind_its_paragraph() -> None:
    box = f"<w:txbxContent>{p(t('In the box.'))}</w:txbxContent>"
    both = f"""<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing>
        </mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"""
    result = read(p(t("Before, ") + both + t("after.")))
    assert body(result) == "Before, after.\n\nIn the box.\n"
    proved(result)


def test_a_caption_belongs_to_its_table() -> None:
    cell = f"<w:tc>{p(t('5'))}</w:tc>"
    table = f"<w:tbl><w:tblGrid><w:gridCol/></w:tblGrid><w:tr>{cell}</w:tr></w:tbl>"
    result = read(p(t("Flour"), "Caption") + table + p(t("Alone"), "Caption"))
    assert body(result) == '::: {.table caption="Flour"}\n| |\n|---|\n| 5 |\n:::\n\nAlone\n'
    proved(result)


def test_words_that_look_like_markup_stay_words() -> None:
    result = read(p(t("1. *so* [^1] &lt;b&gt; #x \ue0f0note:1\ue0f1 it's “q” 'r'")))
    assert body(result) == "1\\. \\*so\\* \\[\\^1] \\<b> #x note:1 it's “q” 'r'\n"
    proved(result)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"PK\x03\x04 no zip", "it is no zip file"),
        (zipped({"a.txt": "b"}), "there is no Word document in it"),
        (word("<w:p>"), "is no well-formed XML"),
        (zipped({"word/document.xml": '<!DOCTYPE d [<!ENTITY a "b">]><d>&a;</d>'}), "declares entities of its own"),
        (
            zipped({"word/document.xml": '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><d>&a;</d>'}),
            "declares entities of its own",
        ),
        (zipped({"word/document.xml": "<d/>", "word/media/bomb.png": bytes(40_000_000)}), "would unpack to 40,000,004"),
    ],
)
def test_hostile_files_are_refused_with_a_sentence(data: bytes, why: str) -> None:
    with pytest.raises(PressError, match=why):
        imported(data, "essay.docx")


def drawing(target: str) -> tuple[str, str]:
    """A paragraph with a picture, and the relations that name it."""
    shape = """<w:p><w:r><w:drawing><wp:inline
        xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><wp:docPr id="1"
        name="Picture 1"
        descr="An oven"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData
        uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic
        xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill><a:blip
        r:embed="i1"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"""
    relation = f'<Relationship Id="i1" Type="{OFFICE}/image" Target="{target}"/></Relationships>'
    return shape, PARTS.replace("</Relationships>", relation)


@pytest.mark.parametrize("target", ["media/../../../etc/oven.png", "media/oven.png"])
def test_a_picture_s_own_name_is_never_a_path(target: str) -> None:
    shape, relations = drawing(target)
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELATIONS,
        "word/_rels/document.xml.rels": relations,
        "word/document.xml": f"<w:document {W} {MORE}><w:body>{p(t('Text.'))}{shape}</w:body></w:document>",
        f"word/{target}": PNG,
    }
    result = imported(zipped(members), "essay.docx")
    assert all(picture.path.startswith("images/essay-") and ".." not in picture.path for picture in result.pictures)
    if target == "media/oven.png":
        assert "![An oven](images/essay-oven-" in body(result)


def said(result: Imported, code: str) -> list[str]:
    return [str(finding.message) for finding in result.findings if finding.code == code]


def test_a_note_that_nothing_calls_is_listed_as_left_out_and_counted() -> None:
    notes = note(1, "So.") + note(2, "Nobody asked.") + f'<w:footnote w:id="0" w:type="separator">{p("")}</w:footnote>'
    result = read(p(t("It rose.") + call(1)), notes)
    assert said(result, "note-orphan") == ["left out, it is a note that nothing calls: “Nobody asked.”"]
    assert body(result) == "It rose.[^1]\n\n[^1]: So.\n"
    assert [left["text"] for left in result.report["words"]["left_out"]] == ["Nobody asked."]
    proved(result)


def test_a_mark_without_a_note_calls_nothing() -> None:
    notes = f'<w:footnote w:id="1">{p(t("So") + call(9) + t("."))}</w:footnote>'
    result = read(p(t("It") + call(7) + t(" rose.") + call(1)), notes)
    assert body(result) == "It rose.[^1]\n\n[^1]: So.\n"
    assert [message.partition(" calls")[0] for message in said(result, "note-missing")] == [
        "a mark in “It rose.”",
        "a mark in “So.”",
    ]
    proved(result)


def test_a_document_within_the_document_is_an_error() -> None:
    result = read(p(t("It rose.")) + '<w:altChunk xmlns:q="urn:q" q:id="r9"/>')
    assert [message[:40] for message in said(result, "fidelity")] == ["a document that was put into this one (w"]


def test_a_document_of_a_master_document_is_an_error() -> None:
    result = read(p(t("It rose.")) + '<w:subDoc xmlns:q="urn:q" q:id="r9"/>')
    assert [message[:58] for message in said(result, "fidelity")] == [
        "a document that was put into this one (w:subDoc) is not re"
    ]


def test_the_deletion_of_a_mark_takes_its_note_along() -> None:
    gone = f'<w:del w:id="3" w:author="Ed">{call(1)}</w:del>'
    result = read(p(t("It rose") + gone + t(" again.")), note(1, "So they said."))
    assert body(result) == "It rose again.\n"
    assert said(result, "note-orphan") == ["left out, it is a note whose mark Ed deleted: “So they said.”"]
    proved(result)


def test_the_deletion_of_a_paragraphs_end_joins_two() -> None:
    gone = '<w:pPr><w:rPr><w:del w:id="3" w:author="Ed"/></w:rPr></w:pPr>'
    result = read(f"<w:p>{gone}{t('It rose')}</w:p>" + p(t("and fell."), "Quote") + p(t("So.")))
    assert body(result) == "> It rose and fell.\n\nSo.\n"
    assert "Ed deleted the end of a paragraph, which goes on now: “It rose”" in said(result, "assumed")
    proved(result)


def test_what_is_deleted_in_a_note_is_said() -> None:
    gone = '<w:del w:id="3" w:author="Ed"><w:r><w:delText>not </w:delText></w:r></w:del>'
    result = read(p(t("It rose.") + call(1)), f'<w:footnote w:id="1">{p(t("So ") + gone + t("it is."))}</w:footnote>')
    assert "deleted by Ed and left out: “not”" in said(result, "assumed")
    assert [left["text"] for left in result.report["words"]["left_out"]] == ["not"]
    proved(result)


def test_tabs_breaks_and_hyphens_of_all_kinds() -> None:
    between = [f"<w:r><w:{name}/></w:r>" for name in ("tab", "ptab", "cr", "softHyphen", "noBreakHyphen")]
    result = read(p("".join(t(word) + gap for word, gap in zip("abcde", between, strict=True)) + t("f")))
    assert body(result) == "a b c\\\nde\u2011f\n"
    assert proved(result).findings == ()
