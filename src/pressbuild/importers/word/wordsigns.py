"""What Word wraps words in and pandoc passes over: a prepared part in, its words as plain runs out. Pure.

Signs of symbol fonts have no letters of their own: their Greek is looked up, of the others it is said where they stand.
"""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from pressbuild.diagnostics import WARNING, Diagnostic
from pressbuild.importers.markup import short
from pressbuild.importers.word.wordmarkup import W, opened, removed, replaced, run, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

WRAPPERS = (f"{W}customXml", f"{W}smartTag", f"{W}dir", f"{W}bdo")
SYMBOL = "Symbol"
# Adobe's Symbol encoding of the letters A to Z and a to z.
GREEK = dict(zip(range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True))
GREEK |= dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True))
PRIVATE = re.compile("[\uf020-\uf0ff]")  # where Word puts the characters of a font without Unicode
HEXADECIMAL = re.compile(r"[0-9A-Fa-f]{2,4}")


def unwrapped(root: "Element", *wrappers: str) -> None:
    """Takes words out of wrappers that say nothing of them."""
    for element in list(root.iter(*(wrappers or WRAPPERS))):
        for said in element.findall(f"{W}customXmlPr") + element.findall(f"{W}smartTagPr"):
            removed(said)
        opened(element)


def readings(root: "Element") -> "Iterator[Element]":
    """Takes the readings off characters that have some above them, and gives them; the characters stay."""
    for ruby in list(root.iter(f"{W}ruby")):
        holder = ruby.getparent()
        yield from ruby.iter(f"{W}rt")
        if holder is not None:
            for piece in reversed(list(ruby.iterfind(f"{W}rubyBase/{W}r"))):
                holder.addnext(piece)
        removed(ruby)


def shown_text(text: "Element") -> str:
    """A text (`w:t`), with the letters that its font makes of it; the letter of a sign (`w:sym`)."""
    if text.tag == f"{W}sym":
        code = str(text.get(f"{W}char") or "")
        known = text.get(f"{W}font") == SYMBOL and HEXADECIMAL.fullmatch(code)
        return GREEK.get(int(code, 16) % 256, "") if known else ""
    words = text.text or ""
    holder = text.getparent()
    fonts = holder.find(f"{W}rPr/{W}rFonts") if holder is not None and PRIVATE.search(words) else None
    if fonts is None or SYMBOL not in (fonts.get(f"{W}ascii"), fonts.get(f"{W}hAnsi")):
        return words
    return PRIVATE.sub(lambda found: GREEK.get(ord(found[0]) % 256, found[0]), words)


def lettered(root: "Element") -> Iterator[Diagnostic]:
    """Puts letters in the place of signs, and says which signs are none."""
    for text in root.iter(f"{W}t"):
        text.text = shown_text(text)
    for sign in list(root.iter(f"{W}sym")):
        if letter := shown_text(sign):
            replaced(sign, run(letter)[0])
            continue
        near = next((short(text_of(p)) for p in sign.iterancestors(f"{W}p")), "")
        message = f"a sign of the font {sign.get(f'{W}font')} ({sign.get(f'{W}char')}) stands in “{near}”"
        yield Diagnostic("assumed", message, None, "look whether it is what it was", WARNING)


def own_marks(notes: "Iterable[tuple[Element, Element]]") -> "Iterator[Element]":
    """Takes out the marks that an author wrote instead of figures, `*`, and the same at the head of their notes; gives
    the elements that held the first. `notes` are marks with the notes that they call."""
    for mark, note in notes:
        if mark.get(f"{W}customMarkFollows") in (None, "0", "false"):
            continue
        del mark.attrib[f"{W}customMarkFollows"]
        texts = [text for text in mark.itersiblings() if text.tag in (f"{W}t", f"{W}sym")]
        shown = "".join(text.text or "" for text in texts).strip()
        for text in texts:
            yield text
            removed(text)
        first = next((text for text in note.iter(f"{W}t") if (text.text or "").strip()), None)
        if first is not None and shown and not any(map(str.isalnum, shown)):
            words = (first.text or "").lstrip()
            first.text = words.removeprefix(shown).lstrip() if words.startswith(shown) else first.text
