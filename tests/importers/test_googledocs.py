"""Pages that Google Docs saves: links by way of google.com, lists within lists."""

import pytest

from tests.importers.desk import body, imported, proved

KIX = '<ul class="c1 lst-kix_a-{0} {1}">{2}</ul>'


def listed(level: int, *items: str, start: str = "") -> str:
    return KIX.format(level, start, "".join(f"<li><span>{item}</span></li>" for item in items))


@pytest.mark.parametrize(
    ("lists", "wanted"),
    [
        (listed(0, "one", start="start") + listed(1, "a") + listed(0, "two"), "- one\n  - a\n- two\n"),
        (
            listed(0, "one") + listed(1, "a") + listed(2, "x") + listed(1, "b") + listed(0, "two"),
            "- one\n  - a\n    - x\n  - b\n- two\n",
        ),
        (listed(0, "one") + "<p>Between.</p>" + listed(1, "a"), "- one\n\nBetween.\n\n- a\n"),
        (listed(0, "one", start="start") + listed(0, "two", start="start"), "- one\n\n<!-- -->\n\n- two\n"),
    ],
)
def test_lists_within_lists(lists: str, wanted: str) -> None:
    result = imported(f"<title>T</title><p>Bread rose.</p>{lists}", "essay.html")
    assert body(result) == f"Bread rose.\n\n{wanted}"
    proved(result)


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        ("https://www.google.com/url?q=https://example.org/a%3Fb%3D1&amp;sa=D&amp;ust=1", "https://example.org/a?b=1"),
        ("https://www.google.com/search?q=bread", "https://www.google.com/search?q=bread"),
        ("https://www.google.com/url?sa=D", "https://www.google.com/url?sa=D"),
    ],
)
def test_links_lead_where_they_say(address: str, wanted: str) -> None:
    result = imported(f'<title>T</title><p>See <a href="{address}">bread</a>.</p>', "essay.html")
    assert f"[bread]({wanted})" in result.markdown


@pytest.mark.parametrize("first", ["", "<p>Of the south.</p>"])
def test_a_division_is_a_note(first: str) -> None:
    """Google Docs sets each note into a division of its own, below one rule."""
    call = '<sup><a href="#ftnt{0}" id="ftnt_ref{0}">[{0}]</a></sup>'
    note = '<div><p><a href="#ftnt_ref{0}" id="ftnt{0}">[{0}]</a> {1}</p>{2}</div>'
    text = f"<p>Bread rose.{call.format(1)} It fell.{call.format(2)}</p><hr>"
    notes = note.format(1, "See Miller.", first) + note.format(2, "And Baker.", "<p>Of the north.</p>")
    result = imported(f"<title>T</title>{text}{notes}", "essay.html")
    south = "    Of the south.\n\n" if first else ""
    expected = f"[^1]: See Miller.\n\n{south}[^2]: And Baker.\n\n    Of the north.\n"
    assert body(result) == f"Bread rose.[^1] It fell.[^2]\n\n{expected}"
    proved(result)
    only = imported(f"{text.replace(call.format(2), '')}{note.format(1, 'See Miller.', '<p>So.</p>')}", "essay.html")
    assert body(only) == "Bread rose.[^1] It fell.\n\n[^1]: See Miller.\n\n    So.\n"
