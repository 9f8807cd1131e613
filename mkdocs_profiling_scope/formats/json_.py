"""Findings as JSON; the shape is a contract.

    {"version": 1, "findings": [FINDING…], "summary": SUMMARY}

FINDING has `path`, `code`, `name`, `severity` (error, warning, info), `confidence` (high, medium),
`message`, `reason`, `start_line`, `start_col`, `end_line`, `end_col` (1-based, `end_col` exclusive),
`start`, `end` (character offsets, `end` exclusive), `block` (index in the blocks of the page, or null),
`fingerprint` (by which it is known when lines above it come and go).
SUMMARY has `documents`, `checked`, `without_scope`, `not_english` (checked, but not for what they say),
`with_findings`, `accepted` (in the baseline), `unchanged` (on other lines than `--diff` asks for), `error`,
`warning`, `info` and `by_code`, all of them counts. `path` is relative to the current directory where the
document is inside of it, else absolute, with forward slashes. Keys may be added; a change that takes one
away or gives it another meaning has a higher `version`.
"""

from __future__ import annotations

import json
from typing import Any

from mkdocs_profiling_scope.core.values import Finding
from mkdocs_profiling_scope.formats.run import Run

VERSION = 1


def render(run: Run, *, color: bool = False) -> str:
    """Return the whole document; never with color, as no parser would take it."""
    return dump({"findings": findings(run), "summary": _summary(run)})


def dump(data: dict[str, Any]) -> str:
    """Return `data` as a versioned document in ASCII, which no terminal or encoding can spoil."""
    return json.dumps({"version": VERSION, **data}, indent=2) + "\n"


def findings(run: Run) -> list[dict[str, Any]]:
    """Return the findings of `run`, each with its fingerprint."""
    return [
        {**finding(found), "fingerprint": fingerprint}
        for found, fingerprint in zip(run.findings, run.fingerprints, strict=True)
    ]


def finding(found: Finding) -> dict[str, Any]:
    """Return a finding, as every JSON output has it."""
    return {
        "path": found.path,
        "code": found.code,
        "name": found.name,
        "severity": found.severity,
        "confidence": found.confidence,
        "message": found.message,
        "reason": found.reason,
        "start_line": found.start_line,
        "start_col": found.start_col,
        "end_line": found.end_line,
        "end_col": found.end_col,
        "start": found.span.start,
        "end": found.span.end,
        "block": found.block,
    }


def _summary(run: Run) -> dict[str, Any]:
    return {
        "documents": run.documents,
        "checked": run.checked,
        "without_scope": run.without_scope,
        "not_english": run.not_english,
        "with_findings": run.with_findings,
        "accepted": run.accepted,
        "unchanged": run.unchanged,
        "error": run.count("error"),
        "warning": run.count("warning"),
        "info": run.count("info"),
        "by_code": {code: count for (code, _), count in sorted(run.by_rule.items())},
    }
