"""Replacing the files of an output folder, all of them or none: names and bytes in. Writes.

They are written beside the folder's files and swapped in one by one, in their order, by renaming; a full disk, Ctrl-C
or SIGTERM while they are written leaves the former ones.
"""

import os
import shutil
import signal
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from pressbuild.diagnostics import PressError, found
from pressbuild.press import shown


def replace_all(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put files into a folder, which is made where there is none; the last one comes last. Raises `PressError`
    (`not-writable`)."""
    with _undisturbed():
        _replace(folder, files)


def _replace(folder: Path, files: Mapping[str, bytes]) -> None:
    made = next((path for path in (*reversed(folder.parents), folder) if not path.exists()), None)
    building: Path | None = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _sweep(folder)
        building = Path(tempfile.mkdtemp(prefix=f".building-{os.getpid()}-", dir=folder))
        for name, data in files.items():
            (building / name).write_bytes(data)
        _swap(building, folder, tuple(files))
        made = None
    except OSError as error:
        message = f"{shown(folder)} cannot be written: {error.strerror or error}"
        raise PressError(found("not-writable", message, hint="the former editions are as they were")) from None
    finally:
        if building is not None:
            shutil.rmtree(building, ignore_errors=True)
        if made is not None:
            _unmake(folder, made)


def _swap(building: Path, folder: Path, names: tuple[str, ...]) -> None:
    """Moves every file to where it belongs; where one cannot go, those that went are taken back."""
    kept = [name for name in names if os.path.lexists(folder / name)]
    for name in kept:
        _keep(folder / name, building / f"former-{name}")
    gone: list[str] = []
    try:
        for name in names:
            (building / name).replace(folder / name)
            gone.append(name)
    except OSError:
        for name in gone:
            if name in kept:
                (building / f"former-{name}").replace(folder / name)
            else:
                (folder / name).unlink()
        raise


def _keep(former: Path, beside: Path) -> None:
    """A second name for a file, or a copy of it on a disk that knows no second names (FAT)."""
    try:
        beside.hardlink_to(former)
    except OSError:
        shutil.copy2(former, beside)


def _unmake(folder: Path, made: Path) -> None:
    """Takes away the empty folders that were made for files which did not come."""
    for path in (folder, *folder.parents):
        with suppress(OSError):
            path.rmdir()
        if path == made:
            return


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Holds Ctrl-C and SIGTERM back while files are written, a few milliseconds, and delivers them then; only the main
    thread may."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    caught: list[int] = []
    numbers = [signal.SIGINT, signal.SIGTERM, *([signal.SIGHUP] if hasattr(signal, "SIGHUP") else [])]
    former = [signal.signal(number, lambda number, _: caught.append(number)) for number in numbers]
    try:
        yield
    finally:
        for number, handler in zip(numbers, former, strict=True):
            signal.signal(number, handler)
        for first in caught[:1]:
            signal.raise_signal(first)


def _sweep(folder: Path) -> None:
    """Takes away what a build that was killed has left in an output folder."""
    for left in folder.glob(".building-*"):
        owner = left.name.split("-")[1]
        if owner.isdigit() and not _runs(int(owner)):
            shutil.rmtree(left, ignore_errors=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
