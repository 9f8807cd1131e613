"""One refactoring of a project at a time."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mkdocs_profiling_scope.hosts.project.errors import UserError
from mkdocs_profiling_scope.hosts.project.paths import shown

if sys.platform != "win32":
    import fcntl

_FILE = ".profiling-scope-lock"  # on Windows, where folders cannot be locked


class LockError(UserError):
    """Another process is at work on the project."""


@contextmanager
def locked(root: Path) -> Iterator[None]:
    """Keep the project at `root` for this process; the system lets go of it when the process ends, however.

    Where the file system knows no locks, as some in a network, nothing is kept.

    Raises:
        LockError: another process has it.
    """
    try:
        held = _lock(root)
    except (BlockingIOError, FileExistsError):
        raise LockError(
            f"{shown(root)}: another refactoring is writing in this project; run it again when that has ended"
        ) from None
    try:
        yield
    finally:
        if held is not None:
            os.close(held)


def _lock(root: Path) -> int | None:
    if sys.platform == "win32":  # the file is there while it is open, and only then
        return os.open(root / _FILE, os.O_CREAT | os.O_EXCL | os.O_TEMPORARY)
    held = None
    try:
        held = os.open(root, os.O_RDONLY)  # the folder itself, so that nothing is left in it
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if held is not None:
            os.close(held)
        if isinstance(error, BlockingIOError):
            raise
        return None
    return held
