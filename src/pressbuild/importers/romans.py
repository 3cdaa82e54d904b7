"""Roman numbers, in small letters or capitals: letters in, their value out."""

VALUES = {"i": 1, "v": 5, "x": 10, "l": 50}
TENS = ("", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx")
ONES = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
FIRST = tuple(tens + ones for tens in TENS for ones in ONES)[1:]  # the labels of a list, 1 to 89


def value(label: str) -> int:
    """The value of letters of `VALUES`: one before a greater is taken off it."""
    values = [VALUES[letter] for letter in label.lower()]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))
