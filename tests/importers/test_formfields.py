"""What word processors show and no text of theirs has: forms to fill in, content controls, the numbers of headings."""

import pytest

from tests.importers import odt
from tests.importers.desk import body, imported, proved
from tests.importers.test_word import W, p, t, word

SHOWN, ENDED = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>', '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def begun(instruction: str, data: str = "") -> str:
    said = f"<w:ffData>{data}</w:ffData>" if data else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{said}</w:fldChar></w:r>'
        f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    )


ENTRIES = '<w:listEntry w:val="rye"/><w:listEntry w:val="wheat"/>'
FORMS = {
    "a list, one chosen": (f'<w:ddList><w:result w:val="1"/>{ENTRIES}</w:ddList>', "", "wheat"),
    "a list, its usual one": (f'<w:ddList><w:default w:val="1"/>{ENTRIES}</w:ddList>', "", "wheat"),
    "a list, none chosen": (f"<w:ddList>{ENTRIES}</w:ddList>", "", "rye"),
    "a list that says so itself": (f'<w:ddList><w:result w:val="1"/>{ENTRIES}</w:ddList>', t("oats"), "oats"),
    "a list that has no such entry": (f'<w:ddList><w:result w:val="7"/>{ENTRIES}</w:ddList>', "", ""),
    "a ticked box": ("<w:checkBox><w:checked/></w:checkBox>", "", "☒"),
    "a box that is ticked as a rule": ('<w:checkBox><w:default w:val="1"/></w:checkBox>', "", "☒"),
    "an empty box": ('<w:checkBox><w:default w:val="1"/><w:checked w:val="0"/></w:checkBox>', "", "☐"),
    "a text": ("<w:textInput/>", t("spelt"), "spelt"),
}


@pytest.mark.parametrize(("data", "result", "shown"), FORMS.values(), ids=FORMS)
def test_forms_show_what_word_shows(data: str, result: str, shown: str) -> None:
    field = begun(" FORM ", data) + SHOWN + result + ENDED
    made = imported(word(p(t("It is ") + field + t(" bread."))), "essay.docx")
    assert " ".join(body(made).split()) == " ".join(f"It is {shown} bread.".split())
    proved(made)


CONTROLS = {
    "a list": "<w:sdt><w:sdtPr><w:dropDownList/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
    "a date": "<w:sdt><w:sdtPr><w:date/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
    "one in another": "<w:sdt><w:sdtContent><w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt></w:sdtContent></w:sdt>",
    "a simple field": '<w:fldSimple w:instr=" REF x ">{}</w:fldSimple>',
    "a field": begun(" PAGEREF x ") + SHOWN + "{}" + ENDED,
}


@pytest.mark.parametrize("control", CONTROLS.values(), ids=CONTROLS)
def test_controls_and_fields_keep_their_text(control: str) -> None:
    made = imported(word(p(t("It is ") + control.format(t("4 May 2020")) + t(" now."))), "essay.docx")
    assert body(made) == "It is 4 May 2020 now.\n"
    proved(made)


def test_what_a_field_within_an_instruction_shows_is_no_text() -> None:
    inner = begun(" PAGE ") + SHOWN + t("7") + ENDED
    outer = begun(" IF ") + inner + "<w:r><w:instrText> = 7 </w:instrText></w:r>" + SHOWN + t("a loaf") + ENDED
    made = imported(word(p(t("It is ") + outer + t(".")) + p(t("So."))), "essay.docx")
    assert body(made) == "It is a loaf.\n\nSo.\n"
    proved(made)


# --- the numbers of headings ---------------------------------------------------------------------------------------

LEVELS = "".join(
    f'<w:lvl w:ilvl="{n}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
    for n, (start, form, text) in enumerate(((1, "decimal", "%1"), (1, "decimal", "%1.%2"), (3, "upperRoman", "§ %3")))
)
NUMBERING = f"""<w:numbering {W}><w:abstractNum w:abstractNumId="5">{LEVELS}</w:abstractNum>
    <w:num w:numId="2"><w:abstractNumId w:val="5"/></w:num></w:numbering>"""


def numbered(text: str, level: int, style: str = "Heading1", numbering: int = 2) -> str:
    said = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{numbering}"/></w:numPr>'
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{said}</w:pPr>{t(text)}</w:p>'


def test_numbers_that_word_sets_before_headings_are_said_with_their_words() -> None:
    heads = ((0, "Oven"), (1, "Door"), (1, "Stone"), (2, "Heat"), (0, "Flour"), (1, "Rye"))
    content = "".join(numbered(text, level) + p(t("It rose.")) for level, text in heads)
    made = imported(word(content, numbering=NUMBERING), "essay.docx")
    (said,) = [finding.message for finding in made.findings if "numbers" in finding.message]
    assert "6 headings, “1 Oven”, “1.1 Door”, “1.2 Stone” …" in said
    assert "1.1" not in made.markdown
    proved(made)


def test_headings_without_numbers_and_lists_are_no_loss() -> None:
    content = numbered("Oven", 0, numbering=0) + numbered("an item", 0, style="Normal") + p(t("Flour"), "Heading1")
    made = imported(word(content, numbering=NUMBERING), "essay.docx")
    assert not any("numbers" in finding.message for finding in made.findings)


OUTLINE = "".join(
    f'<text:outline-level-style text:level="{n}" style:num-format="{form}" {more}/>'
    for n, form, more in ((1, "I", 'style:num-suffix="."'), (2, "a", 'text:display-levels="2"'), (3, "", ""))
)
HEADS = odt.h("Oven") + odt.p("It rose.") + odt.h("Door", 2) + odt.p("It fell.") + odt.h("Hinge", 3) + odt.p("So.")


