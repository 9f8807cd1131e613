"""Links from a report to the places that it is about."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from urllib.parse import quote

Link = Callable[[str, int, int], str | None]
"""Returns the address of lines of a document (path relative to the project; 0 is no line), if it has one."""


def to_files(folder: str) -> Link:
    """Return links to the files of the project.

    Args:
        folder: where the project is, relative to the folder that the report is in.
    """

    def link(path: str, start: int, end: int) -> str | None:
        return None if path.startswith("<") else address(posixpath.join(folder, path))

    return link


def to_lines(folder: str) -> Link:
    """Return links to the lines of the files of the project, as GitHub, GitLab and Gitea show them."""
    to_file = to_files(folder)

    def link(path: str, start: int, end: int) -> str | None:
        file = to_file(path, start, end)
        if file is None or not start:
            return file
        # As plain text, because rendered Markdown has no lines to jump to.
        return f"{file}?plain=1#L{start}" + (f"-L{end}" if end > start else "")

    return link


def address(path: str) -> str:
    """Return `path` as a relative address: whatever is in it, it is no other site and no script."""
    relative = posixpath.normpath(path)
    return quote(relative.encode("utf-8", "surrogateescape"), safe="/")
