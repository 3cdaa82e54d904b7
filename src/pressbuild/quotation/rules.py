"""The rules by which a quotation's surroundings speak for a role: a quotation in, every row that matches out.

Source: DOMAIN.md §2.3. A row is a cue that a reader would name as the reason. What it is worth against other rows and
signs is learned (`weights`); of the rows that speak for the role that wins, the first gives the decision its code.
"""

import re
from collections.abc import Callable

from msgspec import Struct

from pressbuild.document import Role
from pressbuild.quotation.cues import (
    ADVERB,
    BODY,
    FINITE,
    FUNCTION,
    HEADED,
    HEADLINE_NOUN,
    LANGUAGE,
    LOOSE_TITLE_NOUN,
    META_NOUN,
    NAMING,
    OBJECT,
    SAY,
    SAY_WITH_COLON,
    SAYING_NOUN,
    SPEAKER,
    TITLE_NOUN,
    WORK,
    title_case,
    words,
)
from pressbuild.quotation.facts import Facts, Quoted

SIDE = 110  # how much of either side the patterns see

Test = Callable[[Quoted, Facts], bool]
Pattern = re.Pattern[str]


class Rule(Struct, frozen=True):
    """One row: a code, the role it speaks for, and what must match. `left` is searched in what stands before the mark,
    `right` matched at what follows, `inside` searched between; `least` and `most` count words; `test` sees all."""

    code: str
    role: Role
    left: Pattern | None = None
    inside: Pattern | None = None
    right: Pattern | None = None
    least: int = 1
    most: int = 1_000_000
    test: Test | None = None

    def evidence(self, quoted: Quoted, facts: Facts) -> str | None:
        """The words that decided if everything matches."""
        found = []
        if self.right is not None:
            if (match := self.right.match(quoted.right)) is None:
                return None
            found.append(match[0].strip())
        if self.inside is not None:
            if (match := self.inside.search(quoted.inside)) is None:
                return None
            found.append(match[0].strip())
        if self.left is not None:
            if (match := self.left.search(quoted.left, max(0, len(quoted.left) - SIDE))) is None:
                return None
            found.append(match[0].strip())
        if self.test is not None and not self.test(quoted, facts):
            return None
        return " … ".join(words for words in reversed(found) if words)


class Row(Struct, frozen=True):
    """A row that matched, with the words that decided."""

    code: str
    role: Role
    evidence: str


def _in_notes(quoted: Quoted, _: Facts) -> bool:
    return quoted.where == "notes"


def _titled(quoted: Quoted, _: Facts) -> bool:
    """Title case, and no body's name: a league or a party is called something, but it is no title."""
    return title_case(quoted.inside) and BODY.search(quoted.inside) is None


def _capitals(quoted: Quoted, _: Facts) -> bool:
    return title_case(quoted.inside) or words(quoted.inside) == 1


def _as_a_sentence(quoted: Quoted, _: Facts) -> bool:
    return quoted.inside[:1].isupper() and not title_case(quoted.inside)


def _headline(quoted: Quoted, facts: Facts) -> bool:
    """One sentence without a stop inside."""
    return _as_a_sentence(quoted, facts) and re.search(r"[.;?!][’”\"']? ", quoted.inside) is None


def _held(quoted: Quoted, facts: Facts) -> bool:
    """Not in the marks with which this document quotes, no clause and no work's title: a name or a term."""
    work = quoted.inside[:1].isupper() and WORK.search(quoted.left[-60:])
    return facts.quoting != quoted.kind and FINITE.search(quoted.inside) is None and not work


def _between_names(quoted: Quoted, _: Facts) -> bool:
    return quoted.left.split()[-1].lower() not in FUNCTION


