"""The rules of the proof-reader: what each leaves alone (tests/cases/rules), and what the examples do not show."""

import tempfile
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from msgspec.structs import replace

from pressbuild.diagnostics import CODES, Diagnostic
from pressbuild.house import read_house
from pressbuild.house.schema import Check, House
from pressbuild.manuscript import read_manuscript
from pressbuild.quotation import recognise
from pressbuild.reading import read
from pressbuild.rules import OF_A_SET_COPY, RULES, Copy, proofread
from pressbuild.transforms import apply
from tests.desk import call, write
from tests.golden import Case, cases

QUIET = [pytest.param(case, id=case.name) for case in cases("rules")]
WITHOUT_QUIET = frozenset(("privacy-remote", "metadata-store", "metadata-print", "note-too-long"))  # tested below


def desk(text: str, house: House | None = None, aims: frozenset[str] = frozenset(), **css: str) -> Copy:
    with tempfile.TemporaryDirectory() as folder:
        manuscript = replace(read_manuscript(write(Path(folder), text)), name="essay.md")
        house = house or read_house("as-written", Path(folder))
    typed = read(manuscript)
    marked = recognise(typed)
    given = frozenset(manuscript.values)
    as_set = apply(marked, house)
    return Copy(typed, marked, as_set, manuscript.source, "essay.md", manuscript.body_line, house, aims, given, css)


def said(text: str, code: str, **others: str) -> list[Diagnostic]:
    assert code in RULES
    return list(proofread(desk(text, **others), {code}))  # type: ignore[arg-type]  # style sheets alone


def places(findings: list[Diagnostic]) -> list[tuple[int, int]]:
    return [(finding.place.line, finding.place.column) for finding in findings if finding.place]


@pytest.mark.parametrize("case", QUIET)
def test_what_a_rule_leaves_alone(case: Case) -> None:
    findings = said(case.input, case.path.stem)
    assert [finding.message for finding in findings] == []


def test_every_rule_has_its_code_and_a_case_of_what_it_leaves_alone() -> None:
    assert RULES.keys() <= CODES.keys()
    assert {case.path.stem for case in cases("rules")} >= RULES.keys() - WITHOUT_QUIET


class Unread:
    """A document that nothing may be read of."""

    def __getattr__(self, name: str) -> object:
        raise AssertionError(f"a rule reads `{name}` of the set copy; it belongs in OF_A_SET_COPY")


def test_only_some_rules_read_the_set_copy() -> None:
    unset: Any = Unread()
    for case in cases("errors"):
        if case.path.stem in RULES:
            proofread(replace(desk(case.input), set=unset), RULES.keys() - OF_A_SET_COPY)


def test_a_rule_gives_its_own_code_alone() -> None:
    for code in RULES:
        for case in cases("errors"):
            if case.path.stem == code and not case.options:
                assert {finding.code for finding in said(case.input, code)} == {code}


# --- what the examples do not show ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "hint", "fixes"),
    [
        ("S\u0435\u0435 it.\n", "write “See”", 0),  # most of it Cyrillic, which the text is not
        ("Se\u0435 it.\n", "write “See”", 1),
        ("---\nlang: ru\n---\n\u041co\u0440e.\n", "write “\u041c\u043e\u0440\u0435”", 0),
    ],
)
def test_a_word_of_look_alikes_is_one_of_the_texts_language(text: str, hint: str, fixes: int) -> None:
    [finding] = said(text, "character-confusable")
    assert (finding.hint, len(finding.fixes)) == (hint, fixes)


def test_ibid_behind_a_note_without_a_work_says_so() -> None:
    text = "One.[^a] Two.[^b]\n\n[^a]: The brewer was called Sloe; nobody knew his age.\n[^b]: Ibid.\n"
    assert [finding.message for finding in said(text, "note-ibid")] == [
        "“Ibid.” stands behind note 1 ([^a]), which names no work: “The brewer was called Sloe; nobody knew his age.”"
    ]


