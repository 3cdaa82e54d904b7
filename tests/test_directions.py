"""Tags of languages: those that are well formed by RFC 5646, and those that are none."""

import pytest

from pressbuild.directions import is_tag


@pytest.mark.parametrize(
    "tag", "en en-GB de-CH-1996 zh-Hant zh-Hant-TW sr-Latn es-419 en-GB-oxendict ar-x-phon grc EN-gb".split()
)
def test_a_tag(tag: str) -> None:
    assert is_tag(tag)


@pytest.mark.parametrize("tag", ["", "e", "english", "en_GB", "xx-YY-zz", "en-", "en-GB-US", "en GB", "de-Latin-"])
def test_no_tag(tag: str) -> None:
    assert not is_tag(tag)
