"""Dashes, ellipses, ranges, spaces: short texts, each with what must not change, and what holds for any document."""

import pytest
from hypothesis import given
from msgspec.structs import replace

from pressbuild.document import Code, Document, Emph, Front, LineBreak, Link, Note, Paragraph, Quote, Span, Text
from pressbuild.house import Dash, House, Points
from pressbuild.quotation import recognise
from pressbuild.transforms import PIPELINE, apply
from pressbuild.transforms.typography import typography
from pressbuild.tree import plain, walk
from tests.strategies import documents
from tests.transforms.setting import VISIBLE, house_of
from tests.words import words_of

HOUSES = ("as-written", "newspaper-uk")


def house(dash: Dash | None = None, ellipsis: Points | None = None) -> House:
    return replace(house_of("as-written"), dash=dash or Dash(), ellipsis=ellipsis or Points())


def typeset(text: str, in_house: House | None = None) -> str:
    """One paragraph set; spaces that do not break are shown as ~."""
    (block,) = typography(Document(Front(), (Paragraph((Text(text),)),)), in_house or house()).blocks
    return "".join(VISIBLE.get(character, character) for character in plain([block]))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nets - and holes - hang", "nets~– and holes~– hang"),
        ("nets -- and holes --- hang", "nets~– and holes~– hang"),
        ("nets--and holes", "nets~– and holes"),
        ("»nets«--„holes“---‹hang›", "»nets«~– „holes“~– ‹hang›"),
        ("“Nets---” “or--” “---and so”", "“Nets—” “or—” “—and so”"),
        ("Mr B---, of C--- Street ---so it was---", "Mr B—, of C— Street —so it was—"),
        ("--- Oui, dit-il.", "— Oui, dit-il."),
        (
            "(nets) , “holes” . He says « nets » , »holes« , „nets“\u00a0, all.",
            "(nets), “holes”. He says « nets », »holes«, „nets“, all.",
        ),
        ("“nets” .net and ) .. or” . . . so , and [1] ,5", "“nets” .net and ) .. or”~… so , and [1] ,5"),
        ("nets-- and holes--- hang, don’t-- so, Ann-- he", "nets~– and holes~– hang, don’t~– so, Ann~– he"),
        ("nets --and the weir --built by hand-- sank", "nets~– and the weir~– built by hand~– sank"),
        ("nets --Ann knew. --Ann Sloe", "nets~– Ann knew. —Ann Sloe"),
        ("--Ann, (--built by monks--) and B-- in Kent", "—Ann, (—built by monks—) and B— in Kent"),
        ("It sank-- But no, it sank.-- It sank--", "It sank— But no, it sank.— It sank—"),
        ("nets—-and holes –- hang--– on", "nets—and holes~– hang– on"),
        ("nets – and holes — hang", "nets~– and holes~— hang"),
        ("20 000 nets, 1 234 567 holes, in 1999 200 boats", "20~000 nets, 1~234~567 holes, in 1999 200 boats"),
        ("nets ... and", "nets~… and"),
        ("nets...", "nets…"),
        ("nets . . . and", "nets~… and"),
        ("nets …", "nets~…"),
        ("1974-79, 1930s-40s, pp825-42, pp. 9-12", "1974–79, 1930s–40s, pp825–42, pp.~9–12"),
        ("pp. 18--23, 1974--79, no. 12--3", "pp.~18–23, 1974–79, no. 12–3"),
        ("nos 12-14, les articles 6-9, S. 12-14", "nos 12–14, les articles 6–9, S. 12–14"),
        ("Rules 12-3, Sections 4-10, Figures 3-5, §§ 4-5", "Rules 12–3, Sections 4–10, Figures 3–5, §§ 4–5"),
        ("nos. 12-34, MSS 12-13, boxes 4-5, art. 3-5", "nos. 12–34, MSS 12–13, boxes 4–5, art. 3–5"),
        ("Nos 9-12, chs. 8-10 and lines 98-104", "Nos~9–12, chs.~8–10 and lines 98–104"),
        ("vol. 7, no. 3-4, no. 10-12 and No 123-4", "vol.~7, no. 3–4, no. 10–12 and No~123–4"),
        ("Home Rule 1912-14, the Act 1979-80, chapter 3-4", "Home Rule 1912–14, the Act 1979–80, chapter 3–4"),
        ("we box 4-5 apples; No 12-14 nets, no 12-14 nets", "we box 4–5 apples; No~12–14 nets, no 12–14 nets"),
        ("p 7, No 2, vol. 3, Nos 4", "p~7, No~2, vol.~3, Nos~4"),
        ("J. S. Hollis", "J.~S.~Hollis"),
    ],
)
def test_sets(text: str, expected: str) -> None:
    assert typeset(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "a well-mended net, pre-war nets, a half- or wholly-mended one",
        "2026-11-24, 555-1234, 978-0-14-044913-6, 020-7946, 747-400, 3-1, 24/7-8, 10.1000/182-190",
        "art. L. 123-4, R.111-2 et LO 12 ; l’article 6-1, loi n° 55-82",
        "Rule 12-3, section 4-10 of it, Section 4-10 says, § 4-5, clause 3-7.",
        "box 4-5, MS 12-13, Codex 12-13, Table 3-5, Figure 3-5, Exhibit 2-9",
        "no. 12-34 and Number 12-34, №12-34",
        "Sections 4-102, boats 9-12",
        "ISO 8601-2, DIN EN 1992-3, ISO/IEC 27001-2, BS 5839-6, IEEE 1003-4",
        "https://example.org/a--b/1-2...c and www.example.org/9-12",
        "5 - 3, --sandbox and -v",
        "“--sandbox”, (--all), a cell of ---",
        "run --quiet with --not-all, nets --low and (--all) x-- and i--; —-5",
        "pre-- and post-war nets, 1847-- and later",
        "nets - - holes",
        "well.... and ../nets and 1..2",
        "nets—and holes—hang",
        "I. the first",
        "no 2-metre net",
    ],
)
def test_leaves_alone(text: str) -> None:
    assert typeset(text) == text


