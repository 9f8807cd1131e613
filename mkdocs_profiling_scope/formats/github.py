"""Findings as workflow commands, which GitHub shows as annotations in a pull request.

https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
"""

from __future__ import annotations

from mkdocs_profiling_scope.core.values import Finding
from mkdocs_profiling_scope.formats.run import Run
from mkdocs_profiling_scope.formats.visible import visible

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}
_RANKS = list(_COMMANDS)


def render(run: Run, *, color: bool = False) -> str:
    """Return one command a finding, errors first, as GitHub shows no more than ten of each kind a step."""
    ranked = sorted(run.findings, key=lambda finding: _RANKS.index(finding.severity))
    return "".join(_command(finding) for finding in ranked)


def _command(finding: Finding) -> str:
    place = {"file": finding.path, "line": finding.start_line, "endLine": finding.end_line}
    if finding.start_line == finding.end_line:  # columns are not allowed across lines
        place |= {"col": finding.start_col, "endColumn": finding.end_col}
    place["title"] = f"{finding.code} {finding.name}"
    properties = ",".join(f"{key}={_property(str(value))}" for key, value in place.items())
    # The log shows the message alone, so it says the place again; a click leads there.
    shown = f"{finding.path}:{finding.start_line}:{finding.start_col}: {finding.code} {finding.message}"
    return f"::{_COMMANDS[finding.severity]} {properties}::{_data(shown)}\n"


def _data(text: str) -> str:
    return visible(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
