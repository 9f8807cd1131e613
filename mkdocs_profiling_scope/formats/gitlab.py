"""Findings as a code quality report of GitLab.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

import json

from mkdocs_profiling_scope.formats.run import Run

_SEVERITIES = {"error": "critical", "warning": "major", "info": "info"}


def render(run: Run, *, color: bool = False) -> str:
    """Return a list, also where nothing was found, so that GitLab sees what has been resolved."""
    report = [
        {
            "description": f"{finding.code} {finding.message}",
            "check_name": finding.name,
            "fingerprint": fingerprint,
            "severity": _SEVERITIES[finding.severity],
            "location": {
                "path": finding.path,
                "lines": {"begin": finding.start_line, "end": finding.end_line},
            },
        }
        for finding, fingerprint in zip(run.findings, run.fingerprints, strict=True)
    ]
    return json.dumps(report, indent=2) + "\n"
