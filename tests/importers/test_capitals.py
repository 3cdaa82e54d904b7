"""All capitals as a format: words that the author sees so are written so; whole paragraphs stay, and are said."""

import pytest

from pressbuild.importers import Imported
from pressbuild.importers.documents.capitals import in_capitals
from pressbuild.importers.documents.standins import stand_in
from tests.importers import odt, test_word
from tests.importers.desk import body, imported, proved
from tests.importers.test_epubbook import read as read_epub
from tests.importers.test_word import W, call, p, t

CAPS = "<w:caps/>"
WORD = f"""<w:styles {W}>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:rPr><w:caps/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Loud"><w:name w:val="Loud"/><w:rPr><w:caps/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Louder"><w:name w:val="Louder"/><w:basedOn w:val="Loud"/></w:style>
<w:style w:type="character" w:styleId="Short"><w:name w:val="Short"/><w:rPr><w:caps w:val="1"/></w:rPr></w:style>
</w:styles>"""
SHORT = '<w:rStyle w:val="Short"/>'
ODT = '<style:style style:name="{}" style:family="{}"><style:text-properties fo:text-transform="{}"/></style:style>'
CSS = ".caps { text-transform: uppercase }"
LONG = "Bread rose in the oven of the mill before it was light, and the bakers of the street were up to see it. "


def written(result: Imported) -> list[str]:
    return [str(one.message) for one in result.findings if "in capitals" in one.message]


def read(paragraphs: str, notes: str = "") -> Imported:
    return imported(test_word.word(paragraphs, notes, styles=WORD), "essay.docx")


def said(*words: str) -> str:
    return "what the file sets in capitals within a paragraph is written so: " + ", ".join(f"“{w}”" for w in words)


def test_words_that_word_shows_in_capitals_have_them() -> None:
    text = t("It was ") + t("na", CAPS) + t("to", CAPS) + t(" land, ") + t("straße", SHORT) + t(" by Straße.") + call(1)
    result = read(p(text), f'<w:footnote w:id="1">{p(t("See ") + t("unesco", SHORT))}</w:footnote>')
    assert body(result) == "It was NATO land, STRASSE by Straße.[^1]\n\n[^1]: See UNESCO\n"
    assert written(result) == [said("NATO", "STRASSE", "UNESCO")]
    proved(result)


@pytest.mark.parametrize(
    ("paragraph", "words"),
    [
        (p(t("what was carried"), "Heading1"), "# what was carried"),
        (p(t("all of it"), "Louder"), "all of it"),
        (p(t("all ", CAPS) + t("1801 ") + t("of it", SHORT)), "all 1801 of it"),
    ],
)
def test_a_paragraph_in_capitals_stays_as_typed_and_is_said(paragraph: str, words: str) -> None:
    result = read(p(t("It rose.")) + paragraph + p(t("It fell.")))
    assert f"\n\n{words}\n\n" in body(result)
    assert written(result) == [f"“{words.lstrip('# ')}” is set in capitals as a whole, and stays as typed"]
    proved(result)


def test_what_a_run_or_its_style_undoes_is_small() -> None:
    loud = t("Loud ") + t("small", '<w:caps w:val="0"/>') + t(" and ") + t("smaller", SHORT)
    result = read(p(loud, "Loud"))
    assert body(result) == "LOUD small AND smaller\n"
    proved(result)


def test_capitals_that_are_typed_need_no_word() -> None:
    result = read(p(t("It was ") + t("NATO", CAPS) + t(" land.")))
    assert body(result) == "It was NATO land.\n"
    assert written(result) == []


def test_words_that_libreoffice_shows_in_capitals_have_them() -> None:
    styles = odt.STYLES + ODT.format("Loud", "text", "uppercase") + ODT.format("Soft", "text", "none")
    styles += ODT.format("Head", "paragraph", "uppercase")
    text = odt.p(f"It was {odt.span(f'na{odt.span(chr(120), chr(83))}to', 'Loud')} land.")
    text += odt.p("all of it", "Head") + odt.p(f"all {odt.span('of', 'Soft')} it{odt.note(1, 'So.')}", "Head")
    made = odt.odt(text, more={"styles.xml": _styles(styles)})
    result = imported(made, "essay.odt")
    assert body(result) == "It was NAXTO land.\n\nall of it\n\nALL of IT[^1]\n\n[^1]: So.\n"
    assert written(result) == [
        said("NAXTO", "ALL", "IT"),
        "“all of it” is set in capitals as a whole, and stays as typed",
    ]
    proved(result)


def _styles(styles: str) -> bytes:
    return (
        f"<office:document-styles {odt.NAMES}><office:styles>{styles}</office:styles></office:document-styles>".encode()
    )


def test_words_that_a_page_shows_in_capitals_have_them() -> None:
    text = 'It was <span class="caps">na<b>to</b><sup><a href="#n1" id="r1">1</a></sup> land</span>.'
    note = '<ol><li id="n1">See <abbr style="text-transform:uppercase">un</abbr>. <a href="#r1">↩</a></li></ol>'
    whole = '<p><span class="caps">All of it.</span></p><p class="caps">A design.</p>'
    page = f"<head><style>{CSS}</style></head><body><p>{LONG}</p><p>{text}</p>{whole}<p>{LONG}</p>{note}</body>"
    result = imported(page, "essay.html")
    assert "It was NA**TO**[^1] LAND.\n\nAll of it.\n\nA design.\n" in body(result)
    assert "[^1]: See <abbr>UN</abbr>." in body(result)
    assert said("NATO LAND", "UN") in written(result)
    assert "“All of it.” is set in capitals as a whole, and stays as typed" in written(result)
    assert "“A design.” stands in capitals on the page, which is not in the manuscript" in written(result)
    proved(result)


def test_an_epub_shows_capitals_like_a_page() -> None:
    page = f'<p>{LONG}</p><p>It was <span class="caps">nato</span> land.</p>'
    sheet = {"s.css": CSS}
    result = read_epub({"a.xhtml": page}, manifest='<item id="s" href="s.css" media-type="text/css"/>', **sheet)
    assert "It was NATO land." in body(result)
    proved(result)


def test_what_stands_in_a_text_for_a_note_stays() -> None:
    assert in_capitals(f"so{stand_in('note', '1')}it") == f"SO{stand_in('note', '1')}IT"