def test_ibid_leads_to_the_note_that_is_meant() -> None:
    text = """One.[^a] Two.[^b] Three.[^c] Four.[^d] Five.[^e] Six.[^f] Seven.[^g]

[^a]: Ann Ames, *Small Beer*, p. 4.
[^b]: Ibid., p. 9.
[^c]: *Ibid*.
[^d]: B. Sloe, *Ale*, p. 1; ibid., p. 2.
[^e]: Ames, op. cit., p. 3.
[^f]: Maw, *op. cit.*, p. 3.
[^g]: See ibid., p. 1.
"""
    messages = [finding.message for finding in said(text, "note-ibid")]
    assert [message.partition(": ")[0] for message in messages] == [
        "“Ibid.” means note 1 ([^a])",
        "“Ibid.” means note 1 ([^a])",
        "“op. cit.” means note 1 ([^a])",
        "“op. cit.” means no note that can be found",
        "“ibid.” means note 6 ([^f])",
    ]


SEVERAL, ONE = "may mean any of the works that note 2 ([^b]) names", "means note 2 ([^b])"
ITS_WORK = "means note 1 ([^a])"
BEHIND_TWO = [
    ("Ibid., p. 9; Bob Barr, *Tolls* (Hull, 2001), p. 5.", "Ibid., p. 6.", SEVERAL),
    ("See ibid., p. 9, and Bob Barr, *Tolls*, p. 5.", "Ibid.", SEVERAL),
    ("Ibid., p. 9. See also B. Barr, ‘Tolls’, p. 5.", "Ibid.", SEVERAL),
    ("Ames, op. cit., p. 9; Barr, *Tolls*, p. 5.", "Ibid.", SEVERAL),
    ("Bob Barr, *Tolls*, p. 5; Ames, op. cit., p. 9.", "Ibid.", SEVERAL),
    ("Bob Barr, *Tolls*, and Cy Coot, ‘Locks’.", "Ibid.", SEVERAL),
    ('Bob Barr, "Tolls", p. 4; Cy Coot, "Locks", p. 5.', "Ibid.", SEVERAL),
    ("Bob Barr, ‘Tolls’, *Quays*, 3 (1901), 4; *Locks*, p. 5.", "Ibid.", SEVERAL),
    ("Bob Barr, ‘Tolls’, in Cy Coot and Di Dale (eds), *Locks* (Hull, 1901), p. 5.", "Ibid.", ONE),
    ("Bob Barr, ‘Tolls and Locks’, *Quays*, 3 (1901), 4–9, at 5.", "Ibid.", ONE),
    ("Bob Barr, *Tolls*, p. 5: ‘Nobody paid’, he says.", "Ibid.", ONE),
    ("Bob Barr, *Tolls*, p. 5; ibid., p. 9.", "Ibid.", ONE),
    ("Ibid., p. 9: ‘Nobody paid.’", "Ibid.", ITS_WORK),
    ("Ibid., p. 9, where *Quay* is the place.", "Ibid.", ITS_WORK),
    ("Ibid., p. 9 and p. 10; so it was.", "Ibid.", ITS_WORK),
    ("Ibid., p. 9; Bob Barr, *Tolls*, p. 5.", "Barr, op. cit., p. 7.", ONE),
]


@pytest.mark.parametrize(("before", "note", "says"), BEHIND_TWO)
def test_ibid_behind_a_note_of_two_works_names_neither(before: str, note: str, says: str) -> None:
    text = f"One.[^a] Two.[^b] Three.[^c]\n\n[^a]: Ann Ames, *Small Beer*, p. 4.\n[^b]: {before}\n[^c]: {note}\n"
    assert says in said(text, "note-ibid")[-1].message


@pytest.mark.parametrize("more", ["; B. Barr, ‘Tolls", ". A and. B and", "; Barr, ", "\n\n    Ibid.", " ibid."])
def test_a_note_of_many_thousand_words_is_read_in_time(more: str) -> None:
    text = f"One.[^a] Two.[^b]\n\n[^a]: Ibid., p. 9{more * 4000} *Tolls*.\n[^b]: Ibid.\n"
    started = process_time()
    assert said(text, "note-ibid")
    assert process_time() - started < 8