def outlined(content: str, style: str) -> bytes:
    styles = f"""<office:document-styles {odt.NAMES}><office:styles>{odt.STYLES}{style}</office:styles>
        <office:master-styles/></office:document-styles>"""
    return odt.odt(content, more={"styles.xml": styles.encode()})


def test_numbers_that_libreoffice_sets_before_headings_are_said() -> None:
    style = f"<text:outline-style>{OUTLINE}</text:outline-style>"
    made = imported(outlined(HEADS, style), "essay.odt")
    (said,) = [finding.message for finding in made.findings if "numbers" in finding.message]
    assert "2 headings, “I. Oven”, “I.a Door”:" in said
    assert not any("numbers" in finding.message for finding in imported(odt.odt(HEADS), "essay.odt").findings)
    proved(made)


def test_headings_that_are_items_of_a_list_are_headings() -> None:
    style = """<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1"
        style:num-suffix="."/></text:list-style>"""
    item = '<text:list text:style-name="L1"><text:list-item>{}</text:list-item></text:list>'
    content = item.format(odt.h("Oven")) + odt.p("It rose.") + item.format(odt.h("Door")) + odt.p("It fell.")
    made = imported(outlined(content, style), "essay.odt")
    assert body(made) == "# Oven\n\nIt rose.\n\n# Door\n\nIt fell.\n"
    assert any("“1. Oven”, “2. Door”" in finding.message for finding in made.findings)
    proved(made)


def test_paragraphs_of_a_heading_s_style_that_a_list_numbers_are_headings() -> None:
    """As LibreOffice writes what a Word file has numbered, with a style of its own for each."""
    style = """<style:style style:name="Heading_20_1" style:family="paragraph"/>
        <style:style style:name="Heading_20_2" style:family="paragraph"/>
        <style:style style:name="P1" style:family="paragraph" style:parent-style-name="Heading_20_1"/>
        <style:style style:name="P2" style:family="paragraph" style:parent-style-name="Heading_20_2"/>
        <text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1"
        style:num-suffix="."/><text:list-level-style-number text:level="2" style:num-format="1"
        text:display-levels="2"/></text:list-style>"""
    item = '<text:list text:style-name="L1"><text:list-item>{}</text:list-item></text:list>'
    bread = item.format(odt.p("Rye")) + item.format(item.format(odt.p("Oats")))
    content = item.format(odt.p("Oven", "P1")) + odt.p("It rose.")
    content += item.format(item.format(odt.p("Door", "P2"))) + odt.p("It fell.")
    made = imported(outlined(content + item.format(odt.p("Flour", "P1")) + bread, style), "essay.odt")
    assert body(made).startswith("# Oven\n\nIt rose.\n\n## Door\n\nIt fell.\n\n# Flour\n\n1. Rye\n")
    assert any("“1. Oven”, “1.1 Door”, “2. Flour”" in finding.message for finding in made.findings)
    proved(made)
    table = f"<table:table><table:table-row><table:table-cell>{item.format(odt.p('Oven', 'P1'))}</table:table-cell>"
    table += "</table:table-row></table:table>"
    assert "#" not in body(imported(outlined(odt.p("It rose.") + table, style), "essay.odt"))


LOEXT = 'xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
FIELD = 'xmlns:field="urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0"'


def mark(kind: str, **said: str) -> str:
    each = ((name, value) for name, values in said.items() for value in values.split())
    params = "".join(f'<field:param field:name="{name}" field:value="{value}"/>' for name, value in each)
    return f'<field:fieldmark {FIELD} field:type="vnd.oasis.opendocument.field.{kind}">{params}</field:fieldmark>'


LIST = {"Dropdown_ListEntry": "oats rye"}
RUBY = "<text:ruby-base>rye</text:ruby-base><text:ruby-text>x</text:ruby-text>"
FIELDS = {
    "a content control": (f'<loext:content-control {LOEXT} loext:dropdown="true">rye</loext:content-control>', "rye"),
    "a list": ('<text:drop-down><text:label text:value="oats"/>rye</text:drop-down>', "rye"),
    "a form's list": (mark("FORMDROPDOWN", **LIST, Dropdown_Selected="1"), "rye"),
    "a form's list, none chosen": (mark("FORMDROPDOWN", **LIST), "oats"),
    "a form's ticked box": (mark("FORMCHECKBOX", Checkbox_Checked="true"), "☒"),
    "a form's empty box": (mark("FORMCHECKBOX"), "☐"),
    "a date": ("<text:date>4 May 2020</text:date>", "4 May 2020"),
    "metadata": ("<text:meta>rye</text:meta>", "rye"),
    "a reading": (f"<text:ruby>{RUBY}</text:ruby>", "rye"),
    "hidden words": ('<text:hidden-text text:is-hidden="true">no</text:hidden-text>', ""),
    "a variable that is not shown": ('<text:variable-set text:display="none">no</text:variable-set>', ""),
}


@pytest.mark.parametrize(("field", "shown"), FIELDS.values(), ids=FIELDS)
def test_libreoffices_fields_show_what_it_shows(field: str, shown: str) -> None:
    made = odt.read(odt.p(f"It is {field} bread."))
    assert " ".join(body(made).split()) == " ".join(f"It is {shown} bread.".split())
    proved(made)
