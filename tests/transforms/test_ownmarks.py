"""Sentences that speak of marks, by language, and words that only look like it."""

import pytest

from pressbuild.transforms.ownmarks import speaks_of_marks


@pytest.mark.parametrize(
    "sentence",
    [
        "This ‘long net’ I hold in quotes.",
        "I write ‘long net’ in quotes.",
        "The name stands between quotation-marks.",
        "The phrase ‘long net’ has marks round it.",
        "A *long* net (my emphasis).",
        "A *long* net (emphasis in original).",
        "Mind the scare quotes.",
        "Mind the quotes.",
        "The quotes are mine.",
        "It is quoted here because it tears.",
        "He italicises the net, in small capitals.",
        "Le mot est en italique.",
        "Le mot est mis entre guillemets.",
        "Un filet long (je souligne).",
        "Das Wort steht in Anführungszeichen.",
        "Das Wort ist kursiv gesetzt.",
        "La palabra va entre comillas.",
        "La parola va tra virgolette.",
        "A palavra vai entre aspas.",
        "Het woord staat tussen aanhalingstekens.",
    ],
)
def test_sentences_that_speak_of_marks(sentence: str) -> None:
    assert speaks_of_marks(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "She quotes Hollis on nets.",
        "She quotes round numbers, in guilders.",
        "The letter in which Hollis quotes nobody.",
        "The report quotes prices; the quotes from Hollis are long.",
        "In quotes from his letters he is kinder.",
        "A letter quoted here by Hollis.",
        "My emphasis on nets was wrong.",
        "The capitals of Europe have no nets.",
        "The so-called ‘net’ tore.",
        "Paid in marks; the marks round his neck.",
        "Nous soulignons que le filet est long.",
        "Las aspas del molino.",
    ],
)
def test_sentences_that_do_not(sentence: str) -> None:
    assert not speaks_of_marks(sentence)
