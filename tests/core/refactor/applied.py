"""A plan carried out on texts."""

from __future__ import annotations

from collections.abc import Mapping

from mkdocs_profiling_scope.core.refactor.values import Plan


def applied(plan: Plan, documents: Mapping[str, str]) -> dict[str, str]:
    """Return the documents after `plan`."""
    after = dict(documents)
    for edit in plan.edits:
        after.pop(edit.source or edit.path, None)
    return after | {edit.path: edit.after for edit in plan.edits if edit.after is not None}
