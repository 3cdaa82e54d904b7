"""The work that a note names: a note in, its one work and where in it out; None where it says anything else. Pure.

What “ibid.” is to stand for must be that work and nothing besides, or the edition cites what nobody wrote. So a note is
read by what a reference may be made of: names, then a title or an article's and its journal's, then who made it known,
where, when and by which page. One word more, a second title or a second page, and the note names no one work.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from msgspec import Struct
from msgspec.structs import replace

from pressbuild.document import Emph, Inline, Inlines, Note, Paragraph, Quote, SmallCaps, Text
from pressbuild.patterns import lazily
from pressbuild.tree import inner, plain, with_inner

# Latin, as English and French have it, and German: ebd., a. a. O.
BACK = lazily(
    r"(?<![\w’])(?:(?P<same>[Ii]bid(?:em)?|IBID|[Ee]bd|[Ee]bda|[Ee]benda)\b\.?"
    r"|(?P<cited>(?:[Oo]p|[Ll]oc|[Aa]rt)\.?\s?cit|[Aa]\.\s?[Aa]\.\s?O|[Aa]aO)\b\.?)"
)
# The same author once more: Id., Idem; German Ders., Dies. A comma or a title must follow, for “dies” is a word too.
PERSON = lazily(r"(?<![\w’])(?:[Ii]d\.|[Ii]dem|[Ee]adem|[Dd]ers\.|[Dd]ies\.)(?=,? \S)")
LEAD = lazily(
    r"\W*(?:(?:See also|See|Cf\. aussi|Cf|Compare|In|Vgl|Siehe auch|Siehe|S\. a|Voir aussi|Voir|Cfr|Vedi|Véase|Zie)\b"
    r"\.?,?\s*)?",
    re.IGNORECASE,
)
# What makes a word that is spoken of out of such a one, if no page follows: “‘ibid.’ is short for *ibidem*”.
SPOKEN_OF = lazily(
    r"\b(?:for|of|the|a|term|word|abbreviation|latin|expression|phrase|called|means|für|wort|abkürzung|heißt|der|die|das"
    r"|mot|terme|abréviation|le|la|un)\s$",
    re.IGNORECASE,
)
SPEAKS_OF = lazily(
    r"[”’\"'»]?\s+(?:is|was|are|means?|meant|stands?|stood|comes|ist|war|steht|heißt|bedeutet|est|signifie|veut)\b"
)
WITHIN_MARKS = lazily(r"(?:‘[^’]*’|“[^”]*”|„[^“”]*[“”]|‚[^‘’]*[‘’]|«[^»]*»|»[^«]*«|\"[^\"]*\"|'[^']*')")
PLACED = lazily(r",?\s*(?:\d|§|(?:pp?|S|ch|Kap|n|vol|Bd|fol)\b\.?\s*\d)")
# Where in a work, or in one of its volumes: pages, chapters, sections.
NUMBERS = r"(?:\d+\w?|[ivxlc]+)\b(?:\s?[–-]\s?(?:\d+\w?|[ivxlc]+)\b)?(?:\s?ff?\b\.?)?"
SEVERAL = rf"{NUMBERS}(?:(?:,\s*|\s*(?:,\s*)?(?:and|und|et|&)\s+){NUMBERS})*"
UNIT = r"(?:\b(?:at\s+)?(?:pp?|chs?|chaps?|chapters?|nos?|paras?|sects?|n|cols?|ff?|S|Kap|Nr|Sp)\b\.?|§+)"
LOCATOR = lazily(rf",?\s*{UNIT}\s*{SEVERAL}(?:,?\s*{UNIT}\s*{SEVERAL})*(?:,?\s+passim)?$", re.IGNORECASE)
# A number alone: a page behind a place and year, or behind a book's title; elsewhere nobody can tell what it counts.
BARE = lazily(rf"(?:,|:)?\s+(?!1[4-9]\d\d$|20\d\d$){SEVERAL}$")
PAGE = lazily(r"(?<!\w)(?:pp?|S)\.\s*\d")
VOLUME = lazily(r"\b(?:vols?|bk|Bd|t)\b\.?\s*[\divxlc]", re.IGNORECASE)
SENTENCE = lazily(
    r"(?<!\b[A-Z])(?<!\bed)(?<!\beds)(?<!\btr)(?<!\btrans)(?<!\bBd)(?<!\bHg)(?<!\bHrsg)(?<!\bNr)(?<!\bKap)(?<!\bv)"
    r"[.?!][)”’“»]*\s+[A-ZÀ-Ý]|;"
)
YEAR = lazily(r"(?<!\d)1[4-9]\d\d(?!\d)|(?<!\d)20\d\d(?!\d)")
AUTHOR = lazily(r"([A-ZÀ-Ý][\w’-]+),?\s+(?:[‘“„'\"«].*)?$", re.DOTALL)  # before a title or an “op. cit.”
OPENING = lazily(r"[‘“„'\"«]")
AND = frozenset({"and", "und", "et", "y", "e"})
TWO = lazily(r"[A-ZÀ-Ý][\w’-]+,?\s(?:and|und|et|y|e|&)\s[A-ZÀ-Ý]")
PARTED = lazily(rf"[;&]|{SENTENCE.pattern}|{PAGE.pattern}|{YEAR.pattern}|\b(?:and|und|et|y|e)\b")
# A further author, or nothing at all, between what parts two works and a title.
FURTHER = lazily(
    r"(?:[;.?!&]|\b(?:and|und|et|y|e)\b).*[A-ZÀ-Ý][\w’-]+,\s*$|[;&](?:\s*(?:and|also|see|cf\.|vgl\.))*\s*$"
)
ARTICLE = lazily(
    r"(?:^|[;.&]\s+|\b(?:and|und|et|y|e|[Ss]ee|also)\s+)(?P<named>(?:[A-ZÀ-Ý][\w’.-]*\s+){0,3}[A-ZÀ-Ý][\w’-]+,\s"
    r"(?:[‘“„'\"]|«\s?)[A-ZÀ-Ý][^‘“”„«»\"]{0,200}?[’”“»'\"](?!\w))"
)
ARCHIVE = lazily(r"[A-ZÀ-Ý]{2,6},\s[A-ZÀ-Ý](?:[^‘“\"'«„]*\d)")
AUTHOR_AND_YEAR = lazily(rf"[A-ZÀ-Ý][\w’-]+,? [(\[]?(?:{YEAR.pattern})")
# What parts two titles as those of two works, by their kinds. An article has its journal or its book behind it.
PARTING = {
    ("title", "title"): PARTED,
    ("article", "title"): lazily(";"),
    ("back", "title"): FURTHER,
    **{(kind, "back"): FURTHER for kind in ("title", "article", "back")},
    **{(kind, "article"): lazily("") for kind in ("title", "article", "back")},
}
LONGEST_WORD = 20
LONGEST_BETWEEN = 400  # characters before a title, in which what parts it from another work stands
WORD = lazily(r"[^\W\d_][\w’-]*")
# Small words that stand within names of persons and places, in the languages of essays.
WITHIN_NAMES = frozenset(
    "a à aan al am an and auf aus aux bei bin d d’ da dal de degli dei del della den der des di do dos du e ed eds "
    "éd éds et hg hrsg ibn im in la le les o of on op sur te ten ter the to u und upon van vom von y zu zum zur".split()
)
# What may stand behind a title: who made it known, which volume, which of its printings.
BEHIND_TITLES = WITHIN_NAMES - {"and", "et", "und", "y", "e", "u", "to"} | frozenset(
    "bk by bd edition edn first t tr trans trad translated edited introd introduction par th nd rd st rev repr reprint "
    "reprinted übers by vol vols no nos ser n p pp s series volume f ff chap ch".split()
)
# Capitals at the beginning that are no name: the note says how it stands to the work, and that is not the work's.
NO_NAMES = frozenset(
    "according adapted after against again also although apud as based because both but cited contra contre "
    "d’après dagegen discussed even first following for from gegen here how if it like nach no not nor "
    "now on only otherwise pace per perhaps quoted reprinted secondo según selon she so still such taken that this "
    "thus to translated unlike versus when where while with zit zitiert".split()
)
# What a note says of its quotation alone.
REMARK = lazily(
    r"\([^()]*\b(?:emphasis|italics|my|translat\w+|stress|hervorh\w*|kursiv|übers\w*|soulign\w+|traduction|trad)\b[^()]*\)",
    re.IGNORECASE,
)
HARMLESS = (Text, Emph, SmallCaps, Quote)
TITLES = (Emph, Quote)

_Title = tuple[int, int, str]  # from where to where a title stands in a note's text, and its kind


class Work(Struct, frozen=True):
    """A work as a note names it, whose names stand first, its titles, and where in it."""

    name: Inlines
    authors: str
    titles: tuple[str, ...]
    locator: str


def work_of(note: Note) -> Work | None:
    """The work that a note names in its one sentence; None where it says more, or holds what stands once alone."""
    if len(note.children) != 1 or not isinstance(paragraph := note.children[0], Paragraph):
        return None
    nodes = paragraph.children
    text = plain(nodes)
    lead = LEAD.match(text)
    start = lead.end() if lead else 0
    more = BACK.search(text) or PERSON.match(text, start) or REMARK.search(text) or SENTENCE.search(text, start)
    if more or not all(map(_is_harmless, nodes)):
        return None
    whole = text.rstrip(" .")
    parts = _parts(_slice(nodes, start, len(whole)))
    locator = _locator(whole, parts)
    if locator is None:
        return None
    name = _slice(nodes, start, len(whole) - len(locator))
    parts = _parts(name)
    told = parts.titles or locator or YEAR.search(plain(name))
    if len(plain(name).split()) < 2 or not told or PAGE.search(plain(name)) or not _is_reference(parts):
        return None
    return Work(copied(name), parts.authors, tuple(plain([title]) for title in parts.titles), locator)


def is_spoken_of(text: str, start: int, end: int) -> bool:
    """Whether a reference back in a note's text is the word itself, which refers to nothing."""
    if PLACED.match(text, end):
        return False
    before = text[max(0, start - LONGEST_WORD) : start]
    marked = WITHIN_MARKS.fullmatch(text[max(0, start - 1) : end + 1]) is not None
    return marked or SPOKEN_OF.search(before) is not None or SPEAKS_OF.match(text, end) is not None


