"""Where sentences begin and end in the prose of a block."""

from __future__ import annotations

import re

from mkdocs_profiling_scope.core.values import Span

_END = re.compile(r"\n+|[.!?]+[\"')\]]*(?=\s|\Z)")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|vs|approx|etc|cf|ca|resp|no|fig|eq|sec|Dr|Mr|St|al|incl|max|min|avg)|\b[A-Z])\Z",
    re.IGNORECASE,
)
_NEXT = re.compile(r"\s*([^\s\"'(\[*])")


def sentences(view: str, start: int, end: int) -> list[Span]:
    """Split `view[start:end]` into sentences, white space at their ends left out."""
    found: list[Span] = []
    begin = start
    for match in _END.finditer(view, start, end):
        if match.group()[0] == "\n":
            _add(found, view, begin, match.start())
            begin = match.end()
        elif not _goes_on(view, match.start(), match.end(), end):
            _add(found, view, begin, match.end())
            begin = match.end()
    _add(found, view, begin, end)
    return found


def _goes_on(view: str, stop: int, after: int, end: int) -> bool:
    follows = _NEXT.match(view, after, end)
    if follows and follows[1].islower():
        return True
    return (
        view[stop] == "."
        and after == stop + 1
        and bool(_ABBREVIATION.search(view, max(0, stop - 8), stop))
        and follows is not None
    )


def _add(found: list[Span], view: str, start: int, end: int) -> None:
    text = view[start:end]
    if stripped := text.strip():
        first = start + text.index(stripped[0])
        found.append(Span(first, first + len(stripped)))
