"""The view of a page: its prose at its offsets, and nothing else."""

from __future__ import annotations


class View:
    """Takes pieces of prose in any order and lays them out; see `Document.view`."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._kept: list[tuple[int, int, int]] = []  # start, end, part
        self._part = 0

    def part(self) -> None:
        """Begin a new part: what comes next must not be read on from what came before."""
        self._part += 1

    def keep(self, start: int, end: int) -> None:
        """Take `text[start:end]` for prose."""
        self._kept.append((start, end, self._part))

    def __str__(self) -> str:
        """Return the view: blanks inside a part, a line break and blanks between parts."""
        pieces: list[str] = []
        at, last = 0, -1
        for start, end, part in sorted(self._kept):
            if start < at:
                continue
            gap = start - at
            pieces.append(" " * gap if part == last or not gap else "\n" + " " * (gap - 1))
            pieces.append(self._text[start:end].replace("\n", " ").replace("\r", " "))
            at, last = end, part
        pieces.append("\n" * (len(self._text) - at))
        return "".join(pieces)
