"""Files in which all is of one style: titles, headings and breaks by their looks, each reported."""

from tests.importers.desk import body, imported, proved
from tests.importers.odt import h
from tests.importers.odt import p as op
from tests.importers.odt import read as read_odt
from tests.importers.test_word import call, note, p, read, said, t

LONG = "The oven was warm, and the bakers were up before it was light, as their fathers had been. "
BOLD = "<w:b/>"


def test_bold_lines_are_title_and_headings() -> None:
    paragraphs = p(t("Bread", BOLD) + call(1)) + p(t("By Ada Quill")) + p(t(LONG))
    paragraphs += p(t("Of flour", BOLD)) + p(t(LONG)) + p(t("* * *")) + p(t("It rose."))
    result = read(paragraphs, note(1, "For you."))
    assert (
        result.markdown.startswith("---\ntitle: 'Bread[^1]'\nauthor: Ada Quill\n---\n")
        or "Bread[^1]" in result.markdown
    )
    text = LONG.strip()
    assert body(result) == f"{text}\n\n## Of flour\n\n{text}\n\n***\n\nIt rose.\n\n[^1]: For you.\n"
    assert "“Of flour” is a heading: it is bold" in said(result, "assumed")
    assert [left["text"] for left in result.report["words"]["left_out"]] == ["By Ada Quill"]
    proved(result)


def test_bold_lines_stay_where_a_file_has_headings() -> None:
    result = read(p(t(LONG)) + p(t("Of flour"), "Heading1") + p(t("Mind", BOLD)) + p(t(LONG)))
    assert body(result).endswith("# Of flour\n\n**Mind**\n\n" + LONG.strip() + "\n")


def test_lines_that_may_be_headings_are_named_where_a_file_marks_none() -> None:
    lines = p(t("Of flour")) + p(t(LONG)) + p(t("Of salt")) + p(t("Its price")) + p(t(LONG))
    result = read(lines)
    assert "#" not in body(result)
    message = "the file marks no headings; “Of flour”, “Of salt”, “Its price” may be some, and stay paragraphs"
    assert message in said(result, "assumed")
    marked = p(t("Of water"), "Heading1") + p(t(LONG))
    assert not any("may be some" in one for one in said(read(lines + marked), "assumed"))
    verse = "".join(p(t(line)) for line in ("The mill goes round", "The flour falls", "No baker sleeps"))
    assert not any("may be some" in one for one in said(read(p(t(LONG)) + verse + p(t(LONG))), "assumed"))


def test_what_only_looks_like_a_heading_stays() -> None:
    sentence, two = p(t("This is bold and ends.", BOLD)), p(t("One", BOLD)) + p(t("Two", BOLD))
    result = read(p(t(LONG)) + sentence + p(t(LONG)) + two + p(t("Half ", BOLD) + t("bold")) + p(t("The end", BOLD)))
    assert "#" not in body(result)


def test_a_title_that_stands_twice_is_written_once() -> None:
    assert body(read_odt(h("Of flour") + op(LONG) + h("Of salt") + op(LONG), title="Of flour")).count("Of flour") == 0
    result = imported("<head><title>Bread</title></head><body><p>Bread</p><p>It rose.</p></body>", "bread.html")
    assert result.markdown == "---\ntitle: Bread\n---\n\nIt rose.\n"
    proved(result)


def test_typed_notes_are_counted_behind_a_title() -> None:
    page = f"<p><b>Loaf</b></p><p>By Ada Quill</p><p>{LONG}It rose.[1]</p><p>[1] See Miller.</p>"
    result = imported(page, "loaf.html")
    assert body(result) == f"{LONG}It rose.[^1]\n\n[^1]: See Miller.\n"
    proved(result)
