"""PS9xx: what is wrong with suppressions; findings/suppressions.py finds it, after all other rules."""

from __future__ import annotations

from collections.abc import Iterable

from mkdocs_profiling_scope.core.rules.page import Page
from mkdocs_profiling_scope.core.rules.rule import SCOPED, Rule, Violation


# Only once the other rules have been asked, it is known what a suppression suppresses.
def _nothing(page: Page) -> Iterable[Violation]:
    return ()


PS901 = Rule(
    code="PS901",
    name="unused-suppression",
    level="warning",
    scopes=SCOPED,
    why="a suppression that outlives its finding hides the next one",
    remedy="remove the comment",
    flagged="<!-- profiling-scope: ignore[PS101] quoted from the announcement --> before a clean paragraph",
    fine="the same comment before a paragraph with a PS101 finding",
    check=_nothing,
)
PS902 = Rule(
    code="PS902",
    name="suppression-without-reason",
    level="warning",
    scopes=SCOPED,
    why="whoever reads the page later must see why the rule does not hold here",
    remedy="write the reason after the bracket",
    flagged="<!-- profiling-scope: ignore[PS101] -->",
    fine="<!-- profiling-scope: ignore[PS101] quoted from the announcement -->",
    check=_nothing,
)
PS903 = Rule(
    code="PS903",
    name="unknown-rule-in-suppression",
    level="warning",
    scopes=SCOPED,
    why="a misspelt suppression suppresses nothing, and nobody is told",
    remedy="use the code or the name of a rule",
    flagged="<!-- profiling-scope: ignore[PS110] quoted -->",
    fine="<!-- profiling-scope: ignore[cross-mode-comparison] quoted from the announcement -->",
    check=_nothing,
)
