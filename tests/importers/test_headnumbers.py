"""Numbers that a word processor counts: those before headings, where the text speaks of them, and those of pages."""

import shutil
import subprocess
from pathlib import Path

import pytest

from pressbuild.importers import Imported
from pressbuild.importers.documents.headnumbers import lead, spoken_of
from tests.importers import odt
from tests.importers.desk import body, imported, proved
from tests.importers.test_formfields import HEADS, NUMBERING, OUTLINE, numbered, outlined
from tests.importers.test_word import p, t, word

NUMBERS = ["1", "1.1", "1.2", "2.", "§ III", "Chapter 4", "A.1"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("as I have said in section 1.2, it rose", "section 1.2"),
        ("so much (see 1.1) of it", "see 1.1"),
        ("so much (1.1) of it", "1.1"),
        ("Chapter 2 says it", "Chapter 2"),
        ("vgl. Abschnitt 1.2 oder nicht", "Abschnitt 1.2"),
        ("and § III of it", "§ III"),
        ("in chapter 4 below", "chapter 4"),
        ("cf. A.1 on that", "cf. A.1"),
        ("it cost 1.2 shillings", ""),
        ("see 1.2 million loaves", ""),
        ("see 2 of them", ""),
        ("section 9 of the Act", ""),
        ("it rose by 1.1 (1.3) and (2)", ""),
        ("see 1.2.4 elsewhere", ""),
    ],
)
def test_what_speaks_of_a_heading_by_its_number(text: str, words: str) -> None:
    assert spoken_of(text, NUMBERS) == words


@pytest.mark.parametrize(
    ("number", "shown"),
    [("1.2", "1.2 "), ("2.", "2. "), ("A", "A "), ("Chapter 4", "Chapter 4. "), ("§ III", "§ III ")],
)
def test_a_number_before_a_heading(number: str, shown: str) -> None:
    assert lead(number) == shown


def said(result: Imported, words: str) -> list[str]:
    return [finding.message for finding in result.findings if words in finding.message]


WORD_HEADS = ((0, "Oven"), (1, "Door"), (1, "Stone"), (0, "Flour"))


def test_word_s_numbers_are_written_where_the_text_speaks_of_one() -> None:
    content = "".join(numbered(text, level) + p(t("It rose.")) for level, text in WORD_HEADS)
    result = imported(word(content + p(t("See section 1.2 for that.")), numbering=NUMBERING), "essay.docx")
    heads = [line for line in result.markdown.splitlines() if line.startswith("#")]
    assert heads == ["# 1 Oven", "# 1.1 Door", "# 1.2 Stone", "# 2 Flour"]
    assert said(result, "numbers") == [
        "the file numbers 4 headings, “1 Oven”, “1.1 Door”, “1.2 Stone” …: the numbers are written, for the text says"
        " “See section 1.2”".replace("See section", "section")
    ]
    proved(result)


def test_libreoffice_s_numbers_are_written_where_the_text_speaks_of_one() -> None:
    style = f"<text:outline-style>{OUTLINE}</text:outline-style>"
    title = odt.p("Bread", "Title")
    result = imported(outlined(title + HEADS + odt.p("So it was (see I.a)."), style), "essay.odt")
    assert body(result).startswith("## I. Oven\n\nIt rose.\n\n### I.a Door\n\nIt fell.\n\n#### Hinge\n")
    assert said(result, "the numbers are written, for the text says “see I.a”")
    proved(result)


def test_a_first_heading_that_is_the_title_has_no_number() -> None:
    style = f"<text:outline-style>{OUTLINE}</text:outline-style>"
    result = imported(outlined(HEADS + odt.p("So it was (see I.a)."), style), "essay.odt")
    assert result.markdown.startswith("---\ntitle: Oven\n---\n\nIt rose.\n\n## I.a Door\n")
    proved(result)