def _handed_over(quoted: Quoted, _: Facts) -> bool:
    """A speaker behind a quotation is its speaker only where a comma hands over, or ? ! … ends it: after a full stop
    a new sentence begins, and without any stop the words are part of one (“‘socialism’ the authors thought …”)."""
    return (
        quoted.inside.rstrip()[-1:] in {",", "?", "!", "…", "—", "-"}
        or quoted.right[:1] in {",", "—", "–"}
        or (quoted.right[:2] in {" -", " –", " —"})
    )


def _sentence_inside(quoted: Quoted, facts: Facts) -> bool:
    """A sentence's end inside. A final full stop says so only where stops are not always inside, or where the words
    begin like a sentence where a sentence may begin."""
    text = quoted.inside.strip()
    if quoted.where == "notes" and _AUTHOR.search(quoted.left[-SIDE:]):
        return False  # a title that asks
    if re.search(r"[a-z]{2}[.?!…][’”\"']?\s+[A-Z]", text) or (text.endswith(("?", "!")) and words(text) > 2):
        return True
    begins = text[:1].isupper() and re.search(r"(?:^|[.?!:—][’”\"')]?)\s*$", quoted.left) is not None
    return text.endswith(".") and words(text) > 2 and (begins or (facts.stops == "logical" and text[:1].isupper()))


def _whole(quoted: Quoted, _: Facts) -> bool:
    """The quotation is the paragraph. A heading in marks is none."""
    sentence = words(quoted.inside) > 5 or quoted.inside.rstrip().endswith((".", "?", "!"))
    return quoted.where != "heading" and sentence and not quoted.left.strip() and not quoted.right.strip()


def _finite(quoted: Quoted, _: Facts) -> bool:
    return FINITE.search(quoted.inside) is not None


def _sentence_for_itself(quoted: Quoted, facts: Facts) -> bool:
    return _as_a_sentence(quoted, facts) and HEADED.search(quoted.left[-SIDE:]) is None


def _quoting(quoted: Quoted, facts: Facts) -> bool:
    """In the marks with which this document quotes."""
    return facts.quoting == quoted.kind and quoted.level == 0


def _not_a_short_title(quoted: Quoted, _: Facts) -> bool:
    return not (title_case(quoted.inside) and words(quoted.inside) < 7)


def _re(pattern: str) -> Pattern:
    return re.compile(pattern)


def _before(pattern: str) -> Pattern:
    """What stands right before the opening mark."""
    return re.compile(rf"(?:{pattern})\s*$")


def _after(pattern: str) -> Pattern:
    """What stands behind the closing mark, a comma or a dash passed over."""
    return re.compile(rf"[,.]?\s*(?:[-–—]\s*)?(?:{pattern})")


