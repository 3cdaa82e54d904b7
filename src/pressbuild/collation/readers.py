"""The readers of what editors have: a source's `Part`s in, the words of title page, text and notes out; pure."""

from collections.abc import Sequence

from pressbuild.collation.elements import read_elements, read_labels
from pressbuild.collation.texts import Texts
from pressbuild.collation.typed import apart
from pressbuild.collation.word import read_word
from pressbuild.importers.source import Part
from pressbuild.verify.source import in_order, source_words
from pressbuild.verify.source import words as letters


def texts_of(parts: Sequence[Part]) -> Texts:
    """The words of all parts of a source, one after the other."""
    texts = Texts()
    for part in parts:
        if part.dialect in ("page", "xhtml"):
            read_labels(part, texts)
    for part in parts:
        match part.dialect:
            case "markdown":
                _read_markdown(part, texts)
            case "word":
                read_word(part, texts)
            case _:
                read_elements(part, texts)
    if parts and parts[0].typed:
        _take_typed(texts, parts[0])
    return texts


def _take_typed(texts: Texts, part: Part) -> None:
    """The notes that are typed into the text, taken out of it."""
    found = apart(letters(texts.text), part.typed)
    texts.pieces = [" ".join(found.body)]
    texts.heads |= {"title": [" ".join(found.title)]} if found.title else {}
    texts.bodies |= {label: [" ".join(note)] for label, note in found.notes.items()}
    for label in found.calls:
        texts.call(label)
    texts.order += [label for label in found.notes if label not in texts.order]


def _read_markdown(part: Part, texts: Texts) -> None:
    """Markdown is read as manuscripts are."""
    read = source_words(part.data.decode("utf-8-sig"))
    texts.pieces.append(" ".join(read.body))
    texts.calls = sum(read.calls.values())
    texts.order = list(in_order(read.calls, read.notes))
    texts.bodies = {label: [" ".join(note)] for label, note in read.notes.items()}
    texts.heads = {key: [" ".join(text)] for key, text in (read.front or {}).items()}
