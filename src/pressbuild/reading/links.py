"""Which links an edition may carry: a target in, a diagnostic or nothing out; pure."""

from pressbuild.diagnostics import Diagnostic, Place, found

SCHEMES = ("http:", "https:", "mailto:", "#")


def unsafe(target: str, place: Place | None) -> Diagnostic | None:
    """A `link-unsafe` for a target that is none of http, https, mailto and `#place`."""
    bare = "".join(c for c in target if c.isprintable() and not c.isspace()).lower()
    if bare.startswith(SCHEMES):
        return None
    scheme = bare.split(":", 1)[0] + ":" if ":" in bare.split("/", 1)[0] else ""
    if not scheme and bare.partition("#")[0].endswith(".md"):
        hint = (
            "a link to another chapter holds in a book that has it: see “Books and collections” in docs/manuscript.md"
        )
        return found("link-unsafe", f"the link “{target}” leads to no chapter of this title", place, hint)
    message = f"a link may not begin with “{scheme}”" if scheme else f"the link “{target}” leads to no address"
    return found("link-unsafe", message, place, "links are http:, https:, mailto: or #a-place-in-this-work")
