"""A stored text against a new one."""

from __future__ import annotations

from difflib import unified_diff
from pathlib import Path


def difference(stored: Path, text: str) -> str:
    """Return the unified diff from the stored text to `text`; empty where they are the same."""
    before = stored.read_text("utf-8") if stored.is_file() else ""
    lines = unified_diff(
        before.splitlines(keepends=True), text.splitlines(keepends=True), stored.name, "now", n=1
    )
    return "".join(lines)
