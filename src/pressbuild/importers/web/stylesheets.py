"""What a page's style sheets say of its elements: CSS in, the declarations that hold for an element out. Pure.

Selectors of elements, classes and ids are understood, joined, within one another or right below (`p.note`, `.a.b`,
`blockquote > p`); others, which tell how many an element is of its kind or what a reader does, say nothing. What holds
is what is told most narrowly, and of that the last (CSS Cascading and Inheritance 4, 6.4).
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from pressbuild.importers.web.elements import tag

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
STEP = re.compile(r"(?P<join>\s*>\s*|\s+)?(?P<name>[a-z][\w-]*|\*)?(?P<marks>(?:[.#][\w-]+)*)", re.IGNORECASE)
MARK = re.compile(r"[.#][\w-]+")
IMPORTANT = re.compile(r"\s*!\s*important\s*$", re.IGNORECASE)
MOST_STEPS = 6


class _Step(Struct, frozen=True):
    """What one element must be: its name, classes and ids; `child` where it stands right below the one before."""

    name: str
    marks: frozenset[str]
    child: bool

    def fits(self, name: str, marks: frozenset[str]) -> bool:
        return self.name in ("", name) and self.marks <= marks


class _Rule(Struct, frozen=True):
    """A selector's steps from the element outwards, how narrow it is, and what it declares."""

    steps: tuple[_Step, ...]
    narrow: tuple[int, int, int]
    declared: Mapping[str, str]


class StyleSheet:
    """The rules of a page or a book, in their order. What they say of an element hangs on its name, classes and id and
    on those of the elements around it alone, so elements that are alike in these are asked once."""

    def __init__(self, css: str = "") -> None:
        self._rules: defaultdict[str, list[_Rule]] = defaultdict(list)  # by a class, an id or a name of the element
        self._known: set[str] = set()  # the classes and ids that selectors name
        self._kinds: dict[tuple[int, str, frozenset[str]], int] = {}
        self._held: dict[int, dict[str, str]] = {}
        for order, (selectors, block) in enumerate(RULE.findall(COMMENT.sub("", css))):
            declared = declarations(block)
            for steps in filter(None, map(_steps, selectors.split(",") if declared else ())):
                key = min(steps[0].marks, default=steps[0].name)
                self._rules[key].append(_Rule(steps, (*_narrow(steps), order), declared))
                self._known.update(*(step.marks for step in steps))

    def declared(self, element: "Element") -> Mapping[str, str]:
        """What holds for an element by its own, not what it inherits: properties and their values, in small letters."""
        style = element.get("style")
        kind = self._kind(element)
        held = self._held.get(kind)
        if held is None:
            held = self._held[kind] = self._of_rules(element)
        return held | declarations(str(style)) if style else held

    def _kind(self, element: "Element") -> int:
        """A number that elements share of which all rules say the same."""
        kind = 0
        for each in (*reversed(list(element.iterancestors())), element):
            kind = self._kinds.setdefault((kind, tag(each), _marks(each) & self._known), len(self._kinds) + 1)
        return kind

    def _of_rules(self, element: "Element") -> dict[str, str]:
        name, marks = tag(element), _marks(element)
        near = (rule for key in ("", name, *marks) for rule in self._rules.get(key, ()))
        held: dict[str, str] = {}
        for rule in sorted((r for r in near if _fits(r.steps, element, name, marks)), key=lambda rule: rule.narrow):
            held |= rule.declared
        return held


def declarations(block: str) -> dict[str, str]:
    """Properties and values: `font-style: italic; color: red`."""
    parted = (part.partition(":") for part in block.lower().split(";"))
    return {name.strip(): IMPORTANT.sub("", value).strip() for name, colon, value in parted if colon}


def _steps(selector: str) -> tuple[_Step, ...]:
    """The steps of a selector from the element outwards; none where it is not understood."""
    steps: list[_Step] = []
    place, text = 0, selector.strip()
    while place < len(text):
        found = STEP.match(text, place)
        if found is None or not (found["name"] or found["marks"]) or len(steps) == MOST_STEPS:
            return ()
        name = (found["name"] or "").lower().replace("*", "")
        steps.append(_Step(name, frozenset(MARK.findall(found["marks"])), ">" in (found["join"] or "")))
        place = found.end()
    return tuple(reversed(steps))


def _narrow(steps: tuple[_Step, ...]) -> tuple[int, int]:
    """How narrow a selector is: ids, then classes and names."""
    marks = [mark for step in steps for mark in step.marks]
    ids = sum(mark.startswith("#") for mark in marks)
    return ids, (len(marks) - ids) * 100 + sum(bool(step.name) for step in steps)


def _marks(element: "Element") -> frozenset[str]:
    classes = [f".{name}" for name in str(element.get("class") or "").split()]
    return frozenset((*classes, f"#{element.get('id')}") if element.get("id") else classes)


def _fits(steps: tuple[_Step, ...], element: "Element", name: str, marks: frozenset[str]) -> bool:
    """Does a selector name an element? Of several that may be an outer step the nearest is tried."""
    if not steps[0].fits(name, marks):
        return False
    child = steps[0].child
    outer: Iterator[Element] = element.iterancestors()
    for step in steps[1:]:
        found = next((e for e in _first(outer, alone=child) if step.fits(tag(e), _marks(e))), None)
        if found is None:
            return False
        child, outer = step.child, found.iterancestors()
    return True


def _first(elements: "Iterator[Element]", *, alone: bool) -> "Iterator[Element]":
    """The elements, or the first `alone`."""
    for element in elements:
        yield element
        if alone:
            return
