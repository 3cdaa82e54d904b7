"""Files of a press folder: paths in, bytes, text and places out. Reads files; knows nothing of what is in them."""

import re
from difflib import get_close_matches
from pathlib import Path
from unicodedata import normalize

from pressbuild.diagnostics import Diagnostic, Place, PressError, found

LONGEST_NAME = 200  # bytes; file systems have 255 for a name with all that is added to it
MANUSCRIPT_SUFFIXES = (".md", ".markdown")
REPORT = ".import.md"


def is_manuscript(path: Path) -> bool:
    """Whether a file is built as it is; every other kind is imported first."""
    return is_book(path) or path.suffix.lower() in MANUSCRIPT_SUFFIXES


def is_report(path: Path) -> bool:
    """Whether a file is the account of an import, which lies beside its manuscript and is none."""
    return path.name.endswith(REPORT)


def is_hidden(path: Path) -> bool:
    """Whether a file is none that a person has put there: macOS writes `._essay.md` beside an essay on other disks."""
    return path.name.startswith(".")


def shown(path: Path) -> str:
    """How messages call a file: relative to the current folder where it lies below it."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except (ValueError, OSError, RuntimeError):
        return path.as_posix()


def press_folder(path: Path) -> Path:
    """The nearest ancestor that holds `pressbuild.toml` or `manuscript/`, else the manuscript's own folder."""
    try:
        folder = path.resolve().parent
    except (OSError, RuntimeError):  # a circle of links; reading the file will say so
        return path.parent
    for candidate in (folder, *folder.parents):
        if (candidate / "pressbuild.toml").is_file() or (candidate / "manuscript").is_dir():
            return candidate
    return folder


BOOK = "book.toml"  # what makes a folder a title of several chapters


def title_file(path: Path) -> Path:
    """The file that a title is read from: a folder that holds a book stands for its book.toml."""
    try:
        return path / BOOK if (path / BOOK).is_file() else path
    except OSError:  # a name that no file can have; reading it will say so
        return path


def is_book(path: Path) -> bool:
    """Whether a title has several chapters."""
    return path.name == BOOK


def slug(path: Path) -> str:
    """How the files of a title are called: a book as its folder, an essay as its own file."""
    return path.absolute().parent.name if is_book(path) else path.stem


def sheet_beside(manuscript: Path) -> Path:
    """Where the term sheet lies that needs no naming: ESSAY.terms.toml beside ESSAY.md."""
    return manuscript.with_name(f"{manuscript.stem}.terms.toml")


def check_manuscript(path: Path) -> None:
    """Raises `PressError` where a manuscript's name cannot be that of its editions, or where it is no file but a pipe
    or a device, which may never end."""
    stem = path.stem
    try:
        length = len(stem.encode())
    except UnicodeEncodeError:
        raise PressError(found("not-readable", f"the name of {shown(path)} is not UTF-8", hint="rename it")) from None
    if stem in {"", ".", ".."} or not stem.isprintable() or length > LONGEST_NAME:
        message = f"editions cannot be called by the name of {shown(path)}"
        raise PressError(found("not-readable", message, hint="rename it: a few letters, figures and hyphens"))
    if path.exists() and not path.is_file() and not path.is_dir():
        raise PressError(found("not-readable", f"{shown(path)} is no file", hint="write what comes from it into one"))


def read_bytes(path: Path) -> bytes:
    """A file's bytes. Raises `PressError` (`not-found`, `not-readable`)."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise PressError(_absent(path)) from None
    except IsADirectoryError:
        raise PressError(found("not-readable", f"{shown(path)} is a folder", hint="name a file in it")) from None
    except OSError as error:
        raise PressError(found("not-readable", f"{shown(path)}: {error.strerror or error}")) from None
    except MemoryError:
        raise PressError(found("not-readable", f"{shown(path)} is too large for this machine's memory")) from None


def _absent(path: Path) -> Diagnostic:
    folder = path.parent
    names = [f.name for f in folder.iterdir()] if folder.is_dir() else []
    near = get_close_matches(path.name, names, n=1)
    return found("not-found", f"there is no file {shown(path)}", hint=f"did you mean {near[0]}?" if near else "")


def read_text(path: Path) -> str:
    """A file's text, UTF-8 with or without a byte-order mark, newlines as written. Raises `PressError`."""
    return decode(read_bytes(path), shown(path))


def decode(data: bytes, name: str, *, keep_mark: bool = False) -> str:
    """Bytes as text, without a byte-order mark unless offsets must count it. Raises `PressError` (`not-text`,
    `not-utf8`), saying which byte and what it looks like."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        hint = "save it as UTF-8"
        raise PressError(found("not-utf8", f"{name} is in UTF-16", Place(name, 1, 1), hint))
    zero = data.find(b"\0")
    if zero >= 0 or data.startswith((b"PK\x03\x04", b"%PDF-", b"\x89PNG", b"\xd0\xcf\x11\xe0")):
        raise PressError(found("not-text", f"{name} is no text file", Place(name, 1, 1), _kind(data)))
    try:
        text = data.decode("utf-8")
        return text if keep_mark else text.removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        place = Place.at(before, name, len(before))
        guess = "Windows-1252" if any(0x80 <= b < 0xA0 for b in data) else "ISO-8859-1"
        message = f"byte {error.start + 1} (0x{data[error.start]:02x}) is not UTF-8; the file looks like {guess}"
        raise PressError(found("not-utf8", message, place, f"convert it: iconv -f {guess} -t UTF-8")) from None


def _kind(data: bytes) -> str:
    kinds = {b"PK": "it looks like a Word, LibreOffice or EPUB file", b"%P": "it looks like a PDF"}
    return kinds.get(data[:2], "it looks like a binary file")


TOML_HINTS = {  # by what tomllib says
    "Invalid value": "a text stands in quotation marks; true, false and figures without",
    "Cannot overwrite": "the key stands twice",
    " twice": "the table stands twice: put its keys together",
    "after a statement": 'a text in quotation marks holds none of them, save as \\"; one key stands on a line',
    "Expected '='": "a line is `key = value`",
    "Unescaped '\\'": "write \\\\ for a backslash, or put the text between single quotation marks",
}


def toml_error(code: str, error: Exception, name: str) -> PressError:
    """What tomllib says of a file that is no TOML, with the place that it names at the end of its sentence."""
    message, _, rest = str(error).partition(" (at line ")
    numbers = [int(part) for part in re.findall(r"\d+", rest)]
    line, column = numbers if len(numbers) == 2 else (1, 1)
    hint = next((hint for part, hint in TOML_HINTS.items() if part in message), "")
    return PressError(found(code, f"the file is not TOML: {message}", Place(name, line, column), hint))


def inside(press: Path, base: Path, source: str, place: Place | None, code: str = "outside-press") -> Path:
    """The file that `source` names beside `base`, after symbolic links; where none is called so, the one whose name has
    the same letters decomposed, as macOS writes it. Raises `PressError` where it leaves `press`."""
    try:
        path = (base / source).resolve()
        if not path.is_file() and (decomposed := base / normalize("NFD", source)).is_file():
            path = decomposed.resolve()
    except (OSError, RuntimeError, ValueError):  # a name too long, a circle of links, a null character
        raise PressError(found(code, f"“{source}” names no file", place)) from None
    if not path.is_relative_to(press.resolve()):
        message = f"“{source}” lies outside the press folder"
        raise PressError(found(code, message, place, "copy it into the press folder"))
    return path
