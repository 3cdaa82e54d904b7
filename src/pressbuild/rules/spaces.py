"""Spaces too many: `Copy` in, findings with their fixes out. Pure.

Two spaces, and one before a note's call, are looked for in the source; all else in the passages.
"""

import re
from collections.abc import Container, Iterator, Sequence
from itertools import takewhile

from pressbuild.diagnostics import Diagnostic, Fix, Place, found
from pressbuild.document import CodeBlock, Table, Text, Verse
from pressbuild.manuscript.prose import BEGUN, CODE, FENCE, prose
from pressbuild.patterns import lazily
from pressbuild.quotation.elisions import NOT_POSSESSED
from pressbuild.quotation.marks import OPAQUE, OPENED_BY_NINES, OPENED_LOW
from pressbuild.rules.brackets import interval_brackets
from pressbuild.rules.copy import MANNER, Copy, Passage
from pressbuild.rules.prosewords import BEGINNERS, GOES_ON
from pressbuild.tree import everything, walk

# The beginning of a line that belongs to Markdown: signs of lists, quotations, headings, notes, divisions.
LEAD = lazily(r"\s*(?:(?:>|[-+*:~]|#{1,6}|\d{1,9}[.)]|\[\^?[^\]\s]+\]:|\|)\s+)*")
TWO = lazily(r"(?<=\S) {2,}(?=\S)")
BEFORE_VALUE = lazily(r"\s*(?:[\w-]+:(?=\s|$)|-(?=\s))?\s*[\"']?")
OTHER_VALUE = lazily(r"[#\[{|>&*!]")  # a remark, a list, or what YAML alone knows
REMARK = lazily(r"\s+#.*")
LABEL = lazily(r"\s*(?:\(?\w{1,4}\)|[^\w\s]+)")
ITEM = lazily(rf"{LABEL.pattern}|\s*(?:[A-Za-z]|[ivxlIVXL]{{2,5}})\.")
COMMENT = lazily(r"<!--.*?-->")
COLUMN = 4  # spaces that nobody types by a slip
HIGH_STOPS = frozenset({"fr"})  # languages that set a space before ; : ! ?
STOP = lazily(r"[.?!…:][)\]’”\"'*_]*$")
NO_PROSE = (":::", "|", "<")
CLOSED = r"(?<=[)\]’”»])|(?<=[\w.!?…][“‘«‹›])"  # marks that open in one language close in another, behind a word
SPACED = "(?= +[,;:.!?])"  # asked first, for it is rare
BEFORE_STOP = lazily(
    rf"{SPACED}(?:(?<=[\w{OPAQUE}])|{CLOSED})(?P<gap> +)(?P<stop>[,;!?]|:(?![)(\d/-])|\.(?! ?\.|\w))(?=[\s)\]’”»]|$)"
)
# A stop on the wrong side of its space: so ,and.
WRONG_SIDE = lazily(
    rf"{SPACED}(?:(?<=[^\W_]{{2}})|(?<=\b[aAI])|{CLOSED})(?P<gap> +)"
    r"(?P<stop>,(?=[“‘(]?[^\W\d_])|[;:.!?])(?=(?P<next>[“‘(]?[^\W\d_]+)(?:[\s,.;:!?)’”]|$))"
)
BEFORE_CALL = lazily(r"(?<=[^\s>|*+-]) +\[\^[^\]\s]+\](?!:)")
INSIDE = lazily(
    r"(?<![^\s\w\"'“‘*_(])(?P<sign>[(\[“])(?P<after> +)(?=[\w‘“(?!])"
    r"|(?<=[\w.,;!?’])(?P<before> +)(?P<closing>[)\]”])(?=[\s.,;:!?)\]’”]|$)"
)
FORMULA = lazily(r"[=+|;$!<>{}/]|\s[-−–]\s|^ +\d")
CALL_BEGUN = lazily(r"\[\^[^\[\]]*$")
CRY = lazily(r"[ ?!]+")  # (!), which is no formula
ENDING = lazily(r"(?:s|es|n|en|e|r|in|innen|x)\b *[)\]]")  # of a plural, of a woman's calling
FAR = 60  # characters of a bracket in which a formula shows
LOOSE = ("( ", "[ ", "“ ", " )", " ]", " ”")
LOOSE_LOW = ("„ ", " “", " ”")
OPENS_LOW = "„"  # where such marks stand, “ closes
MENTIONED = lazily(r"(?:[,;:!?.]|\b(?:the|a|an|after|before|behind|with|and|or|of|as|by|avant|après))$")
BEHIND_YEAR, BEFORE_YEAR = lazily(r"(?<![\d.,])(?:1\d|20)\d\d$"), lazily(r" (?:1\d|20)\d\d(?![\d.,]\d|\d)")
POSSESSIVE = lazily(r"(?<=[a-z]{2}s) ’(?= (?P<next>[a-z]+)\b)")
# „ so “; a mark that is spoken of has such spaces too: „ am Anfang und “.
LOW = lazily(r"(?<![^\s(])„(?P<after> *)(?P<words>(?=\w)[^„“”\n]*[\w.,;!?…])(?P<before> *)[“”](?=[\s.,;:!?)]|$)")
SPEAKS_OF_MARKS = lazily(r"(?:^(?:und|oder|am|statt|für)|\b(?:mit|durch|von|und|oder|dem|das|ein|als|statt|zu|folgt))$")
ALONE = lazily(r" (?:[,;:!?.](?=\s)|\d)")  # a stop is spoken of where another follows, or how often it stands


