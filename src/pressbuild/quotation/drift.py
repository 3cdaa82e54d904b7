"""Which bare uses of a work's terms are slips: its `Term`s in, the same with those bare uses that an editor would ask
about. Pure.

Words are a term where the author holds them at a distance, and everybody's elsewhere. So a phrase is taken for the term
wherever it stands; a single word only in the company that it keeps in marks (‘official’ lefts, official lefts) or if it
is a name. Heads, titles, italics and other people's quotations set words apart by themselves and prove nothing; and
some authors mark a term where it first comes up and never again.
"""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from pressbuild.quotation.cues import FUNCTION, META_NOUN, NAMING

if TYPE_CHECKING:
    from pressbuild.quotation.concordance import Term, Use

SAYS_NOTHING = FUNCTION | frozenset("his her their our my your its such any some more most no".split())
EVERYDAY = 3  # bare uses to one in marks: beyond, the marks are the exception and the words are everybody's
ALL_BUT_EVERYDAY = 4 * EVERYDAY  # beyond, nobody need look at them one by one
LONGEST = 4  # words; what is longer is somebody's sentence or the label of a button
OFTEN = 3  # terms from which on one can speak of an author's habit
DEGREE = frozenset(
    """too very more most less least so quite rather such same different other another first second last next new no all
    every own given almost nearly nicht kein keine ne pas plus très sehr""".split()
)
NEXT = re.compile(r"[’'\"”»“]*,?\s+(?P<word>[^\W\d_][\w’-]*)")
BEFORE = re.compile(r"(?P<word>[^\W\d_][\w’-]*)\s+[‘'\"“«„»]*\s?$")
# Other ways of saying that words are words, or another's: so-called beer; the term beer; beer (SB); Beer: a drink.
DISTANT = re.compile(
    rf"(?:\bso-called|\bsogenannten?|\bsoi-disant|\b{META_NOUN}|\b{NAMING})\s+(?:the |an? )?$", re.IGNORECASE
)
ABBREVIATED = re.compile(r"(?:\s\w+)?\s\([A-Z]{2,}\)")
DEFINED = re.compile(r"[’'\"”»“]*\s?(?::|\s[(=])")
# Marks that belong to a title or to a label: “… – Ann Ames, ‘Ale’”; the menu ‘Ale’.
TITLE = re.compile(
    r"(?:(?:--|[—–])\s?(?:\w[\w.]*[,\s]+){0,4}"
    r"|\b(?:menus?|buttons?|options?|dialogs?|tabs?|keys?|fields?|checkbox|windows?|modes?(?: de \w+)?|tools?|commands?"
    r"|section [\d.]+,|Menü|Modus|Werkzeug|Schaltfläche|Knopf|Befehl|Dialog|Feld|Eigenschaft|Taste|bouton|touche|onglet"
    r"|champ|dialogue|fenêtre|outil|commande|choix|menú|botón|opción)\s)[‘'\"“«„»]*\s?$",
    re.IGNORECASE,
)
JOINED_BEFORE, JOINED = re.compile(r"[\w\]][-/][‘'\"“]?$"), re.compile(r"[’'\"”]?[-/]")
SENTENCE = re.compile(r"(?:^|[.!?…:]\s+|\n)[‘“\"'(]*$")


class _Uses(Struct, frozen=True):
    """A term with its uses that prove something: the marks that are the author's own, the bare words that may be the
    term. `once` says that it is marked where it first comes up and nowhere else."""

    term: "Term"
    own: tuple["Use", ...]
    bare: tuple["Use", ...]
    once: bool


def with_slips(terms: Sequence["Term"]) -> "tuple[Term, ...]":
    """The terms of a work, each with the bare uses that may want marks; a term that somebody has signed has none, for
    whoever signed it has said that it may stand bare."""
    uses = [_uses(term) for term in terms]
    once = sum(each.once for each in uses if " " in each.term.key)
    again = sum(len(each.own) > 1 for each in uses)
    found = (_slips(each, once, again) for each in uses)
    return tuple(replace(term, slips=slips) if slips else term for term, slips in zip(terms, found, strict=True))


def _uses(term: "Term") -> _Uses:
    many = len(term.bare) > ALL_BUT_EVERYDAY * len(term.quoted)
    identifier = "_" in term.term  # a program's name for a thing, which is no phrase
    if term.entered or many or not term.bare or identifier:
        return _Uses(term, tuple(use for use in term.quoted if not use.aside), (), once=False)
    spoken = {use.lang for use in term.quoted}  # in another language the same letters are another word
    bare = tuple(use for use in term.bare if use.lang in spoken and _says_the_term(use))
    small = " " in term.key and any(use.text[:1].islower() for use in bare)
    own = tuple(use for use in term.quoted if not (_is_title(use) or (small and _capital(use))))
    first = len(own) == 1 and bool(bare) and all(_is_after(use, own[0]) for use in bare)
    return _Uses(term, own, bare, first)


def _is_after(use: "Use", first: "Use") -> bool:
    if use.place is None or first.place is None or use.place.file != first.place.file:
        return True
    return use.place > first.place


def _slips(uses: _Uses, once: int, again: int) -> "tuple[Use, ...]":
    term, own, bare = uses.term, uses.own, uses.bare
    several = " " in term.key
    if term.role == "nickname" or not own or not bare or len(bare) > EVERYDAY * len(own):
        return ()
    if several:
        habit = once >= OFTEN and once >= again if len(bare) == 1 else again < max(OFTEN, once) or len(bare) >= EVERYDAY
        introduced = term.role == "term" and not term.signed
        named = len(own) == 1 and (introduced or DEFINED.match(own[0].right))
        return bare if _is_phrase(term.term) and not named and not (uses.once and habit) else ()
    if len(own) < max(2, len(bare)):
        return ()
    company = {word for use in own for word in _company(use)}
    kept = [u for u in bare if u.where != "notes" and (_is_name(u, own) or company & {*_company(u)})]
    return tuple(kept)


def _is_phrase(text: str) -> bool:
    """Whether several words are a term rather than a name or a turn of phrase: few, not all with a capital, none that
    only holds a sentence together, and no adverb at their head."""
    words = text.split()
    small = {word.lower() for word in words}
    name = all(word[0].isupper() for word in words)
    return len(words) <= LONGEST and not name and small.isdisjoint(FUNCTION | DEGREE) and not words[0].endswith("ly")


def _is_title(use: "Use") -> bool:
    return use.aside or use.where == "heading" or TITLE.search(use.left) is not None


def _says_the_term(use: "Use") -> bool:
    if use.aside or use.where in ("front", "heading") or DISTANT.search(use.left) or ABBREVIATED.match(use.right):
        return False
    heads = not use.left.strip() and DEFINED.match(use.right)  # the word that a line explains
    return not (heads or JOINED.match(use.right) or JOINED_BEFORE.search(use.left))


def _company(use: "Use") -> Iterator[tuple[str, str]]:
    """The words that stand before and behind a use, if they say something."""
    for side, match in (("before", BEFORE.search(use.left)), ("behind", NEXT.match(use.right))):
        if match and (word := match["word"].lower()) not in SAYS_NOTHING:
            yield side, word


def _is_name(use: "Use", own: Sequence["Use"]) -> bool:
    """Whether a word has a capital wherever it stands, here and in marks; in German all nouns have one."""
    return not use.lang.startswith("de") and _capital(use) and all(_capital(each) for each in own)


def _capital(use: "Use") -> bool:
    return use.text[:1].isupper() and not SENTENCE.search(use.left)
