"""Notes that are typed and not linked, in pages and word processors' files: the chain of flattened text decides."""

import re
from html import escape

import pytest

from pressbuild.importers import Imported
from tests.importers.books import Shape, book, shapes
from tests.importers.desk import body, imported, proved
from tests.importers.test_epubbook import read as read_book
from tests.importers.test_word import p, read, t

LONG = "The oven was warm, and the bakers were up before it was light, as their fathers had been. "
NOTES = "[^1]: See Miller.\n\n[^2]: And *Baker*, p. 4.\n\n[^3]: Salt.\n"
TEXT = f"{LONG}Bread rose.[^1] It fell in 1968,[^2] too.\n\n{LONG}Salt was dear.[^3]\n\n"
ENDS = {
    "a heading and labels": "<h2>Notes</h2><p>1. See Miller.</p><p>2. And <i>Baker</i>, p. 4.</p><p>3. Salt.</p>",
    "a numbered list": "<h2>Endnotes</h2><ol><li>See Miller.</li><li>And <i>Baker</i>, p. 4.</li><li>Salt.</li></ol>",
    "brackets alone": "<p>[1] See Miller.</p><p>[2] And <i>Baker</i>, p. 4.</p><p>[3] Salt.</p>",
    "lines with raised figures": (
        "<h2>Notes</h2><p><sup>1</sup> See Miller.<br><sup>2</sup> And <i>Baker</i>, p. 4.<br/> <sup>3</sup>Salt.</p>"
    ),
    "a rule and lines": "<hr><p>1. See Miller.<br>2. And <i>Baker</i>, p. 4.<br>3. Salt.</p>",
    "a heading and lines": "<p>Notes:<br>1. See Miller.<br>2. And <i>Baker</i>, p. 4.<br>3. Salt.</p>",
    "a heading in bold and lines": (
        "<p><strong>Notes</strong><br>[1] See Miller.<br>[2] And <i>Baker</i>, p. 4.<br>[3] Salt.</p>"
    ),
    "dashes and lines": "<p>------<br>[1] See Miller.<br>[2] And <i>Baker</i>, p. 4.<br>[3] Salt.</p>",
    "empty lines": "<p>[1] See Miller.<br><br>[2] And <i>Baker</i>, p. 4.<br><br>[3] Salt.</p>",
    "raised labels": """<p><sup>1</sup> See Miller.</p><p><sup>2</sup> And <i>Baker</i>, p. 4.</p>
        <p><sup>3</sup> Salt. ↩</p>""",
    "a quotation": """<h3>Notes</h3><blockquote><p>1 See Miller.</p><p>2 And <i>Baker</i>, p. 4.</p><p>3 Salt.</p>
        </blockquote>""",
}
MARKS = {
    "raised": "<sup>{}</sup>",
    "square": "[{}]",
    "glued": "{}",
    "dead link": '<a href="#gone{}"><sup>[{}]</sup></a>',
}


def page(content: str) -> str:
    return f"<html><head><title>Loaf</title></head><body><h1>Loaf</h1>{content}</body></html>"


def marked(kind: str, text: str = TEXT.removesuffix("\n\n")) -> str:
    """The text with typed marks, as paragraphs of HTML."""
    typed = re.sub(r"\[\^(\d+)\]", lambda found: MARKS[kind].replace("{}", found[1]), text)
    return "".join(f"<p>{paragraph}</p>" for paragraph in typed.split("\n\n"))


def said(result: Imported, code: str) -> list[str]:
    return [str(finding.message) for finding in result.findings if finding.code == code]


@pytest.mark.parametrize("kind", MARKS)
@pytest.mark.parametrize("end", ENDS)
def test_marks_and_lists_of_every_kind(kind: str, end: str) -> None:
    result = imported(page(marked(kind) + ENDS[end]), "loaf.html")
    assert body(result) == TEXT + NOTES
    collation = proved(result)
    assert (collation.notes_in, collation.notes_out) == (3, 3)
    assert (
        "the notes have no links: 3 figures or signs in the text are taken for marks of the 3 notes below it"
        in said(result, "assumed")
    )
    assert [note["number"] for note in result.report["notes"]] == [1, 2, 3]


def test_text_may_follow_the_notes() -> None:
    about = "<h2>About the author</h2><p>She bakes.</p>"
    result = imported(page(marked("raised") + ENDS["raised labels"] + about), "loaf.html")
    assert body(result) == f"{TEXT}## About the author\n\nShe bakes.\n\n{NOTES}"
    proved(result)


