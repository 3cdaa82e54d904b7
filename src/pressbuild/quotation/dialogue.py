"""Speech in a dialogue that its speaker never ends: a document's readings in, the marks that nothing closes out. Pure.

A speech of several paragraphs repeats its opening mark in each and closes once (Chicago 13.32, New Hart's Rules 9.2.2),
so that speech whose closing mark was forgotten looks like one. It is none where another speaker answers: where a short
question stands alone, and the next paragraph's words have a tag or stand among other speeches; where tags give the
words of the two paragraphs to two speakers; or where it answers a question of somebody, named, who speaks behind it.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pressbuild.patterns import lazily
from pressbuild.quotation.cues import SAY
from pressbuild.quotation.recognition import Reading

Spot = tuple[int, int]  # a passage's index and a mark's in it

SHORT = 8  # words up to which a paragraph is no part of a long speech
ANSWER = 12  # words up to which a paragraph that holds nothing but speech is an answer
_TAGGED = 4  # words of a tag alone
NEAR = 3  # paragraphs round a question, one of which is speech that closes
_WORD = lazily(r"[^\W_]+(?:[’'-][^\W_]+)*")
_ASKED = lazily(r"\?\s*$")
_SAME_SPEAKER = lazily(r"\W*(?:Because|And|But|For|So)\b")  # who may answer a question of his own
_WHO = r"(?:he|she|I|they|we|[A-Z][\w’-]+(?: [A-Z][\w’-]+)*)"
_TAG = lazily(rf"\s(?:{SAY} (?P<behind>{_WHO})|(?P<before>{_WHO}) {SAY})\b")
_TAG_AT_END = lazily(rf"[,?!]\s(?:{SAY} (?P<behind>{_WHO})|(?P<before>{_WHO}) {SAY})\.\s*$")
_GOES_ON = lazily(r"\s(?:[\w.’-]+ ){1,3}?(?:went on|goes on|continue[sd]|adds|added|resumed|repeated)\b")
_PRONOUNS = frozenset({"he", "she", "I", "they", "we"})
_NO_NAMES = frozenset({"The", "A", "An", "This", "That", "Then", "And", "But", "His", "Her", "Mr", "Mrs", "Miss", "Dr"})


def unanswered(readings: Sequence[Reading | None]) -> Iterator[Spot]:
    """The opening marks of speech that the next paragraph seems to go on with, and another speaker answers."""
    for number, (reading, following) in enumerate(pairwise(readings)):
        opening = _left_open(reading)
        if reading is None or following is None or opening is None or opening in reading.pairing.doubtful:
            continue
        continues = number > 0 and _left_open(readings[number - 1]) is not None
        others = _two_speak(reading, following, opening) or _is_between(readings, number, opening)
        if others or (not continues and _is_answered(readings, number, opening)):
            yield number, opening


def _left_open(reading: Reading | None) -> int | None:
    """The mark of a paragraph's quotation that the next one takes up."""
    if reading is None or not reading.passage.flows:
        return None
    return next((each.opening for each in reading.pairing.pairs if each.closing is None), None)


def _is_answered(readings: Sequence[Reading | None], number: int, opening: int) -> bool:
    """Whether a short question is a speech of its own: the next paragraph's first words are closed, and have a tag,
    or have something told behind them or are short, among other speeches."""
    reading, following = readings[number], readings[number + 1]
    if reading is None or following is None or not _ASKED.search(reading.text, reading.marks[opening].offset):
        return False
    end = _first_end(following)
    if end is None or _words(reading.text) > SHORT or _SAME_SPEAKER.match(following.text):
        return False
    if _GOES_ON.match(following.text, end + 1) or (_speaker(reading) and _speaker(following)):
        return False
    if _TAG.match(following.text, end + 1):
        return True
    among = (*readings[max(0, number - NEAR) : number], *readings[number + 2 : number + 2 + NEAR])
    told = following.text[end + 1 :].strip() != ""
    return (told or _words(following.text) <= ANSWER) and any(
        each is not None and _first_end(each) is not None for each in among
    )


def _first_end(reading: Reading) -> int | None:
    """Where the speech that begins a paragraph is closed."""
    first = next((each for each in reading.pairing.pairs if each.opening == 0), None)
    if not reading.passage.flows or first is None or first.closing is None:
        return None
    begins = not reading.text[: reading.marks[0].offset].strip()
    return reading.marks[first.closing].offset if begins else None


def _two_speak(reading: Reading, following: Reading, opening: int) -> bool:
    """Whether tags give paragraphs to two speakers: both by pronouns, both by names, or one of them to the author."""
    one, other = _speaker(reading) or _speaker_within(reading, opening), _speaker(following)
    if not one or not other or one == other:
        return False
    if one in _PRONOUNS and other in _PRONOUNS:
        return True
    if _PRONOUNS.isdisjoint((one, other)):
        return set(one.split()).isdisjoint(other.split())
    return "I" in (one, other)


def _speaker(reading: Reading) -> str:
    """Who says the speech that begins a paragraph, where a tag behind it has a pronoun or a name."""
    end = _first_end(reading)
    tag = _TAG.match(reading.text, end + 1) if end is not None else None
    who = (tag["behind"] or tag["before"]) if tag else ""
    return "" if not _NO_NAMES.isdisjoint(who.split()) else who


def _speaker_within(reading: Reading, opening: int) -> str:
    """Who says the speech that begins a paragraph and that nothing closes, where the paragraph ends with a tag: “No,
    said Ann."""
    start = reading.marks[opening].offset
    tag = _TAG_AT_END.search(reading.text, start) if not reading.text[:start].strip() else None
    who = (tag["behind"] or tag["before"]) if tag else ""
    return "" if not _NO_NAMES.isdisjoint(who.split()) else who


def _is_between(readings: Sequence[Reading | None], number: int, opening: int) -> bool:
    """Whether a few words without a tag answer a question of a person who speaks behind them again: they are another’s,
    for whoever goes on in a new paragraph has not closed the one before."""
    reading, before, following = readings[number], readings[number - 1] if number else None, readings[number + 1]
    if reading is None or before is None or following is None or _left_open(before) is not None:
        return False
    end, who = _first_end(before), _speaker(before)
    asked = end is not None and before.text[:end].endswith("?") and _words(before.text[end:]) <= _TAGGED
    if not asked or _words(reading.text) > ANSWER or _SAME_SPEAKER.match(reading.text):
        return False
    named = who == "I" or (who != "" and who not in _PRONOUNS)
    begins = opening == 0 and not reading.text[: reading.marks[0].offset].strip()
    return named and begins and who == _speaker(following) and not _speaker_within(reading, opening)


def _words(text: str) -> int:
    return sum(1 for _ in _WORD.finditer(text))