def doubled_space(copy: Copy) -> Iterator[Diagnostic]:
    """Two spaces or more. Behind a stop they are a typist's habit, and one finding speaks of them all; so it does of
    many between words, as in justified lines. Columns that are set with spaces are left alone."""
    habit: list[Fix] = []
    slips: list[Fix] = []
    for number, line, gaps in _gaps(copy):
        for match in gaps:
            fix = Fix(Place(copy.name, number, match.start() + 1), match[0], " ")
            behind_stop = STOP.search(line[max(0, match.start() - 12) : match.start()])
            (habit if behind_stop else slips).append(fix)
    if len(slips) <= MANNER:
        for fix in slips:
            yield found("doubled-space", "two spaces stand between two words", fix.place, "one is enough", (fix,))
    else:
        message = f"two spaces stand between two words, {len(slips)} times; the editions set one"
        yield found("doubled-space", message, slips[0].place, "one is enough", tuple(slips))
    if habit:
        times = "once" if len(habit) == 1 else f"{len(habit)} times"
        message = f"two spaces stand behind a stop, {times}; the editions set one"
        yield found("doubled-space", message, habit[0].place, "one is enough", tuple(habit))


def _gaps(copy: Copy) -> Iterator[tuple[int, str, list[re.Match[str]]]]:
    """Every line with gaps in it, but for verse, which may pause so, and columns: where a gap is wide, or ends right
    below another's end."""
    poems = [node for node in walk(everything(copy.read)) if isinstance(node, Verse)]
    verse = {node.place.line for node in walk(poems) if isinstance(node, Text) and node.place}
    found_now = [(n, line, _wide(line)) for n, line in _prose(copy) if "  " in line and n not in verse]
    ends = {number: {match.end() for match in gaps} for number, _, gaps in found_now}
    nobody: set[int] = set()
    for number, line, gaps in found_now:
        beside = ends.get(number - 1, nobody) | ends.get(number + 1, nobody)
        column = any(len(match[0]) >= COLUMN for match in gaps) or any(
            match.end() in beside and not STOP.search(line[: match.start()][-12:]) for match in gaps
        )
        if gaps and not column:
            yield number, line, gaps


def _wide(line: str) -> list[re.Match[str]]:
    """The gaps of a line behind its Markdown signs and its label: (1), a), ===."""
    lead = LEAD.match(line)
    bare = CODE.sub(lambda code: "x" * len(code[0]), line)
    gaps = [match for match in TWO.finditer(bare) if match.end() > (lead.end() if lead else 0)]
    return gaps[1:] if gaps and LABEL.fullmatch(line, 0, gaps[0].start()) else gaps


def _prose(copy: Copy) -> Iterator[tuple[int, str]]:
    """The lines of the source that hold prose alone."""
    closed: set[int] = set()
    for node in walk(everything(copy.read)):
        if isinstance(node, CodeBlock | Table) and node.place:
            closed.update(_lines_of(node, copy.lines[node.place.line - 1 :], node.place.line, closed))
    yield from _front_matter(copy)
    for number, line in prose(copy.source, copy.body_line):
        typed = copy.lines[number - 1]
        bare = line.replace(BEGUN, " ", 1) if line.startswith(BEGUN) else line
        if number not in closed and not bare.lstrip().startswith(NO_PROSE):
            yield number, _between_words(bare, typed) if "<!--" in typed else bare


