"""Tables: what a struct says of its keys, and the JSON schema of a file."""

from typing import Annotated, Literal

from msgspec import NODEFAULT, Meta, field

from pressbuild.settings.tables import Table, key_of, keys, other_keys, says, schema


class Net(Table, frozen=True, kw_only=True):
    """A net and
    its holes."""

    mesh: Annotated[int, Meta(gt=0), says("millimetres")] = 30
    twine: Literal["hemp", "nylon"] | None = None
    knots: dict[str, Literal["tight", "loose"]] = field(default_factory=dict)


class Boat(Table, frozen=True, kw_only=True):
    """A boat."""

    name: Annotated[str, str.strip]
    net: Net = Net()
    spare: tuple[Net, ...] = field(default=(), name="spare-nets")


def test_keys() -> None:
    mesh, twine = keys(Net).values()
    assert (mesh.kind, mesh.description, mesh.default) == (int, "millimetres", 30)
    assert (twine.choices, twine.default) == (("hemp", "nylon"), None)
    assert (key_of(Annotated[str, str.strip]).steps, keys(Boat)["name"].default) == ((str.strip,), NODEFAULT)
    assert {name: key.table for name, key in keys(Boat).items()} == {"name": None, "net": Net, "spare-nets": Net}


def test_keys_that_a_table_does_not_name() -> None:
    others = other_keys(Net)
    assert others
    assert others.field == "knots"
    assert other_keys(Boat) is None


def test_schema() -> None:
    whole = schema(Boat, "the boats of a press")
    net = whole["$defs"]["Net"]
    assert (whole["title"], whole["required"], whole["additionalProperties"]) == (
        "the boats of a press",
        ["name"],
        False,
    )
    assert list(whole["properties"]) == ["name", "net", "spare-nets"]
    assert whole["properties"]["net"] == {"$ref": "#/$defs/Net"}
    assert net["description"] == "A net and\nits holes."
    assert net["properties"]["mesh"] == {
        "description": "millimetres",
        "type": "integer",
        "exclusiveMinimum": 0,
        "default": 30,
    }
    assert net["additionalProperties"] == {"enum": ["loose", "tight"]}
