"""The view of a page: its prose at its offsets, and nothing else; see `Document.view`."""

from __future__ import annotations

from collections.abc import Iterable


def lay_out(text: str, kept: Iterable[tuple[int, int, int]]) -> str:
    """Return a text of blanks with pieces of `text` at their places.

    Between pieces of different parts there is a line break.

    Args:
        text: of the page.
        kept: start, end and part of each piece, in any order.
    """
    pieces: list[str] = []
    at, last = 0, -1
    line = text.replace("\n", " ").replace("\r", " ")
    for start, end, part in sorted(kept):
        if start < at:
            continue
        gap = start - at
        if gap:
            pieces.append(" " * gap if part == last else "\n" + " " * (gap - 1))
        pieces.append(line[start:end])
        at, last = end, part
    pieces.append("\n" * (len(text) - at))
    return "".join(pieces)
