"""What is a slip of the author's and what correct prose writes: texts in, the findings on their marks."""

import pytest
from msgspec.structs import replace

from pressbuild.document import Front
from pressbuild.quotation import recognise
from tests import desk
from tests.quotation.plain_document import document

OPEN, ORPHAN = "quote-unclosed", "quote-orphan-close"


def codes(text: str, lang: str = "en") -> list[str]:
    return [each.code for each in recognise(replace(document(text), front=Front(lang=lang))).findings]


CLIPPED = """tho thro altho awa fu ca cam wha gi mak tak lil yo don fo po mo sho de ma pa befo ole hol gov ev
wher roun kep stan chile tole no ver wan""".split()


@pytest.mark.parametrize("word", CLIPPED)
@pytest.mark.parametrize("mark", "’'")
def test_a_clipped_word_ends_no_quotation(word: str, mark: str) -> None:
    assert (
        codes(f"Then {word}{mark} they rowed to the no man’s land of the stand, and {word}{mark}, too, as Ann said.")
        == []
    )


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Poor lil’ Tom went thro’ the wood, tho’ ’twas late. ‘Yo’ mus’ go,’ said ole’ Jim.", "en"),
        ("It’s no’ bad, and no man is no’ wrong.", "en"),
        ("Απ’ όλα σ’ εκείνο μ’ έπεισε θ’ έρθει.", "el"),
        ("Ich hab’ Bier, und sie könnt’ es haben.", "de"),
    ],
)
def test_clipped_words_of_dialects_and_languages(text: str, lang: str) -> None:
    assert codes(text, lang) == []


@pytest.mark.parametrize(
    "text",
    [
        "The ’Ferry Act’ of 1847 was dear.",
        "The ’ferry’ was dear.",
        "It was (’ale’), they said.",
        "A ’small beer’ was sold.",
        "A ’ferry boats’ and so on; the ferry ran.",
        "‘A ’ferry’ it was.’",
    ],
)
def test_an_opening_mark_that_is_typed_as_a_closing_one_is_said(text: str) -> None:
    assert codes(text) == [ORPHAN]


@pytest.mark.parametrize(
    "text",
    [
        "’Tis the rowers’ day; the ’bus and the rowers’ boat, the ’60s and the rowers’ club.",
        "The ’pothecary of the rowers’ club, ’pon the rowers’ honour, had ’bacco an’ pipes.",
        "He saw ’ouses an’ ’orses goin’, and ’erbs wi’ ’em.",
        "‘He said ’pon it was sworn’ and went.",
    ],
)
def test_clipped_words_on_either_side_are_no_quotation(text: str) -> None:
    assert codes(text) == []


def test_of_two_quotations_that_are_left_open_both_are_said() -> None:
    assert codes("He said 'never and went. They said 'always and left.") == [OPEN, OPEN]


@pytest.mark.parametrize(
    "text",
    [
        "Never again.’ And he went.",
        "It sank’, he said.",
        "It sank’ said the boatman.",
        "He called the boat leaky’ and the other boat leaky too.",
        "A new organisation’ was wanted.",
        "Nothing was left’ in the shed. The rowers left.",
        "She called it low’ and left.",
        "“They saw the water’ and left.”",
    ],
)
def test_a_mark_that_clearly_closes_wants_its_opening_mark(text: str) -> None:
    assert codes(text) == [ORPHAN]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("“She called it ‘low” and left.", [OPEN]),
        ("“She called it ‘tide” and left.", [OPEN]),
        ("“It was ‘cause she rowed,” said Ann, “and I ‘low it.”", []),
        ("“I heard the ‘phone” was all that she said.", []),
        ("“The rowers’ boats’ oars,” said Ann, “an’ the wan’ water o’ the lan’ too.”", []),
    ],
)
def test_a_mark_within_a_quotation_wants_its_partner_save_of_a_clipped_word(text: str, said: list[str]) -> None:
    assert codes(text) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("“All rowing until now\n\n> is the rowing of others.”", []),
        ("‘All rowing until now\n\n> is the rowing of others.’", []),
        ('"All rowing until now\n\n> is the rowing of others."', []),
        ("They asked “for two things:\n\n- oars and\n- boats.”", []),
        ("So:\n\n1. “oars for all,\n2. boats for the rowers.”", []),
        ("> “All of it\n\nis true.”", []),
        ("“No,\n\n- no oars\n\nand so on.”", []),
        ("He said “no and left.\n\nHe said yes” and left.", [OPEN, ORPHAN]),
        ("He said “no and left.\n\n> Then\n>\n> he said ‘yes and left.’", [OPEN]),
        ("He said “no and left.\n\n> Then\n\nThey came.\n\n> He said yes” and left.", [OPEN, ORPHAN]),
        ("> He said yes” and left.\n\nHe said “no and left.", [ORPHAN, OPEN]),
    ],
)
def test_a_quotation_runs_on_into_what_is_set_apart(text: str, said: list[str]) -> None:
    found = recognise(desk.document(f"---\ntitle: T\n---\n{text}\n")).findings
    assert [each.code for each in found] == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("« Elle m’a dit : « Viens. »", []),
        ("« Elle m’a dit : « Viens », puis : « Pars. »", []),
        ("« Elle m’a dit : « Viens. » Et rien", [OPEN]),
        ("« Elle m’a dit : viens.", [OPEN]),
        ("« Elle m’a dit, « viens », et je pars.", [OPEN]),
    ],
)
def test_two_french_quotations_end_with_one_mark(text: str, said: list[str]) -> None:
    assert codes(text, "fr") == said
    assert codes(text, "es") == [OPEN]


def test_a_mark_behind_a_figure_may_be_a_prime() -> None:
    found = recognise(
        document("He is 6’6” tall, has a 12” disc and a room of 12’ x 15’, at 53° 20’ 12” north.")
    ).findings
    assert [each.code for each in found] == [ORPHAN] * 3
    assert {each.hint for each in found} == {"of inches or seconds, write ″; else add the opening mark"}
    assert codes("“He is 6’6” tall”, she said; “a 12” disc” and “page 12” too.") == [ORPHAN] * 2
    assert codes("He is 6′6″ tall, has a 12″ disc, and “page 12” says so.") == []
