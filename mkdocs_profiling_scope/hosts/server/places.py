"""Offsets in a page as positions of the protocol, which count in units that the client chooses."""

from __future__ import annotations

from collections.abc import Callable

from lsprotocol.types import Position, Range

from mkdocs_profiling_scope.core.markdown.source import Source
from mkdocs_profiling_scope.core.values import Span

Units = Callable[[str], int]
"""How many units a text takes; UTF-16 unless client and server agree on others."""


def to_range(source: Source, span: Span, units: Units) -> Range:
    """Return the range of `span`."""
    return Range(to_position(source, span.start, units), to_position(source, span.end, units))


def to_position(source: Source, offset: int, units: Units) -> Position:
    """Return the position of `offset`."""
    line = source.line(offset)
    return Position(line - 1, units(source.text[source.line_start(line) : offset]))


def to_offset(source: Source, position: Position, units: Units) -> int:
    """Return the offset of `position`; what is past the end of a line is its end."""
    line = min(position.line + 1, source.lines)
    start, end = source.line_start(line), source.line_end(line)
    taken = 0
    for offset in range(start, end):
        if taken >= position.character:
            return offset
        taken += units(source.text[offset])
    return end
