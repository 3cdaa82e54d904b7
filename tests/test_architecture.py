"""The directions of docs/architecture.md, read from the imports: who may know whom, who may touch the world."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "pressbuild"

# From the bottom to the top. A module imports from the rows below its own, and within its own package.
LAYERS: tuple[frozenset[str], ...] = (
    frozenset({"__init__"}),
    frozenset({"diagnostics"}),
    frozenset({"conflicts", "directions", "document", "patterns", "pictures", "press", "settings", "shipped", "tongue"})
    | {"words"},
    frozenset({"tree"}),
    frozenset({"workers", "pandoc", "manuscript", "house", "templates"}),
    frozenset({"faircopy", "termsheet"}),
    frozenset({"reading", "importers", "quotation"}),
    frozenset({"transforms", "allowances", "citations"}),
    frozenset({"edition", "rules"}),
    frozenset({"assets", "xhtml"}),
    frozenset({"binders", "verify"}),
    frozenset({"binding", "collation", "proofreading"}),
    frozenset({"build", "intake"}),
    frozenset({"shelf", "preview"}),
    frozenset({"cli"}),
    frozenset({"__main__"}),
)

# verify takes the words from the source by a path of its own, so that a word lost in reading is seen too.
VERIFY_MAY_NOT_KNOW = frozenset(
    {"pandoc", "faircopy", "reading", "importers", "quotation", "transforms", "edition", "xhtml", "binders"}
)

# What is made here depends on the arguments alone: the same manuscript gives the same bytes.
PURE = frozenset(
    {"diagnostics", "document", "tree", "reading", "importers", "quotation", "transforms", "edition", "xhtml"}
    | {"allowances", "binders", "collation", "conflicts", "pictures", "proofreading.fixing", "rules", "settings"}
    | {"directions", "patterns", "tongue"}
)
WORLD = frozenset(
    """asyncio concurrent ctypes fcntl getpass glob http locale multiprocessing os pathlib platform pty random requests
    secrets select shutil signal socket subprocess sys tempfile threading time urllib.request webbrowser""".split()
)
WORLD_CALLS = frozenset({"breakpoint", "compile", "eval", "exec", "input", "open", "print"})
WORLD_NAMES = frozenset(
    """getnode iterdir mkdir now open_binary open_text read_bytes read_text rename rmdir today unlink utcnow uuid1 uuid4
    write_bytes write_text""".split()
)

# Their inputs are constants: files that ship with the program.
READ_WHAT_SHIPS = frozenset({"binders.fonts"})

# Each of these is known to one place only, so that it can be replaced there.
KNOWN_ONCE = (
    *("weasyprint", "ebooklib", "pypandoc", "typer", "dask", "distributed", "wordfreq"),
    *("uvicorn", "starlette", "watchfiles"),
)

MODULES = sorted(SOURCE.rglob("*.py"))


def name_of(path: Path) -> str:
    """The dotted name below pressbuild: `importers.plain`, `cli` for cli/__init__.py, `__init__` for the top."""
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return ".".join(parts[:-1] if len(parts) > 1 and parts[-1] == "__init__" else parts)


def room_of(name: str) -> str:
    """The module or package that stands in LAYERS."""
    return name.split(".", 1)[0]


def layer_of(room: str) -> int:
    """The row of a room; one that has none is above all, and `test_module_has_a_layer` says so."""
    return next((number for number, layer in enumerate(LAYERS) if room in layer), len(LAYERS))


def imports(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every import anywhere in a module, lazy ones too, as line and dotted name; `from a import b` gives a.b."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from ((node.lineno, alias.name) for alias in names)
            case ast.ImportFrom(module=module, names=names, level=0):
                yield from ((node.lineno, f"{module}.{alias.name}") for alias in names)
            case _:
                pass


def own_imports(path: Path) -> Iterator[tuple[int, str]]:
    """The imports of the program's own rooms, as line and room."""
    rooms = {room_of(name_of(module)) for module in MODULES}
    for line, imported in imports(parsed(path)):
        parts = imported.split(".")
        if parts[0] == "pressbuild":
            yield line, parts[1] if len(parts) > 1 and parts[1] in rooms else "__init__"


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def touches(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Everything in a module that reaches out of it: files, processes, the clock, chance."""
    for line, imported in imports(tree):
        if (
            any(imported == world or imported.startswith(world + ".") for world in WORLD)
            or imported.rsplit(".", 1)[-1] in WORLD_NAMES
        ):
            yield line, imported
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name)) if name in WORLD_CALLS:
                yield node.lineno, f"{name}()"
            case ast.Attribute(attr=name) if name in WORLD_NAMES:
                yield node.lineno, f".{name}"
            case _:
                pass


def test_there_is_a_program() -> None:
    assert MODULES


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_module_has_a_layer(path: Path) -> None:
    room = room_of(name_of(path))
    assert any(room in layer for layer in LAYERS), (
        f"{room} is in no layer: give it one here and in docs/architecture.md"
    )


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_go_one_way(path: Path) -> None:
    room = room_of(name_of(path))
    upwards = [
        f"line {line}: {room} imports {other}"
        for line, other in own_imports(path)
        if other != room and layer_of(other) >= layer_of(room)
    ]
    assert not upwards


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_are_absolute(path: Path) -> None:
    assert not [node.lineno for node in ast.walk(parsed(path)) if isinstance(node, ast.ImportFrom) and node.level]


@pytest.mark.parametrize("path", sorted((SOURCE / "verify").rglob("*.py")), ids=name_of)
def test_verify_has_a_path_of_its_own(path: Path) -> None:
    assert not [(line, other) for line, other in own_imports(path) if other in VERIFY_MAY_NOT_KNOW]


@pytest.mark.parametrize("path", sorted((SOURCE / "collation").rglob("*.py")), ids=name_of)
def test_collation_has_a_path_of_its_own(path: Path) -> None:
    # Of the importers it knows what they hand over, and none of what it proves.
    known = [name for _, name in imports(parsed(path)) if name.startswith("pressbuild.importers")]
    assert not [name for name in known if not name.startswith("pressbuild.importers.source.")]


PURE_MODULES = [
    path for path in MODULES if {room_of(name_of(path)), name_of(path)} & PURE and name_of(path) not in READ_WHAT_SHIPS
]


@pytest.mark.parametrize("path", PURE_MODULES, ids=name_of)
def test_pure_module_touches_nothing(path: Path) -> None:
    assert not list(touches(parsed(path)))


@pytest.mark.parametrize("library", KNOWN_ONCE)
def test_library_is_known_in_one_place(library: str) -> None:
    # Typer's place is the package cli, with a file for each group of commands; every other one's is one module.
    places = {
        room_of(name_of(path)) if library == "typer" else name_of(path)
        for path in MODULES
        for _, imported in imports(parsed(path))
        if imported.split(".")[0] == library
    }
    assert len(places) <= 1


def test_click_is_not_imported() -> None:
    # Typer brings its own copy; another click would not know its commands.
    assert not importing("click")


def test_pydantic_is_not_imported() -> None:
    # Typer's process has it anyway; the others would wait for it as long as for the quotations of an essay.
    assert not importing("pydantic")


def importing(library: str) -> list[Path]:
    return [path for path in MODULES for _, imported in imports(parsed(path)) if imported.split(".")[0] == library]


@pytest.mark.parametrize(
    ("code", "seen"),
    [
        ("import os", ["os"]),
        ("def f():\n    from pathlib import Path", ["pathlib.Path"]),
        ("from urllib.parse import urljoin", []),
        ("import urllib.request", ["urllib.request"]),
        ("from uuid import uuid4, uuid5", ["uuid.uuid4"]),
        ("import uuid\nuuid.uuid1()", [".uuid1"]),
        ("import datetime\ndatetime.datetime.now()", [".now"]),
        ("open('x')", ["open()"]),
        ("path.read_text()", [".read_text"]),
    ],
)
def test_the_ban_sees(code: str, seen: list[str]) -> None:
    assert [what for _, what in touches(ast.parse(code))] == seen
