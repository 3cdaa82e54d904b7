"""Stops too many and too few, and sentences that begin small: `Copy` in, findings with their fixes out. Pure."""

import re
from collections import Counter
from collections.abc import Iterator

from pressbuild.diagnostics import Diagnostic, Place, found
from pressbuild.document import Block, Heading, NoteRef, Paragraph, Text
from pressbuild.patterns import lazily
from pressbuild.quotation.cues import FUNCTION, PERSON, SAY
from pressbuild.rules.copy import Copy, Passage
from pressbuild.rules.missingspaces import CALLS
from pressbuild.rules.prosewords import BEGIN, SHORT_WORDS
from pressbuild.tree import plain

# Two stops of one kind, or a comma and another stop; three points are an ellipsis.
TWICE = lazily(r"(?<=[\w)\]’”])(?P<first>[.,;])(?P<second>(?P=first)|(?<=,)[.;]|(?<=;),)(?=[\s)\]’”\"']|$)(?!\s?[.,;])")
# Two of them with a space between, which are no part of a spaced ellipsis.
APART = lazily(r"(?<=[\w)\]’”])(?: ?,|\.) \.(?=\s|$)(?!\s*\.)")
LOOSE = lazily(
    r"(?<=\w)(?:, ,(?=\s)|(?:[;:] ,|: :)(?=\s[^\W\d_]{2}))"
    r"|(?<=[a-zß-öø-ÿ]{2}) (?:\.\.(?=$|\s[A-ZÀ-ÖØ-Þ])|\. \.(?= [a-zß-öø-ÿ]))"
)
LOOSE_SIGNS = (" ,", " .", " :")
# A full stop behind a question mark, or a comma between one and who asks; a title may end so before a comma.
ASKED = lazily(
    r"(?<![\w’'.-])(?P<word>[a-zß-öø-ÿ’]{2,})"
    rf"(?P<both>[?!](?:\.(?=$|\s[“‘„«]?[A-ZÀ-ÖØ-Þ])|,(?= (?:{PERSON} )?{SAY}\b)))"
)
# A stop on either side of a closing mark or bracket; or a full stop in a bracket within a sentence that goes on.
ACROSS = lazily(
    r"(?P<word>[^\W\d_]+)(?P<both>(?P<stop>[.,])(?P<mark>[”’)]{1,2})(?P<second>(?P=stop)|(?<=\.\))[,;:]))(?=[\s)\]”’]|$)"
)
LONG, SHORT = 5, 4  # letters from which a word that is no known abbreviation is a whole one, or may be one
SAYS = lazily(SAY)
MEASURED = lazily(r"\d[ \u00a0]?$")  # before 12 in.
# Behind an abbreviation both stops are in order: etc.[^1], and the comma of a list.
ABBREVIATION = lazily(r"(?:\b\w{1,3}|\betc|\b[A-Z]\w*|\.\w+|\d)$")
LAST_WORD = lazily(r"(?<![\w.])[a-z]+$")
NO_ABBREVIATION = (FUNCTION | SHORT_WORDS) - {"a", "i", "in"}
STOPPED = lazily(r"[.!?…:;,]['\"’”»)\]*_]*$|[–—-]$")
# A paragraph of sentences, the last of which has words enough for one and names no speaker: “… – Ann Ames”.
SENTENCES = lazily(r"[a-zà-ÿ]{2}[.!?]['\"’”)]*\s+[^\W\d_a-zà-ÿ][^.!?]*$")
SPEAKER = lazily(r"(?:--|[—–])\s?[^\W\d_a-zà-ÿ][^—–.]{0,60}$")
LAST_WORDS = 5
ENOUGH, TO_ONE = 8, 10  # paragraphs; how many of them there are to one without a stop, at least

