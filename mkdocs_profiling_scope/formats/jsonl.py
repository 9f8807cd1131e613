"""Findings as JSON, one a line, each as in `json_`; the shape is a contract."""

from __future__ import annotations

import json

from mkdocs_profiling_scope.formats.json_ import findings
from mkdocs_profiling_scope.formats.run import Run


def render(run: Run, *, color: bool = False) -> str:
    """Return one object a line, and nothing where nothing was found."""
    return "".join(json.dumps(finding) + "\n" for finding in findings(run))
