"""What a quotation is for: a quotation with its surroundings in, its role, reason code and confidence out.

An ordered table of rules; the first whose patterns all match decides (DOMAIN.md §2.3). Each rule has its reason beside
it. Confidence is the share of such decisions that was right on quotations labelled by hand, not a hope.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from pressbuild.document import Decision, Role
from pressbuild.quotation.facts import WORD, Facts, Quoted, fold

SIDE = 90  # how much of either side the patterns see

_SAY = (
    r"(?:says?|said|saying|writes?|wrote|written|writing|puts?|argu(?:es?|ed|ing)|asks?|asked|asking|repl(?:y|ies|ied)|"
    r"remark(?:s|ed|ing)?|declar(?:es?|ed|ing)|claim(?:s|ed|ing)?|stat(?:es?|ed|ing)|observ(?:es?|ed)|add(?:s|ed)|"
    r"not(?:es|ed)|explain(?:s|ed)?|exclaim(?:s|ed)?|cr(?:y|ies|ied)|insist(?:s|ed)?|answer(?:s|ed)?|announc(?:es?|ed)|"
    r"proclaim(?:s|ed)?|quot(?:es?|ed|ing)|conclud(?:es?|ed)|warn(?:s|ed)|complain(?:s|ed)?|admit(?:s|ted)?|"
    r"maintain(?:s|ed)?|continu(?:es?|ed)|recall(?:s|ed)?|repeat(?:s|ed)?|confess(?:es|ed)?|promis(?:es?|ed)|"
    r"demand(?:s|ed)?|suggest(?:s|ed)?|tells?|told|speaks?|spoke|thinks?|thought|reads?|runs?|goes|began|begins|"
    r"shout(?:s|ed|ing)?|whisper(?:s|ed)?|sneer(?:s|ed)?|jok(?:es?|ed)|sang|sings?|pray(?:s|ed)?|reported|according to)"
)
_NAME = r"(?:(?:[A-Z][\w.’'\-]*|de|von|van|la|le|of|the)\s?){1,5}"
_PRONOUN = r"(?:he|she|they|I|we|it|you|one|who|which|some|others|another|someone)"
_TITLE_NOUN = (
    r"(?:headlined|entitled|titled|headed|under the (?:title|heading|headline)|article|essay|poem|song|story|chapter|"
    r"lecture|sermon|pamphlet|paper|post|piece|review|column|editorial|leaflet|section)"
)
_META_NOUN = (
    r"(?:words?|terms?|expressions?|phrases?|labels?|tags?|slogans?|names?|epithets?|adjectives?|nouns?|verbs?|concepts?|"
    r"notions?|titles?|nicknames?|designations?|category|catchwords?|watchwords?|buzzwords?)"
)
_NAMING = (
    r"(?:called|call(?:s|ing)? (?:it|this|that|them|him|her|these|those|himself|themselves|ourselves|itself)|known as|"
    r"named|termed|dubbed|labelled|labeled|styled|christened|nicknamed|described as|baptized|baptised|entitled to be called)"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: a code, the role it gives, how sure it is, and what must match. `left` is searched in what stands
    before the mark, `right` matched at what follows, `inside` searched between; `test` sees all."""

    code: str
    role: Role
    confidence: float
    left: re.Pattern[str] | None = None
    inside: re.Pattern[str] | None = None
    right: re.Pattern[str] | None = None
    test: Callable[[Quoted, Facts], bool] | None = None

    def decide(self, quoted: Quoted, facts: Facts) -> Decision | None:
        """The decision if every pattern matches, with the words that decided."""
        evidence = []
        for pattern, text, find in (
            (self.left, quoted.left[-SIDE:], re.Pattern.search),
            (self.inside, quoted.inside, re.Pattern.search),
            (self.right, quoted.right[:SIDE], re.Pattern.match),
        ):
            if pattern is not None:
                match = find(pattern, text)
                if match is None:
                    return None
                evidence.append(match[0].strip())
        if self.test is not None and not self.test(quoted, facts):
            return None
        return Decision(self.code, self.confidence, " … ".join(e for e in evidence if e))


def words(text: str) -> int:
    return len(WORD.findall(text))


def _at_least(count: int) -> Callable[[Quoted, Facts], bool]:
    return lambda quoted, _: words(quoted.inside) >= count


def _in_notes(quoted: Quoted, _: Facts) -> bool:
    return quoted.where == "notes"


def _title_case(text: str) -> bool:
    long = [w for w in WORD.findall(text) if len(w) > 3]
    return len(long) >= 2 and all(w[0].isupper() or w[0].isdigit() for w in long)


def _own_sentence(quoted: Quoted, facts: Facts) -> bool:
    """A sentence inside. A final full stop says so only where stops are not always inside."""
    text = quoted.inside.strip()
    if re.search(r"[.?!…][’”\"']?\s+[A-Z]", text) or (text.endswith(("?", "!")) and words(text) > 2):
        return True
    return text.endswith(".") and facts.stops == "logical" and words(text) > 2


def _quoting_mark(quoted: Quoted, facts: Facts) -> bool:
    return facts.quoting == quoted.kind and words(quoted.inside) > 2


def _long(quoted: Quoted, _: Facts) -> bool:
    count = words(quoted.inside)
    return count >= 9 or (count >= 6 and _FINITE.search(quoted.inside) is not None)


def _title_noun(quoted: Quoted, _: Facts) -> bool:
    return quoted.inside[:1].isupper() and words(quoted.inside) >= 2