SENTENCE = lazily(r"(?:(?<=\s)|^)(?P<last>[^\W\d_]{4,})\.\)? +(?P<next>[a-zà-öø-ÿ][a-zà-öø-ÿ’'-]*)(?=[\s,])")
NEXT_SENTENCE = lazily(r"[^\W\d_]{4,}\.[’”\"')\]]{0,2}\s+[A-ZÀ-ÖØ-Þ]")
SHORTENED = frozenset(
    """approx facsim masch mimeo photogr typescr undat unpag unpubl assoc appr bull cent coll comp concl conf cont
    corp dept diss dist ebenda encl esp espec fasc feat ibid illus incl inst intr introd jahrg jour lett lieut
    manuscr misc mitt obit orig paras perh plur pres prob proc prof publ quot resp rept sect seqq sing spec subj
    suppl supra surg transl univ usw vers viii vols xiii xvii xxii xviii xxiii trans bspw bzgl bezw evtl gegr geogr
    ggfs insb insbes jahrh sogen vergl zool""".split()
)
RARE = 0.1  # the part of all sentences up to which a small beginning is a slip and no manner


def stop_doubled(copy: Copy) -> Iterator[Diagnostic]:
    """Two stops where one is wanted, also on either side of a note's mark, of a closing mark or bracket."""
    for passage in copy.passages:
        called: frozenset[int] | None = None
        for match in TWICE.finditer(passage.text):
            first, second = match["first"], match["second"]
            called = _calls(passage) if called is None else called
            over = match.start("second") in called
            place = passage.at(match.start("second"))
            if over and _is_in_order(first, second, passage.before(match.start())):
                continue
            if over:
                fixes = copy.fix(place, second, "") if first == second else ()
                message = f"“{second}” stands on either side of the note’s mark"
                if first != second:
                    message = f"“{first}” stands before the note’s mark and “{second}” behind it"
                yield found("stop-doubled", message, place, "leave one of them", fixes)
            elif copy.holds(passage.at(match.start()), match[0]):
                start = passage.at(match.start())
                fixes = copy.fix(start, match[0], first) if first == second != "." else ()
                hint = "write one, or … for an ellipsis" if match[0] == ".." else "leave one of them"
                yield found("stop-doubled", f"two stops stand here: “{match[0]}”", start, hint, fixes)
        for match in APART.finditer(passage.text) if " ." in passage.text else ():
            place = passage.at(match.start())
            if _is_written(copy, place, match[0][:-2], match[0][-2:]):
                message = f"two stops stand here: “{match[0].strip()}”"
                yield found("stop-doubled", message, place, "leave one of them")
        for match in LOOSE.finditer(passage.text) if any(sign in passage.text for sign in LOOSE_SIGNS) else ():
            if copy.holds(place := passage.at(match.start()), match[0]):
                yield found("stop-doubled", f"two stops stand here: “{match[0].strip()}”", place, "leave one of them")
        yield from _behind_questions(copy, passage)
        yield from _across(copy, passage)


def _is_in_order(first: str, second: str, before: str) -> bool:
    """Whether a note's mark may have both stops: the first is that of an abbreviation, etc.[^1]."""
    word = LAST_WORD.search(before)
    whole = word is not None and word[0] in NO_ABBREVIATION
    return first == "." and (first != second or (ABBREVIATION.search(before) is not None and not whole))


def _behind_questions(copy: Copy, passage: Passage) -> Iterator[Diagnostic]:
    """A full stop or comma behind a question mark that is no title's."""
    if not any(both in passage.text for both in ("?.", "!.", "?,", "!,")):
        return
    for match in ASKED.finditer(passage.text):
        place = passage.at(match.start("both"))
        if not passage.in_title(match.start("both")) and copy.holds(place, match["both"]):
            yield found("stop-doubled", f"two stops stand here: “{match['both']}”", place, "leave one of them")


def _across(copy: Copy, passage: Passage) -> Iterator[Diagnostic]:
    """A comma on either side of a closing mark, or a full stop behind a word that is no abbreviation."""
    for match in ACROSS.finditer(passage.text):
        place, stop, second = passage.at(match.start("both")), match["stop"], match["second"]
        whole = is_whole(match["word"], copy) and not MEASURED.search(passage.before(match.start()))
        if (stop == "," or whole) and _is_written(copy, place, match["both"][:-1], second):
            closing = f"a closing {'bracket' if ')' in match['mark'] else 'mark'}"
            message = f"“{stop}” stands on either side of {closing}"
            if stop != second:
                message = f"“{stop}” stands before {closing} and “{second}” behind it"
            yield found("stop-doubled", message, place, "leave one of them")