def _between_words(line: str, typed: str) -> str:
    """A line whose comments are blanked, with letters for those that have words before them: they are no gap."""
    for comment in COMMENT.finditer(typed):
        start, end = comment.span()
        if line[:start].strip() and not line[start:end].strip():
            line = f"{line[:start]}{'x' * (end - start)}{line[end:]}"
    return line


def _lines_of(node: CodeBlock | Table, lines: Sequence[str], first: int, closed: Container[int]) -> range:
    """The numbers of the lines that code or a table takes up in its source: a table's each have a bar, a fence has two
    lines of its own. Code within a list or a quotation has the place of that, and stands somewhere below it."""
    if isinstance(node, Table):
        return range(first, first + sum(1 for _ in takewhile(lambda line: "|" in line, lines)))
    if any(FENCE.match(line.lstrip("> \t")) for line in lines[:1]):
        return range(first, first + node.value.count("\n") + 3)
    code = [_bare(line) for line in node.value.split("\n")]
    for at, line in enumerate(lines):
        if _bare(line) == code[0] and first + at not in closed and [*map(_bare, lines[at : at + len(code)])] == code:
            return range(first + at, first + at + len(code))
    return range(first, first + len(code))


def _bare(line: str) -> str:
    return line.strip("> \t")


def _front_matter(copy: Copy) -> Iterator[tuple[int, str]]:
    """The lines of the front matter that hold text, with spaces for what stands before it: a key, a mark, the sign of a
    list."""
    if copy.name.endswith(".toml"):
        return
    for number, line in enumerate(copy.lines[1 : max(1, copy.body_line - 2)], start=2):
        before = BEFORE_VALUE.match(line)
        text = line[before.end() if before else 0 :]
        if "  " in text and not OTHER_VALUE.match(text):
            yield number, " " * (len(line) - len(text)) + REMARK.sub("", text)


def space_before_stop(copy: Copy) -> Iterator[Diagnostic]:
    """A space before a comma or another stop; French has one before the high ones."""
    for passage in copy.passages:
        for match in BEFORE_STOP.finditer(passage.text):
            ratio = match["stop"] == ":" and passage.text[match.start() - 1].isdigit()
            years = BEHIND_YEAR.search(passage.before(match.start())) and BEFORE_YEAR.match(passage.text, match.end())
            spoken_of = MENTIONED.search(passage.before(match.start())) or ALONE.match(passage.text, match.end())
            formula = match["stop"] in ";:!?" and passage.text[match.start() - 1] == OPAQUE
            language = _language(copy, passage, match.start())
            if ratio or formula or (spoken_of and not years) or (match["stop"] in ";:!?" and language in HIGH_STOPS):
                continue
            place = passage.at(match.start())
            if fixes := copy.fix(place, match[0], match["stop"]):
                yield found(
                    "space-before-stop", f"a space stands before “{match['stop']}”", place, "close it up", fixes
                )
        yield from _wrong_side(copy, passage)
        yield from _possessives(passage)


def _possessives(passage: Passage) -> Iterator[Diagnostic]:
    """A space before the apostrophe of a plural's possessive: the boats ’ crews."""
    for match in POSSESSIVE.finditer(passage.text) if "s ’ " in passage.text else ():
        closes = passage.text.rfind("‘", 0, match.start()) > passage.text.rfind("’", 0, match.start())
        if not closes and match["next"] not in NOT_POSSESSED:
            place = passage.at(match.start())
            yield found("space-before-stop", "a space stands before the apostrophe", place, "close it up")


def _wrong_side(copy: Copy, passage: Passage) -> Iterator[Diagnostic]:
    """A stop that stands before the next word in the place of behind the last one. Names of files, .NET and .htaccess
    among them, begin with a stop as well; so only a comma is one before every word."""
    for match in WRONG_SIDE.finditer(passage.text):
        stop, following = match["stop"], match["next"]
        high = stop in ";:!?" and (_language(copy, passage, match.start())) in HIGH_STOPS
        begins = following in BEGINNERS if stop in ".!?" else following in GOES_ON
        if high or not (stop == "," or begins):
            continue
        place = passage.at(match.start())
        message = f"a space stands before “{stop}”, and none behind it"
        if fixes := copy.fix(place, match[0] + following, f"{stop} {following}"):
            yield found("space-before-stop", message, place, "write it behind the stop", fixes)


