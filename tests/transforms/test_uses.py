"""First and later uses, the term sheet's word, and what keeps marks where a house would take them away."""

from typing import Any

import pytest
from msgspec.structs import replace

from pressbuild.document import Document, Front, Heading, Inlines, Paragraph, Policy, Quote, Text
from pressbuild.house import House
from pressbuild.quotation import lexicon, recognise
from pressbuild.termsheet import parse
from pressbuild.transforms.quotes import ANNOUNCED, quotes
from pressbuild.transforms.uses import key
from pressbuild.tree import everything, walk
from tests.transforms.setting import house_of, read_text, written


def house_with(name: str = "chicago", **tables: dict[str, Any]) -> House:
    """A shipped house with other values in some of its tables."""
    house = house_of(name)
    changed = {table: replace(getattr(house, table), **values) for table, values in tables.items()}
    return replace(house, **changed)


def set_in(house: House, source: Document) -> str:
    done = quotes(source, house)
    texts: list[Inlines] = [done.front.title, done.front.standfirst]
    texts += [block.children for block in done.blocks if isinstance(block, Heading | Paragraph)]
    return " / ".join(written(text) for text in texts if text)


def test_the_standfirst_counts_and_headings_do_not() -> None:
    source = read_text(
        "---\ntitle: '[a b]{.scare}'\nstandfirst: '[‘a b’]{.scare}'\n---\n## [‘a b’]{.scare}\n\n[‘a b’]{.scare}"
    )
    assert set_in(house_with(), source) == "“a b” / “a b” / “a b” / a b"
    only_body = house_with(first_use={"zones": ("body",)})
    assert set_in(only_body, source) == "“a b” / “a b” / “a b” / “a b”"


def test_a_section_begins_anew() -> None:
    source = read_text(
        "[‘net’]{.scare} [‘sea’]{.scare}, [‘net’]{.scare}.\n\n## On\n\n[‘net’]{.scare}, [‘net’]{.scare}."
    )
    assert set_in(house_with(), source) == "“net” “sea”, net. / On / net, net."
    assert set_in(house_with(first_use={"scope": "section"}), source) == "“net” “sea”, net. / On / “net”, net."


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Liberated zones", "liberated zone", True),
        ("the party’s", "the party", True),
        ("LaTeX", "latex", False),
        ("official communist", "official communism", False),
    ],
)
def test_folding(one: str, other: str, same: bool) -> None:
    assert (key(one, house_with()) == key(other, house_with())) is same


def test_folding_is_the_houses() -> None:
    house = house_with(first_use={"fold": ()})
    assert key("Zones", house) != key("zones", house) != key("zone", house)
    assert key("zone", house_with(first_use={"fold": ("possessive",)})) == key("zone’s", house)[:4]


@pytest.mark.parametrize(
    ("policy", "house", "expected"),
    [
        ("house", "chicago", "a “net”, a net"),
        ("always", "chicago", "a “net”, a “net”"),
        ("never", "oxford", "a net, a net"),
        ("first", "oxford", "a ‘net’, a net"),
        ("keep", "oxford", "a “net”, a “net”"),
    ],
)
def test_the_term_sheet_comes_before_the_house(policy: Policy, house: str, expected: str) -> None:
    (block,) = read_text("a [“net”]{.scare}, a [“net”]{.scare}").blocks
    assert isinstance(block, Paragraph)
    signed = tuple(replace(node, policy=policy) if isinstance(node, Quote) else node for node in block.children)
    assert set_in(house_of(house), Document(Front(), (Paragraph(signed),))) == expected


def test_an_author_says_which_use_is_the_first() -> None:
    source = read_text("[‘net’]{.scare first=no}, [‘net’]{.scare}, [‘net’]{.scare first=yes}, [‘net’]{.scare}")
    assert set_in(house_with(), source) == "net, “net”, “net”, net"


