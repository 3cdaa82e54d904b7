"""Proof of finished editions: artefacts and the manuscript's source text in, diagnostics out. Pure.

The words come from the source by a path of their own (`source`), never through the tree, so that a word that was lost
in reading is seen too.
"""

from collections.abc import Callable

from pressbuild.diagnostics import Diagnostic
from pressbuild.verify.amending import amended
from pressbuild.verify.book import book_words
from pressbuild.verify.editions import prove_epub, prove_pages, prove_web
from pressbuild.verify.printed import prove_pdf
from pressbuild.verify.source import Words, source_words

PROOFS: dict[str, Callable[[bytes, Words, str], tuple[Diagnostic, ...]]] = {
    "html": prove_web,
    "epub": prove_epub,
    "pdf": prove_pdf,
}

__all__ = ["PROOFS", "Words", "amended", "book_words", "prove_pages", "source_words"]
