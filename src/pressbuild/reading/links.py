"""Which links an edition may carry: a target in, a diagnostic or nothing out; pure."""

import re

from pressbuild.diagnostics import Diagnostic, Place, found

NOTE = re.compile(r"\[([\w*†‡]{1,4})\](?![(\[])")  # what people number or mark notes by, and no address of its own
SCHEMES = ("http:", "https:", "mailto:", "#")


def unsafe(target: str, place: Place | None, written: str = "") -> Diagnostic | None:
    """A `link-unsafe` for a target that is none of http, https, mailto and `#place`; `written` is how the source goes
    on from the link's place."""
    bare = "".join(c for c in target if c.isprintable() and not c.isspace()).lower()
    if bare.startswith(SCHEMES):
        return None
    scheme = bare.split(":", 1)[0] + ":" if ":" in bare.split("/", 1)[0] else ""
    if not scheme and bare.partition("#")[0].endswith(".md"):
        hint = (
            "a link to another chapter holds in a book that has it: see “Books and collections” in docs/manuscript.md"
        )
        return found("link-unsafe", f"the link “{target}” leads to no chapter of this title", place, hint)
    if not bare:
        hint = "write its address between the round brackets, or take both pairs of brackets away"
        return found("link-unsafe", "this link has no address", place, hint)
    message = f"a link may not begin with “{scheme}”" if scheme else f"the link “{target}” leads to no address"
    if not scheme and (note := NOTE.match(written)):
        hint = f"was a note meant? it is called by [^{note[1]}] and begins with [^{note[1]}]: …"
        return found("link-unsafe", message, place, hint)
    meant = _meant(target)
    hint = f"did you mean {meant}?" if meant else "links are http:, https:, mailto: or #a-place-in-this-work"
    return found("link-unsafe", message, place, hint)


def _meant(target: str) -> str:
    """The address that was meant, where its beginning alone is wrong."""
    if re.fullmatch(r"[^\s@/:]+@[\w-]+(\.[\w-]+)+", target):
        return f"mailto:{target}"
    if misspelt := re.match(r"(?:h?t{1,3}ps?|hppts?)(?::/{0,2}|/{2})(?=[\w-]+\.)", target, re.IGNORECASE):
        return f"https://{target[misspelt.end() :]}"
    return f"https://{target}" if re.match(r"(?:www\.|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/)", target) else ""
