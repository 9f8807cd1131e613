"""Globs over paths: `*` and `?` stay inside a folder, `**` crosses folders, `[...]` is a class."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

_PART = re.compile(r"(\*\*/|\*\*|\*|\?|\[!?\]?[^\]/]*\])")


@dataclass(frozen=True)
class Glob:
    """A glob, matched against whole paths with forward slashes, case included."""

    pattern: str

    @cached_property
    def _regex(self) -> re.Pattern[str]:
        return re.compile("".join(map(_translate, _PART.split(self.pattern))) + r"\Z", re.DOTALL)

    def matches(self, path: str) -> bool:
        """Say whether the whole of `path` matches."""
        return self._regex.match(path) is not None

    @property
    def literal(self) -> bool:
        """Say whether the pattern names one path, without a wildcard."""
        return len(_PART.split(self.pattern)) == 1


def _translate(part: str) -> str:
    if part == "**/":
        return "(?:[^/]+/)*"
    if part == "**":
        return ".*"
    if part == "*":
        return "[^/]*"
    if part == "?":
        return "[^/]"
    if len(part) > 2 and part[0] == "[" and part[-1] == "]":
        negated, inner = part[1] == "!", part[1:-1].lstrip("!").replace("\\", r"\\").replace("[", r"\[")
        return f"[{'^/' if negated else ''}{inner}]"
    return re.escape(part)
