"""What every format says of a report in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mkdocs_profiling_scope.core.counted import by_severity, counted
from mkdocs_profiling_scope.core.report.values import STATUSES, Action, Report, Review

TITLE = "Profiling scope report"
NAMES = {
    "measurement": "measurement",
    "opportunity": "opportunity",
    "proposal": "proposal",
    "comparison": "comparison of modes",
    "other": "other text",
}


def summary(report: Report) -> str:
    """Return one sentence: how many documents there are, and in which state."""
    if not report.reviews:
        return "No document has a scope, so nothing was reviewed."
    verbs = {
        "needs refactoring": ("needs refactoring", "need refactoring"),
        "minor edits": ("needs minor edits", "need minor edits"),
        "not reviewed": ("was not reviewed", "were not reviewed"),
        "fine": ("is fine", "are fine"),
    }
    said = [f"{count} {verbs[status][count != 1]}" for status in STATUSES if (count := report.counts[status])]
    listed = said[0] if len(said) == 1 else ", ".join(said[:-1]) + " and " + said[-1]
    return f"Of {counted(len(report.reviews), 'document')}, {listed}."


def about(review: Review) -> str:
    """Return what a document is: its scope and its mode."""
    if review.scope == "none":
        return "no scope"
    kind = "profile" if review.scope == "profiling" else "proposal"
    return f"{kind} of {review.mode_title}" if review.mode_title else f"{kind}, no mode"


def findings(review: Review) -> str:
    """Return how many findings a document has, by severity."""
    return by_severity(review.count) or "no findings"


def facts(review: Review) -> list[str]:
    """Return what a document is, what was found in it, and how many of its lines have to go elsewhere."""
    verb = "has" if review.leaving == 1 else "have"
    leaving = f"{review.leaving} of {counted(review.lines, 'line')} {verb} to go"
    suppressed = [f"{review.suppressed} suppressed"] if review.suppressed else []
    return [about(review), findings(review), leaving, *suppressed]


def listed_actions(review: Review) -> Iterator[tuple[str, Sequence[Action]]]:
    """Yield titles with the actions below them."""
    for title, actions in (("What to do", review.required), ("Worth a look", review.optional)):
        if actions:
            yield title, actions


def moved_there(count: int) -> str:
    """Return that so many actions move text to a document."""
    return f"to which {counted(count, 'action')} of this report {'moves' if count == 1 else 'move'} text"


def share_text(review: Review) -> str:
    """Return the shares in words, which say the same as the bar."""
    return ", ".join(f"{NAMES[share]} {round(100 * n / review.lines)} %" for share, n in review.shares if n)


def not_listed(report: Report) -> str:
    """Return how many documents were left out, and why."""
    if not report.others:
        return ""
    count = counted(report.others, "further document")
    one = report.others == 1
    return (
        f"{count} {'has' if one else 'have'} no scope, and no name that speaks of performance; "
        f"{'it is' if one else 'they are'} not listed."
    )


def sentence(text: str) -> str:
    """Return `text` with a capital, as the beginning of a sentence."""
    return text[:1].upper() + text[1:]
