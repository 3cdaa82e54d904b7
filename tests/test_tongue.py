"""The language of a text, told by its small words: in imports, and by the proof-reader."""

from pathlib import Path

import pytest

from pressbuild.importers import Imported, Source
from pressbuild.importers.flattened.plain import import_plain
from pressbuild.tongue import NAMES, TELLING, Tongue, tongue
from tests.desk import call, write
from tests.importers import odt, test_word
from tests.importers.desk import imported

SPOKEN = {
    "de": "Die Fähre ist alt und liegt nicht mehr am Ufer, auf das sie sich einst verließ, sondern auch bei Ebbe auf "
    "dem Grund. Eine Möwe und ein Hund sehen mit an, wie das Wasser die Planken nimmt, und der Wärter ist nicht da.",
    "fr": "Les barques ne sont pas sur la rive, et une corde est tendue dans la brume pour ceux qui rentrent avec des "
    "filets vides. On ne parle pas aux pilotes, qui dorment dans les hangars des douanes, sur les sacs.",
    "it": "Il traghetto non è più nel porto, e anche le reti della riva sono sparite: questo è il prezzo che gli "
    "uomini della diga hanno pagato alla nebbia di ieri, più che alla fame. Non è il pane che manca nel paese.",
    "es": "Los barqueros no salen con el agua tan alta, pero las redes del muelle esperan por una marea más tranquila, "
    "como los perros y las gaviotas. Sus mujeres cantan muy bajo, y una niña cuenta los faroles del puerto.",
    "pt": "O barco não sai da margem, mas os homens do cais são mais pacientes que as redes, e uma gaivota espera com "
    "eles pela maré. Não há pão em casa, e ao meio-dia os sinos da igreja tocam mais uma vez para os mortos.",
    "nl": "Het veer is niet meer van deze eeuw: een touw ligt ook nu aan de kant, met een knoop voor het geval dat er "
    "mist werd gemeld. Naar het dorp zijn het twee uur, en niet voor de honden, met het water van deze week.",
    "sv": "Färjan är inte ny, och ett rep ligger kvar från den tid när jag var barn. Det är också långt till byn, "
    "eller för långt för att gå, och inte en hund är ute när dimman är tät. Jag ror till ön från bryggan.",
    "pl": "Prom nie jest nowy, ale lina, która była dla nas ważna, nie jest zerwana. Jego właściciel, który jest "
    "stary, boi się mgły, a pies boi się jak on, oraz nie je. We wsi nie było nikogo, że się tak powie, przez tydzień.",
    "cs": "Přívoz není nový, ale lano, které je v trávě, se ještě drží, nebo se tak zdá. Jeho pes, který byl při vodě, "
    "se bojí jako on, že je v mlze člověk. Ve vsi není nikdo, při kostele jsou jen husy a ticho je v nich.",
    "ru": "Паром уже старый, и это было видно, как только они пришли из деревни: он был пуст, или они так решили, что "
    "его бросили. Она была права, если это правда, что сторож ещё был жив и он ушёл только утром.",
}
ENGLISH = "The ferry is old, and the rope that was left on the bank is for those who have no boat of their own. " * 3


@pytest.mark.parametrize("language", SPOKEN)
def test_a_paragraph_is_enough(language: str) -> None:
    assert tongue(SPOKEN[language]) == Tongue(language, plain=True)


def test_what_is_not_plain_is_not_said_to_be() -> None:
    assert not tongue("Und der Hund.").plain
    assert not tongue(ENGLISH + SPOKEN["de"]).plain
    assert not tongue(f"{SPOKEN['it']} {SPOKEN['es']}").plain
    assert tongue("Zorb klam vint. " * 40) == Tongue()
    assert tongue("") == Tongue()


def test_regions_and_the_two_norwegians_are_no_other_language() -> None:
    german = tongue(SPOKEN["de"])
    assert not german.denies("de-AT")
    assert german.denies("en")
    assert not Tongue("nb", plain=True).denies("nn")
    assert not Tongue("de").denies("en")


def test_every_language_has_words_of_its_own_and_a_name() -> None:
    assert TELLING.keys() == NAMES.keys()
    for language, words in TELLING.items():
        others = set[str]().union(*(TELLING[other] for other in TELLING if other != language))
        assert len(words - others) >= 8, language


def page(text: str, lang: str = "") -> Imported:
    attribute = f' lang="{lang}"' if lang else ""
    return imported(f"<html{attribute}><body><article><p>{text}</p></article></body></html>", "ferry.html")


def test_an_import_says_the_language_and_that_it_did() -> None:
    made = [
        imported_text(SPOKEN["de"]),
        page(SPOKEN["de"]),
        page(SPOKEN["de"], "en"),
        odt.read(odt.p(SPOKEN["de"])),
        test_word.read(test_word.p(test_word.t(SPOKEN["de"]))),
    ]
    for result in made:
        assert "\nlang: de\n" in result.markdown
        said = [finding.message for finding in result.findings]
        assert "the text is German by its words: the front matter says `lang: de`" in said


def imported_text(text: str) -> Imported:
    return import_plain(Source("ferry.txt", f"The ferry\n\n{text}\n", "0"))


def test_what_a_file_says_of_a_doubtful_text_stands() -> None:
    assert "lang" not in imported_text(ENGLISH).markdown
    assert "lang: de-AT\n" in page(SPOKEN["de"], "de-AT").markdown
    assert "lang: cy\n" in page("Mae’r hen gwch wrth y lan.", "cy").markdown


@pytest.mark.parametrize(("says", "line"), [("title: T\nlang: en-GB\n", 3), ("title: T\n", 1)])
def test_the_proof_reader_sees_a_wrong_language(tmp_path: Path, says: str, line: int) -> None:
    write(tmp_path, f"---\n{says}---\n\n{SPOKEN['fr']}\n")
    done = call(tmp_path, "check")
    assert f"essay.md:{line}:1: warning: language-unlike: the text is French by its words" in done.out
    assert "write `lang: fr`" in done.out
    write(tmp_path, f"---\ntitle: T\nlang: fr-CA\n---\n\n{SPOKEN['fr']}\n")
    assert "language-unlike" not in call(tmp_path, "check").out
