"""Words that an apostrophe begins or ends, and what tells them from quotations: strings in, verdicts out. Pure."""

import re

HYPHENS = "-‐‑"

# Words that begin with an apostrophe. The first set is never the start of a quotation; a word of the second is also
# an English word of its own, so its mark opens where a closing mark follows.
ELISIONS = frozenset(
    "tis twas twere twill twould twon twasn tisn twouldn tweren tain til em n neath tween twixt gainst ud ll ve re "
    "struth strewth sblood sdeath".split()
)
HALF_ELISIONS = frozenset(
    "till cause cos coz round bout cept fore board nother nuff tude kay deed way low ludes rents phone plane flu "
    "course parently nough scuse sides bus burbs hood copter droid gator roid roids shroom shrooms cello fraid spect "
    "sup zine zines "
    # German: ’ne Kneipe, ’nen Krug, ’rauf; French, Italian: ’tit, ’sto
    "ne nen nem ner nes rauf raus rein runter rüber ran rum tit sto sta sti ste "
    "twenties thirties forties fifties sixties seventies eighties nineties".split()
)
# In German they are no words but the ends of es, ein, eine …
GERMAN = frozenset("s n ne nen nem ner nes".split())
DUTCH = frozenset("t s n k r m".split())  # het, des, een, ik, er, hem
# The dropped h of reported speech: where what is left is no English word, and where it is one.
DROPPED = frozenset(
    "e im ave avin avent aven ouse ouses ome ow ead eads eart orse orses undred appen appened igh elp ospital "
    "arry enry erbert ello".split()
)
DROPPED_OR_NOT = frozenset("is er as ad ere and old all ill ard alf".split())
# Words that end with an apostrophe in dialect and verse; and their commonest ending, which other words have too.
CLIPPED = frozenset(
    "o an th ha wi i t a ol wid nothin somethin anythin goin comin doin lookin bein havin tho thro altho befo lil ole "
    "yo fo sho ev mus jus gov awa gi mak tak wha".split()
)
ITALIAN = frozenset("po mo be ca va fa sta to".split())
CLIPPED_ENDING = re.compile(r"\w{3,}in$")
# Short words that no dialect clips others to: low’ closes something.
WHOLE = frozenset(
    "low new big bad sad mad hot wet dry sea sky tea ale net gun hat bed dog cat pig boy job key day way cut".split()
)
# Of the words that may begin with an apostrophe those that few write so: “a ‘low” lacks a mark.
SELDOM_CLIPPED = frozenset("low way deed board course sides burbs hood".split())
# After a plural possessive stands the thing possessed: these words are none, so before them a mark more likely closes.
NOT_POSSESSED = frozenset(
    "and or of in is are was were as to for with that which who by from on at but not has have had would could should "
    "will may can than then when if while it he she they we you i this these those be been into upon because".split()
)

