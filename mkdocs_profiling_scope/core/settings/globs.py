"""Globs over paths: `*` and `?` stay inside a folder, `**` crosses folders, `[...]` is a class."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import re2

from mkdocs_profiling_scope.core.named import NamedTuple

_PART = re.compile(r"(\*\*/|\*\*|\*|\?|\[!?\]?[^\]/]*\])")
_NEVER = r"[^\x00-\x{10FFFF}]"


class Glob(NamedTuple):
    """A glob, matched against whole paths with forward slashes, case included."""

    pattern: str

    def matches(self, path: str) -> bool:
        """Say whether the whole of `path` matches."""
        # A file name that is no UTF-8 reaches Python with lone surrogates, which RE2 cannot take.
        text = path if path.isascii() else path.encode("utf-8", "replace").decode()
        return _compiled(self.pattern).fullmatch(text) is not None

    @property
    def literal(self) -> bool:
        """Say whether the pattern names one path, without a wildcard."""
        return len(_PART.split(self.pattern)) == 1


@cache
def _compiled(pattern: str) -> Any:
    # RE2, because a dozen stars in a pattern send `re` back over every one of them.
    return re2.compile("(?s)" + "".join(map(_translate, _PART.split(pattern))))


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
        return _class(part[1:-1])
    return str(re2.escape(part))


def _class(inner: str) -> str:
    negated = inner.startswith("!") and len(inner) > 1
    body = inner[1:] if negated else inner
    ranges: list[str] = []
    i = 0
    while i < len(body):
        wide = body[i + 1 : i + 2] == "-" and i + 2 < len(body)
        first, last = body[i], body[i + 2] if wide else body[i]
        # No class matches the slash, so a range around it is two.
        for low, high in ((first, min(last, ".")), (max(first, "0"), last)):
            if low <= high:
                ranges.append(f"{re2.escape(low)}-{re2.escape(high)}")
        i += 3 if wide else 1
    if not ranges:
        return "[^/]" if negated else _NEVER
    return f"[{'^/' if negated else ''}{''.join(ranges)}]"
