"""What Word wraps words in, and signs that have no letters: nothing of it is lost, and what is doubtful is said."""

from tests.importers.desk import body, proved
from tests.importers.test_word import call, field, note, p, read, said, t


def box(content: str) -> str:
    inside = f"<w:txbxContent>{content}</w:txbxContent>"
    return f"<w:r><w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict></w:r>"


def test_two_text_boxes_keep_their_order() -> None:
    result = read(p(t("Before, ") + box(p(t("One."))) + box(p(t("Two.")) + p(t("Three."))) + t("after.")))
    assert body(result) == "Before, after.\n\nOne.\n\nTwo.\n\nThree.\n"
    proved(result)


def test_content_controls_tags_and_fields() -> None:
    control = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    place = f'<w:smartTag w:uri="u" w:element="place">{t(" London")}</w:smartTag>'
    inline = f'<w:customXml w:element="x"><w:customXmlPr/>{t(" too")}</w:customXml>'
    date = f'<w:fldSimple w:instr=" DATE ">{t("2 May")}</w:fldSimple>'
    pages = field(" PAGE ", "7")
    block = f'<w:customXml w:element="y">{p(t("Last."))}</w:customXml>'
    text = control.format(p(t("First."))) + p(t("In ") + control.format(t("all")) + place + inline + t(", ") + date)
    result = read(text + p(t("Page ") + pages) + block)
    assert body(result) == "First.\n\nIn all London too, 2 May\n\nPage 7\n\nLast.\n"
    proved(result)


def test_a_dropped_capital_belongs_to_its_word() -> None:
    frame = '<w:pPr><w:framePr w:dropCap="drop" w:lines="3"/></w:pPr>'
    result = read(f"<w:p>{frame}{t('O')}</w:p>" + p(t("nce upon a time.")))
    assert body(result) == "Once upon a time.\n"
    proved(result)


def test_an_author_s_own_marks_go_from_text_and_notes() -> None:
    mark = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>*</w:t></w:r>'
    notes = f'<w:footnote w:id="1">{p(t("*") + t(" See *Miller*."))}{p(t("And Baker."))}</w:footnote>'
    result = read(p(t("It rose.") + mark + t(" So.")), notes)
    assert body(result) == "It rose.[^1] So.\n\n[^1]: See \\*Miller\\*.\n\n    And Baker.\n"
    proved(result)


def test_signs_of_symbol_fonts() -> None:
    signs = '<w:r><w:sym w:font="Symbol" w:char="F061"/></w:r><w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>'
    typed = t("\uf062", '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>')
    notes = f'<w:footnote w:id="1">{p(t("See ") + typed)}</w:footnote>'
    result = read(p(t("a ") + signs + t(" b ") + typed + call(1)), notes)
    assert body(result).startswith("a α")
    assert body(result).endswith(" b β[^1]\n\n[^1]: See β\n")
    assert said(result, "assumed") == ["a sign of the font Wingdings (F04A) stands in “a α b β”"]
    proved(result)


def test_readings_above_characters_are_listed() -> None:
    ruby = f"<w:r><w:ruby><w:rt>{t('kana')}</w:rt><w:rubyBase>{t('字')}</w:rubyBase></w:ruby></w:r>"
    result = read(p(ruby + t(" is read so.")))
    assert body(result) == "字 is read so.\n"
    assert [left["text"] for left in result.report["words"]["left_out"]] == ["kana"]
    proved(result)


def test_notes_in_tables_and_of_both_kinds() -> None:
    cell = "<w:tbl><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>"
    inner = cell.format(p(t("inner") + call(2)))
    result = read(cell.format(p(t("a") + call(1)) + inner + p(t("z"))), note(1, "One.") + note(2, "Two."))
    assert body(result) == "| |\n|---|\n| a[^1]<br>inner[^2]<br>z |\n\n[^1]: One.\n\n[^2]: Two.\n"
    proved(result)
