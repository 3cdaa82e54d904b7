"""Words that a hyphen and a space part, as a line's end has left them: `Copy` in, findings out. Pure.

pre- and post-war, Vor- und Nachteile wait for their second part, “the prefix un- means not” speaks of the first, and
who stammers says it twice: mon- monastery.
"""

import re
from collections.abc import Iterator

from pressbuild.diagnostics import Diagnostic, found
from pressbuild.patterns import lazily
from pressbuild.rules.copy import Copy
from pressbuild.rules.prosewords import BEGIN

BROKEN = lazily(r"(?<![\w’'@/.-])(?P<first>[a-zß-öø-ÿ]{2,})- (?P<second>[a-zß-öø-ÿ]{3,})(?![\w’'-])")
WAITING = BEGIN | frozenset("und oder bis sowie bzw versus rather through vel y en of och ed ou et".split())
PREFIXES = frozenset(
    """anti auto bi co counter de dis en ex extra hyper il im in inter intra ir macro mega meta micro mid mini mis mono
    multi neo non out over para poly post pre pro proto pseudo quasi re self semi sub super trans tri ultra un under
    uni""".split()
)
SPEAKS_OF_PARTS = lazily(r"\b(?:prefix|suffix|affix|syllable|stem|root|letters?|part)(?:es)?\b", re.IGNORECASE)
FAR = 40  # characters before a word in which a part of words is named


def word_broken(copy: Copy) -> Iterator[Diagnostic]:
    """A word with a hyphen and a space in it: in English wherever no second part is waited for, in other languages
    where the text has the whole word."""
    for passage in copy.passages:
        for match in BROKEN.finditer(passage.text) if "- " in passage.text else ():
            joined, hyphened = match["first"] + match["second"], f"{match['first']}-{match['second']}"
            if match["second"] in WAITING or match["second"].startswith(match["first"]):
                continue
            if SPEAKS_OF_PARTS.search(passage.before(match.start(), FAR)):
                continue
            known = next((word for word in (joined, hyphened) if _has(copy, word)), "")
            english = (passage.language(match.start()) or copy.language) == "en" and match["first"] not in PREFIXES
            place = passage.at(match.start())
            if (known or english) and copy.holds(place, match[0]):
                hint = (
                    f"write “{known}”, as the text does elsewhere"
                    if known
                    else f"write “{joined}” or “{hyphened}”, or a dash"
                )
                fixes = copy.fix(place, match[0], known) if known else ()
                yield found("word-broken", f"“{match[0]}” seems to be one word", place, hint, fixes)


def _has(copy: Copy, word: str) -> bool:
    whole = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])", re.IGNORECASE)
    return any(whole.search(passage.text) for passage in copy.passages)
