"""Files in any encoding: the text that they hold, and what is said of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressbuild.diagnostics import PressError
from pressbuild.importers.flattened.encodings import decoded
from pressbuild.importers.flattened.plain import import_plain
from pressbuild.importers.source import Source

WESTERN = "The ‘brewer’ of Saint-Étienne — “naïve”, he said … paid £5 at the café."
EASTERN = (
    "Пивовар сказал, что ячмень дорог, и никто не спорил с ним в ту зиму. Хлеб стоил три рубля, и люди шли мимо лавок,"
    " не останавливаясь. Весной всё переменилось: мельница снова работала, и мука подешевела."
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_text_of_an_encoding(encoding: str) -> None:
    got = decoded(WESTERN.encode(encoding), "x.txt")
    assert got.text.removeprefix("\ufeff") == WESTERN
    assert (got.findings == ()) is encoding.startswith("utf-8")


def test_latin_1_is_part_of_windows_1252() -> None:
    text = "Der Bäcker aß süßes Brot in Besançon."
    assert decoded(text.encode("latin-1"), "x.txt").text == text


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r"])
def test_what_is_not_western_is_guessed_and_said(encoding: str) -> None:
    got = decoded(EASTERN.encode(encoding), "x.txt")
    assert got.text == EASTERN
    assert [finding.code for finding in got.findings] == ["mended"]


def test_mac_roman() -> None:
    text = "“Brewer’s” — the café, naïve and déjà vu, where the Señor sang ‘so’ and paid for the crème brûlée. " * 9
    got = decoded(text.encode("mac_roman"), "x.txt")
    assert got.text == text
    assert [finding.message for finding in got.findings] == ["the text is in Mac Roman"]


def test_koi8_without_a_sign_that_windows_lacks() -> None:
    text = "Зимой ячмень был дорог, и люди шли мимо лавок, не останавливаясь; весной мельница снова работала. " * 4
    assert decoded(text.encode("koi8-r"), "x.txt").text == text


def test_noise_is_no_text() -> None:
    noise = bytes((index * index * 31 + index * 7) % 251 + 1 for index in range(3000))
    with pytest.raises(PressError, match="no text file"):
        decoded(noise, "x.txt")


def test_broken_bytes_in_utf_8() -> None:
    data = ("Étienne sang “so” and ‘so’. " * 4).encode() + b"It was na\xefve.\n"
    got = decoded(data, "x.txt")
    assert got.text.endswith("It was naïve.\n")
    [finding] = got.findings
    assert (finding.code, str(finding.place)) == ("mended", "x.txt:1:122")


@pytest.mark.parametrize("data", [b"PK\x03\x04zip", b"%PDF-1.7", b"\x00\x01\x02\x03" * 50, b"\xd0\xcf\x11\xe0 doc"])
def test_what_is_no_text(data: bytes) -> None:
    with pytest.raises(PressError, match="no text file"):
        decoded(data, "x.txt")


def test_stray_nul_is_left_out_and_said() -> None:
    text = "The brewers of the town met early\0 in the year, for the price of barley had risen again."
    imported = import_plain(Source("x.txt", "", "0", data=("Small beer\n\n" + text).encode()))
    assert "met early in the year" in imported.markdown
    assert "control characters were left out once" in [f.message for f in imported.findings]


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        got = decoded(data, "x.txt")
    except PressError:
        return
    assert isinstance(got.text, str)
    got.text.encode("utf-8")


@pytest.mark.parametrize("data", [b"\x88", b"\x81\x82", b"\xc1 \xc2"])
def test_a_few_bytes_of_no_known_encoding_are_read_with_a_word(data: bytes) -> None:
    assert decoded(data, "x.txt").findings


POLISH = "Piekarze spotkali się wcześnie, gdy mąka była droga. Później rada wysłała pisarza, który liczył worki i żył."
CZECH = "Pekaři se sešli časně. Mouka byla té zimy drahá a nikdo nevěřil, že přijde léto."
GERMAN = "Der Müller aß süße Brötchen, und die Bäcker hörten ihm zu, als er über das Mehl sprach."


@pytest.mark.parametrize(
    ("text", "encoding", "said"),
    [
        (POLISH, "iso8859_2", "the text seems to be in ISO 8859-2"),
        (POLISH, "cp1250", "the text seems to be in Windows-1250"),
        (CZECH, "cp1250", "the text seems to be in Windows-1250"),
        (GERMAN, "cp850", "the text seems to be in CP850"),
        (GERMAN, "cp1252", "the text is in Windows-1252"),
        (GERMAN, "mac_roman", "the text seems to be in Mac Roman"),
    ],
)
def test_the_encoding_in_which_the_words_are_known(text: str, encoding: str, said: str) -> None:
    got = decoded(text.encode(encoding), "x.txt")
    assert got.text == text
    assert [finding.message for finding in got.findings] == [said]


def test_a_doubtful_encoding_is_said_first_with_others() -> None:
    text = f"Piekarze\n\n{POLISH}"
    (first, *_) = import_plain(Source("x.txt", "", "0", None, text.encode("iso8859_2"), "x")).findings
    assert first.message == "the text seems to be in ISO 8859-2"
    assert "it may be in Windows-1250" in (first.hint or "")


def test_words_that_no_list_has_are_in_doubt() -> None:
    (said,) = decoded("Qö vürk, zäln ßorg, flöm.".encode("cp1252"), "x.txt").findings
    assert said.message == "the text seems to be in Windows-1252"
    assert "ISO 8859-2" in (said.hint or "")


SENT = "He said =E2=80=9CNo=E2=80=9D at the caf=C3=A9, and it was=\n late."
MEANT = "He said “No” at the café, and it was late."
HEAD = "Subject: Bread\nContent-Transfer-Encoding: quoted-printable\n"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (SENT, MEANT),
        (f"{HEAD}\n{SENT} 1 + 1 = 2\n=====\n", f"{HEAD}\n{MEANT} 1 + 1 = 2\n=====\n"),
        (f"{HEAD}\r\nIt was=\r\n late.", f"{HEAD}\r\nIt was late."),
        (f"{HEAD}\nThe p=E9che, the =E9t=E9.", f"{HEAD}\nThe péche, the été."),
    ],
)
def test_quoted_printable_is_decoded_where_it_is_certain(text: str, meant: str) -> None:
    got = decoded(text.encode(), "x.txt")
    assert got.text == meant
    assert "quoted-printable" in str(got.findings[0].message)


@pytest.mark.parametrize(
    "text",
    [
        "The sum a=3D, b=E2, c=F5 and d=x is none.",
        "The café =E2=80=9C =E2=80=9D",
        "x=3D4 and =20",
        f"{HEAD}\nIt was late, and no sign stands here.",
    ],
)
def test_an_equals_sign_may_be_one(text: str) -> None:
    assert decoded(text.encode(), "x.txt").text == text
