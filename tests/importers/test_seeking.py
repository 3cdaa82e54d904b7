"""Many strings sought at once."""

from pressbuild.importers.account.seeking import Sought


def test_each_string_is_found_wherever_it_stands_and_in_others() -> None:
    found = list(Sought(["The mill", "The mill below", "mill", "[x]"]).within("The mill below; a mill [x]."))
    assert found == [("The mill", 0), ("The mill below", 0), ("mill", 4), ("mill", 18), ("[x]", 23)]


def test_nothing_is_sought_nothing_found() -> None:
    assert list(Sought([]).within("The mill")) == []
    assert list(Sought(["", "mill"]).within("")) == []
