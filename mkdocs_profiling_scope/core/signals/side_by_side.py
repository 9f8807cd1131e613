"""Modes side by side in a table: as its columns, and as its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from mkdocs_profiling_scope.core.values import Span


def side_by_side(
    rows: Sequence[Sequence[Span]], modes_in: Callable[[Span], set[str]], own: str | None
) -> Iterator[str]:
    """Yield the signals of a table: which modes its header names, and which the first cells of its rows.

    Args:
        rows: the cells of the table, the header first.
        modes_in: tells the modes that a cell names.
        own: the mode of the page.
    """
    columns = [modes_in(cell) for cell in rows[0]] if rows else []
    heads = [modes_in(row[0]) for row in rows[1:] if row]
    for name, cells in (("columns", columns), ("rows", heads)):
        modes = set().union(*cells)
        if len(modes) > 1:
            naming = sum(1 for cell in cells if cell)
            yield f"{name} are modes" if naming > 1 else f"{name} name modes"
        elif modes:
            yield f"{name} name {'own' if modes == {own} else 'a'} mode"
