"""The report as JSON; the shape is a contract.

    {"version": 1, "summary": SUMMARY, "missing": [{"path", "actions"}…], "documents": [DOCUMENT…]}

SUMMARY counts documents by status (`needs refactoring`, `minor edits`, `not reviewed`, `fine`), and
has `documents` and `not_listed`, which have no scope and no name that asks for one. DOCUMENT has
`path`, `title`, `status`, `why` (of a document that was not reviewed, else null), `scope`, `mode`,
`mode_title`, `lines` (blank ones left out), `leaving` (how many of them have to go), `shares` (lines by
kind: measurement, opportunity, proposal, comparison, other), `counts` (findings by severity),
`by_code`, `suppressed`, `actions` and `findings`. An action has `text`, `required`, `codes`,
`start_line`, `end_line`, `leaving`, `destination`; findings are as in `check`. Paths are relative to the
project. Keys may be added; a change that takes one away or gives it another meaning has a higher `version`.
"""

from __future__ import annotations

from typing import Any

from mkdocs_profiling_scope.core.report.values import STATUSES, Action, Report, Review
from mkdocs_profiling_scope.core.values import SEVERITIES
from mkdocs_profiling_scope.formats.json_ import dump, finding


def render(report: Report) -> str:
    """Return the whole document."""
    summary: dict[str, int] = {
        "documents": len(report.reviews),
        **{str(status): report.counts[status] for status in STATUSES},
    }
    return dump(
        {
            "summary": {**summary, "not_listed": report.others},
            "missing": [{"path": path, "actions": count} for path, count in report.missing],
            "documents": [_document(review) for review in report.reviews],
        }
    )


def _document(review: Review) -> dict[str, Any]:
    return {
        "path": review.path,
        "title": review.title,
        "status": review.status,
        "why": review.why or None,
        "scope": review.scope,
        "mode": review.mode,
        "mode_title": review.mode_title,
        "lines": review.lines,
        "leaving": review.leaving,
        "shares": dict(review.shares),
        "counts": {severity: review.count(severity) for severity in SEVERITIES},
        "by_code": review.by_code,
        "suppressed": review.suppressed,
        "actions": [_action(action) for action in review.actions],
        "findings": [finding(found) for found in review.findings],
    }


def _action(action: Action) -> dict[str, Any]:
    return {
        "text": action.text,
        "required": action.required,
        "codes": list(action.codes),
        "start_line": action.start_line,
        "end_line": action.end_line,
        "leaving": action.leaving,
        "destination": action.destination,
    }
