"""Marks: private-use characters that carry a block's number from the source of a page to its HTML."""

from __future__ import annotations

import pickle
import re
import zlib
from bisect import bisect_right
from collections.abc import Iterable, Sequence, Set

from mkdocs_profiling_scope.hosts.markdown.tagging import Tag

# From the end of plane 16, where icon fonts do not reach.
_FIRST = 0x10F700
_DIGITS = [chr(_FIRST + i) for i in range(16)]
_OPEN, _CLOSE = chr(_FIRST + 16), chr(_FIRST + 17)
_DIGIT = f"[{_DIGITS[0]}-{_DIGITS[-1]}]"
_MARK = re.compile(f"{_OPEN}({_DIGIT}{{6}}){_CLOSE}")
# Python-Markdown loses a character where strong and emphasis end in each other, and it may be one of ours.
_REST = re.compile(f"{_OPEN}{_DIGIT}*{_CLOSE}?|{_DIGIT}*{_CLOSE}")
_OURS = re.compile(f"[{_DIGITS[0]}-{_CLOSE}]")
_START = _OPEN.encode()[:3]  # of all of them
_VALUES = {digit: f"{i:x}" for i, digit in enumerate(_DIGITS)}


class Marks:
    """The tags of one build, numbered, page after page and block after block.

    Numbers are never reused within a build, because some plugins render the text of a page again
    later, with other pages around it. Those of all pages but the one at hand are packed up.
    """

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._stop = 0
        self._packed: list[bytes] = []
        self._first = 0
        self._tags: Sequence[Tag] = ()
        self._marked: Set[int] = frozenset()

    def __bool__(self) -> bool:
        """Say whether there is any tag."""
        return self._stop > 0

    def insert(self, text: str, tags: Sequence[Tag], places: Iterable[tuple[int, int]]) -> str:
        """Return `text`, a page, with marks in it.

        Args:
            text: of the page.
            tags: of all its blocks, in document order.
            places: offset in `text` and index into `tags` of each mark; offsets ascend.
        """
        first = self._stop
        parts: list[str] = []
        last = 0
        marked = set()
        for offset, index in places:
            parts += text[last:offset], _mark(first + index)
            marked.add(first + index)
            last = offset
        self._starts.append(first)
        self._stop += len(tags)
        self._first, self._tags, self._marked = first, tags, marked
        rows = list(map(tuple, tags))
        self._packed.append(zlib.compress(pickle.dumps((rows, marked)), 1))  # never leaves the process
        return "".join((*parts, text[last:]))

    def find(self, text: str) -> list[int]:
        """Return the numbers whose marks stand in `text`."""
        digits = (found[1] for found in _MARK.finditer(text))
        numbers = [int("".join(_VALUES[digit] for digit in number), 16) for number in digits]
        return [number for number in numbers if number < self._stop]

    def tag(self, number: int) -> Tag:
        """Return a tag by its number."""
        self._turn_to(number)
        return self._tags[number - self._first]

    def is_marked(self, number: int) -> bool:
        """Say whether there is a mark of that number."""
        self._turn_to(number)
        return number in self._marked

    def page(self, number: int) -> range:
        """Return the numbers of all blocks of the page that the block `number` is on."""
        self._turn_to(number)
        return range(self._first, self._first + len(self._tags))

    def _turn_to(self, number: int) -> None:
        if not 0 <= number - self._first < len(self._tags):
            at = bisect_right(self._starts, number) - 1
            rows, self._marked = pickle.loads(zlib.decompress(self._packed[at]))
            self._first, self._tags = self._starts[at], list(map(Tag._make, rows))


def _mark(number: int) -> str:
    # Eight characters, so that a tab further on in the line reaches as far as without the mark.
    return _OPEN + "".join(_DIGITS[int(digit, 16)] for digit in f"{number:06x}") + _CLOSE


def has_marks(text: str) -> bool:
    """Say whether a mark stands in `text`."""
    return _OPEN in text or _CLOSE in text


def strip_marks(text: str) -> str:
    """Return `text` without marks."""
    # Whole marks first: of them alone, `re` finds the next one without a look at each character.
    text = _MARK.sub("", text)
    return _REST.sub("", text) if has_marks(text) else text


def uses_mark_characters(text: str) -> bool:
    """Say whether `text`, before any mark is in it, holds a character that marks are made of."""
    if text.isascii() or _START not in text.encode("utf-8", "replace"):  # many times faster than a pattern
        return False
    return _OURS.search(text) is not None
