"""Attributes of words and passages that have no place in a manuscript: an attribute's name in, what it did out, in
words that an editor knows. Pure."""

DOES = {
    "style": "a look of its own (colour, size, type or place)",
    "color": "a colour",
    "bgcolor": "a colour",
    "face": "a typeface",
    "size": "a size",
    "align": "a place on the line (centred, to the right)",
    "title": "a remark that shows under the pointer",
    "dir": "a direction of writing",
    "datetime": "a date for machines",
    "cite": "an address of the source",
}
MACHINES = ("xmlns", "data", "aria", "item", "role", "property", "typeof", "vocab", "resource", "about", "rel", "slot")
SCRIPT = "a script"


def what_does(name: str) -> str:
    """What an attribute does to its words; empty where it says something to machines alone."""
    name = name.lower()
    if name.startswith(MACHINES):
        return ""
    return SCRIPT if name.startswith("on") else DOES.get(name, f"`{name}`, which only browsers know")
