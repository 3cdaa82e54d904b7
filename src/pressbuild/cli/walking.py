"""Walking through the doubts of an import: an `Imported` in, the same as an editor wants it out. Asks, prints.

At each doubt the editor answers with a key; the end of the input (Ctrl-D) keeps what was decided and accepts what is
left; `q` and Ctrl-C leave everything as it was, and nothing is written.
"""

import re
import shutil
import signal
import sys
import textwrap
from collections.abc import Sequence
from contextlib import suppress

import typer

from pressbuild.cli.printing import printable
from pressbuild.importers import Imported
from pressbuild.importers.account.answers import Answers
from pressbuild.importers.account.doubts import MARKS, Doubt, doubts
from pressbuild.importers.marks.spots import Spot

LONGEST = 400  # of a row, round what the doubt is about
SENTENCE = 160  # of what stands between two spots, and of another reading
PAGE = 9  # spots that are shown at a time: each has a key
NARROWEST, WIDEST = 30, 100
INDENT = "    "
ACCEPT, REJECT, EDIT = "[a]ccept", "[r]eject", "[e]dit"
NOW, ELSE = " (as it is now)", " (as in “else”)"  # which of two readings a key means
END = "accept all that is [l]eft, [q]uit"


def walk(imported: Imported) -> Imported:
    """Asks about every doubt, the most doubtful first. Raises `typer.Exit` where the editor quits, and
    `KeyboardInterrupt`: a handler that ended the program at once would leave the terminal without echo."""
    former = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return _walked(imported)
    except KeyboardInterrupt:
        print("\nnothing was written")
        raise
    finally:
        signal.signal(signal.SIGINT, former)


def _walked(imported: Imported) -> Imported:
    asked = doubts(imported)
    answers = Answers(imported)
    if asked:
        _say(f"{len(asked)} doubt{'s' if len(asked) > 1 else ''}, the most doubtful first; Return accepts")
    kinds: set[str] = set()  # of which all that is left is accepted
    for number, doubt in enumerate(asked, start=1):
        if not answers.holds(doubt) or answers.typed(doubt):
            continue  # an answer before has settled it
        if doubt.kind in kinds:
            answers.accept(doubt)
            continue
        _show(doubt, answers, f"{number} of {len(asked)}")
        alike = sum(other.kind == doubt.kind for other in asked[number:]) if doubt.kind not in ("", MARKS) else 0
        answer = _placed(doubt, answers) if doubt.stretch else _answered(doubt, answers, alike)
        if answer == "l":
            break
        if answer == "k":
            kinds.add(doubt.kind)
    return answers.imported()


def _answered(doubt: Doubt, answers: Answers, alike: int) -> str:
    """One answer, carried out: its key. So many doubts further on are of the same kind."""
    other = doubt.instead is not None
    offered = [ACCEPT + NOW * other, *([REJECT + ELSE] if other else []), *([EDIT] if doubt.row >= 0 else [])]
    offered += [f"accept this and {alike} more of its [k]ind"] if alike else []
    while True:
        answer = _asked([*offered, END])
        if answer == "r" and other:
            answers.reject(doubt)
        elif answer == "e" and doubt.row >= 0:
            _edit(doubt.row, answers, doubt)
        elif answer in ("a", "") or (answer == "k" and alike):
            answers.accept(doubt)
        elif answer != "l":
            _not_offered(answer)
            continue
        return answer


def _show(doubt: Doubt, answers: Answers, which: str) -> None:
    print()
    _say(f"{which}: {doubt.message}")
    if doubt.hint:
        _say(doubt.hint, INDENT)
    if doubt.text:
        _say(f"the note: {_cut(doubt.text)}", INDENT)
    if doubt.row >= 0:
        line = answers.lines[doubt.row]
        _say(f"now: {_cut(line, line.find(doubt.find, doubt.column) if doubt.find else 0)}", INDENT)
    if doubt.instead is not None:
        line = answers.lines[doubt.row] if doubt.row >= 0 else ""
        at = max(0, line.find(doubt.find, doubt.column))
        other = line[:at] + doubt.instead + line[at + len(doubt.find) :]
        _say(f"else: {_cut(other, at, SENTENCE)}", INDENT)
    if len(doubt.rows) > 1:
        _say(f"in {len(doubt.rows)} paragraphs; the answer holds for all", INDENT)


# --- a note whose mark is not placed -------------------------------------------------------------------------------


def _placed(doubt: Doubt, answers: Answers) -> str:
    """Has the editor place a note's mark; his last key, `l` where all that is left is accepted."""
    spots, first = answers.spots(doubt), 0
    _spots(doubt, spots, first, answers)
    while True:
        shown = spots[first : first + PAGE]
        answer = _asked(_offered(len(shown), more=len(spots) > PAGE))
        if answer.isdecimal() and 0 < int(answer) <= len(shown):
            if _taken(doubt, answers, shown[int(answer) - 1]):
                return answer
        elif answer == "m" and len(spots) > PAGE:
            first = first + PAGE if first + PAGE < len(spots) else 0
            _spots(doubt, spots, first, answers)
        elif answer == "w":
            if _named(doubt, answers):
                return answer
        elif shown and re.fullmatch(r"e *[1-9]?", answer):
            _edit(shown[min(len(shown), int(answer[1:] or 1)) - 1].row, answers)
            if answers.typed(doubt):
                return answer
            _say(f"[^{doubt.note}] is not in the text yet", INDENT)
        elif answer in ("s", "", "l", "a"):
            return answer
        else:
            _not_offered(answer)


