"""The readers of what editors have: a source's `Part`s in, the words of title page, text and notes out; pure."""

from collections.abc import Sequence

from pressbuild.collation.elements import read_elements, read_labels
from pressbuild.collation.flattened import read_flattened
from pressbuild.collation.texts import Texts
from pressbuild.collation.typed import parted
from pressbuild.collation.word import read_word
from pressbuild.importers.source import Part
from pressbuild.verify.source import front_values, source_words, split_front
from pressbuild.verify.source import words as letters


def texts_of(parts: Sequence[Part]) -> Texts:
    """The words of all parts of a source, one after the other."""
    if [part.dialect for part in parts] == ["markdown"]:
        return manuscript_texts(parts[0].data.decode("utf-8-sig"))
    texts = Texts()
    for part in parts:
        if part.dialect in ("page", "xhtml"):
            read_labels(part, texts)
    for part in parts:
        match part.dialect:
            case "flattened":
                read_flattened(part, texts)
            case "word":
                read_word(part, texts)
            case _:
                read_elements(part, texts)
    if any(part.dialect in ("page", "xhtml") for part in parts):  # the notes that nothing calls
        texts.order |= dict.fromkeys(texts.bodies)
    if parts and parts[0].typed and parts[0].dialect != "flattened":
        _take_typed(texts, parts[0])
    return texts


def _take_typed(texts: Texts, part: Part) -> None:
    """The notes that are typed into the text, taken out of it."""
    texts.named = bool(texts.bodies)  # beside linked notes, of which no order is known
    found = parted(letters(texts.text), part.typed)
    texts.pieces = [" ".join(found.body)]
    texts.heads |= {"title": [" ".join(found.title)]} if found.title else {}
    texts.bodies |= {label: [" ".join(note)] for label, note in found.notes.items()}
    for label in found.calls:
        texts.call(label)
    texts.order |= dict.fromkeys(found.notes)


def manuscript_texts(markdown: str) -> Texts:
    """The words of a manuscript by `verify`'s reader, and its caption, which no edition prints and is no Markdown."""
    read = source_words(markdown)
    values = front_values(split_front(markdown)[0]) or {}
    heads = {key: [" ".join(text)] for key, text in (read.front or {}).items()}
    return Texts(
        pieces=[" ".join(read.body)],
        bodies={label: [" ".join(note)] for label, note in read.notes.items()},
        order=dict.fromkeys(read.order),
        heads=heads | ({"caption": [str(values["caption"])]} if "caption" in values else {}),
        calls=sum(read.calls.values()),
        named=True,
    )
