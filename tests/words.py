"""The words of a document, in order: what no transform may change."""

import re

from pressbuild.document import Document
from pressbuild.tree import everything, plain

WORD = re.compile(r"[^\W_]+")


def words_of(document: Document) -> str:
    """All letters and figures of front texts, body and notes: spaces and marks may come between them, no more."""
    return "".join(WORD.findall(" ".join(plain([node]) for node in everything(document))))