def test_a_phrase_that_comes_again_is_certain_enough_and_a_word_is_not() -> None:
    sentence = "The ‘soft landing’ and the ‘early’ net. "
    source = read_text(sentence * 3)
    lax = house_with(safety={"min_confidence_destructive": 0.5})
    assert set_in(lax, source).count("“soft landing”") == 1
    assert set_in(lax, source).count("“early”") == 3
    assert set_in(house_with(safety={"min_confidence_destructive": 1.0}), source).count("“soft landing”") == 3


@pytest.mark.parametrize(
    "sentence",
    [
        "I put scare quotes round [‘net’]{.scare}.",
        "The inverted commas of ‘so’ mean that [‘net’]{.scare} is meant.",
        "He wrote [‘net’]{.scare} (emphasis added).",
        "By [‘net’]{.scare} is meant a so-called one.",
    ],
)
def test_a_sentence_that_speaks_of_its_marks_keeps_them(sentence: str) -> None:
    source = read_text(f"{sentence} It tore. That [‘net’]{{.scare}} was none.")
    done = quotes(source, house_of("quiet"))
    assert [d.code for d in done.findings if d.code == "style-self-reference"] == ["style-self-reference"]
    assert "‘net’" in set_in(house_of("quiet"), source)
    bold = house_with("quiet", safety={"protect_self_reference": False})
    assert "‘net’" not in set_in(bold, source)
    assert quotes(done, house_of("quiet")).findings == done.findings  # said once


@pytest.mark.parametrize(
    ("sentences", "said"),
    [
        ("Mind the scare quotes. A [‘net’]{.scare} tore.", 1),
        ("A [‘net’]{.scare} tore. Mind the scare quotes.", 1),
        ("A [‘net’]{.scare} tore. The quotation marks round [‘net’]{.scare} are mine.", 2),
        ("I hold [‘sea’]{.scare} in quotes. A [‘net’]{.scare} tore.", 1),
        ("Mind the scare quotes. It rained. A [‘net’]{.scare} tore.", 0),
        ("Mind the scare quotes.\n\nA [‘net’]{.scare} tore.", 0),
    ],
)
def test_a_sentence_speaks_of_the_marks_beside_it(sentences: str, said: int) -> None:
    done = quotes(read_text(sentences), house_of("quiet"))
    assert [d.code for d in done.findings].count("style-self-reference") == said


def test_neighbours_keep_their_marks_unless_the_house_dares() -> None:
    source = read_text("[‘new’]{.scare} [‘old’]{.scare}")
    assert set_in(house_of("quiet"), source) == "‘new’ ‘old’"
    dares = house_with("quiet", safety={"protect_adjacent": False})
    assert set_in(dares, source) == "[new]{sans} [old]{sans}"


def test_what_is_set_without_marks_is_announced_but_in_headings() -> None:
    done = quotes(read_text("## A [‘net’]{.scare}\n\nA [‘net’]{.scare}, and ‘early’."), house_of("quiet"))
    found = [ANNOUNCED in node.attributes.classes for node in walk(everything(done)) if isinstance(node, Quote)]
    assert found == [False, True, False]


def test_captions_may_want_single_marks() -> None:
    markdown = '::: {.table caption="Of “nets”"}\n\n| a |\n|---|\n| “b” |\n\n:::\n'
    house = house_with("economist", zones={"captions": "single"})
    set_ = [node.glyphs for node in walk(quotes(read_text(markdown), house).blocks) if isinstance(node, Quote)]
    assert set_ == [("‘", "’"), ("“", "”")]


def test_two_quotations_that_end_together_share_a_mark() -> None:
    nesting = {"order": ("guillemets", "guillemets"), "merge_closers": True}
    source = read_text("Hollis said: “We mended the ‘old nets’”")
    assert set_in(house_with("francais", nesting=nesting), source) == (
        "Hollis said: «\u202fWe mended the «\u202fold nets\u202f»"
    )


def test_paragraphs_need_not_reopen() -> None:
    source = read_text("Hollis said: ‘One, two and three.\n\n‘Four, five and six.’")
    assert set_in(house_of("economist"), source) == "Hollis said: “One, two and three. / “Four, five and six.”"
    closed = house_with("economist", nesting={"paragraph": "none"})
    assert set_in(closed, source) == "Hollis said: “One, two and three. / Four, five and six.”"


