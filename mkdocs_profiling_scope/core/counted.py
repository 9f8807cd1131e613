"""Numbers with the words for what they count."""

from __future__ import annotations

from collections.abc import Callable


def counted(count: int, noun: str) -> str:
    """Return a number with its noun."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def by_severity(count: Callable[[str], int]) -> str:
    """Return how many findings there are of each severity, as `count` says; empty where there are none."""
    return ", ".join(each_severity(count))


def each_severity(count: Callable[[str], int]) -> list[str]:
    """Return the same one by one."""
    said = [counted(found, word) for word in ("error", "warning") if (found := count(word))]
    return said + ([f"{found} info"] if (found := count("info")) else [])