@pytest.mark.parametrize(
    "raised", ["the 1<sup>st</sup> loaf", "4 m<sup>2</sup>", "x<sup>2</sup>", "<sup>14</sup>C", "10<sup>3</sup> loaves"]
)
def test_exponents_ordinals_and_isotopes_are_no_marks(raised: str) -> None:
    content = marked("raised", f"Here is RAISED of it. {TEXT}".removesuffix("\n\n")).replace("RAISED", raised)
    result = imported(page(content + ENDS["a numbered list"]), "loaf.html")
    assert [note["number"] for note in result.report["notes"]] == [1, 2, 3]
    assert body(result).endswith(f" of it. {TEXT}{NOTES}")
    proved(result)


def test_numbered_demands_are_no_notes() -> None:
    demands = "<p>We demand:</p><ol><li>flour of 1 kg,</li><li>water,</li><li>salt.</li></ol>"
    result = imported(page(f"<p>{LONG}</p>{demands}"), "loaf.html")
    assert body(result).endswith("1. flour of 1 kg,\n2. water,\n3. salt.\n")
    assert result.report["notes"] == []


def test_a_list_in_the_text_is_no_list_of_notes() -> None:
    inside = "<ol><li>Flour.</li><li>Water.</li></ol><h2>Later</h2>"
    first, second = marked("square").split("</p>", 1)
    result = imported(page(f"{first}</p>{inside}{second}{ENDS['a numbered list']}"), "loaf.html")
    assert "1. Flour.\n2. Water.\n\n## Later\n" in body(result)
    assert len(result.report["notes"]) == 3
    proved(result)


def test_a_note_may_be_called_again_and_marks_may_touch() -> None:
    text = f"{LONG}Bread rose.[^1] Salt.[^1] Water.[^2]"
    result = imported(page(marked("square", text) + "<h2>Notes</h2><p>1. Miller.</p><p>2. Baker.</p>"), "loaf.html")
    assert body(result) == f"{text}\n\n[^1]: Miller.\n\n[^2]: Baker.\n"
    proved(result)
    touching = f"<p>{LONG}Bread rose.<sup>1,2</sup></p>"
    result = imported(page(touching + "<h2>Notes</h2><p>1. Miller.</p><p>2. Baker.</p>"), "loaf.html")
    assert "Bread rose.[^1][^2]\n" in body(result)
    proved(result)


@pytest.mark.parametrize("numbers", [[1, 2, 1, 3, 2, 4, 1, 5, 3], [3, 1, 3, 2, 5, 4, 5, 3]])
def test_works_that_are_cited_by_number_may_be_cited_again_and_out_of_order(numbers: list[int]) -> None:
    text = "\n\n".join(f"{LONG}Bread rose.[^{number}] So." for number in numbers)
    entries = "".join(f"<p>[{number}] Miller, p. {number + 20}.</p>" for number in range(1, 6))
    result = imported(page(f"{marked('square', text)}<h2>References</h2>{entries}"), "loaf.html")
    assert body(result).startswith(text)
    assert [note["number"] for note in result.report["notes"]] == numbers
    assert sum("a mark of that note" in message for message in said(result, "assumed")) == len(numbers) - (
        5 if numbers[0] == 1 else 4
    )
    assert said(result, "note-orphan") == said(result, "note-order") == []
    proved(result)


def test_marks_in_quotations_lists_tables_and_headings() -> None:
    content = f"""<p>{LONG}</p><blockquote><p>Rose.[1]</p><p>Fell <em>far</em>.[2]</p></blockquote><ul><li>Salt.[3]</li>
        </ul><table><tr><td>x</td><td>y[4]</td></tr></table><pre>x[9] y</pre><h2>A head.[5]</h2><p>And so.[6]</p>"""
    notes = "".join(f"<p>{number}. Of {letter}.</p>" for number, letter in enumerate("abcdef", start=1))
    result = imported(page(f"{content}<h2>Notes</h2>{notes}<p>More of f.</p>"), "loaf.html")
    for place in (
        "> Rose.[^1]\n",
        "*far*.[^2]\n",
        "- Salt.[^3]\n",
        "| y[^4] |",
        "x[9] y",
        "## A head.[^5]",
        "so.[^6]\n\nMore of f.\n",
    ):
        assert place in body(result)
    assert body(result).endswith("[^6]: Of f.\n")
    proved(result)