def _offered(shown: int, *, more: bool) -> list[str]:
    keys = ["[1]" if shown == 1 else f"[1] to [{shown}]"] if shown else []
    keys += ["[m]ore places"] if more else []
    keys += ["name the [w]ords before it"]
    keys += [f"[e]dit a paragraph (e1 to e{shown})" if shown > 1 else EDIT] if shown else []
    return [*keys, "[s]kip", END]


def _spots(doubt: Doubt, spots: Sequence[Spot], first: int, answers: Answers) -> None:
    """A page of the text where the mark may belong, each place with its number."""
    if not spots:
        _say("no sentence ends where it belongs: name the words before it, or skip it", INDENT)
        return
    shown = spots[first : first + PAGE]
    if len(spots) > PAGE:
        _say(f"places {first + 1} to {first + len(shown)} of {len(spots)}:", INDENT)
    before = max((_place(spot) for spot in spots[:first] if _place(spot) < _place(shown[0])), default=None)
    above = before or (doubt.stretch.start if doubt.stretch else (-1, 0))
    parts: list[str] = []
    for number, spot in sorted(enumerate(shown, start=1), key=lambda one: _place(one[1])):
        row, column = above
        if spot.row != row:
            _say(" ".join(parts), INDENT)
            parts, column = [], 0
        words = answers.former[spot.row][column : spot.column].lstrip(" .,;:!?…”’)")
        opening = "…" if column and not parts else ""
        parts.append(f"{opening}{_folded(words)}[{number}{'?' if spot.figure else ''}]")
        above = _place(spot)
    _say(" ".join(parts), INDENT)
    if any(spot.figure for spot in shown):
        _say("“?”: the figure that stands there may itself be the mark", INDENT)


def _place(spot: Spot) -> tuple[int, int]:
    return spot.row, spot.column


def _folded(text: str) -> str:
    """A long sentence without its middle."""
    if len(text) <= SENTENCE:
        return text
    head, tail = text[: SENTENCE // 2].rsplit(" ", 1)[0], text[-SENTENCE // 2 :].split(" ", 1)[-1]
    return f"{head} … {tail}"


def _taken(doubt: Doubt, answers: Answers, spot: Spot) -> bool:
    done = answers.place(doubt, spot)
    if done:
        line = answers.lines[spot.row]
        _say(f"placed: {_cut(line, line.find(f'[^{doubt.note}]'))}", INDENT)
    else:
        _say("this place is no longer there: the paragraph was written anew", INDENT)
    return done


def _named(doubt: Doubt, answers: Answers) -> bool:
    """Asks for the words behind which the mark belongs; False where they are not there, or more than once."""
    words = _line("the words before the mark: ")
    found = answers.behind(doubt, words)
    if len(found) == 1:
        return _taken(doubt, answers, found[0])
    if words:
        times = f"are there {len(found)} times: name more of them" if found else "do not stand where the note belongs"
        _say(f"“{words}” {times}", INDENT)
    return False


# --- the terminal --------------------------------------------------------------------------------------------------


def _asked(offered: Sequence[str]) -> str:
    """What the editor answers, in small letters: a key of what is offered, a number, or what is none of these. The end
    of the input is `l`. Raises `typer.Exit` where he quits."""
    _say(", ".join(offered))
    try:
        given = input("? ").strip().lower()
    except EOFError:
        print()
        _say("end of the input: everything that was not answered is accepted as it stands")
        return "l"
    keys = {key[1]: re.sub(r"[\[\]]", "", word).split()[0] for word in offered if (key := re.search(r"\[(\w)\]", word))}
    keys |= {"l": "left", "q": "quit"}
    whole = next((key for key, word in keys.items() if given in (key, word)), given)
    if whole == "q":
        print("nothing was written")
        raise typer.Exit(1)
    return whole


def _not_offered(answer: str) -> None:
    _say(f"“{answer[:SENTENCE]}” is none of these")


def _edit(row: int, answers: Answers, doubt: Doubt | None = None) -> None:
    answers.write(row, _line("> ", answers.lines[row]) or answers.lines[row], doubt)


def _line(prompt: str, former: str = "") -> str:
    """A line as the editor writes it; the former one stands there to be changed, where the terminal can. The end of
    the input, and an empty line, leave it as it was."""
    try:
        with suppress(ImportError):
            import readline

            if former and sys.stdin.isatty():
                readline.set_startup_hook(lambda: readline.insert_text(former))
                try:
                    return input(prompt).strip()
                finally:
                    readline.set_startup_hook()
        return input(prompt).strip()
    except EOFError:
        print()
        return ""


def _cut(line: str, around: int = 0, longest: int = LONGEST) -> str:
    """A long row's part round what the doubt is about."""
    if len(line) <= longest:
        return line
    at = max(0, around - longest // 2)
    return ("…" if at else "") + line[at : at + longest] + ("…" if at + longest < len(line) else "")


def _say(text: str, indent: str = "") -> None:
    """Prints a text in lines that the terminal has room for."""
    width = max(NARROWEST, min(WIDEST, shutil.get_terminal_size().columns - 1))
    if text:
        print(textwrap.fill(printable(text), width, initial_indent=indent, subsequent_indent=indent + "  "))
