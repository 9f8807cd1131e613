"""The code frame: the lines that a finding is about, with the words underlined."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from mkdocs_profiling_scope.core.source import Source
from mkdocs_profiling_scope.core.values import Finding
from mkdocs_profiling_scope.formats.visible import visible

WIDTH = 100  # columns of text beside the line numbers
LINES = 3  # that are shown of a finding that has more
_BEFORE = 20  # characters that stay to the left of the words when a long line is cut
_CUT = "…"
_TAB = "    "


def frame(finding: Finding, source: Source) -> Iterator[tuple[str, str, str]]:
    """Yield for each line its number, its text and the underline, all of them to be printed as they are."""
    last = min(finding.end_line, finding.start_line + LINES - 1)
    for line in range(finding.start_line, last + 1):
        start, end = source.line_start(line), source.line_end(line)
        first = max(finding.span.start, start) - start
        text = source.text[start:end]
        text, first, until = _cut(text, first, max(min(finding.span.end, end) - start, first))
        first += len(text[first:until]) - len(text[first:until].lstrip())
        before = _printed(text[:first])
        words = _printed(text[first:until].rstrip())
        marks = "^" * max(_columns(words), int(line == finding.start_line))
        yield str(line), _printed(text).rstrip(), (" " * _columns(before) + marks).rstrip()
    if last < finding.end_line:
        rest = finding.end_line - last
        yield "", f"{_CUT} {rest} more line{'s' if rest > 1 else ''}", ""


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
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )
