"""Directives: a comment that suppresses a finding goes along with the block that it stands above."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace

from mkdocs_profiling_scope.core.findings.suppressions import Suppressions
from mkdocs_profiling_scope.core.markdown.document import Document
from mkdocs_profiling_scope.core.refactor.values import Unit


def with_directives(units: Iterable[Unit], document: Document) -> Iterator[Unit]:
    """Yield what leaves a page with the directives that hold for nothing else; above a section they stay."""
    source = document.source
    above: list[tuple[int, ...]] = sorted(  # first and last line of each, and of what it holds for
        (source.line(d.span.start), source.line(d.span.end), source.line(d.holds.start), source.line(last))
        for d in Suppressions.read(document).directives
        if d.verb == "ignore" and (last := max(d.holds.start, d.holds.end - 1)) > d.span.end
    )
    for unit in units:
        start = unit.start
        i = 0 if unit.heading else bisect_left(above, (start,))
        while i and unit.start <= above[i - 1][2] and above[i - 1][3] <= unit.end:
            i -= 1
            first, last = above[i][:2]
            if source.text[source.line_end(last) : source.line_start(start)].strip(" \t\r\n>"):
                break
            start = first
        yield replace(unit, start=start) if start < unit.start else unit
