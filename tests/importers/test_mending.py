"""Repairs of a text: what is mended, what is left alone, and the way back to the source."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressbuild.importers.flattened.mending import mend
from pressbuild.importers.flattened.plain import import_plain
from pressbuild.importers.source import Source


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("The brewerâ€™s â€œsmall beerâ€\x9d cost Â£5 in a cafÃ©.", "The brewer’s “small beer” cost £5 in a café."),
        ("The brewerâ€™s â€œsmall beerâ€\ufffd in a cafÃ©.", "The brewer’s “small beer” in a café."),
        ("The ﬁrst ﬂour, the oﬃce, eﬀort and aﬄuence.", "The first flour, the office, effort and affluence."),
        ("&ldquo;The oven&rdquo; &amp; the caf&eacute;, &#8220;No&#x201d;.", "“The oven” & the café, “No”."),
        ("Write &amp;rsquo; for &rsquo; in HTML.", "Write &amp;rsquo; for &rsquo; in HTML."),
        ("Salt &amp; bread, AT&T; &unknown; &lt;b&gt;", "Salt &amp; bread, AT&T; &unknown; &lt;b&gt;"),
        ("cafe\u0301", "café"),
        ("bar\x00ley\x07", "barley"),
        ("It was compli-\ncated, they said.", "It was complicated,\nthey said."),
        ("It was compli-\r\n  cated, they said.", "It was complicated,\r\nthey said."),
        ("It was (compli-\ncated)\nas ever.", "It was\n(complicated)\nas ever."),
        ("bar\u00ad\nley is dear", "barley\nis dear"),
        ("It re-entered; they re-\nentered late.", "It re-entered; they re-\nentered late."),
    ],
)
def test_mended(text: str, mended: str) -> None:
    assert mend(text).text == mended


@pytest.mark.parametrize(
    "text",
    [
        "“Ça va”, said Étienne: «Où?» À la crèche, naïve Größe, Ærø.",
        "A well-\nknown brewer and a self-\nmade man.",
        "The barley here and the wine there; a barley-\nwine cask.",
        "The bill of Smith-\nJones was paid.",
        "from 1901-\n1904 it stood",
        "a soft\u00adhyphen inside, and an nbsp\u00a0there",
    ],
)
def test_left_alone(text: str) -> None:
    assert mend(text).text == text
    assert mend(text).repairs == ()


def test_offsets_lead_back_to_the_source() -> None:
    text = "The ﬁrst ﬂour.1\n\nIt was compli-\ncated, so.2 It ended.3\n\n\n1. a\n\n2. b\n\n3. c"
    report = import_plain(Source("x.txt", text, "0")).report
    assert [text[note["offset"]] for note in report["notes"]] == ["1", "2", "3"]
    assert [(note["line"], note["column"]) for note in report["notes"]] == [(1, 15), (4, 11), (4, 22)]
    assert report["source"]["length"] == len(text)
    assert {repair["text"]: repair["became"] for repair in report["mended"]} == {
        "ﬁ": "fi",
        "ﬂ": "fl",
        "-\ncated, ": "cated,\n",
    }


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_repairs_keep_lines_and_order(text: str) -> None:
    mended = mend(text)
    assert [mended.text.count(newline) for newline in "\n\r"] == [text.count(newline) for newline in "\n\r"]
    origins = [mended.origin(offset) for offset in range(len(mended.text) + 1)]
    assert origins == sorted(origins)
    assert origins[-1] <= len(text)


@given(st.text(alphabet="ﬁa\u0301e\x01 ", max_size=12))
def test_a_place_of_the_source_leads_to_the_first_that_is_no_earlier(text: str) -> None:
    mended = mend(text)
    for place in range(len(text) + 1):
        later = (offset for offset in range(len(mended.text)) if mended.before(offset) >= place)
        assert mended.after(place) == next(later, len(mended.text))


def test_a_text_that_is_damaged_at_every_word_lists_the_first_repairs_of_each_kind() -> None:
    report = import_plain(Source("x.txt", "Bread\n\n" + "cafÃ© " * 3000 + "oﬃce.", "0")).report
    assert report["mended_counts"] == {"a ligature": 1, "wrongly decoded": 3000}
    assert len(report["mended"]) == 1001
    assert report["mended"][0]["start"] == 10
    said = [finding["message"] for finding in report["diagnostics"] if finding["code"] == "mended"]
    assert said == ["letters that had been decoded wrongly were mended 3000 times, first “Ã©” to “é”"]


def test_letters_that_were_lost_before_are_said() -> None:
    result = import_plain(Source("x.txt", "The weir\n\nA caf\ufffd by the weir, and another caf\ufffd.\n", "0"))
    (said,) = [finding for finding in result.findings if "lost" in finding.message]
    assert said.message == "letters were lost before the text came here: “\ufffd” stands for each, 2 in all"
    assert str(said.place) == "x.txt:3:6"