def test_notes_beside_the_article() -> None:
    notes = '<footer class="footnotes"><p>[1] See Miller.</p><p>[2] And Baker.</p></footer>'
    text = marked("square", f"{LONG}{LONG}Bread rose.[^1] It fell.[^2]")
    result = imported(page(f"<article>{text}</article>{notes}<footer>Shop</footer>"), "loaf.html")
    assert body(result).endswith("It fell.[^2]\n\n[^1]: See Miller.\n\n[^2]: And Baker.\n")
    assert {left["text"] for left in result.report["words"]["left_out"]} == {"Loaf", "Shop"}
    proved(result)


def test_what_cannot_be_decided_is_said_with_its_place() -> None:
    result = imported(page(marked("raised")), "loaf.html")
    assert said(result, "note-missing") == ["the text seems to have note marks 1 to 3 and has no list of notes"]
    hints = [finding.hint for finding in result.findings if finding.code == "note-missing"]
    assert "Bread rose." in hints[0]
    result = imported(page(f"<p>{LONG}</p><h2>Notes</h2><p>Miller wrote of it.</p>"), "loaf.html")
    assert said(result, "note-missing") == ["“Notes” seems to head notes, but which marks are theirs could not be told"]
    gap = marked("raised").replace("<sup>2</sup>", "")
    result = imported(page(gap + ENDS["a numbered list"]), "loaf.html")
    [message] = said(result, "note-orphan")
    assert message.startswith("note 2 has no mark in the text; it belongs between “")
    assert "Bread rose.1”" in message
    assert body(result).endswith(NOTES)
    proved(result)


@pytest.mark.parametrize("head", ["Notes:", "<b>NOTES</b>", "Endnotes", "---"])
def test_two_notes_that_are_lines(head: str) -> None:
    marks = f"<p>{LONG}<sup>1</sup> Bread rose.<sup>2</sup></p><p>{LONG}</p>"
    result = imported(page(f"{marks}<p>{head}<br/>1. See Miller.<br/>2. Salt.</p>"), "loaf.html")
    assert body(result).endswith(f"Bread rose.[^2]\n\n{LONG.strip()}\n\n[^1]: See Miller.\n\n[^2]: Salt.\n")
    proved(result)


def test_a_line_above_notes_that_is_no_known_head_is_said() -> None:
    marks = f"<p>{LONG}[1] Bread rose.[2]</p>"
    result = imported(page(f"{marks}<p>Of the ovens<br/>[1] See Miller.<br/>[2] Salt.</p>"), "loaf.html")
    assert body(result).endswith("Of the ovens\n\n[^1]: See Miller.\n\n[^2]: Salt.\n")
    assert "“Of the ovens” stands above the notes and is text" in said(result, "assumed")
    proved(result)


@pytest.mark.parametrize(
    ("marks", "wanted"),
    [
        ("It rose.<sup>1</sup>", "the raised figure 1 looks like a note mark, and the text has no list of notes"),
        (
            "It rose.<sup>1</sup> It fell.<sup>2</sup>",
            "the raised figures 1 and 2 look like note marks, and the text has no list of notes",
        ),
        ("It rose 4 m<sup>2</sup> and 10<sup>1</sup>.", ""),
        ("It rose.<sup>2</sup>", ""),
    ],
)
def test_one_raised_figure_or_two_without_a_list_are_said(marks: str, wanted: str) -> None:
    result = imported(page(f"<p>{LONG}{marks}</p><p>{LONG}</p>"), "loaf.html")
    assert said(result, "note-missing") == [wanted] * bool(wanted)
    proved(result)


def test_word_and_books_have_them_too() -> None:
    raised = '<w:vertAlign w:val="superscript"/>'
    paragraphs = p(t(f"{LONG}Bread rose.") + t("1", raised) + t(" It fell,[2] too."))
    result = read(paragraphs + p(t("Notes"), "Heading1") + p(t("1. See Miller.")) + p(t("2. And Baker.")))
    assert body(result) == f"{LONG}Bread rose.[^1] It fell,[^2] too.\n\n[^1]: See Miller.\n\n[^2]: And Baker.\n"
    proved(result)
    chapter = f"<p>{LONG}Bread rose.<sup>1</sup> It fell.<sup>2</sup></p>"
    pages = {"a.xhtml": f"<h1>One</h1>{chapter}", "notes.xhtml": "<h1>Notes</h1><p>1. Miller.</p><p>2. Baker.</p>"}
    result = read_book(pages)
    assert body(result).endswith("It fell.[^2]\n\n[^1]: Miller.\n\n[^2]: Baker.\n")
    proved(result)


