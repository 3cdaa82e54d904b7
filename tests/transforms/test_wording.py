"""The words that a house declares to be its own: figures, abbreviations, dates, heads and prefixes; what is left alone;
and that the proof reads each of them in the author's place."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressbuild.document import Document, Heading
from pressbuild.house import House
from pressbuild.settings.complaints import settled
from pressbuild.transforms import apply, declared
from pressbuild.transforms.numerals import last_page
from pressbuild.tree import everything, plain, walk
from pressbuild.verify import amended, source_words
from pressbuild.verify.source import words
from tests.transforms.setting import house_of, read_text

STYLE = {"id": "own", "name": "Own", "lang": "en", "manual": "Our own."}
ALL: dict[str, Any] = {
    "numerals": {
        "century": "words",
        "decade": "1970s",
        "page_range": "chicago",
        "page_prefix": "pp. ",
        "thousands": ",",
    },
    "abbr": {"eg": "for example,", "ie": "that is,", "etc": "and so on", "initials": "N. A."},
    "dates": {"order": "mdy"},
    "heading": {"case": "title"},
    "role": {"scare": {"set": "double", "prefix": "so-called "}},
}


def own(**tables: Any) -> House:
    return settled({"style": STYLE, **tables}, House)


def body(document: Document) -> str:
    return "\n".join(plain([block]) for block in document.blocks)


def said(text: str, lang: str = "en", **tables: Any) -> str:
    return body(apply(read_text(f"---\ntitle: T\nlang: {lang}\n---\n\n{text}\n"), own(**tables)))


@pytest.mark.parametrize(
    ("key", "value", "text", "wanted"),
    [
        ("century", "words", "the 19th century, a 20th-century net", "the nineteenth century, a twentieth-century net"),
        ("century", "words", "the 18th and 19th centuries", "the eighteenth and nineteenth centuries"),
        ("century", "words", "It went. 21st century nets tear.", "It went. Twenty-first century nets tear."),
        ("century", "words", "the 19th of May", "the 19th of May"),
        ("century", "20th", "the nineteenth century, the twenty-first century", "the 19th century, the 21st century"),
        ("century", "20th", "the twelfth man", "the twelfth man"),
        ("decade", "1970s", "in the 1970’s and the late 1980's", "in the 1970s and the late 1980s"),
        ("decade", "1970s", "it was 1970’s best net", "it was 1970’s best net"),
        ("page_range", "elide", "See pp. 161-164, 115-116, 825–842.", "See pp. 161–4, 115–16, 825–42."),
        ("page_range", "chicago", "See pages 161–4 and 101-108.", "See pages 161–64 and 101–108."),
        ("page_range", "full", "See pp 825-42, and 1974-79.", "See pp 825–842, and 1974–79."),
        ("page_range", "full", "in 1974-79", "in 1974–79"),
        ("page_prefix", "pp. ", "pp825-42, p 7, p.8, pp 9 and 10", "pp. 825–42, p. 7, p. 8, pp. 9 and 10"),
        ("page_prefix", "pp. ", "3 p 4.5 and p 12b", "3 p 4.5 and p 12b"),
        ("thousands", ",", "24000 nets, 1250 men, 1,250,000 knots", "24,000 nets, 1250 men, 1,250,000 knots"),
        ("thousands", "\u202f", "1,250 men and 24000 nets", "1\u202f250 men and 24\u202f000 nets"),
        ("thousands", ",", "call 01632-960960 or write to A12345", "call 01632-960960 or write to A12345"),
    ],
)  # fmt: skip
def test_numerals(key: str, value: str, text: str, wanted: str) -> None:
    assert said(text, numerals={key: value}).replace("\u00a0", " ") == wanted


@pytest.mark.parametrize(
    ("first", "last", "elide", "chicago", "full"),
    [
        ("42", "45", "5", "45", "45"),
        ("10", "11", "11", "11", "11"),
        ("115", "116", "16", "16", "116"),
        ("161", "164", "4", "64", "164"),
        ("100", "104", "4", "104", "104"),
        ("101", "108", "8", "8", "108"),
        ("505", "517", "17", "17", "517"),
        ("808", "33", "33", "33", "833"),
        ("321", "28", "8", "28", "328"),
        ("498", "532", "532", "532", "532"),
        ("1087", "1089", "9", "89", "1089"),
        ("1496", "1500", "500", "500", "1500"),
        ("11564", "11615", "615", "615", "11615"),
        ("95", "105", "105", "105", "105"),
        ("49", "42", "42", "42", "42"),
    ],
)
def test_page_ranges(first: str, last: str, elide: str, chicago: str, full: str) -> None:
    """Hart 4.2.1; Chicago 9.61, whose examples most of these follow."""
    assert [last_page(first, last, style) for style in ("elide", "chicago", "full")] == [elide, chicago, full]


@pytest.mark.parametrize(
    ("key", "value", "text", "wanted"),
    [
        ("eg", "e.g.,", "some, eg nets, or e.g., lines, e. g. hooks", "some, e.g., nets, or e.g., lines, e.g., hooks"),
        ("eg", "eg", "some (e.g., nets), the egg", "some (eg nets), the egg"),
        ("ie", "i.e.,", "he, ie Hollis, or i.e.: Crane; the pie", "he, i.e., Hollis, or i.e.: Crane; the pie"),
        ("etc", "etc.", "nets, etc, lines, etc.", "nets, etc., lines, etc."),
        ("etc", "etc", "nets, etc., lines, etc. The rest.", "nets, etc, lines, etc. The rest."),
        ("initials", "N. A.", "J.R. Hollis, A.Crane, U.S. Navy", "J. R. Hollis, A. Crane, U.S. Navy"),
        ("initials", "NA", "J. R. Hollis had a plan B. The nets", "JR Hollis had a plan B. The nets"),
        ("initials", "N.A.", "J. R. Hollis", "J.R. Hollis"),
    ],
)
def test_abbreviations(key: str, value: str, text: str, wanted: str) -> None:
    assert said(text, abbr={key: value}).replace("\u00a0", " ") == wanted


@pytest.mark.parametrize(
    ("order", "text", "wanted"),
    [
        ("mdy", "on 16 March\n2001, and on 3 May", "on March 16, 2001, and on May 3"),
        ("dmy", "on March 16, 2001, and on May 3", "on 16 March 2001, and on 3 May"),
        ("dmy", "March 16 2001: 12", "16 March 2001: 12"),
        ("mdy", "chapter 40 March of 16 March–4 May", "chapter 40 March of 16 March–4 May"),
        ("dmy", "in March 2001, in May 1914", "in March 2001, in May 1914"),
    ],
)
def test_dates(order: str, text: str, wanted: str) -> None:
    assert said(text, dates={"order": order}) == wanted


@pytest.mark.parametrize(
    ("case", "heading", "wanted"),
    [
        ("title", "what is said of the net: an inquiry into it", "What Is Said of the Net: An Inquiry into It"),
        ("title", "On *the* Mending Of LaTeX’s nets", "On the Mending of LaTeX’s Nets"),
        ("sentence", "The Nets of Saltby: A Torn Story", "The nets of Saltby: A torn Story"),
    ],
)
def test_heads(case: str, heading: str, wanted: str) -> None:
    text = f"# {heading}\n\nHe saw the torn nets of Saltby."
    assert said(text, heading={"case": case}).split("\n")[0] == wanted


@pytest.mark.parametrize("lang", ["fr", "de", "pt-BR"])
def test_only_english_words_in_english(lang: str) -> None:
    text = "# the 19th century\n\nOn 16 March 2001, 24000."
    english = {
        "numerals": {"century": "words", "thousands": ","},
        "dates": {"order": "mdy"},
        "heading": {"case": "title"},
    }
    assert said(text, lang, **english) == said(text, lang)


@pytest.mark.parametrize(
    "text",
    [
        "He said: “In the 20th century, eg on 16 March 1901, nobody mended.”",
        "> In the 20th century, eg on 16 March 1901, nobody mended.",
        "It is in [‘The 20th century’]{.article} and in [The 20th century]{.book}.",
        "[The 20th century](https://example.org/p) and `the 20th century`.",
        "[‘the 20th century’]{.keep}",
        "::: verse\nthe 20th century\n:::",
    ],
)
def test_words_of_others_are_left_alone(text: str) -> None:
    assert words(said(text, **ALL)) == words(said(text))


PREFIX: dict[str, Any] = {"scare": {"set": "double", "prefix": "so-called "}}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Of [‘old’]{.scare} nets.", "Of so-called “old” nets."),
        ("[‘Old’]{.scare} nets tear.", "So-called “Old” nets tear."),
        ("It tore. *[‘Old’]{.scare} nets* tear.", "It tore. So-called “Old” nets tear."),
        ("The so-called ‘old’ nets.", "The so-called “old” nets."),
        ("Of ‘old’ nets, nobody signed.", "Of “old” nets, nobody signed."),
        ("# Of [‘old’]{.scare} nets", "Of “old” nets"),
    ],
)
def test_prefixes(text: str, wanted: str) -> None:
    """Words before a quotation act only for a reason that deserves it, never twice, and never in a head."""
    house = own(role=PREFIX)
    once = apply(read_text(f"---\ntitle: T\n---\n\n{text}\n"), house)
    assert body(once) == wanted
    assert apply(once, house) == once


PARTS = (
    "# Of nets in the 19th century and after",
    "In the 18th and\n19th centuries, eg on 16 March\n1871, they were *mended*, i.e. by hand.",
    "20th century [‘modern’]{.scare} nets, of the 1970’s, are not; there were 24000 of them.",
    "[‘Old’]{.scare} nets of J.R. Hollis[^1] etc. Another line, pp 10-12.",
    "> > Of the 20th century, e.g. *others*.",
    "* see pp. 161-4, etc.\n* p7 of 4 June 1899",
    "<p>In <b>1890</b>, eg the 17th century of 4 June 1699.</p>",
    "| year | page |\n|---|---|\n| 4 June 1871 | pp 10-12 |",
    "‘So-called ‘old’ nets, \\*eg\\* of the 19th century’, he said.",
)


@given(parts=st.lists(st.sampled_from(PARTS), min_size=1, max_size=6))
def test_every_change_is_declared(parts: list[str]) -> None:
    """The proof reads what the house declares in the author's place, and finds the edition's words, all of them."""
    source = "---\ntitle: T\n---\n\n" + "\n\n".join(parts) + "\n\n[^1]: See pp321-328, eg of 12 April 1880.\n"
    document, house = read_text(source), own(**ALL)
    done = apply(document, house)
    proof = source_words(amended(source, declared(document, done, house)))
    printed = [word for block in done.blocks for word in words(plain([block]))]
    assert "".join(proof.body) == "".join(printed)
    for note in done.notes:
        assert "".join(proof.notes[note.label]) == "".join(words(plain(note.children)))
    assert apply(done, house) == done


def test_no_house_that_ships_declares_words() -> None:
    source = "---\ntitle: T\n---\n\n" + "\n\n".join(PARTS) + "\n\n[^1]: See pp321-328, eg of 12 April 1880.\n"
    document = read_text(source)
    for name in ("as-written", "newspaper-uk", "oxford", "economist", "chicago", "francais", "deutsch", "quiet"):
        done = apply(document, house_of(name))
        assert declared(document, done, house_of(name)) == ()
        heads = [plain(node.children) for node in walk(everything(done)) if isinstance(node, Heading)]
        assert heads == ["Of nets in the 19th century and after"]
