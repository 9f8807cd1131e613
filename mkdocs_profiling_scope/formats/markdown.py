"""Findings as Markdown, for the summary of a job or a comment."""

from __future__ import annotations

import re
from itertools import groupby

from mkdocs_profiling_scope.core.counted import counted
from mkdocs_profiling_scope.core.values import Finding
from mkdocs_profiling_scope.formats.run import Run
from mkdocs_profiling_scope.formats.text import summary
from mkdocs_profiling_scope.formats.visible import visible

LIMIT = 200  # findings that are listed; GitHub takes 1 MiB for the summaries of a step
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$@&])")


def render(run: Run, *, color: bool = False) -> str:
    """Return a heading, the summary, a table of rules, and a table of findings for each page."""
    parts = ["## profiling-scope", _plain(summary(run))]
    if run.findings:
        parts.append(_by_rule(run))
        listed = run.findings[:LIMIT]
        for path, found in groupby(listed, key=lambda finding: finding.path):
            parts.append(f"### {_code(path)}\n\n{_table(list(found))}")
        if len(listed) < len(run.findings):
            rest = len(run.findings) - len(listed)
            said = f"{counted(rest, 'more finding')} in {counted(run.with_findings, 'document')}"
            parts.append(f"{said}.")
    return "\n\n".join(parts) + "\n"


def _by_rule(run: Run) -> str:
    rows = [f"| {count} | {code} | {name} |" for (code, name), count in run.by_rule.items()]
    return "\n".join(["| Findings | Rule | |", "|---:|---|---|", *rows])


def _table(findings: list[Finding]) -> str:
    rows = [
        f"| {f.start_line}:{f.start_col} | {f.severity} | {f.code} | {_plain(f.message)} |" for f in findings
    ]
    return "\n".join(["| Line | Severity | Rule | |", "|---:|---|---|---|", *rows])


def _plain(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", visible(text))


def _code(text: str) -> str:
    shown = visible(text)
    longest = max((len(run) for run in re.findall("`+", shown)), default=0)
    ticks = "`" * (longest + 1)
    space = " " if longest else ""
    return f"{ticks}{space}{shown}{space}{ticks}"
