"""The archive: a page as it was before much of it left, with a note on what became of it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection

from mkdocs_profiling_scope.core.refactor.lines import line_break, split_lines
from mkdocs_profiling_scope.core.refactor.links.addresses import Route, linked, rebased
from mkdocs_profiling_scope.core.refactor.links.literal import literal
from mkdocs_profiling_scope.core.refactor.links.targets import targets
from mkdocs_profiling_scope.core.refactor.moves.leaving import Leaving
from mkdocs_profiling_scope.core.report.status import MUCH

_OWN = re.compile(r"(?:scope|mode|archived):")


def is_heavy(left: Leaving) -> bool:
    """Say whether so much of a page has left that one may want to see it as it was."""
    lines = split_lines(left.page.text)
    gone = [n for unit in left.page.units for n in range(unit.start, unit.end + 1)]
    return sum(bool(lines[n - 1].strip()) for n in gone) >= MUCH * sum(bool(line.strip()) for line in lines)


def archive_path(left: Leaving, folder: str, taken: Collection[str]) -> str:
    """Return a path in `folder` for a page; one that is not taken."""
    stem, suffix = posixpath.splitext(posixpath.basename(left.path))
    names = [f"{stem}{suffix}", *(f"{stem}-{n}{suffix}" for n in range(2, len(taken) + 3))]
    return next(path for name in names if (path := posixpath.join(folder, name)) not in taken)


def archived(left: Leaving, to: str, title: str, date: str) -> str:
    """Return the page as it was, as the document `to`.

    Args:
        left: the page, and what has left it.
        to: path of the document, relative to the project.
        title: of the page.
        date: of the page as it was; empty where it is not known.
    """
    page, end = left.page, line_break(left.page.text)
    route = Route(left.path, to, lambda path: False)
    text = page.text
    for target in reversed(targets(page.document)):
        if not target.url.startswith("#"):
            text = text[: target.span.start] + rebased(target, route) + text[target.span.end :]
    # Front matter cannot hold a link, so it is as long as it was.
    head, body = text[: page.document.metadata.end], text[page.document.metadata.end :]
    parts = [_front_matter(head), [""], _note(left, to, title, date), [""]]
    return "".join(line + end for part in parts for line in part) + body


def _front_matter(head: str) -> list[str]:
    lines = [line.rstrip("\r\n") for line in split_lines(head) if line.strip()]
    kept = [line for line in lines if line.rstrip() not in ("---", "...") and not _OWN.match(line)]
    # What follows `archived` is for the search of Material for MkDocs.
    search = [] if any(line.startswith("search:") for line in kept) else ["search: {exclude: true}"]
    return ["---", "scope: none", "archived: true", *search, *kept, "---"]


def _note(left: Leaving, to: str, title: str, date: str) -> list[str]:
    folder = posixpath.dirname(to)
    now = f"[{literal(title)}]({linked(left.path, folder)})"
    when = f" on {date}" if date else ""
    out = [f"> **Archived.** This is {now} as it was{when}, before parts of it moved:", ">"]
    for unit in left.page.units:
        anchor = left.nearest_anchor(unit)
        address = linked(left.target, folder) + (f"#{anchor}" if anchor else "")
        lines = f"lines {unit.start}-{unit.end}" if unit.end > unit.start else f"line {unit.start}"
        section = literal(" / ".join(left.sections(unit)) or title)
        out.append(f"> - {lines}, “{section}”: [{literal(posixpath.basename(left.target))}]({address})")
    return out


def with_link(text: str, path: str, to: str) -> str:
    """Return the page at `path` with a link to the document `to`, in which it is as it was."""
    end = line_break(text)
    closed = text if text.endswith(("\n", "\r")) or not text else text + end
    return (
        f"{closed}{end}This page [as it was]({linked(to, posixpath.dirname(path))}) is in the archive.{end}"
    )
