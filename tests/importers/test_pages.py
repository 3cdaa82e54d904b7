"""Text of printed pages: numbers and running heads go and are reported, what only looks like them stays."""

import re
from textwrap import wrap

import pytest

from pressbuild.diagnostics import WARNING
from pressbuild.importers.flattened.plain import import_plain
from pressbuild.importers.source import Source
from tests.importers.books import Shape, book
from tests.importers.desk import proved

HEAD = "A History of Brewing"
LINES = 38


def paged(text: str, kind: str) -> str:
    """A text in pages of so many lines, each with what its printer put there."""
    lines = text.split("\n")
    pages = ["\n".join(lines[i : i + LINES]) for i in range(0, len(lines), LINES)]
    shown = [page + furnished(kind, number) for number, page in enumerate(pages[:-1], start=11)]
    return "".join([*shown, pages[-1]])


def furnished(kind: str, number: int) -> str:
    even = number % 2 == 0
    match kind:
        case "feeds":
            return f"\n\n{number}\n\f{HEAD if even else HEAD.upper()}\n\n"
        case "dashes":
            return f"\n\n- {number} -\n\n\n{HEAD}\n\n"
        case "one line":
            return f"\n\n{number}   {HEAD}\n\n" if even else f"\n\n{HEAD}   {number}\n\n"
        case "of":
            return f"\n\nPage {number} of 300\n\n"
        case _:
            return f"\n\n{number}\n\n"


@pytest.mark.parametrize("kind", ["feeds", "dashes", "one line", "of", "number"])
@pytest.mark.parametrize("seed", [1, 2])
def test_pages_are_taken_out_and_paragraphs_go_on(kind: str, seed: int) -> None:
    made = book(seed, Shape(width=66, notes=80))
    printed, whole = (import_plain(Source("x.txt", text, "0")) for text in (paged(made.text, kind), made.text))
    assert "istory of Brewing" not in printed.markdown
    assert re.findall(r"\w+", printed.markdown) == re.findall(r"\w+", whole.markdown)
    assert printed.markdown.count("\n\n") <= 1.1 * whole.markdown.count("\n\n")
    assert [note["number"] for note in printed.report["notes"]] == [note["number"] for note in whole.report["notes"]]
    left_out = [left["why"] for left in printed.report["words"]["left_out"]]
    assert left_out.count("a page's number") == made.text.count("\n") // LINES
    assert any("numbers of pages were left out" in finding.message for finding in printed.findings)


LONG = "The brewers of the town met early in the year, for the price of barley had risen again, and they stayed late."
ORDER = ("first", "second", "third", "fourth", "fifth", "sixth")


def test_numbered_sections_are_no_pages() -> None:
    text = "\n\n".join(f"{number}\n\n" + "\n\n".join([LONG] * 6) for number in range(1, 12))
    report = import_plain(Source("x.txt", f"Small beer\n\n{text}", "0")).report
    assert report["words"]["left_out"] == []


def test_a_refrain_is_no_running_head() -> None:
    text = "\n\n".join([LONG, "And so they drank.", LONG] * 8)
    markdown = import_plain(Source("x.txt", f"Small beer\n\n{text}", "0")).markdown
    assert markdown.count("And so they drank") == 8


def test_notes_at_the_foot_of_a_page_cut_no_paragraph() -> None:
    pages = (
        "It was dear.1 Nobody slept, and the mill was heard by all of\n\n1 First.\n\n"
        "them that lived there.2 And so it\n\n2 Second.\n\nended.3 They went home.\n\n3 Third."
    )
    result = import_plain(Source("x.txt", f"Small beer\n\n{LONG}\n\n{pages}\n\n{LONG}", "0"))
    assert "by all of them that lived there.[^2] And so it" in " ".join(result.markdown.split())
    proved(result)


def test_heads_of_chapters_among_notes_go() -> None:
    chapters = "\n\n".join(f"Chapter {n}\n\n{LONG}1 It was so.2 {LONG}" for n in (1, 2, 3))
    notes = "\n\n".join(f"Chapter {n}\n\n1. First of {n}.\n\n2. Second of {n}." for n in (1, 2, 3))
    result = import_plain(Source("x.txt", f"Small beer\n\n{chapters}\n\nNotes\n\n{notes}", "0"))
    assert [note["number"] for note in result.report["notes"]] == [1, 2, 3, 4, 5, 6]
    assert result.markdown.count("## Chapter") == 3
    proved(result)