# Before and behind ’n’, what stands beside a letter that is spoken of and beside no clipped “and”.
_NAMES_A_LETTER = re.compile(
    r"\b(?:letters?|symbols?|signs?|sounds?|consonants?|nasals?|phonemes?|characters?|variables?|keys?|initials?|capital"
    r"|lower-case|upper-case|small|single|double|silent|final|index|exponent|Buchstaben?|Lauts?|Konsonant|Zeichen|lettres?"
    r"|consonnes?|the|an|this|that|each|every|one|two|no|by|of|with|as|is|are|was|were|called|and|or|for|where|when|if"
    r"|der|das|ein|dem|den|mit|und|oder|le|la|les|un|une|et|ou)\s$",
    re.IGNORECASE,
)
_SPEAKS_OF_A_LETTER = re.compile(
    r"\s(?:is|are|was|were|stands?|stood|means?|meant|denotes?|represents?|equals?|becomes?|sounds?|in|at|and|or|of|as|for"
    r"|with|before|after|behind|steht|ist|wird|im|und|oder|est|et|ou|dans)\b"
)
_DECADES = re.compile(r"\d(?:\d|0[’'])s\b")
DECADE = re.compile(r"\d\d(?:(?:s|er[ns]?)\b|(?!\d|\w))")
# What stands before the two figures of a year: May ’68, the summer of ’69, gli anni ’60.
_OF_A_YEAR = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\.?|Feb\.?|Mar\.?"
    r"|Apr\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?|[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter|[Cc]lass|[Mm]en"
    r"|anni|anno|années|an|años|año|anos|ano|jaren|Jahre|Jahr)(?:\sof)?\s$"
)
# Or a preposition, where the sentence stops behind the figures or goes on without a word for what they count.
_WHEN = re.compile(r"\b(?:[Ii]n|[Bb]y|[Ss]ince|[Uu]ntil|[Bb]efore|[Aa]fter|[Ff]rom|of)\s$")
_NOTHING_COUNTED = re.compile(
    r"\d\d(?:$|[,.;:!?)\]](?!\d)|\s(?:and|or|to|the|an?|he|she|it|they|we|I|was|were|is|are|had|when|that|which|as|but)\b)"
)
_WORD = re.compile(r"[^\W_]+")
_CLIPPED_AND = frozenset({"n'", "n’", "N'", "N’"})
_NEAR = 16  # characters before ’n’ that may name it
# They begin no sentence; and what begins with a capital or stands before such a word is one of its own.
_WITHIN = frozenset({"em", "ud", "ll", "ve", "re"})
_OF_PRINTERS = re.compile(r"\s(?:dash|rule|space|quad|width)")  # em dashes
_SENTENCES = frozenset("tis twas twere twill twould twon twasn tisn twouldn tweren tain".split())
_SPEECH_BEGINS = re.compile(r"(?:^|[,:;.!?—–“(]\s?)$")


def begins_elision(before: str, after: str, *, english: bool) -> bool:
    """Whether words begin with an apostrophe, judged by what stands before and behind it: the ’60s, May ’68, in
    ’68, and in English ’tis."""
    when = _WHEN.search(before) is not None and _NOTHING_COUNTED.match(after) is not None
    if _DECADES.match(after) or (DECADE.match(after) and (_OF_A_YEAR.search(before) or when)):
        return True
    word = _WORD.match(after)
    if (
        not english
        or word is None
        or word[0].lower() not in ELISIONS - {"n"}
        or after[word.end() : word.end() + 1] in tuple(HYPHENS)
    ):
        return False
    own = word[0].lower() in _WITHIN and (not word[0].islower() or _OF_PRINTERS.match(after, word.end()))
    return not own


def may_be_clipped(word: str) -> bool:
    """Whether some English, German or French word that an apostrophe begins is known to go on so."""
    return word.lower() in ELISIONS | HALF_ELISIONS | DROPPED | DROPPED_OR_NOT | GERMAN or word[:1].isdigit()


def is_clipped_and(text: str, start: int) -> bool:
    """Whether the three characters from `start` are the clipped “and” of rock ’n’ roll, between words and hyphens; none
    is a letter that is spoken of, as in: the letter ’n’ in it."""
    if start <= 0 or text[start] not in "'’‘" or text[start + 1 : start + 3] not in _CLIPPED_AND:
        return False
    before, after = text[start - 1], text[start + 3 : start + 4]
    if before in HYPHENS and after in tuple(HYPHENS):
        return True
    if not (_parted(before) and _parted(after)):
        return False
    named = _NAMES_A_LETTER.search(text, max(0, start - _NEAR), start)
    return named is None and _SPEAKS_OF_A_LETTER.match(text, start + 3) is None


def _parted(character: str) -> bool:
    return character.isspace() or (character != "" and character in HYPHENS)


def begins_speech(before: str, after: str) -> bool:
    """Whether such words may begin what somebody says: ‘Tis time,’ said the boy."""
    word = _WORD.match(after)
    return word is not None and word[0].lower() in _SENTENCES and _SPEECH_BEGINS.search(before) is not None