def test_a_chain_leads_to_the_note_of_two_works_and_no_further() -> None:
    notes = "[^a]: Ann Ames, *Small Beer*, p. 4.\n[^b]: Ibid.; Bob Barr, *Tolls*.\n[^c]: Ibid.\n[^d]: Ibid., p. 8.\n"
    messages = [finding.message for finding in said(f"A.[^a] B.[^b] C.[^c] D.[^d]\n\n{notes}", "note-ibid")]
    assert [SEVERAL in message for message in messages] == [False, True, True]


@pytest.mark.parametrize(
    ("before", "says"),
    [
        ("TLA, QS 6/1802/4, fo. 12.", "stands behind note 1 ([^a]), which names no person"),
        ("BRO, Add. MS 9.", "stands behind note 1 ([^a]), which names no person"),
        ("AMES, p. 4 of 9.", "means the author in note 1 ([^a])"),
        ("BRO, *A Guide to 9 Rolls*, p. 3.", "means the author in note 1 ([^a])"),
        ("Ames, Small Beer, p. 4.", "means the author in note 1 ([^a])"),
    ],
)
def test_the_papers_of_an_archive_have_no_author(before: str, says: str) -> None:
    [finding] = said(f"One.[^a] Two.[^b]\n\n[^a]: {before}\n[^b]: Id., *Large Beer* (Hull, 2000), p. 3.\n", "note-ibid")
    assert says in finding.message


PERSONS, PERSON = "may mean any of the persons whom note 1 ([^a]) names", "means the author in note 1 ([^a])"


@pytest.mark.parametrize(
    ("before", "says"),
    [
        ("Ann Ames, *Beer*, p. 4; Bob Barr, *Tolls*, p. 5.", PERSONS),
        ("Ann Ames, *Beer* (Hull, 1901), p. 4. See also B. Barr, ‘Tolls’, *Quays*, 3 (1902), 4.", PERSONS),
        ("Ames 1640, p. 4; Barr 1650, p. 5.", PERSONS),
        ("Ann Ames and Bob Barr, *Beer*, p. 4.", PERSONS),
        ("Ann Ames, *Beer* (Hull, 1901), p. 4; Ames, *Ale* (York, 1902), p. 5.", PERSON),
        ("Ann Ames, *Beer* and *Ale*.", PERSON),
        ("Ames, *Beer*, p. 4; Ames, op. cit., p. 5.", PERSON),
        ("Ann Ames, ‘Beer and Ale’, *Quays*, 3 (1902), 4.", PERSON),
        ("Ann Ames, *Beer* (Hull and York, 1901), p. 4.", PERSON),
        ("Board of Trade and Tolls, *Beer*, p. 4.", PERSON),
    ],
)
def test_id_behind_a_note_of_two_authors_names_neither(before: str, says: str) -> None:
    text = f"One.[^a] Two.[^b]\n\n[^a]: {before}\n[^b]: Id., *Large Ale* (Hull, 2000), p. 3.\n"
    assert says in said(text, "note-ibid")[-1].message


def test_a_chain_of_id_leads_to_the_note_that_names_the_author() -> None:
    notes = "[^a]: Ann Ames, *Beer*, p. 4.\n[^b]: Id., *Ale*, p. 5.\n[^c]: Ibid., p. 6.\n[^d]: Id., *Rye*, p. 7.\n"
    messages = [finding.message for finding in said(f"A.[^a] B.[^b] C.[^c] D.[^d]\n\n{notes}", "note-ibid")]
    assert [message.partition(": ")[0] for message in messages] == [
        "“Id.” means the author in note 1 ([^a])",
        "“Ibid.” means note 2 ([^b])",
        "“Id.” means the author in note 1 ([^a])",
    ]