def names_several(note: Note) -> bool:
    """Whether a note names more works than one: a stop, a page, a year or “and” stands between two titles, or a second
    author with a year behind a semicolon. An article whose author stands before it is such a title, and so is the work
    that “ibid.” or “op. cit.” stands for."""
    text = plain(note.children)
    if any(parted.search(between) for parted, between in _between_titles(note)):
        return True
    return sum(AUTHOR_AND_YEAR.search(part) is not None for part in text.split(";")) > 1


def names_several_persons(note: Note) -> bool:
    """Whether “id.” behind a note may mean one person or another: its works are of several authors, or one of two."""
    nodes = [node for block in note.children if isinstance(block, Paragraph) for node in block.children]
    text = plain(nodes)
    if names_several(note):
        years = (match[0].split()[0].strip(",") for match in AUTHOR_AND_YEAR.finditer(text))
        return len(set(_authors(nodes, text)) or set(years)) > 1
    before = OPENING.split(_parts(tuple(nodes)).authors)[0]
    return TWO.search(before) is not None and _words(before) <= AND


def _authors(nodes: Sequence[Inline], text: str) -> Iterator[str]:
    """The surnames before the titles of a note, and the “ibid.” that stands for one."""
    for start, end, kind in (*_emphatic(nodes), *_articles(text), *_back(text)):
        before = text[start:end] if kind == "article" else text[max(0, start - LONGEST_WORD) : start]
        if author := AUTHOR.search(before):
            yield author[1]
        elif kind == "back":
            yield text[start:end].casefold()


