"""Links in flattened text: text in, the spans of its web addresses out, without the stops that follow them.

linkify-it-py would do for addresses with a scheme, but it compiles its patterns for 15 ms, a third of what a whole
import may take, and knows no `www.` without switching on guesses at bare domains.
"""

import re

from msgspec import Struct

# Its first letter comes before what may not stand before that, so that it is found at once.
ADDRESS = re.compile(
    r"[hw](?<![\w.@/-].)(?:(?<=h)ttps?://|(?<=w)ww\.)[^\s<>\"“”‘’«»`|\\^{}\x00-\x20\x7f-\xa0]+", re.IGNORECASE
)
TRAILING = ".,;:!?'*_~…-–—"
BRACKETS = {")": "(", "]": "["}


class Address(Struct, frozen=True):
    """A web address at [start, end) as the text has it, and the URL that it leads to."""

    start: int
    end: int
    text: str

    @property
    def url(self) -> str:
        return self.text if "://" in self.text[:8] else "http://" + self.text


def addresses(text: str) -> tuple[Address, ...]:
    """Every web address of a text."""
    spans = ((found.start(), _trimmed(found[0])) for found in ADDRESS.finditer(text))
    return tuple(Address(start, start + len(url), url) for start, url in spans if _has_host(url))


def _trimmed(url: str) -> str:
    """The address without the stops and brackets that belong to the sentence around it. A bracket belongs to the
    address where its partner does."""
    end = len(url)
    surplus = {closing: url.count(closing) - url.count(opening) for closing, opening in BRACKETS.items()}
    while end:
        last = url[end - 1]
        if surplus.get(last, 0) > 0:
            surplus[last] -= 1
        elif last not in TRAILING and last not in BRACKETS.values():
            break
        elif last in BRACKETS.values():
            surplus[next(c for c, o in BRACKETS.items() if o == last)] += 1
        end -= 1
    return url[:end]


def _has_host(url: str) -> bool:
    host = re.sub(r"^https?://", "", url, flags=re.IGNORECASE).removeprefix("www.")
    return bool(re.match(r"[^\W_][\w.-]*", host)) and ("." in host or "://" in url)
