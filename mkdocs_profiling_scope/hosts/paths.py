"""Paths, as they are shown and as the analysis wants them."""

from __future__ import annotations

import os
from pathlib import Path


def absolute(path: str | Path, folder: Path | None = None) -> Path:
    """Return `path` without `.` and `..`, starting at `folder` or the current directory."""
    return Path(os.path.normpath((folder or Path.cwd()) / path))


def shown(path: Path) -> str:
    """Return `path` relative to the current directory where it is inside of it, else absolute."""
    try:
        return absolute(path).relative_to(Path.cwd()).as_posix()
    except ValueError:
        return absolute(path).as_posix()


def relative(path: Path, root: Path) -> str:
    """Return `path` relative to `root` with forward slashes; absolute where that is on another drive."""
    try:
        return Path(os.path.relpath(path, root)).as_posix()
    except ValueError:
        return path.as_posix()


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
