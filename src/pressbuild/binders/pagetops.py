"""Quotations, lists and heads that begin a page stand on its first line: a rule for WeasyPrint's layout.

The white above a block goes where a page begins with it (CSS Fragmentation 3, 5.2), but not where the break is forced.
WeasyPrint 70 takes every break for forced in a text whose pages have a name, and does not tell the box round a table
which white is to be kept.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any


def teach(layout: Any, properties: Any) -> None:
    """Teach WeasyPrint's package of layout, once, and its list of properties that belong to the box round a table."""
    properties.TABLE_WRAPPER_BOX_PROPERTIES.add("margin_break")
    if not getattr(layout.page.make_page, "knows_breaks", False):
        layout.page.make_page = _page_maker(layout.page.make_page)


def _page_maker(make: Callable[..., Any]) -> Callable[..., Any]:
    """WeasyPrint's maker of a page, which knows whether the break before it was forced."""

    @wraps(make)
    def make_page(context: Any, root: Any, kind: Any, resume_at: Any, number: int, state: Any) -> Any:
        if number > 1:
            before, now = (context.page_maker[index][1] for index in (number - 2, number - 1))
            context.forced_break = now["break"] != "any" or now["page"] != before["page"]
        return make(context, root, kind, resume_at, number, state)

    make_page.knows_breaks = True  # type: ignore[attr-defined]
    return make_page
