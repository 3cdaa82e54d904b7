"""Real programs that judge the editions: a file in, what they found out; `BrokenTool` when they did no work."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

NODE_MODULES = Path(__file__).parent / "node_modules"


class BrokenTool(Exception):
    """The program is missing, crashed, or said nothing that can be read: not a verdict on the edition."""


def program(*names: str) -> str:
    """The path of the first of these programs that is on PATH."""
    for name in names:
        if path := shutil.which(name):
            return path
    raise BrokenTool(f"{names[0]} is not installed: `make test` sets up what the tests need")


def node_module(name: str) -> Path:
    """A file or folder of the npm packages that package.json names."""
    path = NODE_MODULES / name
    if not path.exists():
        raise BrokenTool(f"{name} is not installed: `make test` sets up what the tests need")
    return path


def run(command: Sequence[str | Path], *, statuses: Sequence[int], **environment: str) -> str:
    """Run a program to its end and return its output; an exit status not among these: it is broken."""
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=180, check=False, env={**os.environ, **environment}
    )
    if done.returncode not in statuses:
        raise BrokenTool(f"{command[0]} ended with {done.returncode}:\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
    return done.stdout
