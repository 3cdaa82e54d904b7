"""What stands twice: `Copy` in, findings out. Pure."""

import re
from collections.abc import Iterator

from pressbuild.diagnostics import Diagnostic, found
from pressbuild.document import Paragraph
from pressbuild.patterns import lazily
from pressbuild.rules.copy import Copy, Passage
from pressbuild.rules.twice import BEGINS, surely, years_twice
from pressbuild.tree import plain

TWICE = lazily(
    r"(?<![\w’'\u2010-])(?P<word>[^\W\d_]+)(?P<gap>[ \n\u00a0]+)(?P<again>(?i:(?P=word)))(?![\w’'\u2010@!-])"
)
# Words that English, French and German may say twice: grammar (he had had it; die eine eine Kopie; wer hat hat auch),
# emphasis, interjections.
TWICE_OF_RIGHT = {
    "en": frozenset(
        """had that do did does her you it those who what one so
        very really much many more most long far too never always again now then there well no yes not ah
        aye ay bye ha hey ho hm hear here hip holy knock la lo my oh o och please poor dear old big little
        quite rather row tick tut wait why work come go going gone good great how hush just like nay only
        pretty same sing sweet thank tomorrow pom boom bang blah chop yum win diddle yada yadda nudge wink
        twinkle beep toot honk drip baa moo woof quack tsk rah yeah nah choo cha""".split()
    ),
    "fr": frozenset("nous vous très bien non oui si se tout toujours jamais petit petits beaucoup est en a".split()),
    "de": frozenset(
        """die der das den dem sie sehr so nein ja doch nur immer viel viele ganz ach ein eine einer eines einem
        einen ich ist war hat hatte wird wurde kann konnte will wollte soll sollte muss muß musste darf sind waren haben
        hatten werden wurden können wollen sollen müssen macht tut geht gibt weiß""".split()
    ),
}
NAME_PARTS = frozenset({"de", "von", "van", "di", "da"})
# Of other languages only words are looked for that their grammar never says twice.
TWICE_BY_SLIP = {
    "es": frozenset("el los las un una unos con del al en por y su sus como pero más de".split()),
    "it": frozenset("il lo gli un una con del della dei delle di per e nel nella al alla".split()),
    "pt": frozenset("os um uma com do dos das no pela pelo por e ao mais de".split()),
    "nl": frozenset("de een en of maar met voor aan uit".split()),
    "sv": frozenset("och ett med av på".split()),
}
# Of the words that may stand twice, those that do not where their sentence begins.
NOT_AT_FIRST = {"en": frozenset({"it", "you"}), "de": frozenset("der die das den dem".split())}
MAKES = lazily(r"\b(?:make|makes|made|making|call|calls|called|calling)[ \n]$", re.IGNORECASE)
# What stands before an English word that may then be said twice: what it is is; the town they live in in winter.
BEFORE_TWICE = {
    frozenset("is was are were be".split()): lazily(
        r"\b(?:(?:what|whatever|who|where|how|as|all|which)(?:[ \n]\w+){0,2}|that[ \n](?:I|he|she|it|they|we|you|there)"
        r"|thing|point|fact|truth|question|problem|trouble|answer)[ \n]$",
        re.IGNORECASE,
    ),
    frozenset({"on"}): lazily(  # not stood, sat: they stood on the quay
        r"\b(?:am|are|be|been|being|is|was|were|\w+(?:ed|ing)|bring|brought|came|come|get|go|goes|got|gone|went|hang|held"
        r"|hold|keep|kept|lead|led|let|live|log|look|move|pass|plug|put|ran|read|run|sail|take|took|turn|walk|work)"
        r"(?: \w+)?[ \n]$",
        re.IGNORECASE,
    ),
    frozenset("in out up over".split()): lazily(
        r"\b(?:am|are|be|been|being|is|was|were|\w+(?:ed|ing)|bring|brought|came|come|deal|fit|get|go|goes|got|held|hold"
        r"|keep|kept|let|live|log|look|move|place|plug|put|ran|run|sat|set|sit|stood|take|took|turn|went|work|world|state"
        r"|shape|mess|gave|give|given|gives|gone|fell|fall|broke|break|sank|sink|cut|sent|send|paid|pay|laid|lay|hung|drew"
        r"|blew|threw|grew|grow|saw|stuck|drove|flew|rode|wrote|write|sold|left|done|made|shut)(?: \w+)?[ \n]$",
        re.IGNORECASE,
    ),
    frozenset({"have", "has"}): lazily(r"\b(?:I|you|we|they|he|she|it|who|people)[ \n]$", re.IGNORECASE),
    frozenset("will can might must".split()): lazily(
        r"\b(?:the|an?|his|her|its|their|our|my|your|whose|no|any|every|each|this|that|of|and|own|free|good|general|last"
        r"|same|those who|people who|all who|whoever)[ \n]$",
        re.IGNORECASE,
    ),
    frozenset({"by"}): lazily(
        r"\b(?:com(?:e|es|ing)|came|go|goes|going|gone|went|pass(?:ed|es|ing)?|drop(?:s|ped|ping)?|stop(?:s|ped|ping)?"
        r"|stands?|standing|stood|fl(?:y|ies|ew|ying))[ \n]$",
        re.IGNORECASE,
    ),
}
# Where an English word that may stand twice does not: what stands before the two, and what behind them. Behind a
# preposition or a verb the first belongs to what comes before: before it it rained; it is that that the people want.
CLAUSE = r"(?:and|but|or|nor|if|that|whether|because|although|though|while|when|where|why|how|unless)"
PERSONS = "|".join(
    """those people persons? m[ae]n wom[ae]n children workers readers writers everybody everyone anybody anyone somebody
    someone nobody all many others""".split()
)
BEFORE_A_THING = "|".join(
    """is was are were be been all not only just even for of to in on by at with from about than into upon what do does
    did give gave take took""".split()
)
SLIPS = {
    frozenset({"it", "you"}): (rf"\b(?:{CLAUSE}|would|could|should|can|will|must)", ""),
    frozenset({"who"}): (
        rf"\b(?:{PERSONS})",
        "",
    ),
    frozenset({"those"}): ("", r"(?:who|whose|which|that|of|in)\b"),
    frozenset({"no"}): (r"\b(?:is|was|are|were|be|been|has|have|had|with|of|in|by)", "[a-z]"),
    frozenset({"that"}): (
        rf"\b(?!(?:{BEFORE_A_THING})\b)\w+",
        r"(?:the|an?|his|her|its|their|our|my|your|these|those|there|not)\b",
    ),
}
BY_SLIP = {
    words: (lazily(rf"{before}[ \n]$" if before else "", re.IGNORECASE), lazily(rf"[ \n][“‘\"]?{behind}"))
    for words, (before, behind) in SLIPS.items()
}
CRY_BEGINS = lazily(r"(?:^|[.!?…—–:]\s|[‘“\"'(«„])$")
OPENING, CLOSING = tuple("‘“'\"«„"), tuple("’”'\"»“")
DRAWN = lazily(r"([^\W\d_])\1\1")
# Two small words that stand twice: in the in the yard. Rhetoric says others twice: again and again and again.
PAIR = lazily(
    r"[ \n](?P<article>the|an?|his|her|its|their|our|my)[ \n](?P<again>(?P<word>in|on|of|to|at|by|for|from|with|into"
    r"|upon|under|over|than|if|when|as|is|was|are|were)[ \n](?P=article))(?![\w’'-])"
)
NEAR = 24  # characters on either side of two words in which a third like them makes a play
LONG_ENOUGH = 12  # words from which a paragraph that stands twice is no refrain


