"""A run with everything that a format has to escape."""

from __future__ import annotations

from mkdocs_profiling_scope.core.markdown.source import Source
from mkdocs_profiling_scope.core.values import Finding, Severity, Span
from mkdocs_profiling_scope.formats.excerpt import excerpt
from mkdocs_profiling_scope.formats.run import Run, page_run

PATH = "docs/100%, a:b & <c> µ.md"
TEXT = "# Läsen 🙂\n\n> The 🙂 Node binding\n> is slower\tthan µs.\n\nIt | is *slower* <b>than</b> `us`.\n"
MESSAGE = '"🙂 50 % | slower, <than>: `us` & ]]> *b* [x](y)"\r\nsecond\x00\x1b[2J\ud800 line'


def finding(words: str, code: str, name: str, severity: Severity, message: str = MESSAGE) -> Finding:
    source, start = Source(TEXT), TEXT.index(words)
    end = start + len(words)
    line, column = source.position(start)
    end_line, end_col = source.position(end)
    return Finding(
        code=code,
        name=name,
        severity=severity,
        confidence="high",
        message=message,
        reason="says 'a < b' & more",
        path=PATH,
        span=Span(start, end),
        start_line=line,
        start_col=column,
        end_line=end_line,
        end_col=end_col,
    )


FINDINGS = (
    finding("Läsen 🙂", "PS105", "cross-mode-heading", "info"),
    finding("Node binding\n> is slower\tthan µs.", "PS101", "cross-mode-comparison", "warning"),
    finding("It | is *slower* <b>than</b> `us`.", "PS103", "cross-mode-justification", "error"),
    finding("It | is *slower* <b>than</b> `us`.", "PS103", "cross-mode-justification", "error"),
)
EXCERPTS = tuple(excerpt(found, Source(TEXT)) for found in FINDINGS)
RUN = Run(
    (page_run(FINDINGS, EXCERPTS),),
    documents=3,
    checked=2,
    paths=(PATH, "docs/clean.md"),
)
CLEAN = Run((), documents=2, checked=1, paths=("docs/clean.md",))
