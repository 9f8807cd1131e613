"""Searches by patterns of linear time."""

from __future__ import annotations

from typing import Any

import re2


def found_by(pattern: Any, text: bytes) -> list[tuple[int, int]]:
    """Return where `pattern` is found.

    An iterator of re2 spends as much again in Python for each match as the search takes.
    """
    search = getattr(getattr(pattern, "_regexp", None), "Match", None)
    if search is None:
        return [match.span() for match in pattern.finditer(text)]
    found: list[tuple[int, int]] = []
    at, size, anchor = 0, len(text), re2._Anchor.UNANCHORED
    while at <= size and (place := search(anchor, text, at, size)[0])[0] >= 0:
        found.append(place)
        at = place[1] + (place[0] == place[1])
    return found
