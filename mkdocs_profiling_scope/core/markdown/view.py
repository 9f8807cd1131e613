"""The view of a page: its prose at its offsets, and nothing else; see `Document.view`."""

from __future__ import annotations

from collections.abc import Iterable


def lay_out(text: str, kept: Iterable[tuple[int, int, int]]) -> str:
    """Return a text of blanks with pieces of `text` at their places.

    Between pieces of different parts there is a line break, where the text has its first one: what stands
    before it, and is no prose, belongs to the piece before.

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
            pieces.append(" " * gap if part == last or not pieces else _broken(text, at, start))
        pieces.append(line[start:end])
        at, last = end, part
    broken = text.find("\n", at) >= 0
    pieces.append(_broken(text, at, len(text)) if broken else " " * (len(text) - at))
    return "".join(pieces)


def _broken(text: str, start: int, end: int) -> str:
    """Return blanks with one line break, the first that the text has there; else they begin with it."""
    at = max(text.find("\n", start, end), start)
    return " " * (at - start) + "\n" + " " * (end - at - 1) if start < end else ""