def _whole(quoted: Quoted, _: Facts) -> bool:
    return not quoted.left.strip() and not quoted.right.strip() and quoted.where == "body" and words(quoted.inside) > 5


_FINITE = re.compile(
    r"\b(?:is|are|was|were|am|be|has|have|had|do|does|did|will|shall|would|should|could|can|may|might|must|cannot)\b|n’t\b|n't\b"
)


def _re(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


RULES: tuple[Rule, ...] = (
    # A reference in a note: initials and surname, comma, title, then year, address or a periodical's name.
    Rule(
        "NOTE_AUTHOR_TITLE",
        "title.article",
        0.95,
        _re(r"(?:\b[A-Z][A-Z.]*\s?[A-Z][\w’'\-]+(?: and [A-Z].*)?,|\b[Ss]ee(?: also)?,?|\bin)\s*$"),
        _re(r"^[A-Z0-9]"),
        _re(r",?\s*(?:\(\d{4}|:?\s*(?:https?:|www\.)|,|[A-Z])"),
        _in_notes,
    ),
    # A headline with its paper and date.
    Rule(
        "TITLE_SOURCE_DATE",
        "title.headline",
        0.95,
        None,
        _re(r"^[A-Z].*\s.*\s"),
        _re(
            r",?\s*(?:\(|in )?(?:[A-Z][\w’']*\s?){1,4},?\s*(?:\(?(?:January|February|March|April|May|June|July|August|September|October|November|December|No|\d{1,2}|\d{4}))"
        ),
    ),
    Rule(
        "TITLE_NOUN_VERB",
        "title.headline",
        0.88,
        _re(r"(?:headlined|headline|article|post|piece|editorial)\b[^.?!]{0,60}[:,]?\s*$"),
        _re(r"^[A-Z]"),
        None,
        _at_least(3),
    ),
    Rule(
        "TITLE_NOUN_VERB",
        "title.article",
        0.88,
        _re(_TITLE_NOUN + r"\b[^.?!;:,]{0,40}[:,]?\s*$"),
        None,
        None,
        _title_noun,
    ),
    # As Marx put it, said he: the speaker stands behind.
    Rule(
        "SAY_AFTER",
        "quotation",
        0.93,
        None,
        None,
        _re(
            rf"[,.]?\s*(?:[-–—]\s*)?(?:as\s+)?(?:{_PRONOUN}|{_NAME}|the \w+)\s*(?:once |has |had |also |then )?{_SAY}\b"
        ),
    ),
    Rule(
        "SAY_AFTER",
        "quotation",
        0.93,
        None,
        None,
        _re(rf"[,.]?\s*(?:[-–—]\s*)?{_SAY}\s+(?:{_PRONOUN}|{_NAME}|the \w+)\b"),
    ),
    Rule(
        "SAY_BEFORE",
        "quotation",
        0.88,
        _re(rf"\b{_SAY}\b(?:\s+(?!of|about)[\w’'.]+){{0,4}}[:,—–-]*\s*(?:that\s*)?$"),
        None,
        None,
        _at_least(3),
    ),
    Rule(
        "SAYING_NOUN",
        "quotation",
        0.85,
        _re(
            r"\b(?:maxim|dictum|proverb|motto|commandment|question|saying|adage|remark|statement|principle)s?\b[\s,:]*(?:that|of)?\s*$"
        ),
        None,
        None,
        _at_least(3),
    ),
    Rule("SO_CALLED", "scare", 0.98, _re(r"\bso[- ]called\s*$")),
    Rule(
        "META_NOUN",
        "term",
        0.93,
        _re(rf"\b(?:{_META_NOUN}|the singular|(?:sense|usage|use|language|talk|meaning)s? of)\b[\s,:]*(?:of\s*)?$"),
    ),
    Rule("NAMING_VERB", "term", 0.93, _re(rf"\b{_NAMING}\s*(?:an?|the)?\s*$")),
    Rule("COLON_SENTENCE", "quotation", 0.85, _re(r"[:—]\s*$"), _re(r"^[A-Z]"), None, _at_least(4)),
    Rule("SENTENCE_INSIDE", "quotation", 0.8, None, None, None, _own_sentence),
    Rule("WHOLE_PARAGRAPH", "quotation", 0.95, None, None, None, _whole),
    Rule("USE_AS", "term", 0.8, _re(r"\b(?:use|uses|used|using)\s*$"), None, _re(r"\s*(?:as|for|in)\b")),
    Rule("PAREN_ALT", "term", 0.8, _re(r"\((?:or|ie|i\.e\.|also)?,?\s*$"), None, _re(r"\s*\)")),
    Rule("PSEUDONYM_CAP", "nickname", 0.75, _re(r"[a-z,]\s$"), _re(r"^[A-Z][a-z]+$"), _re(r"\s(?:case|affair)\b")),
    Rule("MARK_CONVENTION", "quotation", 0.65, None, None, None, _quoting_mark),
    Rule("LONG_PHRASE", "quotation", 0.75, None, None, None, _long),
    Rule("NUMBER_INSIDE", "quotation", 0.6, None, _re(r"[\d%]"), None, _at_least(2)),
)


def decide(quoted: Quoted, facts: Facts) -> tuple[Role, Decision]:
    """The role of a quotation and why: the first rule that matches, else a short phrase held at a distance."""
    for rule in RULES:
        decision = rule.decide(quoted, facts)
        if decision is not None:
            return rule.role, decision
    return "scare", Decision("DEFAULT_SHORT", 0.85 if facts.repeated[fold(quoted.inside)] > 1 else 0.75)
