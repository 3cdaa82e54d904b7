"""Comments at the beginning of a line with text behind them: it is Markdown, and each of its words has a place."""

import json
from pathlib import Path

import pytest

from pressbuild.document import BlockQuote, Emph, Heading, List, NoteRef, Text
from pressbuild.faircopy.comments import without_blocks
from pressbuild.tree import everything, plain, walk
from tests.desk import call, document, write

STARTS = [
    "<!-- a --> The *small* beer.",
    "<!-- a -->The *small* beer.",
    "<!----> The *small* beer.",
    "   <!-- a --> <!-- b --> The *small* beer.",
    "Beer\n<!-- a --> and The *small* beer.",
    "<!-- a\nb --> The *small* beer.",
    "<!-- a\n> b\n     c --> The *small* beer.",
    "<!-- a\n\nb --> The *small* beer.",
    "  <!-- a\n\n      --> The *small* beer.",
    "> <!-- a --> The *small* beer.",
    "> Beer.\n>\n> <!-- a\n> b --> The *small* beer.",
    "- <!-- a --> The *small* beer.",
    "1. Beer.\n\n   <!-- a --> The *small* beer.",
    "- Beer.\n  - Beer.\n\n    <!-- a --> The *small* beer.",
    "Beer.[^1]\n\n[^1]: <!-- a --> The *small* beer.",
    "Beer.[^1]\n\n[^1]: Beer.\n\n    <!-- a --> The *small* beer.",
    "<sub>2</sub> is\n<!-- a --> The *small* beer.",
    "::: box\n<!-- a --> The *small* beer.\n:::",
]


@pytest.mark.parametrize("text", STARTS)
def test_the_text_is_markdown_with_its_places(text: str) -> None:
    work = document(text + "\n")
    [small] = [node for node in walk(everything(work)) if isinstance(node, Emph)]
    assert plain([small]) == "small"
    lines = text.split("\n")
    [line] = [number for number, line in enumerate(lines, start=1) if "*small*" in line]
    found = {node.value: node.place for node in walk(everything(work)) if isinstance(node, Text) and node.place}
    assert found["small"].line == line
    assert found["small"].column == lines[line - 1].index("small") + 1
    assert found[" beer."].column == lines[line - 1].index(" beer.", lines[line - 1].index("small")) + 1
    assert not [value for value in found if "<" in value or "--" in value or value.startswith(" The")]
    assert [each.code for each in work.findings] == ["front-missing-key"]


@pytest.mark.parametrize("text", STARTS)
def test_nothing_else_moves(text: str) -> None:
    page = without_blocks(text, 1)
    assert "<c" in page
    assert page.count("\n") == text.count("\n")
    assert [line.find("The *small* beer.") for line in page.split("\n")] == [
        line.find("The *small* beer.") for line in text.split("\n")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "<!-- a -->\nThe beer.",
        "<!-- a --> <!-- b -->\n\nThe beer.",
        "The beer <!-- a --> is small.",
        "```\n<!-- a --> code\n```",
        "> ```\n> <!-- a --> code\n> ```",
        "    <!-- a --> code",
        "- Beer.\n\n      <!-- a --> code",
        "`code\n<!-- a --> code` beer",
        "Code `<!-- a --> code`.",
        "<div>\n<!-- a --> beer\n</div>",
        "- <p>\n  <!-- a --> beer",
        "<br>\n<!-- a --> beer",
        "<!-- the source has here now:\nbeer\n--> ale",
        "<!-- a\n\n-->beer",
        "<!-- a",
    ],
)
def test_what_stays_as_it_is(text: str) -> None:
    assert without_blocks(text, 1) == text


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<!-- a --> # The *small* beer", Heading),
        ("Beer.\n\n<!-- a --> <!-- b --> ## The *small* beer", Heading),
        ("<!-- a\nb\n\nc --> ### The *small* beer", Heading),
        ("<!-- a --> > The *small* beer", BlockQuote),
        ("<!-- a --> - The *small* beer", List),
        ("<!-- a --> 1. The *small* beer", List),
        ("- Beer.\n\n  <!-- a --> # The *small* beer", Heading),
    ],
)
def test_the_sign_of_a_block_behind_a_comment(text: str, kind: type) -> None:
    work = document(text + "\n")
    [block] = [node for node in walk(work.blocks) if isinstance(node, kind)]
    assert plain([block]).strip() == "The small beer"
    [small] = [node for node in walk([block]) if isinstance(node, Text) and node.value == "small"]
    last = text.rsplit("\n", maxsplit=1)[-1]
    assert small.place
    assert (small.place.line, small.place.column) == (text.count("\n") + 1, last.index("small") + 1)


def test_the_front_matter_stays_as_it_is() -> None:
    text = "---\ntitle: |\n  <!-- a --> T\n---\n<!-- a --> Beer.\n"
    assert without_blocks(text, 5).startswith("---\ntitle: |\n  <!-- a --> T\n---\n<c")


def test_calls_of_notes_and_a_paragraph_below_a_note() -> None:
    work = document("A.[^1]\n\n[^1]: One.\n\n<!-- a --> Beer[^2] is small.\n\n[^2]: Two.\n")
    assert [node.label for node in walk(work.blocks) if isinstance(node, NoteRef)] == ["1", "2"]
    assert [plain(note.children) for note in work.notes] == ["One.", "Two."]
    assert [each.code for each in work.findings] == ["front-missing-key"]


def test_an_exception_before_its_words_and_columns_behind_it(tmp_path: Path) -> None:
    allow = "<!-- pressbuild: allow doubled-word because it is sung --> He sang of the the *sea*, ‘wild’ and  so."
    quoted = "> <!-- a --> He sang of the the [sea](https://x.invalid) , so."
    write(tmp_path, f"---\ntitle: T\n---\n{allow}\n\n{quoted}\n")
    said = json.loads(call(tmp_path, "check", "--format", "json").out)
    assert [(each["code"], each["line"], each["column"]) for each in said] == [
        ("doubled-space", 4, allow.index("  ") + 1),
        ("doubled-word", 6, quoted.index("the [") + 1),
        ("space-before-stop", 6, quoted.index(" ,") + 1),
    ]
    done = call(tmp_path, "quotes", "manuscript/essay.md", "--format", "json")
    [quote] = json.loads(done.out)
    assert (quote["line"], quote["column"]) == (4, allow.index("‘") + 1)
    done = call(tmp_path, "html", "--quiet")
    assert (done.status, done.err) == (0, "")
    page = (tmp_path / "dist/essay/essay.html").read_text(encoding="utf-8")
    assert "<p>He sang of the the <em>sea</em>" in page
    assert "<c-" not in page


def test_many_comments_take_no_long_time() -> None:
    text = "<!-- a --> Beer *b* <!-- c\nd --> so\n" * 3000
    assert len(without_blocks(text, 1)) == len(text)