@pytest.mark.parametrize("level", ["#", "", "-1", "0", "²", "99999999", "x"])
def test_levels_that_are_none_are_read_as_the_first(level: str) -> None:
    """A damaged file is no fault of the program's."""
    style = f"<text:outline-style>{OUTLINE.replace('level=', f'start-value={chr(34)}{level}{chr(34)} text:level=', 1)}"
    head = f'<text:h text:style-name="Heading_20_1" text:outline-level="{level}">Oven</text:h>'
    content = odt.p("Bread", "Title") + head + odt.p("It rose.")
    result = imported(outlined(content, f"{style}</text:outline-style>"), "essay.odt")
    assert "# Oven" in result.markdown
    proved(result)
    said = (
        f'<w:abstractNum w:abstractNumId="5"><w:lvl w:ilvl="{level}"><w:start w:val="{level}"/></w:lvl></w:abstractNum>'
    )
    numbering = NUMBERING.replace('<w:abstractNum w:abstractNumId="5">', f'{said}<w:abstractNum w:abstractNumId="5">')
    proved(imported(word(numbered("Oven", 0) + p(t("It rose.")), numbering=numbering), "essay.docx"))


def field(instruction: str, shown: str) -> str:
    return f'<w:fldSimple w:instr="{instruction}">{t(shown)}</w:fldSimple>'


def test_pages_that_word_s_fields_name_are_said_and_kept() -> None:
    toc = '<w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr>' + t("Oven ") + field(" PAGEREF _Toc1 \\h ", "3") + "</w:p>"
    text = p(t("It rose, see page ") + field(" PAGEREF _Ref9 \\h ", "12") + t(" below."))
    result = imported(word(toc + text + p(t("So."))), "essay.docx")
    assert "It rose, see page 12 below." in result.markdown
    [message] = said(result, "pages")
    assert message == (
        "a page’s number is kept as text, “12” in “It rose, see page 12”: editions have pages of their own"
    )
    proved(result)


def test_pages_that_libreoffice_s_fields_name_are_said_and_kept() -> None:
    named = '<text:bookmark-ref text:reference-format="{}" text:ref-name="x">{}</text:bookmark-ref>'
    text = odt.p(f"See page {named.format('page', '7')} or {named.format('text', 'the part')}, below.")
    result = odt.read(text + odt.p("On <text:page-number>3</text:page-number> too."))
    assert body(result) == "See page 7 or the part, below.\n\nOn 3 too.\n"
    assert said(result, "pages") == [
        "2 pages’ numbers are kept as text, “7” in “See page 7”, “3” in “On 3”: editions have pages of their own"
    ]
    proved(result)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("suffix", ["odt", "docx"])
def test_files_that_libreoffice_has_written(tmp_path: Path, suffix: str) -> None:
    """Numbers of the outline, a reference to one of them and one to its page, as it counts them itself."""
    (tmp_path / "oven.fodt").write_text(FODT, encoding="utf-8")
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'home').as_uri()}", "--headless", "--convert-to", suffix]
    subprocess.run([*command, "oven.fodt"], cwd=tmp_path, check=True, capture_output=True, timeout=120)
    result = imported((tmp_path / f"oven.{suffix}").read_bytes(), f"oven.{suffix}")
    heads = [line for line in result.markdown.splitlines() if line.startswith("#")]
    assert heads == ["## 1 Of ovens", "### 1.1 Of doors", "## 2 Of flour"]
    assert "See section 1.1 on page 1, and be content." in result.markdown
    assert said(result, "the text says “section 1.1”")
    assert said(result, "“1” in “See section 1.1 on page 1”")
    proved(result)


FODT = f"""<?xml version="1.0" encoding="UTF-8"?><office:document {odt.NAMES} office:version="1.3"
 office:mimetype="application/vnd.oasis.opendocument.text"><office:styles>
<style:style style:name="Title" style:family="paragraph"/>
<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph"
 style:default-outline-level="1"/>
<style:style style:name="Heading_20_2" style:display-name="Heading 2" style:family="paragraph"
 style:default-outline-level="2"/>
<text:outline-style style:name="Outline"><text:outline-level-style text:level="1" style:num-format="1"/>
<text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/></text:outline-style>
</office:styles><office:body><office:text>{odt.p("Bread", "Title")}{odt.h("Of ovens")}{odt.p("It rose.")}
<text:h text:style-name="Heading_20_2" text:outline-level="2"><text:bookmark-start
 text:name="doors"/>Of doors<text:bookmark-end text:name="doors"/></text:h>{odt.p("It fell.")}{odt.h("Of flour")}
<text:p>See section <text:bookmark-ref text:reference-format="number" text:ref-name="doors">1.1</text:bookmark-ref>
 on page <text:bookmark-ref text:reference-format="page" text:ref-name="doors">1</text:bookmark-ref>, and
 be content.</text:p></office:text></office:body></office:document>"""
