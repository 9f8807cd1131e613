"""Marks: private-use characters that carry a number from the source of a page to its rendered HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from mkdocs_profiling_scope.hosts.tagging import Tag

# From the end of plane 16, where icon fonts do not reach.
_FIRST = 0x10F700
_DIGITS = [chr(_FIRST + i) for i in range(16)]
_OPEN, _CLOSE = chr(_FIRST + 16), chr(_FIRST + 17)
_MARK = re.compile(f"{_OPEN}([{_DIGITS[0]}-{_DIGITS[-1]}]+){_CLOSE}")
_OURS = re.compile(f"[{_DIGITS[0]}-{_CLOSE}]")
_VALUES = {digit: f"{i:x}" for i, digit in enumerate(_DIGITS)}


class Marks:
    """The tags of one build, each reachable by the number in its mark.

    Numbers are never reused within a build, because some plugins render the text of a page again
    later, with other pages around it.
    """

    def __init__(self) -> None:
        self._tags: list[Tag] = []

    def __bool__(self) -> bool:
        return bool(self._tags)

    def insert(self, text: str, places: Iterable[tuple[int, Tag]]) -> str:
        """Return `text` with a mark for each tag at its offset; offsets ascend."""
        parts: list[str] = []
        last = 0
        for offset, tag in places:
            parts += text[last:offset], self._new(tag)
            last = offset
        return "".join((*parts, text[last:]))

    def find(self, text: str) -> Iterator[Tag]:
        """Yield the tags whose marks stand in `text`."""
        for match in _MARK.finditer(text):
            number = int("".join(_VALUES[digit] for digit in match[1]), 16)
            if number < len(self._tags):
                yield self._tags[number]

    def _new(self, tag: Tag) -> str:
        self._tags.append(tag)
        return _OPEN + "".join(_DIGITS[int(c, 16)] for c in f"{len(self._tags) - 1:x}") + _CLOSE


def has_marks(text: str) -> bool:
    """Say whether a mark stands in `text`."""
    return _OPEN in text


def strip_marks(text: str) -> str:
    """Return `text` without marks."""
    return _MARK.sub("", text) if _OPEN in text else text


def uses_mark_characters(text: str) -> bool:
    """Say whether `text`, before any mark is in it, holds a character that marks are made of."""
    return _OURS.search(text) is not None
