"""The status of a document: how much work it needs."""

from __future__ import annotations

from collections.abc import Sequence

from mkdocs_profiling_scope.core.report.values import Action, Status, covered

# When one line in three has to go, what stays has to be written anew around the gaps; so it does when
# there are this many separate places to change, however short each of them is.
MUCH = 1 / 3
MANY = 10


def status(actions: Sequence[Action], lines: int) -> Status:
    """Return the status that follows from what is to be done in a document of so many lines."""
    required = [action for action in actions if action.required]
    if not required:
        return "fine"
    leaving = covered(place for action in required for place in action.places)
    return "needs refactoring" if leaving >= MUCH * lines or len(required) >= MANY else "minor edits"
