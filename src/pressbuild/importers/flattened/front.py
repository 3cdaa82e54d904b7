"""The first lines of a flattened text: blocks in, their roles as front matter out.

The shapes that are known: title; kicker, title, standfirst with the author in it (newspapers); title, subtitle, author;
title, `By …`, date. The first line need not be the title: a web page's caption often stands before it. A line without a
role is kept as the caption, and every assumption is reported, so nothing is lost and a person can overrule it.
"""

import re
from collections.abc import Callable, Sequence

from msgspec import Struct

from pressbuild.importers.dates import iso_date
from pressbuild.importers.flattened.divisions import is_division
from pressbuild.importers.flattened.drawntables import drawn_rows
from pressbuild.importers.flattened.headings import GREETING, MARK, QUOTED
from pressbuild.importers.flattened.lines import Block, Line, Shape
from pressbuild.importers.markup import clean
from pressbuild.importers.names import Credit, author_inside, byline, lone_name

MOST_LINES = 9
LONGEST_LINE = 400
LONGEST_TITLE = 200
LONGEST_HEAD = 100  # letters, above which a whole sentence is text
WORD = re.compile(r"[^\W_]")
LIST = re.compile(r"\[?[1-9][.)\]]\s|(?![-*+•].*[-*+•]$)[-*+•‣]\s+[^\W_]")
SALUTATION = re.compile(
    r"(?:my )?dear(?:est)?\b.*|(?:hi|hello|hallo|hey)\b.*|(?:sehr )?geehrte[rs]?\b.*|liebe[rs]?\b.*|ch[eè]re?s?\b.*"
    r"|(?:queri|estima)d[oa]s?\b.*|(?:car|gentil)[aieo]s?\b.*|(?:beste|geachte)\b.*",
    re.IGNORECASE,
)
LONGEST_SALUTATION = 60
SENTENCE_END = re.compile(r"[.!?][”’\")]*\s+[^\W\d_a-z]")
ENDS = (".", ".”", ".’", "!”", "?”")
MARKED = re.compile(
    r"[a-z][.!?,;][”’\"')]*[\[(^]?(?:[\d¹²³⁰⁴-⁹]{1,3}|[*†‡§‖¶]{1,3})[\])]?\s+[^\W\d_].*\w{2}", re.DOTALL
)
CALLED = re.compile(r"[^\W\d_]\s?\[\d{1,3}\][.!?,;:]?\s")  # within a sentence, where a caption has none
KICKER_WORDS = frozenset(
    "debate review reviews interview letter letters obituary comment analysis report opinion feature history culture"
    " profile exclusive editorial essay theory polemic notes column books book film briefing perspectives world".split()
)
# “A play in one act”, below a title that is no kicker
GENRE = re.compile(
    r"(?:an?|eine?|une?|un[ao]|uma?|een)\s(?:[\w’'-]+\s){0,2}?(?:play|comedy|tragedy|farce|drama|essay|story|tale|novel"
    r"|novella|poem|fable|satire|dialogue|lecture|sermon|memoir|fragment|versuch|lustspiel|trauerspiel|schauspiel|komödie"
    r"|roman|erzählung|novelle|gedicht|märchen|vortrag|pièce|comédie|drame|conte|nouvelle|récit|poème|essai|conférence"
    r"|obra|comedia|cuento|novela|poema|ensayo|commedia|dramma|racconto|romanzo|poesia|saggio|peça|comédia|conto|ensaio"
    r"|toneelstuk|komedie|verhaal|gedicht)\b.{0,80}",
    re.IGNORECASE,
)
KICKER = re.compile(r"(?P<kicker>[^:]{2,40}):\s+(?P<title>\S.*)")


class FrontLine(Struct, frozen=True):
    """Text at [start, end) with its role: a key of the front matter. `value` stands for it where the key wants another
    form (names, a date), else None; a standfirst's are the authors whom it names."""

    role: str
    line: int
    start: int
    end: int
    value: tuple[str, ...] | None = None


class FrontPage(Struct, frozen=True):
    """The roles of the first lines in the order of the text; `blocks` is how many blocks they take up, the last of
    them down to line `cut` (counted from 0) where the text begins amid it, else None."""

    lines: tuple[FrontLine, ...]
    blocks: int
    cut: int | None = None

    def first(self, role: str) -> FrontLine | None:
        return next((line for line in self.lines if line.role == role), None)


class _Piece(Struct, frozen=True):
    """A line, or a block of run-on lines, of the page's head, and what it may be."""

    text: str
    block: int
    number: int
    start: int
    end: int
    credit: Credit | None
    date: str | None
    standfirst: bool