IBID_ABROAD = [
    ("de", "Anna Maier, *Dünnbier* (Berlin, 1920), S. 4.", "Vgl. ebd., S. 5.", "“ebd.” means note 1 ([^a])"),
    ("de", "Anna Maier, *Dünnbier* (Berlin, 1920), S. 4.", "Ebenda.", "“Ebenda.” means note 1 ([^a])"),
    ("de", "Anna Maier, *Dünnbier*, S. 4.", "Maier, a. a. O., S. 9.", "“a. a. O.” means note 1 ([^a])"),
    ("de", "Anna Maier, *Dünnbier*, S. 4.", "A.a.O., S. 9.", "“A.a.O.” means note 1 ([^a])"),
    ("de", "Anna Maier, *Dünnbier*, S. 4.", "Dies., *Bier*, S. 9.", "“Dies.” means the author in note 1 ([^a])"),
    ("fr", "Anne Meunier, *La bière*, p. 4.", "Voir ibid.", "“ibid.” means note 1 ([^a])"),
    ("fr", "Anne Meunier, *La bière*, p. 4.", "Meunier, art. cit., p. 9.", "“art. cit.” means note 1 ([^a])"),
    ("en", "Ann Ames, *Small Beer*, p. 4.", "Id., *Ale*, p. 9.", "“Id.” means the author in note 1 ([^a])"),
    ("en", "Ann Ames, *Small Beer*, p. 4.", "Loc. cit.", "“Loc. cit.” means note 1 ([^a])"),
    ("en", "Ann Ames, *Small Beer*, p. 4.", "Cf. ibid", "“ibid” means note 1 ([^a])"),
]


@pytest.mark.parametrize(("lang", "first", "second", "meant"), IBID_ABROAD)
def test_ibid_by_other_names(lang: str, first: str, second: str, meant: str) -> None:
    [finding] = said(f"---\nlang: {lang}\n---\nA.[^a] B.[^b]\n\n[^a]: {first}\n[^b]: {second}\n", "note-ibid")
    assert finding.message.partition(": ")[0] == meant


def test_ibid_follows_the_order_in_which_notes_are_printed() -> None:
    text = """---
title: "The mill[^1]"
author: "Ann Ames[^2]"
---
Text.[^3]

[^1]: Bob Barr, *Large Ale* (London, 1650), p. 4.
[^2]: Ann Ames, *Small Beer* (London, 1640), p. 4.
[^3]: Ibid., p. 9.
"""
    [finding] = said(text, "note-ibid")
    assert finding.message.endswith(" ([^2]): “Ann Ames, Small Beer (London, 1640), p. 4.”")


@pytest.mark.parametrize(
    ("note", "several"),
    [
        ("Barr, *Ale* (York, 1650), p. 4; Barr, *Rye* (York, 1651), p. 5.", True),
        ("Barr, *Ale*, p. 3, quoted in Ames, *Beer*, p. 4.", True),
        ("See *Ale* and *Rye*.", True),
        ("Barr 1650, p. 4; Ames 1640, p. 5.", True),
        ("Barr, ‘Malt’, *Beer Review* (1650), p. 4; also p. 9.", False),
        ("Barr, *Ale*, p. 4; *ibid.*, p. 9.", False),
        ("Barr, *Ale*, p. 4; she says *so* again.", False),
    ],
)
def test_ibid_behind_several_works_means_none_of_them(note: str, several: bool) -> None:
    message = said(f"A.[^a] B.[^b]\n\n[^a]: {note}\n[^b]: Ibid., p. 9.\n", "note-ibid")[-1].message
    assert message.startswith(
        "“Ibid.” may mean any of the works that note 1 ([^a]) names" if several else "“Ibid.” means"
    )


@pytest.mark.parametrize(
    ("note", "backs"),
    [
        ("*Ibid* is short for *ibidem*, and ‘id.’ for *idem*.", []),
        ("The abbreviation ‘ibid.’ is short for *ibidem*.", []),
        ("So it is. Loc. cit. is a term.", []),
        ("Idem … As Freud says, so it is.", []),
        ("Das Wort »ebd.« steht für ebenda.", []),
        ("So she says, ibid., p. 2, and on the ibid., p. 3.", ["ibid."]),
        ("*Idem*, *Malt* (York, 1972).", ["Idem"]),
        ("Id. *Malt*.", ["Id."]),
    ],
)
def test_what_speaks_of_ibid_refers_to_nothing(note: str, backs: list[str]) -> None:
    text = f"A.[^a] B.[^b]\n\n[^a]: Ames, *Beer*, p. 4.\n[^b]: {note}\n"
    assert [finding.message.split("”")[0].strip("“") for finding in said(text, "note-ibid")] == backs


