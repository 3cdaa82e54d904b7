"""What the style of a paragraph makes of it: blocks and a `Look` in, quotations, verse and headings out. Pure.

A word processor styles each paragraph by itself, so those of a kind that follow one another are one in the end.
"""

import re
from collections.abc import Iterable

from pressbuild.document import (
    Block,
    BlockQuote,
    Blocks,
    Break,
    CodeBlock,
    Div,
    Heading,
    Inline,
    Inlines,
    LineBreak,
    Paragraph,
    Span,
    Verse,
)
from pressbuild.importers.documents.styles import Look
from pressbuild.importers.flattened.lines import SENTENCE_END
from pressbuild.tree import plain

DASHED = re.compile(r"(?:[-–—―]|--)\s*[^\W\d_]")
LONGEST_SOURCE = 80  # letters of a line that says whose words a quotation is
DIVISIONS = ("epigraph", "dedication", "verse")


def styled(blocks: Blocks, look: Look) -> Blocks:
    """Blocks as their style says."""
    match look.block:
        case "quote":
            return (BlockQuote(blocks),)
        case "epigraph" | "dedication" as role:
            return (Div(role, blocks),)
        case "verse":
            return _verse(blocks)
        case "break":
            return (Break(),)
        case "code":
            return tuple(
                CodeBlock(plain(block.children)) if isinstance(block, Paragraph) else block for block in blocks
            )
        case kind if kind.startswith("heading"):
            level = int(kind[-1])
            return tuple(Heading(level, b.children) if isinstance(b, Paragraph) else b for b in blocks)
        case "":
            return blocks
        case kind:
            return tuple(Div(kind, (block,)) for block in blocks)


def poem(stanzas: Iterable[Blocks]) -> Blocks:
    """Blocks of verse between empty paragraphs as one poem."""
    return _joined(block for blocks in stanzas for block in _verse(blocks))


def _verse(blocks: Blocks) -> Blocks:
    """Paragraphs as stanzas of one poem, or as lines of a stanza where each is one line, as in many EPUBs; what else is
    in it stays."""
    paragraphs = [_lines(block.children) for block in blocks if isinstance(block, Paragraph)]
    if len(paragraphs) == len(blocks) and all(len(lines) <= 1 for lines in paragraphs):
        return (Verse((tuple(line for lines in paragraphs for line in lines),)),) if blocks else ()
    return _joined(Verse((_lines(block.children),)) if isinstance(block, Paragraph) else block for block in blocks)


def _joined(blocks: Iterable[Block]) -> Blocks:
    """Blocks with stanzas that follow one another made one poem."""
    poems: list[Block] = []
    for block in blocks:
        last = poems[-1] if poems else None
        if isinstance(block, Verse) and isinstance(last, Verse):
            poems[-1] = Verse((*last.stanzas, *block.stanzas))
        else:
            poems.append(block)
    return tuple(poems)


def _lines(nodes: Inlines) -> tuple[Inlines, ...]:
    lines: list[list[Inline]] = [[]]
    for node in nodes:
        if isinstance(node, LineBreak):
            lines.append([])
        else:
            lines[-1].append(node)
    return tuple(tuple(line) for line in lines if line)


def gathered(blocks: list[Block]) -> Blocks:
    """Blocks with quotations that follow one another made one, and verse: a word processor styles each paragraph. A
    quotation that says whose words it is ends there."""
    together: list[Block] = []
    whole = True  # is the last quotation one of the source's?
    for block in blocks:
        last = together[-1] if together else None
        if isinstance(block, BlockQuote) and isinstance(last, BlockQuote) and not _names_its_source(last, whole=whole):
            together[-1] = BlockQuote((*last.children, *block.children))
            whole = False
            continue
        whole = True
        if isinstance(block, Div) and isinstance(last, Div) and block.role == last.role and block.role in DIVISIONS:
            together[-1] = Div(last.role, (*last.children, *block.children))
        elif isinstance(block, Verse) and isinstance(last, Verse):
            together[-1] = _one_poem(last, block)
        elif isinstance(block, CodeBlock) and isinstance(last, CodeBlock):
            together[-1] = CodeBlock(f"{last.value}\n{block.value}")
        else:
            together.append(block)
    return tuple(together)


def _names_its_source(quotation: BlockQuote, *, whole: bool) -> bool:
    """Does a quotation end with whose words it is: a `cite`, a line behind a dash, or, where it is a `whole` one of the
    source's, a short last paragraph that ends no sentence?"""
    last = quotation.children[-1] if quotation.children else None
    if not isinstance(last, Paragraph):
        return False
    line = plain((_lines(last.children) or ((),))[-1]).strip()
    cited = [node for node in last.children if plain((node,)).strip()][-1:]
    is_cited = any(isinstance(node, Span) and node.role == "cite" for node in cited)
    short = whole and len(quotation.children) > 1 and 0 < len(line) <= LONGEST_SOURCE and not SENTENCE_END.search(line)
    return is_cited or short or (len(line) <= LONGEST_SOURCE and DASHED.match(line) is not None)


def _one_poem(last: Verse, block: Verse) -> Verse:
    """Two paragraphs of verse: lines of one stanza where each is one line, else stanzas."""
    if len(block.stanzas) == 1 and len(block.stanzas[0]) == 1 and last.stanzas:
        return Verse((*last.stanzas[:-1], (*last.stanzas[-1], *block.stanzas[0])))
    return Verse((*last.stanzas, *block.stanzas))
