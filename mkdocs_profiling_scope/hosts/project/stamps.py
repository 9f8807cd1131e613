"""Stamps: by what files are known to be unchanged without being read."""

from __future__ import annotations

import os
import time
from pathlib import Path

from mkdocs_profiling_scope.core.named import NamedTuple

_SETTLED = 2.0  # seconds after which no file system gives another change the same time


class Stamp(NamedTuple):
    """By what a file is known to be unchanged without being read."""

    changed: int  # ns since the epoch
    size: int  # bytes
    number: int


class Stamps:
    """The stamps of files in one build, each as it was when it was asked for first.

    A text that is read later has that stamp or a newer one, by which the next build knows that it changed.
    """

    def __init__(self) -> None:
        self._known: dict[str, Stamp | None] = {}

    def clear(self) -> None:
        """Begin a build."""
        self._known.clear()

    def of(self, file: str | None) -> Stamp | None:
        """Return the stamp of a file; None where there is none, or where it was changed just now."""
        if file is None:
            return None
        if file not in self._known:
            self._known[file] = stamp(file)
        return self._known[file]


def stamp(file: str | Path | None) -> Stamp | None:
    """Return the stamp of a file; None where there is none, or where it was changed just now."""
    if file is None:
        return None
    try:
        found = os.stat(file)  # noqa: PTH116 - asked for every page of every build
    except OSError:
        return None
    changed = max(found.st_mtime_ns, found.st_ctime_ns)
    return Stamp(changed, found.st_size, found.st_ino) if time.time() - changed / 1e9 > _SETTLED else None