def test_ibid_behind_op_cit_leads_to_the_work() -> None:
    text = "A.[^a] B.[^b] C.[^c]\n\n[^a]: Ann Ames, *Ale*, p. 4.\n[^b]: Ames, op. cit.\n[^c]: Ibid.\n"
    assert [f.message.partition(": ")[0] for f in said(text, "note-ibid")] == [
        "“op. cit.” means note 1 ([^a])",
        "“Ibid.” means note 1 ([^a])",
    ]


def test_ibid_in_the_first_note_means_nothing() -> None:
    [finding] = said("One.[^a]\n\n[^a]: Ibid., p. 9.\n", "note-ibid")
    assert finding.message == "“Ibid.” means no note that can be found"


@pytest.mark.parametrize(
    ("text", "code", "where"),
    [
        ("The\nthe beer.\n", "doubled-word", [(2, 1)]),
        ("A *the* the beer.\n", "doubled-word", [(1, 9)]),
        ("She sang nous nous. It was *the the* beer.\n", "doubled-word", [(1, 15), (1, 33)]),
        ("One.[^a]\n\n[^a]: It is of of ale.\n", "doubled-word", [(3, 16)]),
        ("---\ntitle: T\nstandfirst: Of of beer\n---\nA.\n", "doubled-word", [(3, 16)]),
        ("A.  B.  C  d.\n", "doubled-space", [(1, 10), (1, 3)]),
        ("> Beer  is.\n> - ale  is\n", "doubled-space", [(1, 7), (2, 8)]),
        ("1. (One\n\n2. two] three\n", "bracket-unmatched", [(3, 7), (1, 4)]),
        ("He (said [it) was].\n", "bracket-unmatched", [(1, 13), (1, 18)]),
        ("One** two __three\n", "emphasis-unbalanced", [(1, 4), (1, 11)]),
        ("A \u0430 Мoсква.\n", "character-confusable", [(1, 5)]),
        (
            "Don´t, he`s; zero\u200bwidth; lost\ufffd; \ue000.\n",
            "character-stray",
            [(1, 4), (1, 10), (1, 18), (1, 30), (1, 33)],
        ),
        ("The ‘60s and the boys’ boats; May ‘68; by ‘93.\n", "character-stray", [(1, 5), (1, 35), (1, 43)]),
        ("So,² he “said”³ it (so)¹.\n", "note-unlinked", [(1, 4), (1, 15), (1, 24)]),
        ("So it went.^2^ He said<sup>3</sup> so.†\n", "note-unlinked", [(1, 13), (1, 28), (1, 39)]),
        ("So it went.[2] He said[1] so.\n\n[1] Very small.\n", "note-unlinked", [(1, 12), (1, 23)]),
        ("An area of 5 m^2^, 10^6^ times, a list[3] of $x$ and the 12^th^ yard.\n", "note-unlinked", []),
        ("A lorem ipsum, [??] and ???\n", "placeholder", [(1, 3), (1, 16), (1, 25)]),
        ("[a](https://example.org/a b)\n", "link-broken", [(1, 1)]),
        ("[a](https://example.org/a.) [b](<https://example.org/b)>)\n", "link-stop", [(1, 1), (1, 29)]),
        ("[a](https://bit.ly/x) [b](https://example.org/?a=1&fbclid=2)\n", "privacy-tracking", [(1, 1), (1, 23)]),
        ("In C:\\\\Users\\\\ann\\\\ale.txt\n", "privacy-path", [(1, 4)]),
        ("    C:\\Users\\ann\n", "privacy-path", [(1, 5)]),
    ],
)
def test_where_a_rule_finds_what(text: str, code: str, where: list[tuple[int, int]]) -> None:
    assert places(said(text, code)) == where


