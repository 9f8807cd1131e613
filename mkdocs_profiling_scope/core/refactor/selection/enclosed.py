"""Enclosed: what an HTML element that goes over several blocks begins and ends around."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_TAG = re.compile(r"<!--.*?(?:-->|\Z)|<(/?)([A-Za-z][\w-]*)(?=[\s/>])[^<>]*?(/?)>", re.DOTALL)
# Elements without an end, and those of which HTML lets the end be left out.
_ENDLESS = re.compile(
    "area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr"
    "|colgroup|dd|dt|li|optgroup|option|p|rp|rt|tbody|td|tfoot|th|thead|tr"
)


def _tags(html: str) -> Iterator[tuple[str, bool]]:
    """Yield the tags of elements that have an end: the name, and whether it is the end."""
    for match in _TAG.finditer(html):
        end, name, alone = match[1], (match[2] or "").lower(), match[3]
        if name and not _ENDLESS.fullmatch(name) and (end or not alone):
            yield name, bool(end)


def _end(unclosed: list[tuple[str, int]], name: str) -> int | None:
    """Take out the innermost element of a name, and what is open in it; return in which part it began.

    An end without a beginning empties the list, and gives None: what is around it is torn.
    """
    while unclosed:
        began, part = unclosed.pop()
        if began == name:
            return part
    return None


def is_torn(html: str) -> bool:
    """Say whether an element begins in `html` and does not end there, or the other way round."""
    unclosed: list[tuple[str, int]] = []
    for name, is_end in _tags(html):
        if not is_end:
            unclosed.append((name, 0))
        elif _end(unclosed, name) is None:
            return True
    return bool(unclosed)


def enclosing(parts: Sequence[str | None]) -> dict[int, int]:
    """Return the parts of a page in which elements end that begin in another one, both by their index.

    Args:
        parts: in order, the raw HTML of each; empty where there is none, and None for a heading, over which
            no element goes on.
    """
    found: dict[int, int] = {}
    unclosed: list[tuple[str, int]] = []  # the name, and the part in which all began that ends with it
    for i, html in enumerate(parts):
        if html is None:
            unclosed.clear()
            continue
        first = i
        for name, is_end in _tags(html):
            if not is_end:
                unclosed.append((name, i))
            else:
                part = _end(unclosed, name)
                first = i if part is None else min(first, part)
        if first < i:  # what begins right where something ends goes on with it
            new = len(unclosed)
            while new and unclosed[new - 1][1] == i:
                new -= 1
            unclosed[new:] = [(name, first) for name, _ in unclosed[new:]]
            if not unclosed or unclosed[-1][1] < first:
                found[first] = i
    return found
