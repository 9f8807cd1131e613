"""Includers: which documents take in a page that text has left, and so show something else now."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterator, Mapping

from mkdocs_profiling_scope.core.markdown.source import Source
from mkdocs_profiling_scope.core.refactor.lines import split_lines
from mkdocs_profiling_scope.core.refactor.links.inclusions import Inclusion, inclusions, parts
from mkdocs_profiling_scope.core.refactor.moves.leaving import Leaving


def includers(
    texts: Mapping[str, str], leaving: Mapping[str, Leaving], roots: Collection[str]
) -> Iterator[str]:
    """Yield what to look at, in words.

    Args:
        texts: all documents as they will be.
        leaving: what has left which page.
        roots: the folders that paths may be read from, besides that of the document.
    """
    for path, text in sorted(texts.items()):
        source = Source(text)
        for found in inclusions(text):
            folders = (posixpath.dirname(path), *(() if found.is_of_the_page else roots))
            places = [posixpath.normpath(posixpath.join(folder, found.path)) for folder in folders]
            page = next((place for place in places if place in leaving), None)
            if page is not None and page != path:
                yield f"{path}:{source.line(found.span.start)}: {_said(found, leaving[page])}"


def _said(found: Inclusion, left: Leaving) -> str:
    if found.part and found.part in _moved_parts(left):
        return f"takes in “{found.part}” of {left.path}, which is in {left.target} now; change it by hand"
    return f"takes in {left.path}, which text has left; look at what it shows"


def _moved_parts(left: Leaving) -> set[str]:
    lines = split_lines(left.page.text)
    moved = "".join("".join(lines[unit.start - 1 : unit.end]) for unit in left.page.units)
    return parts(moved)
