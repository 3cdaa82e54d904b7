"""What quotations are for: a sentence for every rule, sentences that a rule must leave alone, and labelled books."""

import json
import sys
from collections import defaultdict
from pathlib import Path

import pytest

from pressbuild.quotation import Entry, ledger, recognise
from tests.quotation.plain_document import document

LABELS = sorted((Path(__file__).parent / "labels").glob("*.json"))

# The text, and for each of its quotations the role and the code.
DECIDED = (
    ("[^1]: J Hollis, ‘On mending nets’ (2004), Harbour Review 12.", "title.article NOTE_AUTHOR_TITLE"),
    ("It was reported (‘Ferry sinks twice in a day’ Harbour Gazette May 4 1931).", "title.headline TITLE_SOURCE_DATE"),
    ("the so-called ‘free’ lunch", "scare SO_CALLED"),
    ("The paper headlined it: ‘Mayor denies he slept’.", "title.headline TITLE_NOUN_VERB"),
    ("her essay “The Long Way Down” was late", "title.article TITLE_NOUN_VERB"),
    ("his poem ‘Low tide in winter’ won", "title.article TITLE_NOUN_VERB"),
    ("with a book in her hand called “Ropes”", "title.article TITLE_NOUN_VERB"),
    ("“The Rope and the Anchor” (1931) is out of print", "title.article TITLE_CITED"),
    ("In “The Rope and the Anchor” she argues otherwise.", "title.article TITLE_IN"),
    ("it was “the worst of all nets” (p. 98)", "quotation CITED"),
    ("“We sail,” he said; “we sail at dawn.”", "quotation SAY_AFTER, quotation SAY_SPLIT"),
    ("“nets and more nets”, as Hollis put it.", "quotation SAY_AFTER"),
    ("“Nets,” says Hollis.", "quotation SAY_AFTER"),
    ("“Nets,” it is said, catch fish.", "quotation SAY_AFTER_PASSIVE"),
    ("Hollis replied: “Nets.”", "quotation SAY_BEFORE"),
    ("Hollis writes that “nets are made of holes”.", "quotation SAY_THAT"),
    ("with the following words: “nets are made of holes and string”", "quotation WORDS_OF"),
    ("the old motto “more holes than string” hung there", "quotation SAYING_NOUN"),
    ("Hollis’s phrase ‘holes first’ caught on", "quotation NAMED_WORDS"),
    ("the word ‘net’ is short", "term META_NOUN"),
    ("in the sense of ‘net’ that fishers use", "term META_NOUN"),
    ("such terms as ‘net’, ‘float’ and ‘sinker’ abound", "term META_NOUN, term SIBLING, term SIBLING"),
    ("it was called ‘the big net’ there", "term NAMING_VERB"),
    ("they denounced as “a disgrace to all honest nets” what they had bought", "quotation NAMED_AT_LENGTH"),
    ("One rule stood above the others: “Never count the fish at sea.”", "quotation COLON_SENTENCE"),
    ("They gave up. “Nobody wanted nets. Nobody ever had.” So it ended.", "quotation SENTENCE_INSIDE"),
    ("“Nets, and nets, and nets, and nets again”", "quotation WHOLE_PARAGRAPH"),
    ("The trouble is that “nobody has counted the fish”.", "quotation THAT_CLAUSE"),
    ("they use ‘net’ as a verb", "term USE_AS"),
    ("By ‘net’ is meant a thing of holes.", "term MEANS_AFTER"),
    ("a trammel (or ‘wall net’) was used", "term PAREN_ALT"),
    ("Charles ‘Sprat’ Hollis fished.", "nickname NICKNAME"),
    ("all agreed in the ‘Sprat’ case that nothing happened", "nickname PSEUDONYM_CAP"),
    ("a share of ‘up to 7%’ of all fish", "quotation NUMBER_INSIDE"),
    ("they mended the ‘modern’ nets", "scare DEFAULT_SHORT"),
)  # fmt: skip

# Shapes on which a rule of the same look would go wrong.
RESTRAINT = (
    ("‘netism’, which argued that nets were all", "scare"),  # the speaker of “argued” is the doctrine
    ("the ‘Net Owners’ League’ met", "scare"),  # a body's name is no title
    ("In other words, the ‘net interest’ lost.", "scare"),  # no word is spoken of
    ("He mended a ‘net’. Hollis said nothing.", "scare"),  # a new sentence
    ("a small change: ‘holes’", "scare"),  # one word after a colon
    ("they speak of ‘net’ fishing", "term"),
    ("The ‘Big’ Nets sank.", "scare"),  # an article before a name makes no nickname
)  # fmt: skip


