"""Where a comment has to stand to suppress a finding, and what it says."""

from __future__ import annotations

from mkdocs_profiling_scope.core.markdown.metadata import read_metadata
from mkdocs_profiling_scope.core.markdown.source import Source
from mkdocs_profiling_scope.core.named import NamedTuple
from mkdocs_profiling_scope.core.values import Analysis, Finding


class Insertion(NamedTuple):
    """A comment, and what has to be written at which offset to have it on the page."""

    offset: int
    text: str
    comment: str
    own_line: bool  # else it stands at the end of a line


def suppress(source: Source, analysis: Analysis, finding: Finding, reason: str = "") -> Insertion:
    """Return the comment that suppresses `finding` alone, as far as lines and blocks tell findings apart.

    Args:
        source: the page.
        analysis: of the page.
        finding: to be suppressed.
        reason: why the rule does not hold here; without one, PS902 asks for it.
    """
    if finding.block is None or finding.span.start == finding.span.end:  # about the page, not a place on it
        return suppress_on_page(source, finding, reason)
    block = analysis.blocks[finding.block]
    start = source.line_start(block.start_line)
    before = source.text[start : block.span.start]
    comment = _comment("ignore", finding, reason)
    if block.kind == "item" or before.strip(" \t>"):
        # Before an item, a comment would hold for the items below it too, or take it out of its list.
        return Insertion(source.line_end(finding.start_line), f" {comment}", comment, own_line=False)
    end = _line_break(source)
    return Insertion(start, f"{before}{comment}{end}{before.rstrip()}{end}", comment, own_line=True)


def suppress_on_page(source: Source, finding: Finding, reason: str = "") -> Insertion:
    """Return the comment that suppresses the rule of `finding` on the whole page."""
    comment, end = _comment("ignore-file", finding, reason), _line_break(source)
    return Insertion(read_metadata(source).end, f"{comment}{end}{end}", comment, own_line=True)


def _comment(verb: str, finding: Finding, reason: str) -> str:
    return f"<!-- profiling-scope: {verb}[{finding.code}] {reason}".rstrip() + " -->"


def _line_break(source: Source) -> str:
    first = source.text[source.line_end(1) : source.line_start(2)] if source.lines > 1 else ""
    return first or "\n"
