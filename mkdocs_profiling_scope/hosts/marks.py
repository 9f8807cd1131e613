"""Marks: private-use characters that carry a block's number from the source of a page to its HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from mkdocs_profiling_scope.hosts.tagging import Tag

# From the end of plane 16, where icon fonts do not reach.
_FIRST = 0x10F700
_DIGITS = [chr(_FIRST + i) for i in range(16)]
_OPEN, _CLOSE = chr(_FIRST + 16), chr(_FIRST + 17)
_MARK = re.compile(f"{_OPEN}([{_DIGITS[0]}-{_DIGITS[-1]}]+){_CLOSE}")
_OURS = re.compile(f"[{_DIGITS[0]}-{_CLOSE}]")
_VALUES = {digit: f"{i:x}" for i, digit in enumerate(_DIGITS)}


class Marks:
    """The tags of one build, numbered, page after page and block after block.

    Numbers are never reused within a build, because some plugins render the text of a page again
    later, with other pages around it.
    """

    def __init__(self) -> None:
        self.tags: list[Tag] = []
        self.marked: set[int] = set()
        self._pages: list[range] = []

    def insert(self, text: str, tags: Sequence[Tag], places: Iterable[tuple[int, int]]) -> str:
        """Return `text`, a page, with marks in it.

        Args:
            text: of the page.
            tags: of all its blocks, in document order.
            places: offset in `text` and index into `tags` of each mark; offsets ascend.
        """
        first = len(self.tags)
        self.tags += tags
        self._pages.append(range(first, len(self.tags)))
        parts: list[str] = []
        last = 0
        for offset, index in places:
            parts += text[last:offset], _mark(first + index)
            self.marked.add(first + index)
            last = offset
        return "".join((*parts, text[last:]))

    def find(self, text: str) -> list[int]:
        """Return the numbers whose marks stand in `text`."""
        digits = (found[1] for found in _MARK.finditer(text))
        numbers = [int("".join(_VALUES[digit] for digit in number), 16) for number in digits]
        return [number for number in numbers if number < len(self.tags)]

    def page(self, number: int) -> range:
        """Return the numbers of all blocks of the page that the block `number` is on."""
        return next(page for page in reversed(self._pages) if number in page)


def _mark(number: int) -> str:
    # Eight characters, so that a tab further on in the line reaches as far as without the mark.
    return _OPEN + "".join(_DIGITS[int(digit, 16)] for digit in f"{number:06x}") + _CLOSE


def has_marks(text: str) -> bool:
    """Say whether a mark stands in `text`."""
    return _OPEN in text


def strip_marks(text: str) -> str:
    """Return `text` without marks."""
    return _MARK.sub("", text) if _OPEN in text else text


def uses_mark_characters(text: str) -> bool:
    """Say whether `text`, before any mark is in it, holds a character that marks are made of."""
    return _OURS.search(text) is not None
