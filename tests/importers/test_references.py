"""References to characters in web pages and EPUBs: however a letter is spelt, it is that letter, and a loss is seen."""

from collections.abc import Callable
from html.entities import codepoint2name

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressbuild.collation import collate
from pressbuild.importers.web import webpage
from pressbuild.verify.source import source_words, words
from tests.importers.desk import body, imported, proved
from tests.importers.test_epubbook import read

LETTERS = "abfxz019é’“Æß—œ€λЖ &<>;#\u00a0"


def decimal(letter: str) -> str:
    return f"&#{ord(letter)};"


def unclosed(letter: str) -> str:
    """A reference without its semicolon ends where no figure follows."""
    return f"&#{ord(letter)} "


def hexadecimal(letter: str) -> str:
    return f"&#X00{ord(letter):x};"


def named(letter: str) -> str:
    name = codepoint2name.get(ord(letter))
    return f"&{name};" if name else decimal(letter)


def literal(letter: str) -> str:
    return named(letter) if letter in "&<>" else letter


SPELLINGS = (literal, decimal, hexadecimal, named, unclosed)
SPELT = st.lists(st.tuples(st.sampled_from(LETTERS), st.sampled_from(SPELLINGS)), min_size=1, max_size=40)


@settings(max_examples=40, deadline=None)
@given(SPELT)
def test_any_spelling_is_the_same_letter(spelt: list[tuple[str, Callable[[str], str]]]) -> None:
    text = "".join(letter + " " * (spelling is unclosed) for letter, spelling in spelt)
    written = f"<p>So {''.join(spelling(letter) for letter, spelling in spelt)} ends.</p>"
    for result in (imported(f"<title>T</title>{written}", "essay.html"), read({"a.xhtml": written})):
        assert source_words(result.markdown).body == words(f"So {text} ends.")
        proved(result)


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("caf&#xe9; don&#8217;t&#160;go &#38; stay", "café don’t go & stay"),
        ("br&#0;ead a&#8;nd s&#x1F;alt", "br�ead and salt"),
        ("it&#146;s &#x93;bread&#x94;", "it’s “bread”"),  # the places of Windows-1252, as browsers read them
        ("caf&#233 and &#12x; r&#x6fst", "café and x; rost"),
        ("&#1114112;odd&#xd800;", "�odd�"),
    ],
)
def test_numbers_that_are_no_characters(written: str, wanted: str) -> None:
    for result in (imported(f"<p>So {written}.</p>", "essay.html"), read({"a.xhtml": f"<p>So {written}.</p>"})):
        assert body(result) == f"So {wanted}.\n"
        proved(result)


def test_the_proof_reads_the_page_as_it_came(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webpage, "legible", lambda text: text.replace("&#8", ""))
    result = imported("<p>They don&#8217;t rise.</p>", "essay.html")
    assert [finding.code for finding in collate(result.witness, result.markdown).findings] == ["fidelity"]