def front_page(
    text: str, blocks: Sequence[Block], title_line: int | None, is_common: Callable[[str], bool]
) -> FrontPage:
    """The front matter that the first blocks of a text hold. `title_line` is the line that a person says holds the
    title; then all before it is front matter too."""
    pieces = _head(text, blocks, title_line, is_common)
    title = _title(pieces, title_line)
    if title is None:
        return FrontPage((), 0)
    roles = [*_above(pieces[:title]), *_title_roles(pieces, title, text), *_below(pieces, title)]
    if roles[-1].role == "standfirst" and sum(b.end - b.start for b in blocks if b.start > roles[-1].end) < _length(
        roles[-1]
    ):
        roles.pop()  # the text itself, with no more than notes below it
    last = max(i for i, piece in enumerate(pieces) if piece.start <= roles[-1].start)
    block = pieces[last].block
    within = [line.start for line in blocks[block].lines if line.start > roles[-1].end]
    cut = len(blocks[block].lines) - len(within) if within and last + 1 < len(pieces) else None
    return FrontPage(tuple(roles), block + 1, cut)


def _head(text: str, blocks: Sequence[Block], title_line: int | None, is_common: Callable[[str], bool]) -> list[_Piece]:
    pieces: list[_Piece] = []
    for index, block in enumerate(blocks):
        forced = title_line is not None and block.number <= title_line
        if not forced and (len(pieces) >= MOST_LINES or _is_text(text, block)):
            break
        parts = block.lines if block.shape is Shape.LINES else (block,)
        pieces += [_piece(text, part, index, is_common) for part in parts if WORD.search(text, part.start, part.end)]
    return pieces


def _piece(text: str, part: Line | Block, index: int, is_common: Callable[[str], bool]) -> _Piece:
    words = " ".join(clean(text[part.start : part.end]).split())
    credit = byline(words) or lone_name(words, is_common)
    sentence = len(words) > 80 and not SENTENCE_END.search(words) and not _bare(words).endswith(ENDS)
    quoted = QUOTED.fullmatch(words) is not None
    standfirst = not credit and not quoted and len(words.split()) > 6 and (bool(author_inside(words)) or sentence)
    return _Piece(words, index, part.number, part.start, part.end, credit, iso_date(words), standfirst)


def _is_text(text: str, block: Block) -> bool:
    """Does the text itself begin here?"""
    words = text[block.start : block.end]
    if block.length > LONGEST_LINE or (block.shape is Shape.LINES and len(block.lines) > 5):
        return True
    if block.shape is Shape.TABLE and drawn_rows(text, block.lines):
        return True
    if is_division(words) or LIST.match(words) or _is_salutation(words) or GREETING.match(words):
        return True
    if MARKED.search(words) or (block.length > LONGEST_HEAD and CALLED.search(words)):
        return True
    return block.length > LONGEST_HEAD and _bare(words)[-1:] in ".!?:”’\"'…" and len(SENTENCE_END.findall(words)) > 0


def _is_salutation(words: str) -> bool:
    """Does a letter begin with this line?"""
    ended = words.rstrip().endswith((",", ":", ":—", ",—"))
    return ended and len(words) <= LONGEST_SALUTATION and SALUTATION.fullmatch(words.strip()) is not None


def _bare(words: str) -> str:
    """A paragraph without the note mark at its end."""
    return MARK.sub("", words.rstrip())


def _title(pieces: Sequence[_Piece], title_line: int | None) -> int | None:
    """The index of the title: the line that a person named, else the last line before a standfirst, else the first
    that is no date, byline or kicker."""
    if title_line is not None:
        return next((i for i in reversed(range(len(pieces))) if pieces[i].number <= title_line), None)
    plain = [i for i, piece in enumerate(pieces) if not ((piece.credit and i) or piece.date or piece.standfirst)]
    plain = [i for i in plain if _may_be_title(pieces[i].text)]
    if not plain:
        return None
    standfirst = next((i for i, piece in enumerate(pieces) if piece.standfirst), None)
    before = [i for i in plain if standfirst is not None and i < standfirst]
    if before:
        signed = next((i for i in before if _is_signed(pieces, i, pieces[standfirst or 0])), None)
        return before[-1] if signed is None else signed
    kicked = len(plain) > 1 and plain[1] == plain[0] + 1 and _is_kicker(pieces[plain[0]].text)
    if kicked and not GENRE.fullmatch(pieces[plain[1]].text):
        return plain[1]
    return plain[0]


