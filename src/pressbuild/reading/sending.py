"""Sending: a `Manuscript` in, the page that pandoc reads out, and pandoc at work on it. What it makes is fetched later,
so that the program can get ready meanwhile."""

from dataclasses import dataclass

from pressbuild.manuscript import Manuscript, Value
from pressbuild.pandoc import Reading, send_markdown
from pressbuild.reading.labels import Labels, scan
from pressbuild.reading.layout import Layout, lay_out
from pressbuild.tree import FRONT_TEXTS


@dataclass(frozen=True, slots=True)
class Sent:
    """A manuscript that pandoc has: the front matter's texts by key in the order of their lines, the labels of its
    notes, the page as pandoc sees it, and what gives pandoc's tree."""

    texts: dict[str, Value]
    labels: Labels
    layout: Layout
    tree: Reading


def send(manuscript: Manuscript) -> Sent:
    """Hand a manuscript to pandoc."""
    texts = _front_texts(manuscript)
    labels = scan(manuscript.source, manuscript.body_line, manuscript.name)
    layout = lay_out(manuscript.source, manuscript.body_line, texts, labels)
    return Sent(texts, labels, layout, send_markdown(layout.text, manuscript.name))


def _front_texts(manuscript: Manuscript) -> dict[str, Value]:
    values = {key: manuscript.values[key] for key in FRONT_TEXTS if key in manuscript.values}
    return dict(sorted(((k, v) for k, v in values.items() if v.text.strip()), key=lambda item: item[1].line))
