"""Findings as Checkstyle XML, which many servers and editors read.

https://github.com/checkstyle/checkstyle, XMLLogger
"""

from __future__ import annotations

from itertools import groupby

from mkdocs_profiling_scope.formats.run import Run
from mkdocs_profiling_scope.formats.xml import document, element


def render(run: Run, *, color: bool = False) -> str:
    """Return a document with a `file` for each page that has findings."""
    root = element("checkstyle", version="4.3")
    for path, findings in groupby(run.findings, key=lambda finding: finding.path):
        file = element("file", name=path)
        for found in findings:
            file.append(
                element(
                    "error",
                    line=found.start_line,
                    column=found.start_col,
                    severity=found.severity,
                    message=f"{found.code} {found.message}",
                    source=f"profiling-scope.{found.name}",
                )
            )
        root.append(file)
    return document(root)
