"""What is taken as it is: exceptions, severities of a house and an order's wishes in, findings judged out. Pure.

An exception stands in the manuscript and carries its reason: `<!-- pressbuild: allow note-order because … -->` holds
for the next block, at the top of the file for all of it; `allow:` in the front matter always does. As in Standard
Ebooks' lint, one that allows nothing is an error, for it would hide what comes after it.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from difflib import SequenceMatcher

from msgspec import Struct, field
from msgspec.structs import replace

from pressbuild.diagnostics import ERROR, WARNING, Diagnostic, Place, Severity, allow, found, nearest, permissible
from pressbuild.manuscript import Manuscript
from pressbuild.manuscript.prose import CODE, WRAPPER, comments, prose

COMMENT = re.compile(r"<!--\s*pressbuild\s*(?::|(?=allow\b))\s*(?P<said>.*?)\s*-->", re.DOTALL | re.IGNORECASE)
ENTRY = re.compile(r"(?P<code>[\w-]+)(?:\s+because\b\s*(?P<reason>.*))?", re.DOTALL | re.IGNORECASE)
# How a comment begins that was to be an exception: pressbuilt; allow doubled-word because …
WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
HEAD = 100  # characters
VERB = re.compile(r"al+o?w(?:s|ed|ing)?|allo")
NAME, LIKE = "pressbuild", 0.8  # how like it a misspelt one is
END = 10**9  # a line below every other
HOW = "one code in each: write <!-- pressbuild: allow CODE because … -->"


class Allowance(Struct, frozen=True):
    """A code that a person allows from one line to another, and why; the reason may be empty in the front matter. What
    book.toml allows holds in every file of the `title`."""

    code: str
    reason: str
    place: Place
    first: int
    last: int
    title: bool = False

    def covers(self, finding: Diagnostic) -> bool:
        """Whether this allows a finding."""
        if finding.code != self.code:
            return False
        if finding.place is None:
            return self.first == 1 and self.last == END
        here = finding.place.file == self.place.file and self.first <= finding.place.line <= self.last
        return self.title or here


class Permit(Struct, frozen=True):
    """How findings are taken: codes that an order allows, `strict`, `lenient` to go on with errors, a house's
    severities by code, the manuscript's exceptions and what is wrong with these."""

    codes: frozenset[str] = frozenset()
    strict: bool = False
    lenient: bool = False
    severities: Mapping[str, str] = field(default_factory=dict)
    allowances: tuple[Allowance, ...] = ()
    faults: tuple[Diagnostic, ...] = ()

    def judged(self, findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        """The findings as they are taken. An error that is allowed becomes a warning, all else that is allowed with a
        reason is silent."""
        graded = (_graded(finding, self.severities) for finding in findings)
        return tuple(taken for finding in graded if finding is not None for taken in self._taken(finding))

    def _taken(self, finding: Diagnostic) -> tuple[Diagnostic, ...]:
        explained = any(allowance.reason for allowance in self.allowances if allowance.covers(finding))
        if not explained or permissible(finding.code):
            return allow([finding], self.codes, self.strict)
        return (replace(finding, severity=WARNING),) if finding.severity is ERROR else ()

    def unused(self, findings: Iterable[Diagnostic], unasked: Collection[str] = ()) -> Iterator[Diagnostic]:
        """An error for each exception that allows none of these findings, but for codes that nobody asked for."""
        graded = [finding for finding in findings if _graded(finding, self.severities)]
        for allowance in self.allowances:
            if allowance.code not in unasked and not any(map(allowance.covers, graded)):
                message = f"this allows {allowance.code}, and there is nothing to allow"
                yield found("exception-unused", message, allowance.place, "take it out")


def _graded(finding: Diagnostic, severities: Mapping[str, str]) -> Diagnostic | None:
    """A finding with the severity that a house gives it; none where it is switched off."""
    level = severities.get(finding.code)
    if level is None:
        return finding
    return None if level == "off" else replace(finding, severity=Severity(level))


def permit_of(manuscript: Manuscript, permit: Permit, severities: Mapping[str, str]) -> Permit:
    """How a manuscript's findings are taken: the order's permit with the house's severities and the exceptions."""
    entries = list(_entries(manuscript))
    allowances = tuple(entry for entry in entries if isinstance(entry, Allowance))
    bare = frozenset(allowance.code for allowance in allowances if allowance.last == END and not allowance.reason)
    faults = tuple(entry for entry in entries if isinstance(entry, Diagnostic))
    return replace(permit, codes=permit.codes | bare, severities=severities, allowances=allowances, faults=faults)


def _entries(manuscript: Manuscript) -> Iterator[Allowance | Diagnostic]:
    for file in manuscript.files:
        yield from _of_front_matter(file)
        if "<!-" in file.source:
            yield from _of_comments(file.source, file.body_line, file.name)


def _of_front_matter(manuscript: Manuscript) -> Iterator[Allowance | Diagnostic]:
    lines = manuscript.source.split("\n")
    start = manuscript.values["allow"].line if "allow" in manuscript.values else 1
    for entry in manuscript.front.allow:
        match = ENTRY.fullmatch(entry)
        if match is None:
            continue  # the front matter was refused
        code, reason = match["code"], match["reason"] or ""
        line = next((n for n in range(start, manuscript.body_line) if code in lines[n - 1]), start)
        place = Place(manuscript.name, line, lines[line - 1].find(code) + 1)
        if not reason:
            finding = found("exception-unexplained", f"nobody says why {code} is allowed", place, _why(code))
            yield replace(finding, severity=WARNING)  # an older way, which builds as it did
        yield Allowance(code, reason, place, 1, END, title=manuscript.book is not None)


def _why(code: str) -> str:
    return f"write “{code} because …”"


def _of_comments(source: str, body_line: int, name: str) -> Iterator[Allowance | Diagnostic]:
    said = [(start, end, COMMENT.fullmatch(source, start, end)) for start, end in comments(source)]
    said = [(start, end, match) for start, end, match in said if match or _is_meant(source[start:end])]
    lines = source.split("\n")
    in_prose = dict(prose(source, body_line)) if said else {}
    top = next((number for number, line in in_prose.items() if line.strip()), len(lines) + 1)
    for start, end, match in said:
        place = Place.at(source, name, start)
        line, column = place.line, place.column
        if line not in in_prose or _in_code(lines, line, column):
            continue
        if match is None:
            yield found("exception-invalid", "this reads like an exception and is none", place, HOW)
            continue
        last = line + source.count("\n", start, end)
        alone = not in_prose[line].strip() and not in_prose.get(last, "").strip()
        whole = alone and line < top and not "".join(lines[last : last + 1]).strip()
        first, last = (1, END) if whole else _block(lines, in_prose, last + 1 if alone else line)
        yield from _said(match["said"], place, first, last)


def _is_meant(comment: str) -> bool:
    """Whether a comment that is no exception was to be one: the program's name or nearly, behind it a code or what is
    allowed because of something; or without the name the verb and a code. To speak of the program is nothing."""
    words = WORD.findall(comment[:HEAD].lower())
    named = _named(words)
    allows = VERB.fullmatch("".join(words[named : named + 1])) is not None
    if not named and not allows:
        return False
    code, why = [*words[named + allows :], "", ""][:2]
    known = bool(nearest(code))
    return (known or named > 0) and (why == "because" or (known and "-" in code))


def _named(words: list[str]) -> int:
    """With how many words a comment names the program, as they may be misspelt: pressbuilt, press build."""
    first = ["".join(words[:number]).replace("-", "") for number in (1, 2)]
    likest, number = max((SequenceMatcher(None, word, NAME).ratio(), -n) for n, word in enumerate(first, start=1))
    return -number if likest >= LIKE else 0


def _in_code(lines: list[str], line: int, column: int) -> bool:
    """Whether a comment is shown in code: in a line, or in a block that is set in by four spaces."""
    if any(code.start() < column <= code.end() for code in CODE.finditer(lines[line - 1])):
        return True
    if not lines[line - 1].startswith(("    ", "\t")):
        return False
    above = next((n for n in range(line - 1, 0, -1) if lines[n - 1].strip() and not _set_in(lines[n - 1])), 0)
    within = above and WRAPPER.match(lines[above - 1])
    return not within and any(not each.strip() for each in lines[above : line - 1] or [""])


def _set_in(line: str) -> bool:
    return line.startswith(("    ", "\t"))


def _said(said: str, place: Place, first: int, last: int) -> Iterator[Allowance | Diagnostic]:
    verb, rest = said[: len("allow")], said[len("allow") :]
    entry = ENTRY.fullmatch(rest.strip()) if verb.lower() == "allow" else None
    if entry is None:
        yield found("exception-invalid", "this exception cannot be read", place, HOW)
    elif refused := permissible(entry["code"]):
        yield found("exception-invalid", refused, place, HOW)
    elif not entry["reason"]:
        message = f"nobody says why {entry['code']} is allowed"
        yield found(
            "exception-unexplained", message, place, f"write <!-- pressbuild: allow {entry['code']} because … -->"
        )
    else:
        yield Allowance(entry["code"], entry["reason"], place, first, last)


def _block(lines: list[str], in_prose: Mapping[int, str], line: int) -> tuple[int, int]:
    """The first and last line of the block that begins at a line or after it, or in which it stands; comments are none,
    so exceptions may stand below one another. Indented lines behind an empty one go on with it."""
    while line <= len(lines) and not in_prose.get(line, lines[line - 1]).strip():
        line += 1
    first = last = line
    while first > 1 and lines[first - 2].strip():
        first -= 1
    while last < len(lines) and (lines[last].strip() or _goes_on(lines, last)):
        last += 1
    return first, last


def _goes_on(lines: list[str], index: int) -> bool:
    following = next((line for line in lines[index:] if line.strip()), "")
    return _set_in(following)
