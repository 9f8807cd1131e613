"""Pointers: lines that `refactor` leaves where text has left a page. They propose and compare nothing."""

from __future__ import annotations

import re

POINTER = re.compile(
    r"\s*(?:Moved to \[(?:[^\]\\]|\\.)*\]\([^)\s]*\): `.*`"
    r"|This page \[as it was\]\([^)\s]*\) is in the archive\.)\s*\Z"
)
ANCHORS = re.compile(r"\s*(?:<a id=\"[^\"]*\"></a>)+\s*\Z")  # above one


def is_pointer(block: str) -> bool:
    """Say whether a block is a pointer, to the archive too, with the anchors above it."""
    *above, last = block.splitlines() or [""]
    return bool(POINTER.match(last)) and all(map(ANCHORS.match, above))
