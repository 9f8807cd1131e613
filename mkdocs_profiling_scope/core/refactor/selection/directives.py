"""Directives: a comment that suppresses a finding goes along with the block that it stands above."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from mkdocs_profiling_scope.core.findings.suppressions import Suppressions
from mkdocs_profiling_scope.core.markdown.document import Document
from mkdocs_profiling_scope.core.refactor.values import Unit


def with_directives(units: Iterable[Unit], document: Document) -> Iterator[Unit]:
    """Yield what leaves a page with the directives that hold for nothing else; above a section they stay."""
    source = document.source
    above = [
        (source.line(d.span.start), source.line(d.span.end), source.line(d.holds.start), source.line(last))
        for d in Suppressions.read(document).directives
        if d.verb == "ignore" and (last := max(d.holds.start, d.holds.end - 1)) > d.span.end
    ]
    for unit in units:
        start = unit.start
        for first, last, begins, ends in reversed(above):
            between = source.text[source.line_end(last) : source.line_start(start)]
            held = unit.start <= begins and ends <= unit.end and last < start
            if held and not unit.heading and not between.strip(" \t\r\n>"):
                start = first
        yield replace(unit, start=start) if start < unit.start else unit
