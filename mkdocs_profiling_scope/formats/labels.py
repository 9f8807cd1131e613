"""What every block of a page was judged to be, as text and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mkdocs_profiling_scope.core.values import Analysis, Block
from mkdocs_profiling_scope.formats.visible import visible

if TYPE_CHECKING:
    from mkdocs_profiling_scope.core.explained.values import Explanation


def render(shown: str, analysis: Analysis) -> str:
    """Return a line for each block: its lines, kind, scope, comparison, and the reasons."""
    rows = [
        (f"{block.start_line}-{block.end_line}", block.kind, block.scope, block.comparison)
        for block in analysis.blocks
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [head(shown, analysis)]
    for row, block in zip(rows, analysis.blocks, strict=True):
        cells = [row[0].rjust(widths[0]), *map(str.ljust, row[1:], widths[1:])]
        lines.append("  ".join(["", *cells, visible("; ".join(block.reasons))]).rstrip())
    return "\n".join(lines) + "\n"


def head(shown: str, page: Analysis | Explanation) -> str:
    """Return a line that says what a page is."""
    rest = "" if page.english else ", not in English: its words were not judged"
    return f"{visible(shown)}: scope {page.scope}, mode {visible(page.mode or 'unknown')}{rest}"


def document(shown: str, analysis: Analysis) -> dict[str, Any]:
    """Return a page for JSON."""
    return {
        "path": shown,
        "scope": analysis.scope,
        "mode": analysis.mode,
        "english": analysis.english,
        "blocks": [of_block(block) for block in analysis.blocks],
    }


def of_block(block: Block) -> dict[str, Any]:
    """Return a block for JSON."""
    return {
        "start_line": block.start_line,
        "end_line": block.end_line,
        "kind": block.kind,
        "level": block.level,
        "scope": block.scope,
        "comparison": block.comparison,
        "reasons": list(block.reasons),
    }