def is_whole(word: str, copy: Copy) -> bool:
    """Whether a word is none that was shortened: it is known or long, or the text has it elsewhere without a stop."""
    if word.lower() in FUNCTION | {"no"} or word in SHORT_WORDS or SAYS.fullmatch(word):
        return True
    if not word.islower() or len(word) < SHORT or word in SHORTENED:
        return False
    goes_on = re.compile(rf"(?<![\w.-]){word} [a-z]")
    return len(word) >= LONG or any(goes_on.search(passage.text) for passage in copy.passages)


def _is_written(copy: Copy, place: Place | None, first: str, second: str) -> bool:
    """Whether both parts stand in the source, with nothing but calls of notes between them."""
    if place is None or not copy.holds(place, first):
        return False
    calls = CALLS.match(copy.lines[place.line - 1], place.column - 1 + len(first))
    return copy.holds(place.right(len(first) + len(calls[0] if calls else "")), second)


def _calls(passage: Passage) -> frozenset[int]:
    """The offsets at which a note's mark stands."""
    return frozenset(leaf.start for leaf in passage.flat.leaves if isinstance(leaf.node, NoteRef))


def stop_missing(copy: Copy) -> Iterator[Diagnostic]:
    """A paragraph without a stop at its end, where nearly all have one."""
    blocks = copy.read.blocks
    ends = [(block, _end(block)) for block in blocks if isinstance(block, Paragraph)]
    said = [(block, end) for block, end in ends if len(end.split()) >= LAST_WORDS]
    open_ended = [block for block, end in said if not STOPPED.search(end)]
    if len(said) < ENOUGH or len(open_ended) * TO_ONE > len(said):
        return
    follows = {id(block): after for block, after in zip(blocks, (*blocks[1:], None), strict=True)}
    for block in open_ended:
        end = _end(block)
        last = block.children[-1]
        if _closes(follows[id(block)]) and isinstance(last, Text) and _is_prose(end):
            place = last.place.right(len(last.value.rstrip())) if last.place else block.place
            message = f"this paragraph ends without a stop: “…{' '.join(end.split()[-4:])}”"
            yield found("stop-missing", message, place, "write the stop, or what is missing before it")


def _is_prose(text: str) -> bool:
    last = SENTENCES.search(text)
    return last is not None and len(last[0].split()) > LAST_WORDS and text[-1].isalpha() and not SPEAKER.search(text)


def _end(block: Block) -> str:
    return plain([block]).rstrip()


def _closes(following: Block | None) -> bool:
    """Whether what follows a paragraph is none of its business: a list or a quotation may go on with its sentence."""
    return following is None or isinstance(following, Paragraph | Heading)


def sentence_small(copy: Copy) -> Iterator[Diagnostic]:
    """A sentence that begins with a small letter."""
    slips = [
        (passage, match)
        for passage in copy.passages
        if passage.kind == "paragraph" and not passage.set_apart and ". " in passage.text
        for match in SENTENCE.finditer(passage.text)
        if match["last"].lower() not in SHORTENED and match["next"] in BEGIN
    ]
    if not slips:
        return
    before = Counter(match["last"].lower() for _, match in slips)
    sentences = sum(len(NEXT_SENTENCE.findall(passage.text)) for passage in copy.passages)
    slips = [
        (passage, match) for passage, match in slips if before[match["last"].lower()] == 1 and match["last"].islower()
    ]
    if len(slips) > RARE * sentences:
        return
    for passage, match in slips:
        message = f"a sentence begins small: “{match['next']}” behind “{match['last']}.”"
        place = passage.at(match.start("next"))
        yield found("sentence-small", message, place, "write a capital, or take the full stop out")
