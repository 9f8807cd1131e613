"""What every rule is: a frozen value with a check."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from mkdocs_profiling_scope.core.named import NamedTuple
from mkdocs_profiling_scope.core.values import Confidence, Level, PageScope, Span

if TYPE_CHECKING:
    from mkdocs_profiling_scope.core.judgement.verdict import Verdict
    from mkdocs_profiling_scope.core.rules.page import Page

SCOPED: tuple[PageScope, ...] = ("profiling", "proposal")


class Violation(NamedTuple):
    """A place that breaks a rule, before levels, suppressions and positions are worked out."""

    span: Span
    message: str
    reason: str | Verdict  # in words, or the verdict that it follows from
    confidence: Confidence = "high"


class Rule(NamedTuple):
    """A rule: `allow <name>` should read as a sentence; codes are never reused."""

    code: str
    name: str
    level: Level
    scopes: tuple[PageScope, ...]
    why: str
    remedy: str
    flagged: str
    fine: str
    check: Callable[[Page], Iterable[Violation]]
    covers: bool = False  # it stands for the findings of other rules inside its spans, which are in order
