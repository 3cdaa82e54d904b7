"""Speech that another speaker answers before it is closed: texts in, the findings on their marks."""

import pytest

from pressbuild.quotation import recognise
from tests import desk


def codes(text: str) -> list[str]:
    return [each.code for each in recognise(desk.document(f"---\ntitle: T\n---\n{text}\n")).findings]


@pytest.mark.parametrize(
    "text",
    [
        "‘Which?\n\n‘The Plough.’\n\n‘I know it.’",
        "“Did you?\n\n“No,” said Ann. “I did not.\n\n“Well then.”",
        "“Where is it?\n\n“At the mill,” he said.",
        "“It is late,” said Ann. “We must row.\n\n“I will not,” said Bob.",
        "“It is late,” she said. “We row.\n\n“I will not,” he said.",
        "“It is late,” I said. “Row.\n\n“I will not,” said Bob.",
        '"Which?\n\n"The Plough," she said.',
        "“Did you go?” said Ann.\n\n“I did not.\n\n“Well then,” said Ann.",
        "“Did you go?” I said.\n\n“I did not, nor did any of those who rowed that day.\n\n“Well then,” I said.",
        "“I did not, said Bob.\n\n“Well then,” said Ann, “let us go.”",
        "« Lequel ?\n\n« La Charrue. »\n\n« Ah. »",
        "“Come in.”\n\n“Who is there?\n\n“Only me.”",
        "“Who?\n\n“The miller. Or the boy –” She thought. “Or else nobody who lives by the weir or the mill.”\n\n“Ah.”",
    ],
)
def test_another_speaker_answers(text: str) -> None:
    assert codes(text) == ["quote-unclosed"]


@pytest.mark.parametrize(
    "text",
    [
        "“Friends!\n\n“We are met here,” said the mayor, “to row.”",
        "“What is a weir?\n\n“A dam.”",
        "The pamphlet asks:\n\n“What is a worker?\n\n“One who owns no boat.”\n\nSo it said.",
        "“And what then? we ask of those who row all day and night.\n\n“Nothing,” he said.",
        "“It was long,” said Ann Sloe, “and we rowed.\n\n“And then,” said Ann, “we slept.”",
        "“It was,” said Ann. “It was.\n\n“It was so,” she went on. “And so.”",
        "“First, no boats.\n\n“Second, no oars.\n\n“Third, no weir.”",
        "“Dear Ann,\n\n“I came.”\n\n“So he did.”",
        "“Long it was, and we rowed for many days down the river.\n\n“Why?\n\n“We had no choice.”\n\n“Ah.”",
        "“Why?\n\n“Because,” said Ann, “we had to.”",
        "“It was,” said the keeper. “It was.\n\n“It was so,” said Ann.",
        "“It was,” said Ann. “Was it?\n\n“It was so,” she said.\n\n“Ah.”",
        "“Was it?\n\n“It was so,” Mr Sloe went on. “It was.”\n\n“Ah.”",
        "“We rowed,” said Ann.\n\n“I did not.\n\n“Well then,” said Ann.",
        "“Did we row?” said Ann, and looked at the weir.\n\n“We did.\n\n“Well then,” said Ann.",
        "“Did we row?” said Ann.\n\n“For I did not.\n\n“Well then,” said Ann.",
        "“Did he go?” she said.\n\n“He did not.\n\n“Well then,” she said.",
        "“We rowed,” said Ann.\n\n“I rowed, and the keeper rowed.\n\n“And then,” said Bob, “we slept.”",
        "“We rowed,” said Ann. “And then.\n\n“We slept.\n\n“And woke,” said Ann.",
        "“No, said the keeper, and no, said the miller too.\n\n“And so,” said Ann.",
        "He said to them, “I did not, said Bob.\n\n“Well then,” said Ann.",
    ],
)
def test_one_speaker_may_go_on(text: str) -> None:
    assert codes(text) == []


def test_the_mark_that_is_left_open_is_shown() -> None:
    text = "---\ntitle: T\n---\n“It is late,” said Ann. “We row.\n\n“I will not,” said Bob.\n"
    (finding,) = recognise(desk.document(text)).findings
    assert finding.place is not None
    assert (finding.place.line, finding.place.column) == (4, 25)
    assert "another speaker" in finding.message