def test_a_sentence_between_two_lists_of_notes_is_no_head() -> None:
    pages = f"{LONG}1 And on it\n\n1. First.\n\nwent, as ever.1\n\n1. Second.\n\n{LONG}1 So.\n\n1. Third.\n\n{LONG}"
    result = import_plain(Source("x.txt", f"Small beer\n\n{LONG}\n\n{pages}", "0"))
    assert "went, as ever." in result.markdown
    proved(result)


def test_a_refrain_at_the_edges_of_pages_stays() -> None:
    pages = [f"The {word} cart came down the lane\nand nobody said why,\nand so they drank.\n\f" for word in ORDER]
    result = import_plain(Source("x.txt", f"Small beer\n\n{''.join(pages)}", "0"))
    assert result.markdown.count("and so they drank.") == len(ORDER)
    assert result.report["words"]["left_out"] == []


def test_a_sentence_cut_alike_on_every_page_stays() -> None:
    page = (
        f"{{word}} {LONG}\nNobody thought that the barley would be\n\fdearer than it had been in the {{word}} year.\n\n"
    )
    text = "".join(page.format(word=word) for word in ORDER)
    markdown = import_plain(Source("x.txt", f"Small beer\n\n{text}", "0")).markdown
    assert markdown.count("Nobody thought that the barley would be") == len(ORDER)
    assert "## " not in markdown


def test_heads_of_left_and_right_pages_go_by_their_numbers() -> None:
    pages = [
        f"{n}     ANN BREWER\n\n{LONG}\n\f" if n % 2 == 0 else f"SMALL BEER    {n}\n\nSo.\n\f" for n in range(2, 14)
    ]
    result = import_plain(Source("x.txt", f"Small beer\n\n{LONG}\n\f{''.join(pages)}", "0"))
    assert "ANN BREWER" not in result.markdown
    assert "SMALL BEER" not in result.markdown
    lines = [left["line"] for left in result.report["words"]["left_out"]]
    assert len(lines) == len(pages)
    assert lines == sorted(lines)


def test_pages_with_notes_at_their_feet_lose_their_numbers_before_the_notes_are_read() -> None:
    page = "{long} Nobody slept{a} and the mill was heard{b} by all.\n\n{a} First of them.\n{b} Second.\n\n{page}\n\f"
    pages = [page.format(long=LONG, a=2 * n - 1, b=2 * n, page=n + 9) for n in range(1, 7)]
    result = import_plain(Source("x.txt", f"Small beer\n\n{''.join(pages)}They went home.", "0"))
    assert [body["number"] for body in result.report["bodies"]] == list(range(1, 13))
    assert [left["text"] for left in result.report["words"]["left_out"]] == [str(n) for n in range(10, 16)]


# --- pages of a paragraph's text -----------------------------------------------------------------------------------

SENTENCES = [f"The {n} brewers of the town met early in the year and spoke of nothing else." for n in range(90)]


def printed(indent: int, head: str = "", foot: str = "{n}", notes: str = "") -> str:
    """Paragraphs of nine sentences in lines of 60, on pages of twenty lines; an indent or a blank line begins each."""
    lines: list[str] = []
    for first in range(0, len(SENTENCES), 9):
        lines += wrap(" ".join(SENTENCES[first : first + 9]), 60, initial_indent=" " * indent)
        lines += [] if indent else [""]
    pages = [lines[first : first + 20] for first in range(0, len(lines), 20)]
    whole = ""
    for n, page in enumerate(pages, start=1):
        parts = (head.format(n=n), "\n".join(page).strip("\n"), notes.format(n=n), foot.format(n=n))
        whole += "\n\n".join(filter(None, parts)) + "\n\f"
    return whole


def paragraphs(text: str) -> list[str]:
    imported = import_plain(Source("x.txt", f"Small Beer\n\n{text}", "0"))
    proved(imported)
    return [part for part in imported.markdown.split("\n\n")[1:] if not part.startswith("[^")]


