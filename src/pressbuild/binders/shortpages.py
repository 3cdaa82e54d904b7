"""Lets endnotes begin below a text that ends after a few lines of a page: a rule for WeasyPrint's layout.

An essay's notes begin on a page of their own. Where the text's last page holds a few lines only, that would leave most
of a page white before them; so they run on there, off the grid of lines as they are (DOMAIN.md 5). Known as soon as
the page is made: then that one is made again.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

SHARE = 1 / 3  # of the page, for which there must be room below the heading of the notes
LINE = 14 * 96 / 72  # CSS pixels
WHITE = 2 * LINE  # above the heading of notes that run on


def teach(layout: Any) -> None:
    """Teach WeasyPrint's package of layout the rule, once."""
    if not getattr(layout.page.remake_page, "fills_short_pages", False):
        layout.page.remake_page = _page_maker(layout.page.remake_page, layout.page.boxes.LineBox)


def _page_maker(make: Callable[..., Any], line: type) -> Callable[..., Any]:
    """WeasyPrint's maker of pages, which makes one anew where it is the text's last and short."""

    @wraps(make)
    def remake_page(index: int, context: Any, root: Any, html: Any) -> Any:
        page, resume_at = make(index, context, root, html)
        notes = _next(root, resume_at)
        few = int(notes.element.get("data-few", "0")) if notes is not None else 0
        if few and _is_short(page, few, line):
            _run_on(notes)
            page, resume_at = make(index, context, root, html)
        return page, resume_at

    remake_page.fills_short_pages = True  # type: ignore[attr-defined]
    return remake_page


def _next(root: Any, resume_at: Any) -> Any:
    """The section that begins the next page, if one does: WeasyPrint goes on at an index for each depth, here the
    body's and that of a part of it."""
    body, within = next(iter(resume_at.items())) if resume_at else (0, None)
    index, deeper = next(iter(within.items())) if within else (0, {0: None})
    return root.children[body].children[index] if deeper is None else None


def _is_short(page: Any, few: int, line: type) -> bool:
    """Whether a page holds no more than a few lines and has room for the notes' heading and a third of a page."""
    html, *_ = page.children
    (body,) = html.children
    if not 0 < sum(isinstance(box, line) for box in body.descendants()) <= few:
        return False
    bottom = max(box.position_y + box.margin_height() for box in body.children)
    room = page.content_box_y() + page.height - bottom
    return bool(room >= SHARE * page.height + WHITE + 2 * LINE)


def _run_on(notes: Any) -> None:
    """Have a section of notes begin below the text, whose running heads stay."""
    notes.style = notes.style.copy()
    notes.style["break_before"] = "auto"
    notes.style["padding_top"] = type(notes.style["padding_top"])(WHITE, "px")
    notes.children[0].string_set = []
