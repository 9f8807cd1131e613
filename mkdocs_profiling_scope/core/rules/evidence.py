"""What rules say of the evidence behind a judgement: where, which words, and why."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from mkdocs_profiling_scope.core.judgement.explain import texts
from mkdocs_profiling_scope.core.judgement.verdict import Verdict
from mkdocs_profiling_scope.core.quoting import LONGEST, one_line, quoted
from mkdocs_profiling_scope.core.rules.page import Page
from mkdocs_profiling_scope.core.signals.signals import Sentence
from mkdocs_profiling_scope.core.values import Span

_CUT = "… "
_EMPHASIS = re.compile(r"\*\*|__|(?<!\w)\*|\*(?!\w)")


def quote(page: Page, span: Span, shown: Collection[Span] = ()) -> str:
    """Quote the words at `span`, without emphasis, shortened, but so that those that are `shown` are in."""
    words = _words(page, span.start, span.end)
    if shown and len(words) > LONGEST:
        last = words.find(" ", len(_words(page, span.start, max(end for _, end in shown))))
        last = len(words) if last < 0 else last
        if last >= LONGEST:
            first = len(_words(page, span.start, min(begin for begin, _ in shown)))
            words = _CUT + words[words.find(" ", min(first, last - LONGEST + len(_CUT))) + 1 :]
    return quoted(words)


def _words(page: Page, start: int, end: int) -> str:
    return one_line(_EMPHASIS.sub("", page.document.text(start, end)))


def reason(page: Page, verdict: Verdict, told: Span | None = None) -> str:
    """Say in words what spoke for a verdict, strongest first; the message quotes the words at `told`."""
    return "; ".join(texts(page.document, verdict, page.lexicon, told))


def decisive(
    verdict: Verdict, found: Sequence[Sentence], weigh: Callable[[Sentence, float], float]
) -> Sentence | None:
    """Return the sentence that decided; `weigh` takes one and what it added to the log-odds."""
    if len(found) < 2:
        return found[0] if found else None
    inside = verdict.inside([sentence.span for sentence in found])
    weights = [weigh(sentence, weight) for sentence, weight in zip(found, inside, strict=True)]
    return found[weights.index(max(weights))]


def prose_span(page: Page, index: int) -> Span:
    """Return where the prose of a block is, without its markup; for one without prose, the block."""
    found = page.signals[index].sentences
    return Span(found[0].span.start, found[-1].span.end) if found else page.blocks[index].span
