"""Paths, as they are shown and as the analysis wants them."""

from __future__ import annotations

import os
from pathlib import Path


def absolute(path: str | Path, folder: Path | None = None) -> Path:
    """Return `path` without `.` and `..`, starting at `folder` or the current directory."""
    return Path(os.path.normpath((folder or Path.cwd()) / path))


# Texts instead of `Path` in the next two, because they are asked for every document of a project.
def shown(path: Path) -> str:
    """Return `path` relative to the current directory where it is inside of it, else absolute."""
    here = os.getcwd()  # noqa: PTH109
    whole = os.path.normpath(os.path.join(here, path))  # noqa: PTH118
    folder = here if here.endswith(os.sep) else here + os.sep
    if os.path.normcase(whole).startswith(os.path.normcase(folder)):
        return _posix(whole[len(folder) :])
    return "." if whole == here else _posix(whole)


def relative(path: Path, root: Path) -> str:
    """Return `path` relative to `root` with forward slashes; absolute where that is on another drive."""
    whole, folder = str(path), f"{root}{os.sep}"
    if whole.startswith(folder) and ".." not in whole:  # nearly always, and ten times as quick
        return _posix(whole[len(folder) :])
    try:
        return _posix(os.path.relpath(path, root))
    except ValueError:
        return path.as_posix()


def _posix(path: str) -> str:
    return path if os.sep == "/" else path.replace(os.sep, "/")


def is_file(root: Path, path: str) -> bool:
    """Say whether `path`, relative to `root`, is a file."""
    try:
        return (root / path).is_file()
    except (OSError, ValueError):  # too long, or with a null character
        return False


def is_inside(file: Path, root: Path) -> bool:
    """Say whether a file is in the project, and no link on the way to it."""
    try:
        inside = file.relative_to(root)
    except ValueError:
        return False
    return Path(os.path.realpath(file)) == Path(os.path.realpath(root)) / inside