def _between_titles(note: Note) -> Iterator[tuple[re.Pattern[str], str]]:
    """What stands between the titles of a note one after another, and what parts those two kinds of titles as works."""
    nodes = [node for block in note.children if isinstance(block, Paragraph) for node in block.children]
    text = plain(nodes)
    for (_, end, kind), (start, _, next_kind) in pairwise(sorted((*_emphatic(nodes), *_articles(text), *_back(text)))):
        if start >= end:
            yield PARTING[kind, next_kind], text[max(end, start - LONGEST_BETWEEN) : start]


def _emphatic(nodes: Sequence[Inline]) -> Iterator[_Title]:
    end = 0
    for node in nodes:
        start, end = end, end + len(plain([node]))
        if isinstance(node, Emph) and begins_large(node) and not BACK.search(plain([node])):
            yield start, end, "title"


def _articles(text: str) -> Iterator[_Title]:
    for match in ARTICLE.finditer(text):
        yield match.start("named"), match.end(), "article"


def _back(text: str) -> Iterator[_Title]:
    """References back; “ibid.” within a note means the work before it there, and is none."""
    for match in BACK.finditer(text):
        within = match["same"] and not LEAD.fullmatch(text[: match.start()])
        if not within and not is_spoken_of(text, match.start(), match.end()):
            yield match.start(), match.end(), "back"