@pytest.mark.parametrize("indent", [0, 3])
def test_a_paragraph_goes_on_over_a_page_that_ends_with_a_stop(indent: int) -> None:
    found = paragraphs(printed(indent))
    assert [part[:9].split()[1] for part in found] == [str(n) for n in range(0, 90, 9)]


def test_notes_at_the_foot_of_each_page_are_no_running_heads() -> None:
    text = printed(0, notes="{n}. See the book of the house, p. 4.")
    imported = import_plain(Source("x.txt", f"Small Beer\n\n{text}", "0"))
    assert imported.markdown.count("See the book of the house") == text.count("\f")
    assert {left["why"] for left in imported.report["words"]["left_out"]} == {"a page's number"}


def test_the_head_of_the_first_page_is_no_title() -> None:
    text = printed(0, "SMALL BEER").replace("SMALL BEER", "SMALL BEER\n\nSmall Beer", 1)
    imported = import_plain(Source("x.txt", text, "0"))
    assert imported.markdown.startswith("---\ntitle: Small Beer\n---\n")
    assert "SMALL BEER" not in imported.markdown


def test_an_address_above_each_page_goes() -> None:
    text = printed(0, "https://example.org/beer 12/03/2021, 10:15", "https://example.org/beer    {n}/12")
    imported = import_plain(Source("x.txt", text, "0"))
    assert "example.org" not in imported.markdown


def test_a_doubtful_head_is_kept_and_said() -> None:
    pages = printed(0, foot="").split("\f")
    pages[2], pages[4] = f"Small Beer\n\n{pages[2]}", f"Small Beer\n\n{pages[4]}"
    imported = import_plain(Source("x.txt", "Of Brewing\n\n" + "\f".join(pages), "0"))
    said = [d for d in imported.findings if "may be a running head; it was kept" in d.message]
    assert [d.severity for d in said] == [WARNING]
    assert imported.markdown.count("Small Beer") == 2
    assert not [line for line in imported.markdown.split("\n") if line.startswith("#") and "Small Beer" in line]


@pytest.mark.parametrize("head", ["SMALL BEER {n}", "{n} SMALL BEER"])
def test_the_head_of_the_first_page_is_the_title_where_the_text_begins_below_it(head: str) -> None:
    imported = import_plain(Source("x.txt", printed(0, head, foot=""), "0"))
    assert imported.markdown.startswith("---\ntitle: SMALL BEER\n---\n")
    assert imported.markdown.count("SMALL BEER") == 1
    proved(imported)


# --- pages whose edges the copying lost ----------------------------------------------------------------------------

CHAPTERS = ("Of Barley", "The Kiln", "Of Hops")
TITLE = "SMALL BEER"
FURNITURE = {  # what stands above a page and below it, by its number and its head
    "head above, number below": ("\n{head}\n\n", "\n{n}\n"),
    "head and number, apart": ("\n{n}   {head}\n\n", ""),
    "head and number, close": ("{head} {n}\n", ""),
    "number alone, close": ("", "{n}\n"),
    "number and head, close": ("{n}\n{head}\n", ""),
    "number of all": ("", "\n{head} | {n} of 60\n"),
}


def brewing(seed: int) -> str:
    """Sentences of which no two are alike, broken to lines of 60, with a blank line between paragraphs."""
    days = ("Monday", "Friday", "market day", "the first of May", "the feast of the guild")
    kinds = ("old", "young", "tired", "rich", "thirsty", "poor", "honest")
    what = ("the barley", "the kiln", "the cellar", "the price of hops", "the long vat")
    lines: list[str] = []
    for p in range(14):
        said = (
            f"On {days[(seed + p + s) % 5]} the {kinds[(seed + p * s) % 7]} and {kinds[(p + s) % 7]} brewers of the"
            f" town spoke of {what[(seed * s + p) % 5]}, which nobody had seen, and went home late."
            for s in range(4 + (seed * p) % 5)
        )
        lines += [*wrap(" ".join(said), 60), ""]
    return "\n".join(lines)


