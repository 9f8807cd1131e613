"""Documents measured by hand: four owners, two of each part, with known counts."""

from __future__ import annotations

from bench.detection.corpus import About, Label
from bench.detection.matching import Measured, match
from mkdocs_profiling_scope import Analysis, Block, Finding
from mkdocs_profiling_scope.core.values import Span
from tools.detection.split import held_back

# A block for each line: what a reader says of it and what we say, as "scope/comparison".
Row = tuple[str, str]

NAMES = [f"owner{number}" for number in range(40)]
TUNED = [name for name in NAMES if not held_back(name)]
HELD_BACK = [name for name in NAMES if held_back(name)]


def measured(
    owner: str, rows: list[Row], findings: list[Finding] | None = None, *, kind: int = 1, style: str = "human"
) -> Measured:
    """Return what comes of a document with one block a line."""
    labels = [Label(line, line, *gold.split("/")) for line, (gold, _) in enumerate(rows, 1)]
    blocks = tuple(block(line, ours) for line, (_, ours) in enumerate(rows, 1))
    analysis = Analysis("page.md", "profiling", None, blocks, tuple(findings or ()))
    return match(About("wild", owner, kind, style), labels, analysis)


def block(line: int, ours: str, last: int | None = None) -> Block:
    scope, comparison = ours.split("/")
    return Block(Span(0, 0), line, last or line, "paragraph", 0, scope, comparison)  # type: ignore[arg-type]


def finding(code: str, line: int, last: int | None = None, *, sure: bool = True) -> Finding:
    return Finding(
        code,
        "name",
        "warning" if sure else "info",
        "high" if sure else "medium",
        "message",
        "reason",
        "page.md",
        Span(0, 0),
        line,
        1,
        last or line,
        2,
    )
