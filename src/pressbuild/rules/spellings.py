"""Words that English spells in two ways, mostly one in Britain and one in America: a table of them out. Pure.

Left out is what one country writes in both ways, each for a thing of its own (meter, license, program, check), and what
differs by more than letters. Source: New Hart's Rules, ch. 21; Chicago Manual of Style, 7.3.
"""

from functools import cache
from typing import NamedTuple


class Family(NamedTuple):
    """Words that differ in the same letters: how they begin, the two ways in which they go on, and what may follow;
    unless `bare`, something must."""

    beginnings: str
    ways: tuple[str, str]
    ends: str = ""
    bare: bool = True


FAMILIES = (
    Family(
        """arb ard arm behavi cand clam clang col demean disfav dishon dolor enam endeav fav ferv flav harb hon hum
        lab misbehavi misdemean neighb od parl ranc rum sav savi splend succ tum val vap vig""",
        ("our", "or"),
        "s ed ing able ably al er ers ful fully ism ist ists ite ites itism less hood hoods ly y",
    ),
    Family(
        "calib cent centimet fib kilomet lit lust meag millimet reconnoit sab sepulch somb spect theat",
        ("re", "er"),
        "s",
    ),
    Family("cent", ("red", "ered")),
    Family("def off pret", ("ence", "ense"), "s less"),
    Family(
        """cancel channel counsel dial fuel funnel jewel label libel marvel model panel pedal quarrel rival shovel
        signal total travel tunnel unravel""",
        ("l", ""),
        "ed ing er ers or ors ous ously",
        bare=False,
    ),
    Family("anal catal paral", ("ys", "yz"), "e ed ing er ers", bare=False),
    Family("abridg acknowledg judg misjudg", ("ement", "ment"), "s"),
    Family("enrol enthral fulfil", ("", "l"), "s ment ments"),
    Family("instal", ("", "l"), "ment ments", bare=False),
    Family("skil wil", ("", "l"), "ful fully", bare=False),
    Family("ag", ("eing", "ing")),
    Family("art", ("efact", "ifact"), "s"),
    Family("benefit", ("ted", "ed")),
    Family("c", ("osy", "ozy")),
    Family("catalog", ("ue", ""), "s"),
    Family("conne", ("xion", "ction"), "s"),
    Family("encyclop", ("aedia", "edia"), "s"),
    Family("focus", ("sed", "ed")),
    Family("gr", ("ey", "ay"), "s er est ish ness"),
    Family("jewel", ("lery", "ry")),
    Family("m", ("ould", "old"), "s ed ing y"),
    Family("m", ("oustache", "ustache"), "s ed"),
    Family("man", ("oeuvre", "euver"), "s"),
    Family("medi", ("aeval", "eval")),
    Family("pl", ("ough", "ow"), "s ed ing"),
    Family("s", ("ceptic", "keptic"), "s al ally ism"),
    Family("smo", ("ulder", "lder"), "s ed ing"),
    Family("sul", ("phur", "fur"), "ous ic"),
)


@cache
def spellings() -> dict[str, tuple[str, str]]:
    """Every such word, in small letters: what it is a form of, colour and travell…, as the first way has it and as its
    own has."""
    return {word: said for family in FAMILIES for word, said in _forms(family)}


def _forms(family: Family) -> list[tuple[str, tuple[str, str]]]:
    ends = [*([""] if family.bare else []), *family.ends.split()]
    more = "" if family.bare else "…"
    return [
        (begin + way + end, (f"{begin}{family.ways[0]}{more}", f"{begin}{way}{more}"))
        for begin in family.beginnings.split()
        for way in family.ways
        for end in ends
    ]
