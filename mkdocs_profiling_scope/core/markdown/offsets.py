"""From bytes of the text that the Markdown parser reads back to characters of the original."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Callable, Iterable

from mkdocs_profiling_scope.core.markdown.plain import FEW, foreign_characters, occurrences

_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


class OffsetMap:
    """Leads from offsets of a rewritten text to offsets of the original."""

    def __init__(self, base: int = 0) -> None:
        self._out = [0]
        self._in = [base]

    @property
    def shift(self) -> int | None:
        """Return by how much every offset differs; None where it is not the same everywhere."""
        return self._in[0] if len(self._out) == 1 else None

    def add(self, out: int, original: int) -> None:
        """Say that from `out` on, the text is the original from `original` on."""
        if original - out != self._in[-1] - self._out[-1]:
            self._out.append(out)
            self._in.append(original)

    def stretches(self, size: int) -> Iterable[tuple[int, int, int, int]]:
        """Yield the stretches of a rewritten text of `size` characters in which the original goes on.

        Each has its start and end, the original offset of its start, and the one that it does not exceed.
        """
        ends = (*self._out[1:], size)
        return zip(self._out, ends, self._in, (*self._in[1:], sys.maxsize), strict=True)


def spans(offsets: OffsetMap, body: str) -> Callable[[int, int], tuple[int, int]]:
    """Return what leads from a range of bytes of the rewritten text to one of characters of the original."""
    shift = offsets.shift
    if shift is not None and body.isascii():
        return lambda start, end: (start + shift, end + shift)
    begins, moves, most = _stretches(offsets, body)
    ends = [*begins[1:], sys.maxsize]
    low = high = move = limit = 0  # the stretch that was met last, as most ranges begin in the same one

    def span(start: int, end: int) -> tuple[int, int]:
        nonlocal low, high, move, limit
        if not low <= start < high:
            i = bisect_right(begins, start) - 1
            low, high, move, limit = begins[i], ends[i], moves[i], most[i]
        first = start + move
        if first > limit:
            first = limit
        if end <= high:
            last, far = end + move, limit
        else:
            # The byte before the end, because an inserted quote mark may follow.
            i = bisect_right(begins, end - 1) - 1
            last, far = end + moves[i], most[i]
        if last > far:
            last = far + 1
        return first, last if start < end and first < last else first

    return span


def _stretches(offsets: OffsetMap, body: str) -> tuple[list[int], list[int], list[int]]:
    """Return the stretches of bytes between which it changes by how much they differ from characters.

    For each its first byte, the difference, and the offset that it does not exceed: what was inserted is at
    one place. A stretch begins with the second byte of a character.
    """
    begins, moves, most = [], [], []
    wide = _wide(body)
    more, i = 0, 0  # bytes than characters so far; of the characters that take several
    for start, end, original, limit in offsets.stretches(len(body)):
        move = original - start
        begins.append(start + more)
        moves.append(move - more)
        most.append(limit)
        while i < len(wide) and wide[i] < end:
            begins.append(wide[i] + more + 1)
            more += len(body[wide[i]].encode()) - 1
            moves.append(move - more)
            most.append(limit)
            i += 1
    return begins, moves, most


def _wide(body: str) -> list[int]:
    """Return where the characters are that take several bytes."""
    if body.isascii():
        return []
    foreign = foreign_characters(body)
    if len(foreign) > FEW:
        return [found.start() for found in _NOT_ASCII.finditer(body)]
    return sorted(place for char in foreign for place in occurrences(body, char))
