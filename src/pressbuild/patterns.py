"""Regular expressions that are compiled when a text is first looked through with them.

Compiling is most of what importing a rule costs, and an essay asks half of the rules' expressions nothing.
"""

import re
from functools import cached_property
from typing import Any, cast


def lazily(expression: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern in all but its type: it can be asked whatever a pattern is, but is none for `re`'s own functions and no
    match's `re`. A faulty expression raises `re.error` when it is first asked, not here."""
    return cast("re.Pattern[str]", _Lazy(expression, flags))


class _Lazy:
    def __init__(self, expression: str, flags: int) -> None:
        self.pattern = expression
        self._asked = flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern, self._asked)

    def __getattr__(self, name: str) -> Any:
        """What the pattern has of this name, which is this object's own from then on."""
        if name.startswith("__"):  # what pickle and copy look for
            raise AttributeError(name)
        value = getattr(self.compiled, name)
        setattr(self, name, value)
        return value