def test_a_long_paragraph() -> None:
    [finding] = said("beer " * 501 + "\n", "paragraph-long")
    assert finding.message == "this paragraph has 501 words, and the house wants 500 at most"
    assert not said("One.[^a]\n\n[^a]: " + "beer " * 501 + "\n", "paragraph-long")


def test_a_house_says_what_is_too_long() -> None:
    house = read_house("as-written", Path())
    text = "Beer was small and cheap.[^a]\n\n[^a]: A note.\n"
    strict = replace(house, check=Check(longest_paragraph=4, longest_note=6))
    findings = proofread(desk(text, strict), {"paragraph-long", "note-too-long"})
    assert [finding.message for finding in findings] == [
        "the note [^a] has 7 characters, and the house wants 6 at most",
        "this paragraph has 5 words, and the house wants 4 at most",
    ]
    assert all("[check]" in finding.hint for finding in findings)
    wide = replace(house, check=Check(longest_paragraph=5, longest_note=7))
    assert not proofread(desk(text, wide), {"paragraph-long", "note-too-long"})


def test_a_style_sheet_that_fetches() -> None:
    [finding] = said("A.\n", "privacy-remote", web="a{}\n@import url(//example.org/a.css);\n")
    assert (finding.place and (finding.place.file, finding.place.line)) == ("styles/as-written/web.css", 2)
    assert said("A.\n", "privacy-remote", web="a{background:url('https://example.org/a.png')}")
    assert not said("A.\n", "privacy-remote", web="a{background:url(a.png)} /* https://example.org */")


@pytest.mark.parametrize("lang", ["sv", "eo"])
def test_words_of_a_language_that_the_rule_does_not_know(lang: str) -> None:
    assert not said(f"---\nlang: {lang}\n---\nDen den den.\n", "doubled-word")


STOP_MOVED, MARK_MOVED = (
    "a comma or full stop over a closing mark, ",
    "a note’s mark over a stop, dash or closing mark, ",
)
OTHERWISE = [
    ("as-written", "It - is ... 3-4.\n", ["“–” for “-”", "“…” for “...”", "“–” for “-”"]),
    ("as-written", "He ‘so’, ‘and’, ‘more’, ‘on,’ it is.\n", [STOP_MOVED + "once"]),
    ("chicago", "He ‘so’, ‘and’, ‘so on’.\n", [STOP_MOVED + "3 times"]),
    ("oxford", "Beer – small.[^a] Ale[^a].\n\n[^a]: A note of it.\n", ["“—” for “–”", MARK_MOVED + "once"]),
    ("francais", "Beer.[^a]\n\n[^a]: A note of it.\n", [MARK_MOVED + "once"]),
]


@pytest.mark.parametrize(("house", "text", "messages"), OTHERWISE)
def test_what_a_house_sets_otherwise(house: str, text: str, messages: list[str]) -> None:
    findings = list(proofread(desk(text, read_house(house, Path())), {"house-sets"}))
    assert len(findings) == len(messages)
    assert [part for part, finding in zip(messages, findings, strict=True) if part not in finding.message] == []


def test_many_long_paragraphs_are_one_finding() -> None:
    long = "word " * 501
    each = proofread(desk("\n\n".join([long] * 5)), {"paragraph-long"})
    assert len(each) == 5
    text = "\n\n".join([long] * 5 + ["word " * 700, "short"])
    (all_of_them,) = proofread(desk(text), {"paragraph-long"})
    assert all_of_them.message == "6 paragraphs have more than 500 words; the longest in line 11 has 700"


SETTLED = [
    ("[numerals]\nthousands = ','", "thousands-mixed", "They sold 1,000 barrels and 4000 casks.\n"),
    ("[numerals]\ncentury = 'words'", "centuries-mixed", "The 16th century and the nineteenth century.\n"),
    ("[numerals]\npage_prefix = 'pp. '", "pages-mixed", "See p. 1 and p5.\n"),
    ("[dates]\norder = 'dmy'", "dates-mixed", "On 1 May 1640 and May 4, 1640.\n"),
    ("[abbr]\ninitials = 'NA'", "initials-mixed", "J. B. Sloe brewed. So J.B. Sloe says.\n"),
]


