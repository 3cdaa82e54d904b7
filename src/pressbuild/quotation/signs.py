"""What is to be seen of a quotation that speaks for one role or another: a `Quoted` and the document's `Facts` in, the
names of its signs out.

A sign alone decides nothing; `weights` says what each is worth, `roles` adds them up. The names are what a decision
shows as its evidence, so they say what a reader sees: `a name`, `his, her, their before`, `the mark that quotes`.
"""

import re
from collections.abc import Iterator

from pressbuild.quotation.cues import (
    ARCHAIC,
    BODY,
    CALLED_IT,
    DESCRIBING,
    FINITE,
    FUNCTION,
    JUDGING,
    LETTERED,
    NAMED_BY,
    PERFORMED,
    SAY,
    SOURCE,
    VOICE,
    WORK,
    title_case,
    words,
)
from pressbuild.quotation.facts import Facts, Quoted
from pressbuild.quotation.folding import fold

SEEN = 120  # how much of the text before a mark the signs see
SENTENCE = re.compile(r".*[.?!…][’”\"')\]]*\s", re.DOTALL)  # up to the beginning of the last sentence
LAST = re.compile(r"([^\W\d_]+(?:[’'][^\W\d_]*)?)\s*$")
COMPOUND = re.compile(r"\w-\w")
FIGURE = re.compile(r"\d")
ARTICLE = re.compile(r"(?:an?|the)\b")
WITHIN = re.compile(r"[,;:—–]\s")
PARTICIPLE = re.compile(r"[a-z]+(?:ing|ed)\b")
AUTHOR = re.compile(r"\b(?:I|we|my|our)\b")
OTHER = re.compile(r"\b(?:[Hh]e|[Ss]he|his|her|him)\b")
NOUN = re.compile(r"\s([a-z]\w+)")
SPEECH = re.compile(rf"\b{SAY}\b")
OPENS_CLAUSE = re.compile(
    r"(?:that|which|who|whose|when|where|if|to|in|with|by|for|from|must|and|but|how|what|as|is|are|be|or|of|at|on|"
    r"than|so|because|not|no)\b"
)
ISM = re.compile(r"(?:isms?|ists?|ised|ized|ness|ification|phobi[ac])[,.]?$")
CUT = re.compile(r"\[|\]|\. \. ?\.|\.\.\.|…")
BREAK = re.compile(r"[a-z]{2}[.?!…][’”\"']?\s+[A-Z]")
CONTRACTED = re.compile(r"[a-z][’'](?:t|ll|re|ve|m|d)\b")

BEFORE = {
    word: name
    for name, group in {
        "the before": "the",
        "a before": "a an",
        "this, such before": "this that these those such",
        "his, her, their before": "his her their its my our your whose",
        "any, no, every before": "any no every some all each more most very so too other new old certain various",
        "is, was before": "is are was were be been being become became becomes seems seem remains isn’t wasn’t am",
        "as before": "as like",
        "of before": "of",
        "by before": "by with from through",
        "in before": "in on at into under",
        "to before": "to for against about over towards",
        "that before": "that because whether how why if",
        "and, or before": "and or but nor than not versus even",
        "have, do before": "has have had do does did will would can could may might must shall should to",
    }.items()
    for word in group.split()
}
LENGTHS = ("no word", "one word", "two words", "three words", "four words", "five words", "six words", "seven words")


def signs(quoted: Quoted, facts: Facts) -> Iterator[str]:
    """The names of all signs that hold."""
    count = words(quoted.inside)
    sentence = quoted.left[-SEEN:]
    begun = SENTENCE.match(sentence)
    sentence = sentence[begun.end() :] if begun else sentence
    yield from _length(count)
    yield from _inside(quoted.inside, count)
    yield from _letters(quoted, count)
    yield from _close(quoted, facts)
    yield from _left(quoted, sentence)
    yield from _clause(sentence)
    yield from _right(quoted)
    yield from _document(quoted, facts, count)


def _length(count: int) -> Iterator[str]:
    if count < len(LENGTHS):
        yield LENGTHS[count]
    else:
        yield "eight words and more" if count < 12 else "a dozen words and more"


def _inside(inside: str, count: int) -> Iterator[str]:
    """The words themselves."""
    if CUT.search(inside):
        yield "words left out"
    if BREAK.search(inside):
        yield "a sentence ends inside"
    if ARCHAIC.search(inside):
        yield "an old form"
    if CONTRACTED.search(inside):
        yield "a spoken form"
    if count < 4 and COMPOUND.search(inside):
        yield "a compound"
    if ISM.search(inside):
        yield "a doctrine"
    if count > 1 and FIGURE.search(inside):
        yield "figures"
    if count < 2:
        return
    if FINITE.search(inside):
        yield "a verb"
    if VOICE.search(inside):
        yield "a person speaks"
    if OPENS_CLAUSE.match(inside):
        yield "a clause begins"
    if ARTICLE.match(inside):
        yield "an article begins"
    if WITHIN.search(inside):
        yield "a stop within"
    if PARTICIPLE.match(inside):
        yield "a participle begins"


