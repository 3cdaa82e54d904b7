"""What must hold before a house takes marks away, changes letters or sets words: a quotation in, a verdict out.

Source: DOMAIN.md §2.3, design rule. “Held at a distance, for nothing else was seen” is no reason that deserves it,
however often it is right; a person's signature is, and so are the few cues that leave no other reading.
"""

from pressbuild.document import Quote
from pressbuild.house import Treatment
from pressbuild.transforms.uses import Use
from pressbuild.tree import plain

NO_MARKS = Treatment(set="none", bare="none")
DESERVING = frozenset(
    """OVERRIDE LEXICON SO_CALLED META_NOUN NAMING_VERB NOTE_AUTHOR_TITLE TITLE_SOURCE_DATE TITLE_NOUN_VERB""".split()
)


def destructive(quote: Quote, treatment: Treatment) -> bool:
    """Whether a treatment takes marks away, changes letters or sets words before them."""
    lettered = treatment.type != "roman" and not (treatment.set == "written" and quote.written != ("", ""))
    return lettered or treatment.prefix != "" or (treatment.set == "none" and quote.written != ("", ""))


def certain(quote: Quote, use: Use, least: float) -> bool:
    """Whether a quotation's role deserves it. A phrase that is used again in the same marks does, if it is sure enough;
    a single word does not, for without its marks it says the opposite of what was meant (DOMAIN.md §1.4)."""
    decision = quote.decision
    if decision.signed or quote.policy != "house":
        return True
    phrase = use.repeated and len(plain(quote.children).split()) > 1
    return (decision.code in DESERVING or phrase) and decision.confidence >= least