def _is_signed(pieces: Sequence[_Piece], index: int, standfirst: _Piece) -> bool:
    """Does the author's name stand right below a line, where nothing else names one? That line is the title."""
    below = pieces[index + 1]
    named = author_inside(standfirst.text) or any(byline(piece.text) for piece in pieces[index + 2 :])
    return below.credit is not None and below.credit.role == "author" and not named


def _may_be_title(words: str) -> bool:
    """Not a whole sentence, nor a salutation."""
    return len(words) <= LONGEST_TITLE and not _is_sentence(words) and not words.endswith((",", ";", ":", ":—"))


def _is_kicker(words: str) -> bool:
    parts = words.split()
    capitals = words.isupper() and len(parts) <= 3
    return capitals or (len(parts) <= 3 and parts[-1].lower() in KICKER_WORDS)


def _above(pieces: Sequence[_Piece]) -> list[FrontLine]:
    """The roles of the lines above the title; what has none is a caption."""
    roles = []
    for piece in pieces:
        if piece.date:
            roles.append(_line("date", piece, (piece.date,)))
        elif piece.credit and byline(piece.text):
            roles.append(_line(piece.credit.role, piece, piece.credit.names))
        else:
            last = piece is pieces[-1]
            roles.append(_line("kicker" if last and _is_kicker(piece.text) else "caption", piece))
    return roles


def _length(line: FrontLine) -> int:
    return line.end - line.start


def _line(role: str, piece: _Piece, value: tuple[str, ...] | None = None) -> FrontLine:
    return FrontLine(role, piece.number, piece.start, piece.end, value)


def _title_roles(pieces: Sequence[_Piece], title: int, text: str) -> list[FrontLine]:
    """The title, and the kicker before its colon where it has one: a word of the trade, capitals, or up to three words
    in a newspaper's headline, which is one that a standfirst follows."""
    piece = pieces[title]
    split = KICKER.fullmatch(text, piece.start, piece.end)
    if split is None or any(_is_kicker(above.text) for above in pieces[:title]):
        return [_line("title", piece)]
    kicker, below = split["kicker"], pieces[title + 1 : title + 2]
    newspaper = bool(below) and below[0].standfirst and len(kicker.split()) <= 3 and split["title"][0].isupper()
    if not newspaper and not _is_kicker(kicker):
        return [_line("title", piece)]
    parts = (("kicker", split.span("kicker")), ("title", split.span("title")))
    return [FrontLine(role, piece.number, *span) for role, span in parts]


def _below(pieces: Sequence[_Piece], title: int) -> list[FrontLine]:
    """The roles of the lines below the title, up to the first that has none: there the text begins."""
    roles: list[FrontLine] = []
    for index in range(title + 1, len(pieces)):
        piece, taken = pieces[index], {role.role for role in roles}
        if piece.date and "date" not in taken:
            roles.append(_line("date", piece, (piece.date,)))
        elif piece.credit and piece.credit.role not in taken and _is_byline(pieces, index, taken):
            roles.append(_line(piece.credit.role, piece, piece.credit.names))
        elif (piece.standfirst or _heads_byline(pieces, index)) and "standfirst" not in taken:
            roles.append(_line("standfirst", piece, author_inside(piece.text) or None))
        elif not taken and _is_subtitle(pieces, index):
            roles.append(_line("subtitle", piece))
        else:
            break
    return roles


def _heads_byline(pieces: Sequence[_Piece], index: int) -> bool:
    """A whole sentence is a standfirst only where a byline follows: else it is the first paragraph."""
    below = pieces[index + 1] if index + 1 < len(pieces) else None
    return _is_sentence(pieces[index].text) and below is not None and below.credit is not None


def _is_sentence(words: str) -> bool:
    return words.endswith(ENDS) and len(words.split()) > 8


def _is_byline(pieces: Sequence[_Piece], index: int, taken: set[str]) -> bool:
    """A line that says `By` is a byline anywhere; a lone name only right below the title or its subtitle or date."""
    return byline(pieces[index].text) is not None or not taken - {"subtitle", "date", "standfirst"}


def _is_subtitle(pieces: Sequence[_Piece], index: int) -> bool:
    """Another line of the front page must follow, for a short line before the text is its first heading."""
    below = pieces[index + 1] if index + 1 < len(pieces) else None
    if below is None or len(pieces[index].text) > LONGEST_TITLE:
        return False
    return below.date is not None or below.credit is not None or below.standfirst
