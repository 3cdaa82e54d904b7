"""Texts that pandoc gives word by word, joined: its inlines or ours in, longer ones out; pure."""

import re
from collections.abc import Container, Iterable, Iterator
from itertools import accumulate, pairwise

from pressbuild.diagnostics import Place
from pressbuild.document import Inline, Inlines, Text

# A word and a space in their position wrappers, as pandoc writes JSON, and a run of them on a line. No letter of a text
# can look like it: the quotation marks within a JSON string have a backslash before them.
BEFORE_POSITION = b'{"t":"Span","c":[["",[],[["wrapper","1"],["data-pos","'
BEFORE_WORD, SPACE, BEHIND = b'"]]],[{"t":"Str","c":"', b'"]]],[{"t":"Space"}]]}', b'"}]]}'
TOKEN = rb"%b(?:LINE):\d+-(?:LINE):\d+(?:%b[^\"\\]+%b|%b)" % tuple(
    map(re.escape, (BEFORE_POSITION, BEFORE_WORD, BEHIND, SPACE))
)
RUN = re.compile((b"%b(?:,%b)*" % (TOKEN, TOKEN)).replace(b"(?:LINE)", rb"(\d+)", 1).replace(b"LINE", rb"\1"))


def gathered(tree: bytes, untouched: Container[int]) -> bytes:
    """The JSON of pandoc's tree with the words and spaces that stand behind each other on a line as one node, `Words`,
    with its text, line and column: a text has thousands of them. Only what was read as it stands there is gathered, no
    entity and no escape, and nothing on the lines that are to stay `untouched`."""

    def joined(run: re.Match[bytes]) -> bytes:
        line = int(run[1])
        return run[0] if line in untouched else _nodes(run[0], line)

    return RUN.sub(joined, tree)


def _nodes(run: bytes, line: int) -> bytes:
    """A run as one node, in nearly every case: it is parted where a word does not stand right behind the one before it,
    or is not as long as what was written; that stays as it is."""
    spaced = run.replace(SPACE, BEFORE_WORD + b" " + BEHIND)
    bare = spaced[len(BEFORE_POSITION) : -len(BEHIND)].replace(BEHIND + b"," + BEFORE_POSITION, BEFORE_WORD)
    strings = bare.decode().split(BEFORE_WORD.decode())
    positions, words = strings[::2], strings[1::2]
    first = int(positions[0].partition("-")[0].partition(":")[2])
    columns = accumulate(map(len, words), initial=first)
    text = "".join(words)
    if text.isprintable() and positions == [f"{line}:{start}-{line}:{end}" for start, end in pairwise(columns)]:
        return _node(text, line, first)
    return b",".join(_parts(zip(positions, words, strict=True), line))


def _parts(placed: Iterable[tuple[str, str]], line: int) -> Iterator[bytes]:
    text, first, last = "", 0, 0
    for position, word in placed:
        start, end = (int(place.partition(":")[2]) for place in position.split("-"))
        literal = word.isprintable() and len(word) == end - start
        if text and not (literal and start == last):
            yield _node(text, line, first)
            text = ""
        if literal:
            text, first, last = text + word, first if text else start, end
        else:
            yield BEFORE_POSITION + position.encode() + BEFORE_WORD + word.encode() + BEHIND
    if text:
        yield _node(text, line, first)


def _node(text: str, line: int, column: int) -> bytes:
    return f'{{"t":"Words","c":["{text}",{line},{column}]}}'.encode()


def join_texts(inlines: Iterable[Inline]) -> Inlines:
    """Adjacent texts made one where the second stands in the source right behind the first, or both have one place
    (all of raw HTML has that of its block) or none."""
    joined: list[Inline] = []
    words: list[str] = []
    first, length = Text(""), 0
    for node in inlines:
        if isinstance(node, Text) and words and _touch(first.place, length, node.place):
            words.append(node.value)
            length += len(node.value)
            continue
        if words:
            joined.append(_one(first, words))
        if isinstance(node, Text):
            first, words, length = node, [node.value], len(node.value)
        else:
            words = []
            joined.append(node)
    if words:
        joined.append(_one(first, words))
    return tuple(joined)


def _one(first: Text, words: list[str]) -> Text:
    return first if len(words) == 1 else Text("".join(words), place=first.place)


def _touch(left: Place | None, length: int, right: Place | None) -> bool:
    """Whether a text at one place stands right behind a text of this length at another, or at the same place."""
    if left is None or right is None:
        return left is right
    return left.line == right.line and left.file == right.file and right.column - left.column in (0, length)