def _is_a_cry(text: str, match: re.Match[str]) -> bool:
    """Whether two words are all that is said: Goody goody! — Night night, she said."""
    before = text[: match.start()][-3:]
    return CRY_BEGINS.search(before) is not None and text[match.end() : match.end() + 1] in tuple(",.!?…—")


def doubled_word(copy: Copy) -> Iterator[Diagnostic]:
    """A word that stands twice where grammar and rhetoric have no use for it."""
    for passage in copy.passages:
        if passage.kind == "verse":
            continue
        for match in TWICE.finditer(passage.text):
            word, again = match["word"], match["again"]
            language = passage.language(match.start()) or copy.language
            if _mentioned(passage.text, match):
                continue
            if surely(match, language):
                yield _twice(passage, match)
                continue
            if (
                _may_stand_twice(passage.text, match, language)
                or _in_another_language(passage, match)
                or _in_a_row(passage.text, match)
                or _is_a_cry(passage.text, match)
                or (language == "en" and _after(again.lower(), passage.before(match.start(), 40)))
                or again[0].isupper()
                or _is_play(passage.text, match)
                or (len(word) == 1 and word.lower() not in "ai")
            ):
                continue
            yield _twice(passage, match)
        if (passage.language(0) or copy.language) == "en":
            yield from (_twice(passage, match) for match in PAIR.finditer(passage.text) if _is_pair(passage, match))
        if passage.kind != "cell":
            yield from (_twice(passage, match) for match in years_twice(passage.text))


