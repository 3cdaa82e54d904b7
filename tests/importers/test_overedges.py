"""Words that the edge of a page parts are put together as those at lines' ends are, whatever stood at the edge."""

from textwrap import wrap

import pytest

from pressbuild.importers.flattened.foottails import Tail
from pressbuild.importers.flattened.gutters import apart
from pressbuild.importers.flattened.lines import Line
from pressbuild.importers.flattened.overedges import together
from pressbuild.importers.flattened.parted import edge_words
from pressbuild.importers.flattened.plain import import_plain
from pressbuild.importers.source import Imported, Source
from tests.importers.desk import proved

SENTENCES = (
    "The {n} miller of the valley looked for the water{mark} and found that",
    "the river had gone lower than in any year that he could remember, so",
    "that he went to the clerk of the council and asked him what the",
)
LAST = "clerk thought of it, and whether the land that he knew of old"
REST = "Nobody answered him, for they all had gone home before the evening, when the council met."
ORDER = ("first", "second", "third", "fourth", "fifth")
EDGES = {
    "a form feed": "\n\f",
    "a folio": "\n\n{n}\n\f",
    "a folio below and a head above": "\n\n{n}\n\fOF THE VALLEY\n\n",
    "notes": "\n{note}\n\f",
    "notes and a folio": "\n\n{note}\n\n{n}\n\f",
}


def valley(edge: str, head: str, tail: str) -> str:
    """Five pages; over the edge of the third the word goes on."""
    text = "Of the Valley\n\n"
    for number, word in enumerate(ORDER, 1):
        noted = "{note}" in edge
        lines = "\n".join(SENTENCES).format(n=word, mark=number if noted else "")
        note = f"{number} Miller, The Valley, p. {number}0."
        ends, begins = (head, tail) if number == 3 else ("land", "would bear.")
        text += f"{lines}\n{LAST} {ends}" + edge.format(n=number + 8, note=note)
        text += "\n".join(wrap(f"{begins} {REST}", 66)) + "\n"
    return text


def read(text: str) -> tuple[Imported, str]:
    result = import_plain(Source("x.txt", text, "0"))
    proved(result)
    return result, " ".join(result.markdown.split())


@pytest.mark.parametrize("edge", EDGES)
@pytest.mark.parametrize(
    ("head", "tail", "whole"),
    [
        ("govern-", "ment would bear.", "old government would bear. Nobody"),
        ("govern\u00ad", "ment would bear.", "old government would bear. Nobody"),
        ("gov\u2010", "ernment. They said no.", "old government. They said no. Nobody"),
        ("well-", "known law would bear.", "old well-known law would bear."),
        ("pre-", "and post-war law would bear.", "old pre- and post-war law would bear."),
        ("govern-", "Ment would bear.", "old govern-Ment would bear."),  # a name's capital is no printer's
    ],
)
def test_words_over_the_edge_of_a_page(edge: str, head: str, tail: str, whole: str) -> None:
    result, text = read(valley(EDGES[edge], head, tail))
    if tail[0].islower():
        assert whole in text
    assert len(result.report["notes"]) == (5 if "note" in edge else 0)


def test_what_came_together_is_said_with_its_line() -> None:
    text = valley(EDGES["a folio"], "govern-", "ment would bear.")
    result, _ = read(text)
    (said,) = [finding for finding in result.findings if "edge of a page had parted" in finding.message]
    assert "“government”" in said.message
    assert said.place is not None
    assert text.split("\n")[said.place.line - 1] == f"{LAST} govern-"


def test_a_doubt_is_said_among_the_others() -> None:
    result, text = read(valley(EDGES["a folio"], "half-", "moon would bear."))
    (doubt,) = result.report["hyphens"]
    assert (doubt["head"], doubt["tail"]) == ("half", "moon")
    assert ("half-moon" in text) is not doubt["joined"]
    said = [finding.message for finding in result.findings if "half-moon" in finding.message]
    assert any("without proof" in message or "left with their hyphens" in message for message in said)


def test_places_lead_to_the_manuscript() -> None:
    text = valley(EDGES["notes and a folio"], "govern-", "ment would bear.")
    result, _ = read(text)
    assert result.places is not None
    for words in ("fourth miller", "Nobody answered", "fifth miller"):
        row, column = result.places.of(text.rindex(words)) or (0, 0)
        assert result.markdown.split("\n")[row][column:].startswith(words.split()[0])


def test_nothing_is_lost_where_notes_and_words_move() -> None:
    text = "the old gov-\n1 A note that\n\fernment of the valley\nended here.\n"
    ends = Line(4, text.index("ended"), len(text) - 1, 0)
    tail = Tail(ends, ends, Line(2, 13, 26, 0))
    words = edge_words(text, [(12, text.index("ernment"))])
    moved = together(apart(text), [tail], words, lambda place: place)
    assert moved.text.split() == "the old government 1 A note that ended here. of the valley".split()
    assert all(letter == text[moved.origin(place)] or letter == "\n" for place, letter in enumerate(moved.text))


PRINTED = "Set in type by the mill for the millers of the valley, who paid for all"
GOES_ON = "that the water had gone away for good, as the clerk had told them"


@pytest.mark.parametrize(("begins", "between"), [("and so it was", " "), ("And so it was", "\n\n")])
def test_a_sentence_goes_on_over_an_edge_that_has_nothing_at_it(begins: str, between: str) -> None:
    """A title page's last line may be as long, and ends without a stop."""
    body = f"{SENTENCES[0]}\n{SENTENCES[1]}\n{PRINTED}".format(n="first", mark="")
    text = f"Of the Valley\n\n{body}\n\n\f{begins} {GOES_ON}\nall. They went home late.\n\fSo.\n"
    assert f" for all{between}{begins} that" in read(text)[0].markdown


@pytest.mark.parametrize("fed", [True, False])
def test_a_head_that_cut_a_word_is_one_when_the_word_is_whole(fed: bool) -> None:
    """The first head of its kind may be a heading where a sentence ends above it, and so it seems when its word has
    gone up to the page before."""
    text = "Of the Valley\n\n"
    for number, word in enumerate((*ORDER, "sixth", "seventh"), 1):
        head = f"{'Ada Corn' if number % 2 else 'Of Mills and Water'}\n\n" if number > 1 else ""
        lines = "\n".join(SENTENCES).format(n=word, mark="")
        lines += f"\n{LAST} {'gov‐' if number in (1, 2) else 'land'}"
        begun = "ernment. All were told of it at once." if number in (2, 3) else "too." if number > 1 else ""
        rest = "\n".join(wrap(f"{begun} {REST}", 66))
        text += f"{head}{rest}\n{lines}\n\n{number}\n\n"
        text += "\f" if fed else ""
    markdown = read(text)[0].markdown
    assert "## " not in markdown.replace("---", "")
    assert "Of Mills and Water" not in markdown
