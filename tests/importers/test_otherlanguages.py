"""Words in other languages: what a page says of the language of its runs, and what a manuscript keeps of it."""

import pytest

from pressbuild.importers.documents.otherlanguages import canonical
from tests.importers.desk import imported, proved

SAID = "They met early in the year and spoke of nothing else but the price of barley, which had risen again."


def shown(words: str, language: str = "en") -> str:
    """The line of the manuscript that a page's paragraph becomes."""
    text = f"<p>{SAID}</p><p>They ate {words} then.</p><p>{SAID}</p>"
    page = f'<!DOCTYPE html><html lang="{language}"><head><title>Of bread</title></head><body>{text}</body></html>'
    result = imported(page, "bread.html")
    proved(result)
    return next(line for line in result.markdown.splitlines() if "They ate" in line)


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ('<span lang="EN-GB">rye</span>', "rye"),
        ('<span lang="en">rye</span>', "rye"),
        ('<span lang="EN-US"><i>rye</i></span>', "*rye*"),
        ('<span lang="FR">du pain</span>', "[du pain]{lang=fr}"),
        ('<span lang="fr-ca">du pain</span>', "[du pain]{lang=fr-CA}"),
        ('<span lang="FR">du </span><span lang="FR">pain</span>', "[du pain]{lang=fr}"),
        ('<span lang="FR">du </span><span lang="DE">Brot</span>', "[du]{lang=fr} [Brot]{lang=de}"),
        ('<span lang="fr">un <span lang="en-GB">toast</span> rond</span>', "[un [toast]{lang=en-GB} rond]{lang=fr}"),
        ('<span lang="en-GB">a <span lang="fr">pain rond</span> too</span>', "a [pain rond]{lang=fr} too"),
        (f'<span lang="DE">what they had: {SAID} {SAID}</span>', f"what they had: {SAID} {SAID}"),
    ],
    ids=["region", "own", "emphasis", "other", "tag", "runs", "two", "within", "around", "wrong"],
)
def test_only_other_languages_are_said(words: str, kept: str) -> None:
    assert shown(words) == f"They ate {kept} then."


def test_the_text_is_in_the_language_of_its_words() -> None:
    """The page says that it is German, which it is not."""
    words = '<span lang="de-AT">Semmeln</span> and <span lang="EN-GB">rye</span>'
    assert shown(words, "de") == "They ate [Semmeln]{lang=de-AT} and rye then."


@pytest.mark.parametrize(
    ("tag", "written"),
    [("EN-gb", "en-GB"), ("FR", "fr"), ("ZH-hant-tw", "zh-Hant-TW"), ("es-419", "es-419"), ("De-1901", "de-1901")],
)
def test_tags_as_they_are_written(tag: str, written: str) -> None:
    assert canonical(tag) == written