def names_no_person(note: Note) -> bool:
    """Whether a note names papers of an archive by its letters, “BL, Add. MS 9, fo. 3”, and neither title nor page."""
    nodes = [node for block in note.children if isinstance(block, Paragraph) for node in block.children]
    text = plain(nodes)
    return ARCHIVE.match(text) is not None and all(isinstance(node, Text) for node in nodes) and not PAGE.search(text)


def names_any(note: Note) -> bool:
    """Whether a note may name a work at all: a title, a page or a year stands in it, or a link leads to one."""
    nodes = chain.from_iterable(block.children for block in note.children if isinstance(block, Paragraph))
    text = plain(note.children)
    told = any(not isinstance(node, Text) for node in nodes) or len(note.children) > 1
    return told or PAGE.search(text) is not None or YEAR.search(text) is not None or BACK.search(text) is not None


# --- the parts of a reference ---------------------------------------------------------------------------------------


class _Parts(Struct, frozen=True):
    """What stands before the first title of a reference, between its titles and behind the last; one without titles
    has them up to its first comma, and the rest behind."""

    authors: str
    titles: Inlines
    between: tuple[str, ...]
    behind: str


def _parts(nodes: Inlines) -> _Parts:
    texts, titles = [""], []
    for node in nodes:
        if isinstance(node, TITLES):
            titles.append(node)
            texts.append("")
        else:
            texts[-1] += plain([node])
    if not titles:
        authors, comma, behind = texts[0].partition(",")
        return _Parts(authors, (), (), comma + behind)
    return _Parts(texts[0], tuple(titles), tuple(texts[1:-1]), texts[-1])


def _locator(text: str, parts: _Parts) -> str | None:
    """Where in the work; empty where that is not said, None where nobody can tell whether it is."""
    if found := LOCATOR.search(text):
        return found[0]
    bare = BARE.search(text)
    if bare is None or not parts.behind.endswith(bare[0]):
        return ""
    before = parts.behind[: -len(bare[0])]
    book = parts.titles and not before and isinstance(parts.titles[-1], Emph) and len(parts.titles) == 1
    return bare[0] if book or before.endswith((")", "]")) else None


def _is_reference(parts: _Parts) -> bool:
    """Whether the parts are those of one work."""
    if not _are_names(parts.authors, parts.titles) or not _words(parts.behind) <= BEHIND_TITLES:
        return False
    if len(parts.titles) > 2 or not all(begins_large(title) for title in parts.titles):
        return False
    if len(parts.titles) < 2:
        return bool(parts.titles) or bool(parts.behind.strip(" ,"))
    article, journal = parts.titles
    in_it = parts.between[0].strip(" ,:").casefold() in ("", "in")
    return isinstance(article, Quote) and isinstance(journal, Emph) and in_it


def _are_names(text: str, titles: Inlines) -> bool:
    """Whether what stands before a title names persons, or nobody."""
    if ":" in text.rstrip(" :") or (":" in text and not titles) or not _words(text) <= WITHIN_NAMES:
        return False
    first = WORD.search(text)
    return first is None or first[0].casefold() not in NO_NAMES


def _words(text: str) -> set[str]:
    """The small words of a text."""
    return {word[0] for word in WORD.finditer(text) if word[0][0].islower()}


def begins_large(title: Inline) -> bool:
    """Whether words begin with a capital, as titles do."""
    word = re.search(r"\w", plain([title]))
    return word is not None and not word[0].islower()


def _is_harmless(node: Inline) -> bool:
    return isinstance(node, HARMLESS) and all(map(_is_harmless, inner(node)))


def _slice(nodes: Inlines, start: int, end: int) -> Inlines:
    """A run from one character of its text to another; an element that is cut goes whole."""
    kept: list[Inline] = []
    offset = 0
    for node in nodes:
        length = len(plain([node]))
        from_, to = max(start - offset, 0), min(end - offset, length)
        if from_ < to:
            kept.append(replace(node, value=node.value[from_:to]) if isinstance(node, Text) else node)
        offset += length
    return tuple(kept)


def copied(nodes: Inlines) -> Inlines:
    """The same without places and ids: a copy stands nowhere in the source, and an id stands once."""
    return tuple(map(_copy, nodes))


def _copy(node: Inline) -> Inline:
    if isinstance(node, Quote):
        node = replace(node, attributes=replace(node.attributes, id=""))
    return replace(with_inner(node, copied(inner(node))) if inner(node) else node, place=None)
