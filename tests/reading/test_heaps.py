"""Heaps of signs are no text: what pandoc takes minutes for is refused, what it reads is read in a time that grows with
its length."""

from time import process_time

import pytest

from pressbuild.diagnostics import PressError
from pressbuild.house import DEFAULT
from pressbuild.quotation import recognise
from pressbuild.transforms import apply
from tests.transforms.setting import house_of, read_text

HEAD = "---\ntitle: T\nlang: en\n---\n\n"


@pytest.mark.parametrize("sign", ["[^", "[^ferry "])
def test_calls_that_are_begun_and_not_ended(sign: str) -> None:
    with pytest.raises(PressError) as caught:
        read_text(f"{HEAD}Text.\n\nText {sign * 4000} ends.\n")
    [finding] = caught.value.diagnostics
    assert (finding.code, finding.place and finding.place.line) == ("not-readable", 8)
    assert finding.message == "4,000 “[^” in one paragraph call no note: this is no text"


@pytest.mark.parametrize("text", ["[^1] " * 4000 + "\n\n[^1]: Note.", "[^ferry\n\n" * 4000, "\\[^ferry " * 4000])
def test_what_is_no_heap(text: str) -> None:
    assert read_text(f"{HEAD}Text {text}\n").blocks


def spent(sign: str, times: int) -> float:
    document = read_text(f"{HEAD}Text {sign * times} ends.\n")
    start = process_time()
    apply(recognise(document), house_of(DEFAULT))
    return process_time() - start


@pytest.mark.parametrize("sign", ["'ferry ", '"ferry ', "‘ferry’ ", "`", "(", "[", "**ferry", ">"])
def test_time_grows_with_the_length(sign: str) -> None:
    """Eight times the length would be sixty-four times the time of a square."""
    assert spent(sign, 4000) < 0.1 + 24 * spent(sign, 500)