def _is_pair(passage: Passage, match: re.Match[str]) -> bool:
    """Whether the first of two words that stand twice stands before them too, and the four in no marks of their own."""
    before = re.search(rf"(?<![\w’'-]){match['word']}$", passage.before(match.start(), 8), re.IGNORECASE)
    if before is None:
        return False
    marks = passage.text[match.start() - len(before[0]) - 1 :][:1], passage.text[match.end() : match.end() + 1]
    return not (marks[0] in OPENING and marks[1] in CLOSING)


def _twice(passage: Passage, match: re.Match[str]) -> Diagnostic:
    hint = "take one of them out, or allow it with a reason"
    again = " ".join(match["again"].split())
    return found("doubled-word", f"“{again}” stands twice", passage.at(match.start("again")), hint)


def _may_stand_twice(text: str, match: re.Match[str], language: str) -> bool:
    """Whether a language says this word twice (mémoires de de Gaulle), or the rule does not know that it never does."""
    word = match["word"].lower()
    if language not in TWICE_OF_RIGHT:
        return word not in TWICE_BY_SLIP.get(language, ())
    if word in NOT_AT_FIRST.get(language, ()) and BEGINS.search(text[max(0, match.start() - 4) : match.start()]):
        return False
    if language == "en" and _by_slip(text, match):
        return False
    named = word in NAME_PARTS and text[match.end() + 1 : match.end() + 2].isupper()
    return named or word in TWICE_OF_RIGHT[language]


def _in_another_language(passage: Passage, match: re.Match[str]) -> bool:
    """Whether italics hold words that some language says twice, *nous nous*: authors seldom say which it is."""
    both = passage.in_title(match.start()) and passage.in_title(match.start("again"))
    return both and any(match["word"].lower() in words for words in TWICE_OF_RIGHT.values())


def _by_slip(text: str, match: re.Match[str]) -> bool:
    """Whether English says this word twice, and not between these words: he knew that it it was late."""
    before = text[max(0, match.start() - 16) : match.start()]
    return any(
        match["word"] in words and left.search(before) is not None and right.match(text, match.end()) is not None
        for words, (left, right) in BY_SLIP.items()
    )


def _mentioned(text: str, match: re.Match[str]) -> bool:
    """Whether the two words stand in marks of their own: “nous nous”."""
    return text[match.start() - 1 : match.start()] in OPENING and text[match.end() : match.end() + 1] in CLOSING


def _is_play(text: str, match: re.Match[str]) -> bool:
    """Whether somebody plays with the word: it is drawn out (sooo sooo), it has a capital that no sentence gives it
    (the Getty getty), or a third like the two stands close by (cogito cogito ergo cogito)."""
    word = match["word"]
    if DRAWN.search(word):
        return True
    inside = re.search(r"[\w,;]\s$", text[max(0, match.start() - 2) : match.start()])
    if word[0].isupper() and inside:
        return True
    around = text[max(0, match.start() - NEAR) : match.start()] + " " + text[match.end() : match.end() + NEAR]
    return len(word) > 3 and re.search(rf"\b{re.escape(word)}\b", around, re.IGNORECASE) is not None


def _in_a_row(text: str, match: re.Match[str]) -> bool:
    """Whether the word stands there more than twice, which nobody does by a slip: har har har."""
    word = match["word"].lower()
    before = text[max(0, match.start() - len(word) - 3) : match.start()].lower().strip(" ,;\n")
    after = text[match.end() : match.end() + len(word) + 3].lower().strip(" ,;\n")
    return before.split()[-1:] == [word] or re.match(rf"{word}(?!\w)", after) is not None


def _after(word: str, before: str) -> bool:
    """Whether English grammar says a word twice behind these words: what makes ale ale."""
    return MAKES.search(before) is not None or any(
        word in words and behind.search(before) is not None for words, behind in BEFORE_TWICE.items()
    )


def paragraph_repeated(copy: Copy) -> Iterator[Diagnostic]:
    """A paragraph that stands in the text twice, word for word."""
    first: dict[str, int] = {}
    for block in copy.read.blocks:
        if not isinstance(block, Paragraph):
            continue
        text = " ".join(plain([block]).split())
        line = block.place.line if block.place else 0
        if len(text.split()) >= LONG_ENOUGH and first.setdefault(text, line) != line:
            message = f"this paragraph stood in line {first[text]} already, word for word"
            yield found("paragraph-repeated", message, block.place, "take one of them out")