def note_spaced(copy: Copy) -> Iterator[Diagnostic]:
    """A space between a word or stop and the note's call behind it; the label of a list keeps its own."""
    for number, line in _prose(copy):
        for match in BEFORE_CALL.finditer(CODE.sub(lambda code: "x" * len(code[0]), line)) if "[^" in line else ():
            if _is_sign(line, match.start()):
                continue
            fix = Fix(Place(copy.name, number, match.start() + 1), match[0], match[0].lstrip(" "))
            message = f"a space stands before “{fix.new}”, and is printed"
            yield found("note-spaced", message, fix.place, "close it up", (fix,))


def _is_sign(line: str, end: int) -> bool:
    """Whether what stands before a column belongs to Markdown: the sign or label of a list, of a heading."""
    lead = LEAD.match(line)
    start = lead.end() if lead else 0
    return end < start or ITEM.fullmatch(line, start, end) is not None


def space_inside(copy: Copy) -> Iterator[Diagnostic]:
    """A space between a bracket or mark and the words that it encloses. Of many one finding speaks: they are a manner,
    or have come from another program."""
    slips = [*_inside(copy)]
    if len(slips) <= MANNER:
        for side, fix in slips:
            message, hint = f"a space stands {side} {_called(side, fix.new.strip())}", "close it up"
            if fix.new.startswith(" "):
                message, hint = f"{message}, and none before it", "write it before the bracket"
            yield found("space-inside", message, fix.place, hint, (fix,))
        return
    fixes = tuple(fix for _, fix in slips)
    message = f"spaces stand within brackets or marks {len(slips)} times"
    yield found("space-inside", message, fixes[0].place, "close them up; `pressbuild check --fix` does", fixes)


def _called(side: str, sign: str) -> str:
    if sign in "()[]":
        return f"“{sign}”"
    return "an opening mark" if side == "behind" else "a closing mark"


def _inside(copy: Copy) -> Iterator[tuple[str, Fix]]:
    for passage in copy.passages:
        for match in INSIDE.finditer(passage.text) if any(sign in passage.text for sign in LOOSE) else ():
            opening = match["sign"]
            sign = opening or match["closing"]
            other = sign in "“”" and (OPENS_LOW in passage.text or copy.language in OPENED_BY_NINES)
            if not other and not _is_form(passage.text, match):
                new = f" {opening}" if opening and _misplaced(passage.text, match) else match[0].strip(" ")
                fixes = copy.fix(passage.at(match.start()), match[0], new)
                yield from (("behind" if opening else "before", fix) for fix in fixes)
        if OPENS_LOW in passage.text and any(sign in passage.text for sign in LOOSE_LOW):
            yield from _inside_low(copy, passage)


def _inside_low(copy: Copy, passage: Passage) -> Iterator[tuple[str, Fix]]:
    """Spaces within „ “ in a language that has them."""
    for match in LOW.finditer(passage.text) if _language(copy, passage, 0) in OPENED_LOW else ():
        if SPEAKS_OF_MARKS.search(match["words"]):
            continue
        if after := match["after"]:
            yield from (("behind", fix) for fix in copy.fix(passage.at(match.start()), f"„{after}", "„"))
        if before := match["before"]:
            closing = match[0][-1]
            place = passage.at(match.start("before"))
            yield from (("before", fix) for fix in copy.fix(place, before + closing, closing))


def _language(copy: Copy, passage: Passage, offset: int) -> str:
    return passage.language(offset) or copy.language


def _misplaced(text: str, match: re.Match[str]) -> bool:
    """Whether the space behind a bracket belongs before it: so( they said); no ending of a word, boat( s )."""
    return text[match.start() - 1 : match.start()].isalnum() and not ENDING.match(text, match.end())


def _is_form(text: str, match: re.Match[str]) -> bool:
    """Whether brackets with spaces are a formula's or a box to tick, or marks have spaces on either side."""
    if (match.start() if match["sign"] else match.start("closing")) in interval_brackets(text):
        return True
    if match["sign"] == "“":
        return text[match.start() - 1 : match.start()].isalnum()
    if match["sign"]:
        within = text[match.end("sign") : match.end() + FAR].partition(")")[0]
    else:
        within = text[max(0, match.start() - FAR) : match.start()].rpartition("(")[2]
    if match["closing"] == "]" and CALL_BEGUN.search(text[max(0, match.start() - FAR) : match.start()]):
        return True  # [^1 ], of which `note-missing` speaks
    ticked = re.search(r"\[ ?\w? ?\]", text[max(0, match.start() - 3) : match.end() + 3])
    return (FORMULA.search(within) is not None and not CRY.fullmatch(within)) or ticked is not None