def _letters(quoted: Quoted, count: int) -> Iterator[str]:
    """Capitals: a name, a title, a sentence."""
    inside = quoted.inside
    if title_case(inside):
        yield "a name"
        if BODY.search(inside):
            yield "a body’s name"
        last = LAST.search(quoted.left[-16:])
        if last is None:
            yield "a name behind a stop"
        elif BEFORE.get(last[1].lower(), "") in {"the before", "a before", "this, such before"}:
            yield "a name behind an article"
        else:
            yield "a name without an article"
    elif inside[:1].isupper():
        if count > 1:
            yield "a sentence’s capital"
        elif inside.isupper() and len(inside) > 1:
            yield "capitals"
        else:
            yield "one capital word"
    elif inside[:1].islower():
        yield "a small letter begins"


def _close(quoted: Quoted, facts: Facts) -> Iterator[str]:
    """How the words end and whether a stop stands with the mark."""
    last = quoted.inside.rstrip()[-1:]
    if last in {"?", "!"}:
        yield "asks or cries"
    elif last in {"—", "–", "-", "…", ":", ";"}:
        yield "breaks off"
    elif last in {",", "."}:
        kind = "comma" if last == "," else "full stop"
        yield f"a {kind} inside" if facts.stops == "american" else f"a {kind} inside, where others stand outside"


def _left(quoted: Quoted, sentence: str) -> Iterator[str]:
    """What stands right before the opening mark."""
    left = quoted.left.rstrip()
    if not left:
        yield "begins the paragraph"
        return
    if not sentence.strip():
        yield "begins a sentence"
        return
    if left[-1] in ":,;—–-([/“‘\"'":
        yield {":": "a colon before", ",": "a comma before", ";": "a semicolon before"}.get(
            left[-1], "a bracket before" if left[-1] in "([" else "a dash or mark before"
        )
        return
    last = LAST.search(left[-24:])
    if last is None:
        return
    word = last[1].lower()
    if word in BEFORE:
        yield BEFORE[word]
    elif word.endswith(("’s", "'s", "s’", "s'")):
        yield "an owner before"
    elif word.endswith("ly"):
        yield "an adverb before"
    elif SPEECH.fullmatch(word):
        yield "a verb of saying before"
    elif word.endswith("ed"):
        yield "a past form before"
    elif last[1][:1].isupper():
        yield "a capital before"


def _clause(sentence: str) -> Iterator[str]:
    """What the sentence has said so far."""
    if SPEECH.search(sentence):
        yield "somebody speaks in the sentence"
    if JUDGING.search(sentence):
        yield "somebody judges in the sentence"
    if DESCRIBING.search(sentence):
        yield "described as"
    if NAMED_BY.search(sentence):
        yield "a person names"
    if CALLED_IT.search(sentence):
        yield "a person calls it so"
    if SOURCE.search(sentence):
        yield "a source is named"
    if WORK.search(sentence):
        yield "a work is named"
    if PERFORMED.search(sentence):
        yield "played, sung or read"
    if LETTERED.search(sentence):
        yield "something lettered is named"
    if AUTHOR.search(sentence):
        yield "the author speaks"
    if OTHER.search(sentence):
        yield "somebody is spoken of"


def _right(quoted: Quoted) -> Iterator[str]:
    """What stands behind the closing mark."""
    right = quoted.right
    if quoted.noted:
        yield "a note behind"
    if not right.strip():
        yield "ends the paragraph"
        return
    if right[0] in "-‐" and right[1:2].isalpha():
        yield "a hyphen behind"
    elif right.lstrip()[0] in "([":
        yield "a bracket behind"
    elif (following := NOUN.match(right)) and following[1] not in FUNCTION and not following[1].endswith(("ly", "ed")):
        yield "a noun behind"


def _document(quoted: Quoted, facts: Facts, count: int) -> Iterator[str]:
    """What the document does elsewhere."""
    if facts.quoting not in {None, quoted.kind} and quoted.level == 0:
        yield "the mark that does not quote"
    if quoted.level:
        yield "inside a quotation"
    if quoted.where != "body":
        yield f"in {quoted.where}"
        if quoted.inside[:1].isupper():
            yield f"a capital in {quoted.where}"
    if count < 5 and facts.repeated[fold(quoted.inside)] > 1:
        yield "used again"
    if facts.dialogue and not quoted.left.strip():
        yield "a book of dialogue"
