"""Addresses: how a page writes where something is, and writes it anew when the page is elsewhere."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from mkdocs_profiling_scope.core.refactor.links.targets import Target


@dataclass(frozen=True, slots=True)
class Route:
    """From where to where text goes, and what exists along it; paths are relative to the project."""

    path: str
    target: str
    exists: Callable[[str], bool]


def rebased(target: Target, route: Route) -> str:
    """Return an address on one page as it is on another."""
    if not target.is_relative or route.path == route.target:
        return target.url
    folder, base = posixpath.dirname(route.path), posixpath.dirname(route.target)
    if target.kind == "inclusion" and not target.file.startswith("."):
        return target.url  # from the folders that the extension is told
    if not target.file:
        return linked(route.path, base) + target.rest
    there = posixpath.normpath(posixpath.join(folder, target.file))
    if target.kind == "code" and not target.file.startswith(".") and not route.exists(there):
        return target.url  # a name that is meant from another folder
    if folder == base:
        return target.url
    return relative(there, base) + ("/" if target.file.endswith("/") else "") + target.rest


def relative(path: str, folder: str) -> str:
    """Return a path in the project as it is written on a page in `folder`."""
    return posixpath.relpath(posixpath.join("/", path), posixpath.join("/", folder))


def linked(path: str, folder: str) -> str:
    """Return a path in the project as the address of a link on a page in `folder`."""
    return quoted(relative(path, folder))


def quoted(path: str) -> str:
    """Return a path, as it is written on a page, as the address of a link."""
    return re.sub(r"[\s<>()\[\]\"%?#\\]", lambda found: quote(found.group()), path)