_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)"
)
_SOURCE_DATE = _re(
    rf",?\s*(?:\(|in )?(?:[A-Z][\w’'.]*\s?){{1,5}},?\s*\(?(?:{_MONTH}|[Nn]o\.?\s?\d|[Vv]ol|\d{{1,2}}\b|\d{{4}})"
)
_AUTHOR = _before(
    r"\b(?:[A-Z][A-Z.]*|[A-Z][a-z]+(?: [A-Z]\.?)*)\s[A-Z][\w’'\-]+(?:(?:,| and| &) [A-Z].*)?,|"
    r"\b[Ss]ee(?: also)?,?|\bin|:"
)
_REFERENCE = _re(r",?\s*(?:\(\d{4}|:?\s*(?:https?:|www)|,|in [A-Z]|[A-Z])")
_YEAR_OR_AUTHOR = _re(r",?\s*(?:\((?:1[5-9]|20)\d\d|by [A-Z][a-z]+ [A-Z]|pp?\.? ?\d)")
_PAGE = _re(r"[,.]?\s*[(\[](?:pp?\.? ?\d|\d+[)\]]|ibid|[A-Z]\w+,? \d{4}|\w+ \d+:\d+)")
_NEAR = r"[^.?!;:“”\"]"  # the same clause
_TELLS = rf"(?:{SAY}|{SAY_WITH_COLON})"
_INTERRUPTED = _re(  # the end of the first half, its mark, then its speaker
    rf"[,?!…—–-][”’\"'],? (?:{SPEAKER}\s*{ADVERB})?{SAY}\b[^”’\"“‘.?!]{{0,60}}[,;:.—–-]*\s*$"
)
_IT_IS_SAID = (
    r"(?:it (?:will be|is|was|has been|may be|might be)|we are) (?:\w+ )?"
    r"(?:said|told|asked|objected|estimated|argued|claimed|added|replied)"
)
_CREDITED = (
    r"according to (?!which|whom)|in the words of|as (?:we are|it (?:is|was)) (?:told|said)|"
    r"in [A-Z]\w+[’']s (?:words|phrase)"
)
_OWN_WORDS = (
    r"[A-Z]\w+[’'](?:s )?(?:\w+ )?(?:phrases?|words?|epithets?|expressions?|remark|description|definition|verdict)"
    r"(?: of| for \w+)?[,:]?"
)
_WORD_AS_WORD = (
    rf"\b(?:(?<!other )(?<![’']s )(?<!his )(?<!her )(?<!own ){META_NOUN}|[Tt]he (?:singular|plural))\b[\s,:]*"
    r"(?:(?:such )?as |of |like )?(?:an? |the )?|"
    r"\b(?:sense|usage|use|language|talk|meaning)s? of"
)
_MEANS = (
    r"(?:, (?:meaning|according to which|that is,|i\.?e\b)|(?: here| simply| really)? means?\b| is meant|"
    r" (?:I|you|we) mean| is (?:a|the|an) (?:\w+ )?(?:word|term|name|phrase)| was the name| refers? to| denotes?)"
)

_IN_A_LANGUAGE = rf"\b(?:[Ii]n {LANGUAGE}|{LANGUAGE} (?:words?|terms?|phrase|expression|verb|noun|adjective)),?"
_SAYS_IN_OTHER_WORDS = (
    r"\b(?:means?|meant|meaning|signif(?:y|ies|ied|ying)|denot(?:es?|ed)|translat(?:es?|ed) (?:as|by)|literally|"
    r"glossed as|rendered (?:as|by)|short ?hand for|synonym(?:ous)? (?:for|with|of))(?: (?:no more than|more than|just|"
    r"not|simply|only|something like|roughly))*,?"
)