@pytest.mark.parametrize(("setting", "code", "text"), SETTLED)
def test_what_a_house_writes_in_one_way_is_not_mixed(setting: str, code: str, text: str, tmp_path: Path) -> None:
    head = "[style]\nid = 'own'\nname = 'Own'\nlang = 'en'\nmanual = 'None.'\n"
    write(tmp_path, head + setting + "\n", "styles/own/style.toml")
    assert len(said(text, code)) == 1
    assert not proofread(desk(text, read_house("own", tmp_path)), {code})


@pytest.mark.parametrize(
    ("lang", "text", "curled"),
    [
        ("de", "Das „Bier“ ist 'klein' und \"gut\".", "‚‘„“"),
        ("de", 'Das ›Bier’ ist »so«, „so“ und "gut".', ""),
        ("en", "The “beer” is 'small' and \"good\".", "‘’“”"),
        ("fr", 'La “bière” est "petite".', ""),
    ],
)
def test_pairs_are_curled_as_the_language_has_them(lang: str, text: str, curled: str) -> None:
    [finding] = said(f"---\nlang: {lang}\n---\n{text}\n", "marks-mixed")
    assert "".join(fix.new for fix in finding.fixes) == curled


def test_metadata_is_asked_for_where_it_is_wanted() -> None:
    assert not proofread(desk("A.\n"), {"metadata-store", "metadata-print"})
    whole = """---
title: T
author: Ann Ames
lang: en
description: D
url: https://example.org/t
publisher: P
licence: CC0
date: 2026
subjects: beer
imprint: Printed by night.
---
A.
"""
    both = frozenset(("store", "print"))
    assert not proofread(desk(whole, aims=both), {"metadata-store", "metadata-print"})
    codes = [f.code for f in proofread(desk("A.\n", aims=both), {"metadata-store", "metadata-print"})]
    assert codes == ["metadata-store", "metadata-print"]


def test_the_rules_of_a_book_take_time_in_proportion() -> None:
    """A run of signs that each begin something must not be read from each of them to the end."""
    for piece in ("(", "*a ", "[a](", "a.b/", "C.", "p. 1 ", "19th century ", "ibid. ", "the ", "’s", "www.", "| "):
        proofread(desk("A " + piece * 3_000 + "\n"))


@pytest.mark.parametrize(
    ("text", "code", "where"),
    [
        (
            "He lived in in the the town; it is is so. What it is is and and so.\n",
            "doubled-word",
            [(1, 20), (1, 36), (1, 61)],
        ),
        (
            "He knew that it it was late, and said that that the boat, for men who who row, is no no use to us.\n",
            "doubled-word",
            [(1, 17), (1, 44), (1, 71), (1, 86)],
        ),
        (
            "He said that you you would have have it; ale will will keep; for those those who row.\n",
            "doubled-word",
            [(1, 18), (1, 33), (1, 51), (1, 72)],
        ),
        ("---\nlang: it\n---\nUn?ora dell?oste l?altra don?t.\n", "character-stray", [(4, 12), (4, 19), (4, 29)]),
        (
            "See p. 00, pp. ??, p. XXX; [INSERT A DATE]; [citation needed]; TBC.\n",
            "placeholder",
            [(1, 5), (1, 12), (1, 23), (1, 28), (1, 45), (1, 64)],
        ),
        ("~~~\nale\n/home/Sloe/ale\n~~~\n", "privacy-path", [(3, 1)]),
        ("A price* (see the last page.\n", "emphasis-unbalanced", [(1, 8)]),
        ("Press Ctrl+] (or so.\n", "bracket-unmatched", [(1, 14)]),
        ("The axioms on on which it rests.\n", "doubled-word", [(1, 15)]),
        ("Flour ,water\n", "space-before-stop", [(1, 6)]),
        ("I ,you and “so” ,“no” ,.htaccess\n", "space-before-stop", [(1, 2), (1, 16)]),
        ("It had no beer-hostility.But the man went.\n", "space-missing", [(1, 25)]),
        (
            'The “slow boat”clock, “official”boats, the "leaderless"movement and "slow"and.\n',
            "space-missing",
            [(1, 15), (1, 32), (1, 55), (1, 74)],
        ),
        ("---\nlang: fr\n---\nLe « lent »bac et le «vieux»bateau.\n", "space-missing", [(4, 11), (4, 28)]),
    ],
)
def test_what_a_rule_learned_from_dirty_texts(text: str, code: str, where: list[tuple[int, int]]) -> None:
    assert places(said(text, code)) == where