def without_edges(above: str, below: str) -> tuple[str, str]:
    """A book of three chapters with its pages' furniture, and without. Left pages have its title for a head, right ones
    the chapter's."""
    printed, whole, n = "Small Beer\n\nBy Ann Brewer\n\n", "", 10
    for seed, chapter in enumerate(CHAPTERS, start=1):
        lines = brewing(seed).split("\n")
        pages = ["\n".join(lines[first : first + 30]).strip("\n") for first in range(0, len(lines), 30)]
        for index, page in enumerate(pages):
            n += 1
            filled = {"n": n, "head": TITLE if n % 2 == 0 else chapter}
            printed += f"\n{chapter}\n\n" if index == 0 else above.format(**filled)
            printed += f"{page}\n{below.format(**filled)}"
        whole += f"{chapter}\n\n{brewing(seed)}\n"
    return printed, whole


@pytest.mark.parametrize("kind", FURNITURE)
def test_pages_without_edges_are_taken_out(kind: str) -> None:
    text, whole = without_edges(*FURNITURE[kind])
    imported = import_plain(Source("x.txt", text, "0"))
    body = imported.markdown.split("---\n\n", 1)[1]
    assert re.findall(r"\w+", body) == re.findall(r"\w+", whole)
    assert [line for line in body.split("\n") if line.startswith("#")] == [f"## {chapter}" for chapter in CHAPTERS]
    proved(imported)
    assert any("left out" in finding.message for finding in imported.findings)


@pytest.mark.parametrize("end", ["", "\f\n"])  # one form feed parts no pages
def test_heads_without_numbers_go_where_they_cut_sentences_and_else_are_said(end: str) -> None:
    text, _ = without_edges("\n{head}\n\n", "")
    imported = import_plain(Source("x.txt", text + end, "0"))
    left = [part["text"] for part in imported.report["words"]["left_out"]]
    said = sum(finding.message.count("may be a running head") for finding in imported.findings)
    assert left.count(TITLE) == text.count(TITLE)
    assert len(left) + said >= text.count(f"\n{TITLE}\n") + 1
    assert imported.markdown.count("\n## ") == len(CHAPTERS)


def test_a_heading_that_running_heads_repeat_stays_one_at_a_form_feed() -> None:
    pages = printed(0, "SMALL BEER", foot="{n}").split("\f")
    for index in range(3, len(pages) - 1):
        pages[index] = pages[index].replace("SMALL BEER", "Of Barley")
    pages[0] = pages[0].replace("SMALL BEER\n\n", "")
    pages[2] = pages[2].rsplit("\n\n", 2)[0] + " end.\n\n3\n"
    pages[3] = pages[3].replace("Of Barley\n\n", "OF BARLEY\n\nAt last. ", 1)
    imported = import_plain(Source("x.txt", "Brewing\n\n" + "\f".join(pages), "0"))
    assert [line for line in imported.markdown.split("\n") if line.startswith("#")] == ["## OF BARLEY"]


def test_a_few_figures_that_are_perhaps_pages_numbers_are_kept_and_said() -> None:
    parts = [f"{first} {LONG}\n\n{LONG}\n\n{LONG}" for first in ("It was so.", "So it stayed.", "Nobody slept.")]
    text = f"{parts[0]} And the barley\n\n4\n\nwas dear. {parts[1]}\n\n5\n\n{parts[2]}\n\n6\n\n{LONG}"
    imported = import_plain(Source("x.txt", f"Small beer\n\n{LONG}\n\n{text}", "0"))
    said = [finding.message for finding in imported.findings if "may be pages’ numbers" in finding.message]
    assert len(said) == 1
    assert imported.report["words"]["left_out"] == []


def test_speakers_and_refrains_are_no_running_heads() -> None:
    talk = "\n\n".join(f"BREWER\n\n{LONG}\n\nMILLER\n\nSo it was in the {word} year" for word in ORDER)
    refrain = "\n".join(f"the {word} cart came down\nAnd so they drank\nand nobody said why" for word in ORDER)
    imported = import_plain(Source("x.txt", f"Small beer\n\n{LONG}\n\n{talk}\n\n{refrain}\n\n{LONG}", "0"))
    assert imported.report["words"]["left_out"] == []
