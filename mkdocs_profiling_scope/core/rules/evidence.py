"""What rules say of the evidence behind a judgement: where, which words, and why."""

from __future__ import annotations

import re

from mkdocs_profiling_scope.core.explain import explain, quoted
from mkdocs_profiling_scope.core.judge import Verdict, strongest
from mkdocs_profiling_scope.core.page import Page
from mkdocs_profiling_scope.core.signals import PLACE, Sentence
from mkdocs_profiling_scope.core.values import Span

_EMPHASIS = re.compile(r"\*\*|__|(?<!\w)\*|\*(?!\w)")


def quote(page: Page, span: Span) -> str:
    """Quote the words at `span`, without emphasis, shortened."""
    return quoted(_EMPHASIS.sub("", page.document.text(span.start, span.end)))


def reason(page: Page, verdict: Verdict) -> str:
    """Say in words what spoke for a verdict, strongest first."""
    return "; ".join(explain(page.document, e, page.lexicon) for e in strongest(verdict.evidence))


def weight_inside(verdict: Verdict, sentence: Sentence) -> float:
    """Return how much of the log-odds of a verdict comes from one sentence."""
    span = sentence.span
    return sum(
        e.weight for e in verdict.evidence if e.span != PLACE and span.start <= e.span.start < span.end
    )


def prose_span(page: Page, index: int) -> Span:
    """Return where the prose of a block is, without its markup; for one without prose, the block."""
    found = page.signals[index].sentences
    return Span(found[0].span.start, found[-1].span.end) if found else page.blocks[index].span
