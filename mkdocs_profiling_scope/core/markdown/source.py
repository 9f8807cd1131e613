"""A text with its lines: the one place where offsets become line and column."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import cached_property, lru_cache, partial
from itertools import accumulate

_LINE_END = re.compile(r"\r\n|\n|\r")
BOM = "\ufeff"


class Source:
    """The original text of a page; nothing is normalised, so that every offset stays true."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.body_start = len(BOM) if text.startswith(BOM) else 0

    @cached_property
    def _starts(self) -> list[int]:
        return _starts(self.text)

    @cached_property
    def line(self) -> Callable[[int], int]:
        """What returns the 1-based line that the character at an offset stands on, in one step of C."""
        return partial(bisect_right, self._starts)

    def position(self, offset: int) -> tuple[int, int]:
        """Return the 1-based line and column, in characters, of `offset`; a BOM takes no column."""
        line = self.line(offset)
        column = offset - self._starts[line - 1] + 1
        return line, column - self.body_start if line == 1 and column > self.body_start else column

    def line_start(self, line: int) -> int:
        """Return the offset of the first character of a 1-based `line`."""
        return self._starts[line - 1]

    def line_end(self, line: int) -> int:
        """Return the offset after the last character of a 1-based `line`, line break left out."""
        start = self._starts[line - 1]
        end = self._starts[line] if line < len(self._starts) else len(self.text)
        last = max(start, end - len("\r\n"))  # a line may be long; how it ends is not
        return last + len(self.text[last:end].rstrip("\r\n"))

    def lines_from(self, offset: int) -> Iterator[tuple[int, int]]:
        """Yield start and end of the line that the character at `offset` stands on, and of those after it.

        For a few lines of a text that nobody asks more about, which is quicker than counting all lines.
        """
        if "\r" in self.text:
            for line in range(self.line(offset), self.lines + 1):
                yield self.line_start(line), self.line_end(line)
            return
        start = self.text.rfind("\n", 0, offset) + 1
        while (end := self.text.find("\n", start)) >= 0:
            yield start, end
            start = end + 1
        yield start, len(self.text)

    @property
    def lines(self) -> int:
        """Return the number of lines; an empty text has one."""
        return len(self._starts)


@lru_cache(maxsize=1)  # who shows what was found asks again for the text that was analysed last
def _starts(text: str) -> list[int]:
    """Return the offsets at which lines begin."""
    if "\r" in text:
        return [0, *(m.end() for m in _LINE_END.finditer(text))]
    # The same without a step of Python for each line.
    lengths = map(len, text.split("\n")[:-1])
    return [0, *accumulate(map((1).__add__, lengths))]
