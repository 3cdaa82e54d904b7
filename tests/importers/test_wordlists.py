"""Lists that Word has saved as paragraphs: marked, or filtered."""

from collections.abc import Callable

import pytest

from tests.importers.desk import body, imported, proved


def marked(label: str, text: str, level: int = 1) -> str:
    """An item as Word saves it for itself, and Outlook in a message."""
    ignored = f"<span style='mso-list:Ignore'>{label}<span style='font:7.0pt \"Times New Roman\"'>&nbsp; </span></span>"
    style = f"text-indent:-18.0pt;mso-list:l0 level{level} lfo1"
    return f"<p class=MsoListParagraph style='{style}'><![if !supportLists]>{ignored}<![endif]>{text}<o:p></o:p></p>\n"


def filtered(label: str, text: str, level: int = 1) -> str:
    """An item as Word saves it for others: a number stands bare in its paragraph."""
    blanks = "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span>"
    begins = f"<span style='font-family:Symbol'>{label}{blanks}</span>" if label == "·" else f"{label}{blanks}"
    return f"<p class=MsoNormal style='margin-left:{36 * level}.0pt;text-indent:-18.0pt'>{begins}{text}</p>\n"


def inside(label: str, text: str, level: int = 1) -> str:
    """The same within a span for the whole paragraph."""
    whole = filtered(label, text, level)
    begins = whole.index(">") + 1
    return f"{whole[:begins]}<span style='line-height:107%'>{whole[begins:].strip().removesuffix('</p>')}</span></p>\n"


def read(content: str) -> str:
    result = imported(f"<title>T</title><p>Bread rose.</p>{content}<p>It fell.</p>", "essay.html")
    proved(result)
    return body(result).removeprefix("Bread rose.\n\n").removesuffix("\n\nIt fell.\n")


@pytest.mark.parametrize("item", [marked, filtered, inside])
@pytest.mark.parametrize(
    ("items", "wanted"),
    [
        ([("·", "rye"), ("·", "oats")], "- rye\n- oats"),
        ([("1.", "rye"), ("2.", "oats")], "1. rye\n2. oats"),
        ([("(4)", "rye"), ("(5)", "oats")], "4. rye\n5. oats"),
        ([("·", "rye"), ("1.", "oats")], "- rye\n\n1. oats"),
        ([("1.", "rye"), ("1.", "oats")], "1. rye\n\n<!-- -->\n\n1. oats"),
        ([("a)", "rye"), ("b)", "oats")], "1. rye\n2. oats"),
        ([("i.", "rye"), ("ii.", "oats")], "1. rye\n2. oats"),
        ([("h.", "rye"), ("i.", "oats")], "8. rye\n9. oats"),
        ([("1.", "rye"), ("o", "black", 2), ("o", "white", 2), ("2.", "oats")],
         "1. rye\n\n   - black\n   - white\n\n2. oats"),
    ],
)  # fmt: skip
def test_items_become_lists(item: Callable[..., str], items: list[tuple[str, str]], wanted: str) -> None:
    assert read("".join(item(*one) for one in items)) == wanted


def test_what_is_made_is_said() -> None:
    content = filtered("1.", "rye") + filtered("2.", "oats") + "<p>So.</p>" + marked("·", "bran")
    result = imported(f"<title>T</title><p>Bread rose.</p>{content}", "essay.html")
    said = [finding.message for finding in result.findings if "Word" in finding.message]
    assert said == ["2 lists that Word has saved as paragraphs are lists again, the first at “rye”"]
    assert [(left["why"], left["text"]) for left in result.report["words"]["left_out"]] == [
        ("the number of a list's item", "1."),
        ("the number of a list's item", "2."),
    ]


@pytest.mark.parametrize(
    "paragraph",
    [
        filtered("1.1", "rye"),
        filtered("See 1.", "rye"),
        filtered("1918.1", "rye"),
        "<p class=MsoListParagraph>1. rye</p>",
        "<p>1.<span style='font:9.0pt Arial'>&nbsp;</span>rye</p>",
        "<p>Rye<span style='font:7.0pt \"Times New Roman\"'>&nbsp; </span>oats</p>",
        "<p>1.<span style='font:7.0pt \"Times New Roman\"'>rye</span></p>",
    ],
)
def test_other_paragraphs_stay(paragraph: str) -> None:
    assert read(paragraph).count("\n") == 0
    assert not read(paragraph).startswith(("1. ", "- "))


def test_notes_that_are_items_of_a_list_are_notes() -> None:
    notes = filtered("1.", "See Miller.") + filtered("2.", "And Baker.") + filtered("3.", "See Cooper.")
    text = "<p>Bread rose.<sup>1</sup> It fell.<sup>2</sup> So it was.<sup>3</sup></p>"
    result = imported(f"<title>T</title>{text}<p>Notes</p>{notes}", "essay.html")
    proved(result)
    assert "rose.[^1] It fell.[^2] So it was.[^3]" in result.markdown
    assert "[^2]: And Baker." in result.markdown
