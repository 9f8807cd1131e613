"""Findings as Reviewdog Diagnostic Format, with columns in bytes as reviewdog counts them.

https://github.com/reviewdog/reviewdog/tree/master/proto/rdf
"""

from __future__ import annotations

import json

from mkdocs_profiling_scope.core.source import Source
from mkdocs_profiling_scope.core.values import Finding
from mkdocs_profiling_scope.formats.run import Run


def render(run: Run, *, color: bool = False) -> str:
    """Return one object with all diagnostics."""
    diagnostics = [
        {
            "message": finding.message,
            "location": {"path": finding.path, "range": _range(finding, run.sources.get(finding.path))},
            "severity": finding.severity.upper(),
            "code": {"value": finding.code},
        }
        for finding in run.findings
    ]
    return json.dumps({"source": {"name": "profiling-scope"}, "diagnostics": diagnostics}, indent=2) + "\n"


def _range(finding: Finding, source: Source | None) -> dict[str, dict[str, int]]:
    return {
        "start": _position(source, finding.start_line, finding.start_col),
        "end": _position(source, finding.end_line, finding.end_col),
    }


def _position(source: Source | None, line: int, column: int) -> dict[str, int]:
    if source is not None:
        start = source.line_start(line) + (source.body_start if line == 1 else 0)
        before = source.text[start : start + column - 1]
        column = len(before.encode("utf-8", "surrogatepass")) + 1
    return {"line": line, "column": column}