def in_note(text: str) -> str:
    """One paragraph of a note set; spaces that do not break are shown as ~."""
    source = Document(Front(), (), (Note("1", (Paragraph((Text(text),)),)),))
    (note,) = typography(source, house()).notes
    return "".join(VISIBLE.get(character, character) for character in plain(note.children))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("P Martyr, Letters", "P~Martyr, Letters"),
        ("N A Hollis and T Conway", "N~A~Hollis and T~Conway"),
        ("See D O’Neill (ed. by R Ångström), B Ames", "See D~O’Neill (ed. by R~Ångström), B~Ames"),
        ("A Lopes", "A~Lopes"),
        ("[J. K Lewis] wrote", "[J.~K~Lewis] wrote"),
    ],
)
def test_initials_in_notes_keep_to_their_surnames(text: str, expected: str) -> None:
    assert in_note(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "I Introductory",
        "I Think so",
        "Figure I Shows",
        "plan B Was dropped",
        "as P said, A few",
        "and I did",
        "vitamin C",
        "B",
    ],
)
def test_other_capitals_in_notes_are_left_alone(text: str) -> None:
    assert in_note(text) == text


def test_initials_in_the_text_are_left_alone() -> None:
    assert typeset("He met, and T Conway knew, P Martyr") == "He met, and T Conway knew, P Martyr"


def test_a_closed_dash_and_another_ellipsis() -> None:
    chicago = house(Dash(parenthetical="—", open=False, range="-"), Points(glyph=". . ."))
    assert typeset("nets - and holes ... 1974-79", chicago) == "nets—and holes~.~.~. 1974-79"
    assert typeset(typeset("nets ... and", chicago).replace("~", "\u00a0"), chicago) == "nets~.~.~. and"


def test_an_insertion_keeps_to_its_dashes_in_spanish() -> None:
    text = "La red --de los monjes-- era vieja. --Sí --dijo ella--, y tanto."
    source = Document(Front(lang="es"), (Paragraph((Text(text),)),))
    assert plain(typography(source, house()).blocks) == text.replace("--", "—")
    assert "\u00a0– de los monjes\u00a0– era" in plain(typography(replace(source, front=Front()), house()).blocks)


def test_a_dash_beside_an_element_is_one() -> None:
    nodes = (Emph((Text("nets"),)), Text(" - "), Emph((Text("and"),)), Text(" ..."), Code("a -- b ..."))
    (block,) = typography(Document(Front(), (Paragraph(nodes),)), house()).blocks
    assert plain([block]) == "nets\u00a0– and\u00a0…a -- b ..."


def test_an_element_is_told_what_stands_before_it() -> None:
    option, said = Emph((Text("--all"),)), Emph((Text("so---"),))
    nodes = (Text("run "), option, Text(" ("), option, Text(") "), said, Text(" she"), LineBreak(), Text("--all"))
    (block,) = typography(Document(Front(), (Paragraph(nodes),)), house()).blocks
    assert plain([block]) == "run --all (--all) so— she --all"


def test_addresses_and_what_is_kept_stay() -> None:
    address = Link("https://example.org/a--b", (Text("https://example.org/a--b"),))
    source = recognise(Document(Front(), (Paragraph((address, Span("keep", (Text("a -- b"),)))),)))
    assert typography(source, house()) == source


@pytest.mark.parametrize("name", HOUSES)
@given(source=documents())
def test_idempotent(name: str, source: Document) -> None:
    once = typography(recognise(source), house_of(name))
    assert typography(once, house_of(name)) == once


@given(source=documents())
def test_words_never_change(source: Document) -> None:
    assert words_of(typography(source, house_of("newspaper-uk"))) == words_of(source)


@pytest.mark.parametrize("name", HOUSES)
@given(source=documents())
def test_the_whole_pipeline_is_idempotent_and_keeps_the_words(name: str, source: Document) -> None:
    once = apply(recognise(source), house_of(name))
    assert apply(once, house_of(name)) == once
    assert sorted(words_of(once)) == sorted(words_of(source))  # notes take the order of their references
    assert words_of(replace(once, notes=())) == words_of(replace(source, notes=()))
    assert all(node.glyphs is not None for node in walk(once.blocks) if isinstance(node, Quote))


def test_the_pipeline_is_in_order() -> None:
    assert [transform.__name__ for transform in PIPELINE] == [
        "notes",
        "wording",
        "ibid",
        "quotes",
        "stops",
        "references",
        "touching",
        "gaps",
        "typography",
        "links",
        "headings",
    ]
