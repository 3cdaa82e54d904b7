"""No word is lost: any text, imported and read back through pandoc, has its words in order."""

import re
from typing import Any
from unicodedata import normalize

import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from pressbuild.diagnostics import PressError
from pressbuild.importers.flattened.plain import import_plain
from pressbuild.importers.markup import clean
from pressbuild.importers.source import Source
from pressbuild.pandoc import send_all
from tests.importers.desk import proved

WORD = re.compile(r"[^\W_]+")
NASTY = (
    *(
        "# ",
        "## a ##",
        "- ",
        "- item\n- item\n",
        "\n\n1. one\n\n2. two\n\n",
        "\n\n1) one\n2) two\n",
        "a  b  1\nc  d  2\ne  f  3\n",
        "a\tb\nc\td\n",
        "\n> q\n> r\n",
        "* ",
        "+ ",
        "1. ",
        "1) ",
        "(1) ",
        "(a) ",
        "i. ",
        "iv) ",
        "A) ",
        "> ",
        ": ",
        "~ ",
        "| a | b |",
    ),
    *(
        "---",
        "===",
        "***",
        "___",
        "::: verse",
        ":::",
        "```",
        "~~~",
        "`code`",
        "*em*",
        "**st**",
        "_em_",
        "a_b_c",
        "~~x~~",
    ),
    *(
        "H~2~O",
        "x^2^",
        "[x]",
        "[^1]",
        "[^1]: y",
        "[x](y)",
        "![x](y)",
        "[x]{.smallcaps}",
        "<b>",
        "</p>",
        "<!-- c -->",
        "&amp;",
    ),
    *(
        "&copy",
        "&#39;",
        "AT&T",
        "$x$",
        "\\",
        "\\*",
        "{=html}",
        "{.x}",
        "x{.y}",
        "http://a.org/b_c(d)",
        "www.a.org/x_y.",
        "@x",
    ),
    *(
        " - ",
        " ...",
        "war.1",
        "“q”",
        "‘q’",
        "it's",
        "\t",
        "\u00a0",
        "\u00ad",
        "\ufeff",
        "\r",
        "\r\n",
        "\n",
        "\n\n",
        "\n\n\n",
        "\x0c",
    ),
    *(
        "Word",
        "word",
        "By Jane Doe",
        "14 March 2013",
        "Notes",
        "I",
        "CHAPTER II",
        "1",
        "2. Note two",
        "1. Note",
        "    ",
        "é",
    ),
    *(
        "true",
        "null",
        "'",
        '"',
        "a: b",
        "a #b",
        "!",
        "|",
        "^",
        "<http://x.org>",
        "x:",
        "\u2028",
        "\x85",
        "-\n",
        "html",
        "<",
    ),
)
TEXTS = st.lists(
    st.one_of(st.sampled_from(NASTY), st.text(st.characters(exclude_categories=["Cs"]), max_size=8)), max_size=40
)


def imported(text: str) -> str | None:
    try:
        return import_plain(Source("x.txt", text, "0")).markdown
    except PressError:
        return None


def words(value: Any) -> str:
    """The words of a part of pandoc's tree, each leaf apart from its neighbours only where a space stands."""
    match value:
        case {"t": "Str" | "Code", "c": content}:
            return content if isinstance(content, str) else content[1]
        case {"t": "Space" | "SoftBreak" | "LineBreak"}:
            return " "
        case {"t": "Note"}:
            return ""
        case {"t": "RawInline" | "RawBlock" as kind}:
            raise AssertionError(f"markup: {kind}")
        case {"t": "OrderedList", "c": [[start, *_], items]}:
            return "".join(f"{number} {words(item)}" for number, item in enumerate(items, start=start))
        case {"t": kind, "c": content}:
            inner = words(content)
            return f"{inner}\n" if kind in ("Para", "Plain", "Header") else inner
        case list():
            return "".join(words(item) for item in value)
        case _:
            return ""


def notes(value: Any) -> str:
    match value:
        case {"t": "Note", "c": content}:
            return words(content)
        case {"c": content}:
            return notes(content)
        case list():
            return "".join(notes(item) for item in value)
        case _:
            return ""


def _blocks(markdown: str) -> Any:
    """What pandoc makes of a Markdown text."""
    [reading] = send_all([(markdown, "x")])
    return reading()[0]["blocks"]


def read_back(markdown: str) -> list[str]:
    """The words of a manuscript's front matter, body and notes, as pandoc reads them."""
    front: dict[str, Any] = {}
    body = markdown
    if markdown.startswith("---\n"):
        head, body = markdown[4:].split("\n---\n", 1)
        front = yaml.load(head, yaml.BaseLoader)  # noqa: S506 - the base loader makes strings only
    shown = "".join(
        words(_blocks(f"# {value}\n")) if key != "caption" else f"{value}\n"
        for key, value in front.items()
        if key not in ("author", "translator", "editor", "date")
    )
    tree = _blocks(body)
    return WORD.findall(shown + words(tree))


@given(TEXTS)
@example(["Title\n\nText ends here!", "[", "x] (y)"])
def test_words_come_back_in_order(pieces: list[str]) -> None:
    text = "".join(pieces)
    result = import_plain(Source("x.txt", text, "0")) if imported(text) is not None else None
    if result is None or result.report["bodies"]:
        return
    came = [normalize("NFC", word) for word in read_back(result.markdown)]
    assert came == WORD.findall(normalize("NFC", clean(kept(text, result.report))))


def kept(text: str, report: dict[str, Any]) -> str:
    """The source's text with all that the report says was mended and left out."""
    changes = [(left["start"], left["end"], " ") for left in report["words"]["left_out"]]
    for repair in report["mended"]:
        if not any(start <= repair["start"] < end for start, end, _ in changes):
            changes.append((repair["start"], repair["end"], repair["became"]))
    for start, end, became in sorted(changes, reverse=True):
        text = text[:start] + became + text[end:]
    return text


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=400))
def test_proof_agrees_on_any_text(text: str) -> None:
    if imported(text) is not None:
        proved(import_plain(Source("x.txt", text, "0")))


@given(st.lists(st.lists(st.one_of(st.sampled_from(NASTY)), min_size=1, max_size=6), min_size=3, max_size=5))
def test_words_of_notes_come_back(bodies: list[list[str]]) -> None:
    shown = [" ".join(" ".join(pieces).split()) or "x" for pieces in bodies]
    notes_list = "\n\n".join(f"{n}. Note {body}" for n, body in enumerate(shown, start=1))
    marks = " ".join(f"A baker sang.{n}" for n in range(1, len(shown) + 1))
    text = f"Flour\n\n{marks} And so on.\n\nNotes\n\n{notes_list}"
    markdown = import_plain(Source("x.txt", text, "0")).markdown
    tree = _blocks(markdown.split("---\n\n", 1)[1])
    assert WORD.findall(notes(tree)) == WORD.findall(normalize("NFC", clean("\n".join(f"Note {b}" for b in shown))))
