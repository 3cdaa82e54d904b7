"""Drafts of a term sheet: what the first holds, what later ones change, and what they never touch."""

import re

import pytest
import tomlkit
from hypothesis import given

from pressbuild.diagnostics import PressError
from pressbuild.document import Document
from pressbuild.quotation import recognise
from pressbuild.quotation.drafting import Draft, draft
from pressbuild.termsheet import parse
from tests.quotation.plain_document import document
from tests.strategies import documents

TEXT = "The ‘fresh fish’ of Wick, so called ‘prime fish’.\nNo fresh fish was sold. The word ‘salt’."


def drafted(source: Document | str, text: str = "") -> Draft:
    whole = recognise(document(source) if isinstance(source, str) else source)
    return draft(whole, parse(text, "essay.terms.toml"), text, "essay.md")


def test_the_first_draft() -> None:
    made = drafted(TEXT)
    first, second, third = parse(made.text, "essay.terms.toml").terms
    assert (made.added, made.updated, made.vanished) == (("fresh fish", "prime fish", "salt"), (), ())
    assert (first.match, first.role, first.policy, first.signed) == (("fresh fish",), "scare", "house", False)
    assert first.seen is not None
    assert (first.seen.quoted, first.seen.bare, first.seen.first) == (1, 1, "1:5")
    assert (second.role, third.role) == ("scare", "term")
    assert all(term.is_draft for term in (first, second, third))
    assert made.text.startswith("# The terms of essay.md")


def test_a_second_draft_changes_nothing() -> None:
    once = drafted(TEXT).text
    assert drafted(TEXT, once) == Draft(once, (), (), ())


@given(documents())
def test_a_second_draft_of_anything_changes_nothing(whole: Document) -> None:
    once = drafted(whole).text
    assert drafted(whole, once).text == once


def test_what_is_signed_or_changed_or_said_in_a_comment_stays() -> None:
    once = drafted(TEXT).text
    ours = '["fresh fish"]\nrole = "scare"\npolicy = "house"\nsigned = false'
    theirs = '["fresh fish"] # as the town has it\nrole = "term"\npolicy = "first"\nsigned = true'
    edited = once.replace(ours, theirs)
    edited = edited.replace('["prime fish"]\nrole = "scare"', '["prime fish"]\nrole = "nickname" # is it?')
    again = drafted("\n" + TEXT + "\nThe ‘prime fish’ and ‘sole’.", edited)
    assert again.added == ("sole",)
    assert set(again.updated) == {"prime fish", "salt"}
    entries = again.text.split("[[term]]")
    assert entries[1] == edited.split("[[term]]")[1]
    assert 'role = "nickname" # is it?' in entries[2]
    assert "quoted = 2" in entries[2]
    assert [term.match[0] for term in parse(again.text, "x").terms] == ["fresh fish", "prime fish", "salt", "sole"]


def test_a_role_that_nobody_changed_follows_the_rules() -> None:
    once = drafted("He has the ‘salt’ of it.").text
    again = drafted("The word ‘salt’.", once)
    assert 'role = "term"' in again.text
    assert again.updated == ("salt",)


def test_what_is_no_longer_in_the_text_is_said_and_kept() -> None:
    once = drafted(TEXT).text
    again = drafted("The word ‘salt’.", once)
    assert again.vanished == ("fresh fish", "prime fish")
    assert re.findall(r"quoted = (\d)", again.text) == ["0", "0", "1"]
    assert drafted("The word ‘salt’.", again.text).text == again.text


def test_a_form_added_by_hand_takes_the_other_term_in() -> None:
    text = '[[term]]\nmatch = ["fresh fish", "prime fish"]\nsigned = true\n'
    assert drafted(TEXT, text).added == ("salt",)


def test_an_entry_for_somebodys_words_has_not_vanished() -> None:
    text = '[[term]]\nmatch = ["I will not sell it to you"]\nrole = "scare"\nsigned = true\n'
    assert drafted("He said: ‘I will not sell it to you.’", text).vanished == ()


def test_nothing_is_added_to_an_array_of_inline_tables() -> None:
    with pytest.raises(PressError, match="stand in one array"):
        drafted(TEXT, 'term = [{match = ["sole"]}]\n')


def test_the_file_may_end_without_a_line_feed() -> None:
    text = drafted(TEXT, '[[term]]\nmatch = ["sole"]').text
    assert len(tomlkit.parse(text)["term"]) == 4
