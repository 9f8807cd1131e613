"""Lines as they are written: each ends as it does, whatever the page uses elsewhere."""

from __future__ import annotations

import re

_LINES = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")


def split_lines(text: str) -> list[str]:
    """Return the lines of a text with their line breaks."""
    return _LINES.findall(text)


def line_break(text: str) -> str:
    """Return the line break that a text uses."""
    first = re.search(r"\r\n|\n|\r", text)
    return first.group() if first else "\n"