ARTICLE: Role = "title.article"
QUOTATION: Role = "quotation"
RULES: tuple[Rule, ...] = (
    # A reference in a note: author, comma, title, then a year, an address or a periodical's name.
    Rule("NOTE_AUTHOR_TITLE", ARTICLE, _AUTHOR, _re(r"^[A-Z0-9]"), _REFERENCE, least=2, test=_in_notes),
    # A headline with its paper and date.
    Rule("TITLE_SOURCE_DATE", "title.headline", None, _re(r"^[A-Z].*\s.*\s"), _SOURCE_DATE, most=20),
    # so-called ‘x’: the author says that it is a name that he does not share.
    Rule("SO_CALLED", "scare", _before(r"\b[Ss]o[- ]called")),
    # headlined: ‘X is Y’; under the heading ‘X is Y’.
    Rule("TITLE_NOUN_VERB", "title.headline", _before(rf"\b{HEADLINE_NOUN}\b{_NEAR}{{0,60}}[:,]?"),
         _re(r"^[A-Z]"), least=3, most=20, test=_headline),
    # the essay ‘X’, a chapter called ‘X’, an article on ‘X’: a work and a title in title case.
    Rule("TITLE_NOUN_VERB", ARTICLE, _before(rf"\b{TITLE_NOUN}\b{_NEAR}{{0,40}}[:,]?"),
         _re(r"^[A-Z]"), most=20, test=_titled),
    Rule("TITLE_NOUN_VERB", ARTICLE,
         _before(rf"\b(?:{TITLE_NOUN}|{LOOSE_TITLE_NOUN}),?(?: (?:called|entitled|titled|named|on|about|of))?:?"),
         _re(r"^[A-Z]"), most=20, test=_capitals),
    # a book in his hand, called ‘X’.
    Rule("TITLE_NOUN_VERB", ARTICLE,
         _before(rf"\b(?:{TITLE_NOUN}|{LOOSE_TITLE_NOUN})\b{_NEAR}{{0,40}}\b(?:called|named|titled),?"),
         _re(r"^[A-Z]"), most=20),
    Rule("TITLE_NOUN_VERB", ARTICLE, _before(rf"\b{TITLE_NOUN},?"), _re(r"^[A-Z]"), most=20, test=_headline),
    Rule("TITLE_NOUN_VERB", ARTICLE, _before(r"\b(?:entitled|titled|under the title(?: of)?|headed),?")),
    Rule("TITLE_NOUN_VERB", ARTICLE,
         _before(r"\b(?:Chapter|Section|Part|Lecture|Book) [IVXLC\d]+,?(?: on| of)?"), _re(r"^[A-Z]")),
    # ‘X’ (1946), ‘X’ by Somebody, ‘X’, p. 5.
    Rule("TITLE_CITED", ARTICLE, None, _re(r"^[A-Z0-9]"), _YEAR_OR_AUTHOR, least=2, most=20, test=_titled),
    # In ‘Letters and Politics’ he writes; see ‘X’: a place in which something is said.
    Rule("TITLE_IN", ARTICLE, _before(r"(?:^|[.?!—]\s)In|\b[Ss]ee(?: also)?"), least=2, most=14, test=_titled),
    Rule("TITLE_IN", ARTICLE, _before(r"\bin|[A-Z]\w+[’']s(?: \w+)?"),
         _re(r"^(?:The|A|On|Of|Some|Notes)\b| [a-z]+ "), least=3, most=14, test=_titled),
    # “…” (p. 98): a place is given for what somebody wrote.
    Rule("CITED", QUOTATION, right=_PAGE, least=3),
    # “…,” said he, “…”: the second half of a quotation that its speaker interrupts.
    Rule("SAY_SPLIT", QUOTATION, _INTERRUPTED),
    # “…,” as Marx put it; “…”, says he; “…,” it is said: the speaker stands behind.
    Rule("SAY_AFTER_PASSIVE", QUOTATION, right=_after(_IT_IS_SAID), test=_handed_over),
    Rule("SAY_AFTER", QUOTATION, right=_after(rf"(?:as\s+)?{SPEAKER}\s*{ADVERB}{SAY}\b"), test=_handed_over),
    Rule("SAY_AFTER", QUOTATION, right=_after(rf"(?:as\s+)?{SAY}\s+{SPEAKER}"), test=_handed_over),
    Rule("SAY_AFTER", QUOTATION, right=_after(_CREDITED), least=3),
    # said: “…”; he wrote, “…”: of any length, since the comma or colon hands over.
    Rule("SAY_BEFORE", QUOTATION, _before(rf"\b{_TELLS}\b(?: (?!as\b)[\w’'.]+){{0,5}}\s?[:,—–-]+"),
         test=_not_a_short_title),
    # he wrote that “…”; he wrote “…”.
    Rule("SAY_THAT", QUOTATION, _before(rf"\b{SAY}\b(?: (?!of|about|as\b)[\w’'.]+){{0,4}} that,?"), least=2),
    Rule("SAY_BEFORE", QUOTATION, _before(rf"\b{SAY}"), least=3, test=lambda q, _: not title_case(q.inside)),
    # these words: “…”, the following sentence: “…”, the motto “…”.
    Rule("WORDS_OF", QUOTATION,
         _before(rf"\b(?:words|following|follows|thus|terms|effect)\b{_NEAR}{{0,40}}[:—–-]*"), least=6),
    Rule("SAYING_NOUN", QUOTATION, _before(rf"\b{SAYING_NOUN}\b[\s,:—]*(?:that|of|is|was|in)?"), least=4),
    # Carlyle’s epithet ‘x’: a named person's own word is quoted.
    Rule("NAMED_WORDS", QUOTATION, _before(_OWN_WORDS)),
    # in German ‘doch’, the Greek verb ‘x’; a word with letters that English has not.
    Rule("FOREIGN", "foreign", _before(_IN_A_LANGUAGE), most=4),
    Rule("FOREIGN", "foreign", None, _re(r"^[a-z]*[à-öø-ÿœğışčžů][a-zà-ÿœ]*(?: [a-zà-ÿ’]+){0,3}$"), most=4),
    # the word ‘x’, such phrases as ‘x’, in the sense of ‘x’, the singular ‘x’.
    Rule("META_NOUN", "term", _before(_WORD_AS_WORD), most=6),
    # called ‘x’, known as ‘x’; what is called so at length is quoted.
    Rule("NAMING_VERB", "term", _before(rf"\b{NAMING}{OBJECT}(?: an?| the)?[:,]?"), most=4, test=_held),
    Rule("NAMED_AT_LENGTH", QUOTATION, _before(rf"\b{NAMING}{OBJECT}(?: an?| the)?"), least=5),
    Rule("COLON_SENTENCE", QUOTATION, _before(r"[:—]-?"), _re(r"^[A-Z]"), least=4, test=_sentence_for_itself),
    Rule("SENTENCE_INSIDE", QUOTATION, test=_sentence_inside),
    Rule("WHOLE_PARAGRAPH", QUOTATION, least=2, test=_whole),
    # the lesson is that “…”: a clause.
    Rule("THAT_CLAUSE", QUOTATION, _before(r"\b(?:that|because|whether|how|why),?"), least=5, test=_finite),
    # uses ‘x’ as; by ‘x’ I mean; ‘x’ is a word; (or ‘x’).
    Rule("USE_AS", "term", _before(r"\b[Uu]s(?:e|es|ed|ing)"), None, _re(r"\s*(?:as|for|in|to)\b"), most=4),
    Rule("MEANS_AFTER", "term", right=_re(_MEANS), most=4),
    # which means ‘x’, literally ‘x’: what a word says in other words.
    Rule("MEANS_BEFORE", "term", _before(_SAYS_IN_OTHER_WORDS), most=8),
    Rule("PAREN_ALT", "term", _before(r"\((?:or|ie|i\.e\.|also|the)?,?"), None, _re(r"\s*\)"), most=5),
    # Charles ‘Turnip’ Townshend.
    Rule("NICKNAME", "nickname", _re(r"[A-Z]\w+\s$"), _re(r"^[A-Z]\w*$"), _re(r"\s[A-Z]\w"), test=_between_names),
    # the ‘Delta’ case: a person whose name is not told.
    Rule("PSEUDONYM_CAP", "nickname", _re(r"[a-z,]\s$"), _re(r"^[A-Z][a-z]+$"),
         _re(r"\s(?:case|affair|scandal|trial|tapes)\b")),
    # up to 7%: a figure is somebody's.
    Rule("NUMBER_INSIDE", QUOTATION, None, _re(r"\d\s?%|per ?cent\b|[$£€]\d"), least=2),
    # the marks with which this document quotes.
    Rule("MARK_CONVENTION", QUOTATION, test=_quoting),
)  # fmt: skip


def matches(quoted: Quoted, facts: Facts) -> list[Row]:
    """Every row that matches, in the table's order: a code's first match alone."""
    count = words(quoted.inside)
    found: dict[str, Row] = {}
    for rule in RULES:
        if rule.least <= count <= rule.most and rule.code not in found:
            evidence = rule.evidence(quoted, facts)
            if evidence is not None:
                found[rule.code] = Row(rule.code, rule.role, evidence)
    return list(found.values())
