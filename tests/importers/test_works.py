"""Titles that were italic: which are proposed, which words are none, and what `--works` writes."""

from pathlib import Path
from random import Random

import pytest

from pressbuild.importers.flattened.plain import import_plain
from pressbuild.importers.source import Source
from pressbuild.importers.works.naming import LEAD, _leads
from pressbuild.importers.works.workcues import Work
from pressbuild.importers.works.works import SURE, works
from tests.importers.desk import proved

LONG = "The brewers of the town met early in the year, for the price of barley had risen again, and they stayed late."


def proposed(note: str, sentence: str = "They drank.") -> list[str]:
    text = f"Small beer\n\n{LONG}1 {sentence}\n\nNotes\n\n1. {note}"
    return [work["text"] for work in import_plain(Source("x.txt", text, "0")).report["works"]]


@pytest.mark.parametrize(
    ("note", "title"),
    [
        ("See NA Ames Small beer: the drink of the poor London 1994.", "Small beer: the drink of the poor"),
        ("A Ames and B Barr Brewing in the north New York 2000, p. 4.", "Brewing in the north"),
        ("J. Ames, The barley question (Oxford, 1921), pp. 3–9.", "The barley question"),
        ("S Ames, L Barr and H Cole Beyond the barrel London 1979.", "Beyond the barrel"),
        ("See Ames S, Barr P and Cole L The barley question Oxford 2004.", "The barley question"),
        ("J. Ames, B. Barr, The barley question (Oxford, 1921), pp. 3–9.", "The barley question"),
        ("J. Ames, A History Reader (London, 1921), p. 3.", "A History Reader"),
        ("Cited in a review of H Barr’s Strong ale and weak kings (Sydney 1996).", "Strong ale and weak kings"),
    ],
)
def test_a_title_in_a_note(note: str, title: str) -> None:
    assert proposed(note) == [title]


@pytest.mark.parametrize(
    ("sentence", "titles"),
    [
        ("It is told in the book Beyond the barrel (1979) by Ann Ames.", ["Beyond the barrel"]),
        ("They read Barr’s Dialectic of malt (1970).", ["Dialectic of malt"]),
        ("The novel Barleycorn was read by all.", ["Barleycorn"]),
        ("They saw the film Cruiser Orlov, and wept.", ["Cruiser Orlov"]),
        ("The study Ames made was long, and so was the film Barr showed.", []),
        ("They met in London (1979) and in the Town Hall (1980).", []),
        ("Ann Ames (1901) and Bob Barr (1902) drank.", []),
    ],
)
def test_a_title_in_the_text(sentence: str, titles: list[str]) -> None:
    assert proposed("So they did.", sentence) == titles


def test_names_that_may_be_further_authors_are_not_sure() -> None:
    for note in (
        "Ann Ames, Bob Barr and Cy Cole Beyond the barrel London 1979.",
        "J. Ames, Bob Barr and Cy Cole (York, 1963).",
    ):
        text = f"Small beer\n\n{LONG}1 They drank.\n\nNotes\n\n1. {note}"
        assert all(work["confidence"] < SURE for work in import_plain(Source("x.txt", text, "0")).report["works"])


def test_a_title_is_known_again() -> None:
    sentence = "It is told in the book Beyond the barrel (1979). In Beyond the barrel they drink."
    assert proposed("So they did.", sentence) == ["Beyond the barrel"] * 2


@pytest.mark.parametrize("asked", [True, False])
def test_titles_are_marked_where_a_person_asks_for_it(asked: bool) -> None:
    text = f"Small beer\n\n{LONG}\n\nIt is told in the book Beyond the barrel (1979) by Ann Ames."
    result = import_plain(Source("x.txt", text, "0", works=asked))
    assert ("[Beyond the barrel]{.book}" in result.markdown) is asked
    proved(result)
    assert result.report["works"][0]["confidence"] >= 0.7


# --- how often it is right -----------------------------------------------------------------------------------------

TITLES = Path(__file__).parent / "titles"


class Passages:
    """The passages of a file as one text, its notes' spans, and where its titles are."""

    def __init__(self, name: str) -> None:
        self.text, self.titles, self.notes = "", set[tuple[int, int]](), list[tuple[int, int]]()
        lines = (TITLES / f"{name}.txt").read_text(encoding="utf-8").splitlines()
        self.lines = [line for line in lines if not line.startswith("#")]
        for kind in ("text: ", "note: "):
            for line in self.lines:
                if line.startswith(kind):
                    self._add(line.removeprefix(kind), note=kind == "note: ")

    def _add(self, passage: str, *, note: bool) -> None:
        start = len(self.text)
        while "{" in passage:
            a, b = passage.index("{"), passage.index("}")
            self.titles.add((start + a, start + b - 1))
            passage = passage[:a] + passage[a + 1 : b] + passage[b + 1 :]
        self.text += passage
        if note:
            self.notes.append((start, len(self.text)))
        self.text += "\n\n"

    def proposed(self) -> list[tuple[Work, bool]]:
        """What is proposed, and whether it is right; whether “The” belongs to a title is not asked."""
        found = works(self.text, self.notes, ())
        return [(work, any(self._same(work, title) for title in self.titles)) for work in found]

    def _same(self, work: Work, title: tuple[int, int]) -> bool:
        low, high = sorted((work.start, title[0]))
        return work.end == title[1] and self.text[low:high] in ("", "The ", "the ")


@pytest.mark.parametrize("name", ["known", "heldout"])
def test_what_is_stated_as_sure_is_right_and_most_is_found(name: str) -> None:
    passages = Passages(name)
    proposed = passages.proposed()
    sure = [right for work, right in proposed if work.confidence >= SURE]
    right = sum(right for _, right in proposed)
    assert sum(sure) / len(sure) >= 0.95
    assert right / len(proposed) >= 0.9
    assert right / len(passages.titles) >= 0.8


def test_there_are_as_many_passages_without_a_title() -> None:
    for name in ("known", "heldout"):
        passages = Passages(name)
        assert len(passages.titles) >= 60
        assert sum("{" not in line for line in passages.lines) >= len(passages.titles)


def test_only_what_is_sure_is_marked() -> None:
    note = "Barr, Small ale, p. 4, and J. Ames, Malt ale (York: Mill, 1911)."
    text = f"Small beer\n\n{LONG}1 They drank.\n\nNotes\n\n1. {note}"
    result = import_plain(Source("x.txt", text, "0", works=True))
    assert [work["confidence"] >= SURE for work in result.report["works"]] == [False, True]
    assert "Barr, Small ale, p. 4, and J. Ames, [Malt ale]{.book} (York: Mill, 1911)." in result.markdown


def test_leads_are_found_where_they_end_as_if_they_were_looked_for_everywhere() -> None:
    chance = Random(3)
    leads = "book memoirs ship daily called entitled Author of published as In collection of poems book of malt"
    words = [*leads.split(), "of", "as", "Ames", "Barr", "Évora", "beer", "ale"]
    joints = [" ", " ", " ", ", ", ". ", "’s ", "\n", " called ", " titled "]
    found = 0
    for _ in range(2000):
        text = "".join(chance.choice(words) + chance.choice(joints) for _ in range(chance.randint(1, 14)))
        start = chance.randint(0, len(text) // 3)
        end = chance.randint(start, len(text))
        everywhere = [lead.span() for lead in LEAD.finditer(text, start, end)]
        assert [lead.span() for lead in _leads(text, start, end)] == everywhere
        found += len(everywhere)
    assert found > 300