def test_guillemets_take_their_spaces_with_them() -> None:
    source = recognise(Document(Front(), (Paragraph((Text("Il dit «\u00a0oui\u00a0» et «non»."),)),)))
    assert set_in(house_of("economist"), source) == "Il dit “oui” et “non”."
    assert set_in(house_of("francais"), source) == "Il dit «\u202foui\u202f» et «\u202fnon\u202f»."


@pytest.mark.parametrize(
    ("scope", "house_scope", "wanted"),
    [
        ("", "work", "“net”, net. / On / net, net."),
        ("", "section", "“net”, net. / On / “net”, net."),
        ('scope = "section"\n', "work", "“net”, net. / On / “net”, net."),
        ('scope = "work"\n', "section", "“net”, net. / On / net, net."),
    ],
)
@pytest.mark.parametrize("policy", ["first", "house"])
def test_an_entry_says_where_first_uses_are_counted(policy: str, scope: str, house_scope: str, wanted: str) -> None:
    source = read_text("The ‘net’, ‘net’.\n\n## On\n\nThe ‘net’, ‘net’.")
    entry = f'[[term]]\nmatch = "net"\nrole = "scare"\npolicy = "{policy}"\n{scope}signed = true\n'
    signed = lexicon.apply(source, parse(entry, "essay.terms.toml"))
    done = set_in(house_with(first_use={"scope": house_scope}), signed)
    assert done.replace("The ", "") == wanted


def test_a_use_that_its_author_calls_the_first_is_counted() -> None:
    source = read_text(
        "[‘net’]{.scare first=yes}, [‘net’]{.scare}, [‘net’]{.scare first=yes}, [‘net’]{.scare first=no}."
    )
    assert set_in(house_with(), source) == "“net”, net, “net”, net."


def test_what_nobody_has_signed_is_listed_once_for_each_term() -> None:
    source = read_text("The ‘net’ and the ‘Net’ and [‘holes’]{.scare}.\n\nThe ‘net’ there and the ‘sea’ of it.")
    done = quotes(source, house_of("quiet"))
    said = [(d.message, d.place and d.place.line) for d in done.findings if d.code == "style-unsigned"]
    assert said == [
        ("“net” keeps its marks in 3 places: its role (scare) is not certain", 1),
        ("“sea” keeps its marks: its role (scare) is not certain", 3),
    ]
    assert quotes(source, house_of("economist")).findings == source.findings
    assert quotes(done, house_of("quiet")).findings == done.findings


@pytest.mark.parametrize(
    ("zones", "wanted"),
    [
        ({}, "“net” / “net” and “sea”; “he said it” / “net” / “net”"),
        ({"headings": "none"}, "net / “net” and “sea”; “he said it” / net / “net”"),
        ({"standfirst": "none"}, "“net” / net and “sea”; “he said it” / “net” / “net”"),
        ({"headings": "single", "standfirst": "single"}, "‘net’ / ‘net’ and ‘sea’; ‘he said it’ / ‘net’ / “net”"),
    ],
)
def test_zones(zones: dict[str, str], wanted: str) -> None:
    """Without marks only what is signed, and never somebody's words."""
    net = "[‘net’]{.scare}"
    front = f"title: '{net}'\nstandfirst: '{net} and ‘sea’; [“he said it”]{{.quote}}'"
    source = read_text(f"---\n{front}\n---\n## {net}\n\n{net}")
    assert set_in(house_with("economist", zones=zones), source) == wanted


def test_the_notes_are_a_zone() -> None:
    source = read_text("A [‘net’]{.scare}.[^1]\n\n[^1]: A [‘net’]{.scare}.\n")
    done = quotes(source, house_with("economist", zones={"notes": "none"}))
    assert [q.glyphs for q in walk(everything(done)) if isinstance(q, Quote)] == [("“", "”"), ("", "")]