# --- books ---------------------------------------------------------------------------------------------------------


def as_page(seed: int, shape: Shape, form: str) -> tuple[str, list[tuple[int, str]]]:
    """An invented book as a page whose marks have this form; and the marks, each with the letters before it."""
    made = book(seed, shape)
    pieces, place, wanted = [], 0, []
    for number, offset in made.refs:
        found = re.compile(r"\d+").match(made.text, offset)
        assert found
        width = len(str(number)) if found[0].startswith(str(number)) else len(found[0])
        pieces += [made.text[place:offset], form.replace("{}", made.text[offset : offset + width])]
        place = offset + width
        wanted.append((number, "".join(pieces)))
    text = "".join([*pieces, made.text[place:]])
    blocks = re.split(r"\n\s*\n|\n(?=\d{1,4}\. )", text)
    shown = "".join(f"<p>{escape(block)}</p>" for block in blocks if block.strip())
    return re.sub(r"SUP(\d+)SUP", r"<sup>\1</sup>", shown), [(n, last(text)) for n, text in wanted]


def last(text: str) -> str:
    return re.sub(r"SUP\d+SUP|\[\^?\d+\]|\W|_|SUP", "", text[-160:])[-12:]


@pytest.mark.parametrize("form", ["SUP{}SUP", "[{}]"])
@pytest.mark.parametrize("name", ["plain", "figures", "restart-end", "chapter", "page"])
def test_books_as_pages(name: str, form: str) -> None:
    content, wanted = as_page(1, dict(shapes())[name], form)
    result = imported(page(content), "book.html")
    text = result.markdown.partition("\n\n[^")[0]
    found = re.finditer(r"(?<!\\)\[\^(\d+)\]", text)
    assert [(int(mark[1]), last(text[: mark.start()])) for mark in found] == wanted
    assert proved(result).notes_out == len(wanted)


def test_a_mark_whose_note_is_not_there_stays_and_is_said() -> None:
    text = marked("square", f"{LONG}Rose.[^1] Fell.[^2] Salt.[^3]")
    result = imported(page(f"{text}<h2>Notes</h2><p>1. Miller.</p><p>3. Salt.</p>"), "loaf.html")
    assert body(result) == f"{LONG}Rose.[^1] Fell.\\[2] Salt.[^3]\n\n[^1]: Miller.\n\n[^3]: Salt.\n"
    [message] = said(result, "note-missing")
    assert message.startswith("the text refers to note 2, which the list of notes lacks")
    proved(result)


@pytest.mark.parametrize(
    "content",
    [
        f"<p>{LONG}Serves 4; see step 3.</p><h2>Method</h2><ol><li>Mix.</li><li>Rest 2.</li><li>Bake at 200.</li></ol>",
        f"<h2>1. Mix</h2><p>{LONG}</p><h2>2. Bake</h2><p>{LONG}</p>",
        f"<p>{LONG}Article 1. And article 2.</p><hr><p>1. The first article.</p><p>2. The second article.</p>",
        f"<p>E=mc<sup>2</sup>, and a<sup>2</sup> too. {LONG}</p><ol><li>one thing</li><li>two things</li></ol>",
    ],
)
def test_what_is_numbered_for_another_reason_stays(content: str) -> None:
    result = imported(page(content), "loaf.html")
    assert result.report["notes"] == []
    assert "[^" not in result.markdown.replace("^2^", "")
    proved(result)


LISTED = "<p>Bread rose.[1]</p><p>It fell.[2]</p><h2>Notes</h2><p>[1] Miller.</p>{}<p>[2] Baker.</p><p>Ann bakes.</p>"


@pytest.mark.parametrize(
    ("between", "end"),
    [("", "\n\n[^2]: Baker.\n"), ("<p>More of it.</p>", "\n\n[^2]: Baker.\n\n    Ann bakes.\n")],
)
def test_what_follows_the_last_note(between: str, end: str) -> None:
    """It is text again, unless another note has several paragraphs."""
    result = imported("<title>T</title>" + LISTED.format(between), "essay.html")
    assert body(result).endswith(end)
    assert ("Ann bakes.\n\n[^1]" in result.markdown) is not bool(between)
    proved(result)
