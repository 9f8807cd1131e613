"""Findings as Reviewdog Diagnostic Format, with columns in bytes as reviewdog counts them.

https://github.com/reviewdog/reviewdog/tree/master/proto/rdf
"""

from __future__ import annotations

import json

from mkdocs_profiling_scope.core.values import Finding
from mkdocs_profiling_scope.formats.excerpt import Excerpt
from mkdocs_profiling_scope.formats.run import Run


def render(run: Run, *, color: bool = False) -> str:
    """Return one object with all diagnostics."""
    diagnostics = [
        {
            "message": finding.message,
            "location": {"path": finding.path, "range": _range(finding, excerpt)},
            "severity": finding.severity.upper(),
            "code": {"value": finding.code},
        }
        for finding, excerpt in zip(run.findings, run.excerpts, strict=True)
    ]
    return json.dumps({"source": {"name": "profiling-scope"}, "diagnostics": diagnostics}, indent=2) + "\n"


def _range(finding: Finding, excerpt: Excerpt) -> dict[str, dict[str, int]]:
    return {
        "start": {"line": finding.start_line, "column": excerpt.start_byte},
        "end": {"line": finding.end_line, "column": excerpt.end_byte},
    }
