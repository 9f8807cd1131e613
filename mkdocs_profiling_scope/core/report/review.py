"""Reviews of documents, and the report that they make up."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence

from mkdocs_profiling_scope.core.report.actions import actions
from mkdocs_profiling_scope.core.report.destination import destination
from mkdocs_profiling_scope.core.report.status import status
from mkdocs_profiling_scope.core.report.values import SHARES, STATUSES, First, Report, Review, Share, Status
from mkdocs_profiling_scope.core.report.wording import words
from mkdocs_profiling_scope.core.settings.settings import Settings
from mkdocs_profiling_scope.core.values import Analysis, Block

Urgency = tuple[int, int, str]
_MOST = 5  # actions to begin with
_NAME = re.compile(
    r"profil|perf(?!ect)|bench|bottleneck|hot-?_?(?:spot|path)|throughput|latency|flame-?_?graph|optimi[sz]",
    re.IGNORECASE,
)
_NO_SCOPE = "no scope is declared for it"
_NOT_ENGLISH = "it is not in English"


def asks_for_scope(path: str) -> bool:
    """Say whether the name of a document, or of its folder, is that of a profile or a proposal."""
    return _NAME.search(path) is not None


def unreviewed(path: str, why: str = _NO_SCOPE) -> Review:
    """Return the review of a document that nobody looked at."""
    return Review(path, "not reviewed", why=why)


def review(
    text: str, analysis: Analysis, settings: Settings, proposals: Sequence[tuple[str, str | None]]
) -> Review:
    """Review one document.

    Args:
        text: its source, with front matter, BOM and line ends as they are.
        analysis: of the text.
        settings: of the project.
        proposals: path and mode of every proposal that there is.
    """
    mode = settings.title_of(analysis.mode) or analysis.mode
    todo = actions(text, analysis, mode, destination(analysis.path, analysis.mode, proposals, settings))
    scoped = analysis.scope != "none"
    shares = _shares(analysis.blocks) if scoped else ()
    # What has to be done to its structure, such as a misspelt mode, is known in any language.
    reviewed = scoped and (analysis.english or any(action.required for action in todo))
    return Review(
        path=analysis.path,
        status=status(todo, sum(n for _, n in shares)) if reviewed else "not reviewed",
        scope=analysis.scope,
        mode=analysis.mode if scoped else None,
        mode_title=mode if scoped else None,
        title=_title(text, analysis.blocks),
        shares=shares,
        findings=analysis.findings,
        suppressed=len(analysis.suppressed),
        actions=todo,
        why="" if reviewed else _NOT_ENGLISH if scoped else _NO_SCOPE,
    )


def report(reviews: Iterable[Review], others: int, exists: Callable[[str], bool]) -> Report:
    """Put reviews together, those first that need most.

    Args:
        reviews: of the documents.
        others: how many documents were left out.
        exists: tells whether a path relative to the project is a file.
    """
    return summed_up(sorted(reviews, key=urgency), others, exists)


def urgency(review: Review) -> Urgency:
    """Return what reviews are ordered by in a report."""
    return STATUSES.index(review.status), -review.leaving, review.path


def summed_up(reviews: Collection[Review], others: int, exists: Callable[[str], bool]) -> Report:
    """Put reviews together that are in order already; they are gone through once.

    Args:
        reviews: of the documents.
        others: how many documents were left out.
        exists: tells whether a path relative to the project is a file.
    """
    counts, goals = Counter[Status](), Counter[str]()
    first: list[First] = []
    for number, found in enumerate(reviews):
        counts[found.status] += 1
        goals.update(action.destination for action in found.required if action.destination)
        first += (First(number, found, action) for action in found.required if action.places)
        first = sorted(first, key=lambda f: (-f.action.leaving, f.review.path, f.action.start_line))[:_MOST]
    missing = tuple((path, count) for path, count in sorted(goals.items()) if not exists(path))
    return Report(reviews, others, missing, counts, tuple(first))


def _shares(blocks: Iterable[Block]) -> tuple[tuple[Share, int], ...]:
    counts: Counter[Share] = Counter()
    for block in blocks:
        counts[_share(block)] += block.end_line - block.start_line + 1
    return tuple((share, counts[share]) for share in SHARES)


def _share(block: Block) -> Share:
    if block.comparison == "cross":
        return "comparison"
    return "measurement" if block.scope == "profiling" else block.scope


def _title(text: str, blocks: Iterable[Block]) -> str:
    for block in blocks:
        if block.kind == "heading":
            return words(text[block.span.start : block.span.end], heading=True) if block.level == 1 else ""
    return ""