def test_a_first_heading_below_its_title() -> None:
    [finding] = said("## Small\n\nA.\n\n# Beer\n\nB.\n", "heading-skip")
    assert finding.message == "a level is left out between this heading and the title above it"


def test_ibid_says_that_its_note_stands_in_another_section(tmp_path: Path) -> None:
    notes = "[^1]: Ann Ames, *Malt*, p. 4.\n[^2]: Ibid., p. 5.\n[^3]: Ibid., p. 9.\n[^4]: Bea Bee, *Hops*, p. 4.\n"
    text = f"# One\n\nA.[^1] B.[^2]\n\n# Two\n\nC.[^3] D.[^4]\n\n{notes}"
    write(tmp_path, f"---\ntitle: T\nnotes: by-section\n---\n{text}")
    out = call(tmp_path, "check").out
    assert "“Ibid.” means note 1 ([^1]): “Ann" in out
    assert "“Ibid.” means note 1 ([^1]) of another section: “Ann" in out
    write(tmp_path, f"---\ntitle: T\n---\n{text}")
    assert "of another section" not in call(tmp_path, "check").out


def test_what_a_house_writes_out_is_not_too_short() -> None:
    text = "One.[^a] Two.[^b] Three.[^c]\n\n[^a]: Ann Ames, *Small Beer*, p. 4.\n[^b]: Ibid.\n[^c]: Ale.\n"
    house = read_house("as-written", Path())
    writes_out = replace(house, notes=replace(house.notes, resolve_ibid=True))
    assert len(said(text, "note-too-short")) == 2
    [finding] = proofread(desk(text, writes_out), {"note-too-short"})
    assert finding.message.startswith("“Ale.”")


def test_ibid_in_a_book_names_the_printed_number_and_the_label_of_the_file(tmp_path: Path) -> None:
    book = tmp_path / "manuscript" / "beer"
    write(book, 'title = "Beer"\nchapters = ["one.md", "two.md"]\n', "book.toml")
    write(book, "---\ntitle: One\n---\nSmall.[^1]\n\n[^1]: Ann Ames, *Malt*, p. 4.\n", "one.md")
    write(book, "---\ntitle: Two\n---\nA.[^1] B.[^2]\n\n[^1]: Bea Bee, *Hops*, p. 4.\n[^2]: Ibid., p. 9.\n", "two.md")
    said = call(tmp_path, "check", book).out
    assert "“Ibid.” means note 2 ([^1]): “Bea Bee, Hops, p. 4.”" in said


def test_of_many_slips_that_are_a_manner_one_finding_speaks() -> None:
    damaged = "".join(f"Word \\[{n}m of a \\[0m screen.\n\n" for n in range(20))
    [finding] = said(damaged, "bracket-unmatched")
    assert finding.message == "40 brackets have no partner; of the first: nothing closes “[”"
    assert places([finding]) == [(1, 6)]


def test_a_broken_heading_is_mended_where_it_is_surely_one() -> None:
    mended = [
        [(fix.old, fix.new) for fix in each.fixes] for each in said("#The end\n\n##Ale\n\n#Ale\n", "heading-broken")
    ]
    assert mended == [[("#T", "# T")], [("##A", "## A")], []]
