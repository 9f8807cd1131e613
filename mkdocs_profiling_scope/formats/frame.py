"""The code frame: the lines that a finding is about, with the words underlined."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from mkdocs_profiling_scope.core.counted import counted
from mkdocs_profiling_scope.core.markdown.source import Source
from mkdocs_profiling_scope.core.values import Finding
from mkdocs_profiling_scope.formats.visible import visible

WIDTH = 100  # columns of text beside the line numbers
LINES = 3  # that are shown of a finding that has more
_BEFORE = 20  # characters that stay to the left of the words when a long line is cut
_CUT = "…"
_TAB = "    "
_FOREIGN = re.compile(r"[^\x00-\x7f]")


def frame(finding: Finding, source: Source) -> Iterator[tuple[str, str, str]]:
    """Yield for each line its number, its text and the underline, all of them to be printed as they are."""
    last = min(finding.end_line, finding.start_line + LINES - 1)
    bounds = source.lines_from(finding.span.start)
    for line, (start, end) in zip(range(finding.start_line, last + 1), bounds, strict=False):
        first = max(finding.span.start, start) - start
        text = source.text[start:end]
        text, first, until = _cut(text, first, max(min(finding.span.end, end) - start, first))
        words = text[first:until].lstrip()
        first = until - len(words)
        before = _printed(text[:first])
        words = _printed(words.rstrip())
        marks = "^" * max(_columns(words), int(line == finding.start_line))
        yield str(line), _printed(text).rstrip(), (" " * _columns(before) + marks).rstrip()
    if last < finding.end_line:
        yield "", f"{_CUT} {counted(finding.end_line - last, 'more line')}", ""


def _cut(text: str, first: int, until: int) -> tuple[str, int, int]:
    """Return the part of a long line that the words `first` to `until` are in, and where they are in it."""
    if len(text) <= WIDTH:
        return text, first, until
    begin = max(0, first - _BEFORE) if until > WIDTH else 0
    end = min(len(text), begin + WIDTH)
    head, tail = _CUT if begin else "", _CUT if end < len(text) else ""
    shift = len(head) - begin
    return head + text[begin:end] + tail, first + shift, min(until, end) + shift


def _printed(text: str) -> str:
    return visible(text.replace("\t", _TAB))


def _columns(text: str) -> int:
    """Return how many columns of a terminal `text` takes."""
    columns = len(text)
    if text.isascii():
        return columns
    for char in _FOREIGN.findall(text):
        if unicodedata.combining(char):
            columns -= 1
        elif unicodedata.east_asian_width(char) in "WF":
            columns += 1
    return columns
