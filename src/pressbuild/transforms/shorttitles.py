"""The short form in which a work is named again: an author's name and earlier notes in, the work's title out. Pure.

Houses name a work again by its author's surname and its main title (Chicago 14.30), so “Ames, op. cit.” becomes “Ames,
*Small Beer*”: the name stays as it was typed, and the title takes the place of the Latin. That is done where earlier
notes name one work of the author, and every note with the name says which work it means.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from pressbuild.document import Emph, Inline, Inlines, Note, Paragraph, Quote, Text
from pressbuild.patterns import lazily
from pressbuild.transforms.worknames import BACK, NO_NAMES, PAGE, VOLUME, YEAR, begins_large, copied, names_several
from pressbuild.tree import inner, plain, with_inner

SUBTITLE = lazily(r"\s*[:.?!–—]\s")
FORENAMES = r"(?<![\w’])(?P<first>(?:[A-ZÀ-Ý][\w’-]*\.?\s+){1,3})"
NO_FORENAMES = NO_NAMES | frozenset("see cf compare in vgl siehe voir cfr vedi véase zie".split())
IN_WORK = lazily(r",?\s+(?:in:?\s+)?$")  # between an article and what it stands in


def short_title(author: str, forenames: str, before: Sequence[Note]) -> Inline | None:
    """The main title of the one work of an author that earlier notes name; None where they name two, or one of them
    that names the author means another work or none that it says, or somebody else of that name. The forenames, which
    may be empty or initials, are those before the name."""
    name = rf"(?<![\w’]){re.escape(author)}(?!\w)"
    named = [note for note in before if _says_of_a_work(note, name)]
    titles = [_title(note, name) for note in named]
    sure = [title for title in titles if title]
    if not sure or len({_words(title).casefold() for title in sure}) > 1:
        return None
    initials = {letter for note in named for letter in _initials(note, name)} | {*initial(forenames)}
    if len(initials) > 1:
        return None
    again = re.compile(rf"{name},?\s+\W?{re.escape(_words(sure[0]))}(?!\w)")
    others = (note for note, title in zip(named, titles, strict=True) if not title)
    return sure[0] if all(again.search(plain(note.children)) and not names_several(note) for note in others) else None


def _initials(note: Note, name: str) -> Iterator[str]:
    """The first letters of what stands before an author’s name in a note and may be first names."""
    for match in re.finditer(rf"{FORENAMES}{name}", plain(note.children)):
        yield from initial(match["first"])


def initial(forenames: str) -> str:
    """The first letter of forenames, of which a sentence’s or a lead’s first word is none; empty without any."""
    names = [name for name in forenames.replace(".", " ").split() if name.casefold() not in NO_FORENAMES]
    return names[0][0] if names else ""


def _says_of_a_work(note: Note, name: str) -> bool:
    """Whether a note that names an author may mean a work of its own: it has a title, a page or a year, and does not
    only refer back."""
    text = plain(note.children)
    if not re.search(name, text):
        return False
    if any(True for _ in _emphatic(note)):
        return True
    back = re.search(rf"{name},?\s+\(?(?:in\s+)?{BACK.pattern}", text)
    return back is None and any(sign.search(text) for sign in (PAGE, YEAR, BACK))


def _title(note: Note, name: str) -> Inline | None:
    """The main title of the work that a note names behind an author’s name; None where it is not sure which that is."""
    text = plain(note.children)
    if names_several(note) or VOLUME.search(text) or BACK.search(text):
        return None
    behind = re.compile(rf"{name},?\s+(?:\((?:eds?|Hrsg|Hg|dir)\.?\),?\s+)?$")
    title, before = next(_titles(note), (None, ""))
    if title is None or not behind.search(before):
        return None
    [short] = copied((_shortened(title),))
    return short


def _emphatic(note: Note) -> Iterator[Inline]:
    """What may be a title in a note: italics and words in marks that begin with a capital."""
    nodes = (node for block in note.children if isinstance(block, Paragraph) for node in block.children)
    return (node for node in nodes if isinstance(node, Emph | Quote) and begins_large(node))


def _titles(note: Note) -> Iterator[tuple[Inline, str]]:
    """The titles of a note, in order, each with the words before it: italics, and marks that stand before a journal, a
    book or a year."""
    for paragraph in (block for block in note.children if isinstance(block, Paragraph)):
        before = ""
        for index, node in enumerate(paragraph.children):
            is_title = isinstance(node, Emph) or (
                isinstance(node, Quote) and _stands_in(paragraph.children[index + 1 :])
            )
            if is_title and begins_large(node):
                yield node, before
            before += plain([node])


def _stands_in(following: Inlines) -> bool:
    """Whether what follows words in marks is where an article stands."""
    if not following or not isinstance(between := following[0], Text):
        return False
    journal = len(following) > 1 and isinstance(following[1], Emph) and IN_WORK.fullmatch(between.value) is not None
    return journal or YEAR.search(between.value.partition(".")[0]) is not None


def _shortened(title: Inline) -> Inline:
    """A title without its subtitle, where it is all letters."""
    [first, *others] = inner(title)
    if others or not isinstance(first, Text) or not (cut := SUBTITLE.search(first.value)):
        return title
    end = cut.start() + (cut[0].strip() in "?!")
    return with_inner(title, (replace(first, value=first.value[:end]),))


def _words(title: Inline) -> str:
    """A title without its marks."""
    return plain(inner(title))