def found(text: str) -> tuple[Entry, ...]:
    return ledger(recognise(document(text)))


@pytest.mark.parametrize(("text", "decided"), DECIDED)
def test_every_rule_decides(text: str, decided: str) -> None:
    assert ", ".join(f"{entry.role} {entry.code}" for entry in found(text)) == decided


@pytest.mark.parametrize(("text", "role"), RESTRAINT)
def test_no_rule_goes_too_far(text: str, role: str) -> None:
    (entry,) = found(text)
    assert entry.role == role


def test_the_document_decides_what_its_marks_mean() -> None:
    """Where double marks hold sentences and single marks words, a short phrase in double marks is quoted."""
    habit = "\n\n".join(
        f"Hollis said: “We mended net number {n} and went home.” It was a ‘modern’ net." for n in range(6)
    )
    assert found(habit + "\n\nThere was a “reasonable doubt” about it.")[-1].code == "MARK_CONVENTION"
    assert found("There was a “reasonable doubt” about it.")[-1].role == "scare"


def test_a_quoting_book_quotes_its_short_phrases_too() -> None:
    said = "\n\n".join(f"Hollis said: “We mended net number {n} and went home.”" for n in range(12))
    assert (
        found(said + "\n\nShe sat down, weary of seas and men alike, “in silence and in tears” at last.")[-1].role
        == "quotation"
    )


def test_evidence_is_given() -> None:
    (entry,) = found("the so-called ‘free’ lunch")
    assert entry.evidence == "so-called"
    assert not entry.signed


# --- labelled texts ------------------------------------------------------------------------------------------------


def coarse(role: str) -> str:
    """As ../shared/score/roles.py counts."""
    first = role.partition(".")[0]
    return {"term": "scare", "nickname": "scare", "keep": "scare"}.get(first, first)


def labelled(shared: Path, labels: Path) -> list[tuple[Entry, bool]]:
    """Every quotation of a book and whether its role is the label's."""
    data = json.loads(labels.read_text(encoding="utf-8"))
    text = (shared / "corpus" / data["book"]).read_text(encoding="utf-8")
    roles = {offset: role for role, offsets in data["roles"].items() for offset in offsets}
    starts = [0, *(index + 1 for index, character in enumerate(text) if character == "\n")]
    entries = found(text)
    assert len(entries) == len(roles)
    return [(e, coarse(e.role) == roles[starts[e.line - 1] + e.column - 1]) for e in entries]


@pytest.mark.parametrize("labels", LABELS, ids=lambda path: path.stem)
def test_roles_of_a_labelled_book(shared: Path, labels: Path) -> None:
    judged = labelled(shared, labels)
    assert sum(right for _, right in judged) / len(judged) >= 0.8


def test_confidence_is_calibrated(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of the decisions stated at .9 and more, nine in ten are right; and all in all as many as are stated."""
    judged = [pair for labels in LABELS for pair in labelled(shared, labels)]
    table: dict[float, list[bool]] = defaultdict(list)
    for entry, right in judged:
        table[int(entry.confidence * 10) / 10].append(right)
    with capsys.disabled():
        for stated, rights in sorted(table.items()):
            sys.stdout.write(f"\n  stated {stated:.1f}: {sum(rights) / len(rights):.2f} of {len(rights)}")
    assert sum(table[0.9]) / len(table[0.9]) >= 0.9
    assert sum(right for _, right in judged) / len(judged) >= 0.93


def test_the_essay(shared: Path) -> None:
    """All 141 pairs and 49 apostrophes, roles at least 139, kinds of scare quotes and titles at least 133."""
    gold = json.loads((shared / "essay" / "gold.json").read_text(encoding="utf-8"))
    text = (shared / "essay" / "essay.txt").read_text(encoding="utf-8")
    head, notes = text[: gold["notes_start"]], text[gold["notes_start"] :]
    for reference in reversed(gold["note_refs"]):
        head = head[: reference["start"]] + f"[^{reference['number']}]" + head[reference["end"] :]
    for note in gold["notes"]:
        notes = notes.replace(f"{note['number']}. ", f"[^{note['number']}]: ", 1)
    entries = found(head + notes)
    assert [entry.text for entry in entries] == [quote["text"] for quote in gold["quotes"]]
    roles = sum(coarse(e.role) == q["role"] for e, q in zip(entries, gold["quotes"], strict=True))
    kinds = sum(
        e.role.split(".")[-1] == q["subkind"] or e.role == q["role"] == "quotation"
        for e, q in zip(entries, gold["quotes"], strict=True)
    )
    assert roles >= 139
    assert kinds >= 133
