"""Citations: which documents the proposals of a page refer to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from operator import attrgetter, itemgetter

from mkdocs_profiling_scope.core.rules.page import Page
from mkdocs_profiling_scope.core.values import Citation, Proposal

# Sections that a proposal has beside what it proposes.
_FRAME = re.compile(
    r"\W*(?:[0-9.]+ )?(?:(?:executive )?summary|overview|introduction|motivation|background|context|status"
    r"|scope|(?:\w+ )?(?:road ?map|timeline|schedule)|(?:success|acceptance) criteria|risks?\b.*"
    r"|decision matrix|rejected.*|alternatives.*|conclusions?|references|related .*|(?:open )?questions.*"
    r"|discussion|appendix)\W*\Z",
    re.IGNORECASE,
)


def proposals(page: Page) -> tuple[Proposal, ...]:
    """Return the sections that propose something, and first the page itself, with what else it cites.

    A section proposes where most of its blocks do; where it only holds the sections below it together,
    those count instead.
    """
    first = 0 if page.title is None else page.title + 1
    citations = _Citations(page)
    found = [
        Proposal(_title(page, start), citations.between(start, end))
        for start, end in _sections(page, first, len(page.blocks))
        if _proposes(page, start, end)
    ]
    inside = {citation for proposal in found for citation in proposal.citations}
    rest = tuple(c for c in citations.between(0, len(page.blocks)) if c not in inside)
    return (Proposal("", rest), *found)


def _sections(page: Page, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the first and the last block, exclusive, of the sections between two blocks."""
    blocks = page.blocks
    headings = [i for i in range(start, end) if blocks[i].kind == "heading"]
    level = min((blocks[i].level for i in headings), default=0)
    tops = [i for i in headings if blocks[i].level == level]
    for i, stop in zip(tops, (*tops[1:], end), strict=False):
        if _FRAME.match(_title(page, i)):
            continue
        below = list(_sections(page, i + 1, stop))
        proposing = [section for section in below if _proposes(page, *section)]
        if len(proposing) > 1 and blocks[i + 1].kind == "heading":
            yield from proposing
        else:
            yield i, stop


def _proposes(page: Page, start: int, end: int) -> bool:
    scopes = [b.scope for b in page.blocks[start:end] if b.kind not in ("heading", "code", "html")]
    return 2 * scopes.count("proposal") >= max(1, len(scopes))


def _title(page: Page, heading: int) -> str:
    span = page.blocks[heading].span
    return page.document.words(span.start, span.end).strip()


class _Citations:
    """What a page cites, by where."""

    def __init__(self, page: Page) -> None:
        self._blocks = page.blocks
        self._found = [
            (reference.span.start, Citation(tuple(paths), reference.target.partition("#")[2]))
            for reference in sorted(page.document.references, key=attrgetter("span"))
            if (paths := page.documents(reference))
        ]

    def between(self, start: int, end: int) -> tuple[Citation, ...]:
        """Return the citations in the blocks from `start` to `end`, exclusive, each once."""
        if start == end:
            return ()
        offsets = (self._blocks[start].span.start, self._blocks[end - 1].span.end)
        first, last = (bisect_left(self._found, offset, key=itemgetter(0)) for offset in offsets)
        return tuple(dict.fromkeys(citation for _, citation in self._found[first:last]))
