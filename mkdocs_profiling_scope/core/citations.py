"""Citations: which documents the proposals of a page refer to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mkdocs_profiling_scope.core.page import Page
from mkdocs_profiling_scope.core.values import Citation, Proposal

_DOCUMENT = re.compile(r"[^#?]+\.(?:md|markdown)(?:[#?].*)?\Z")

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
    title = next((i for i, block in enumerate(page.blocks) if block.kind == "heading"), -1)
    found = [
        Proposal(_title(page, start), _citations(page, start, end))
        for start, end in _sections(page, title + 1, len(page.blocks))
        if _proposes(page, start, end)
    ]
    inside = {citation for proposal in found for citation in proposal.citations}
    rest = tuple(c for c in _citations(page, 0, len(page.blocks)) if c not in inside)
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


def _citations(page: Page, start: int, end: int) -> tuple[Citation, ...]:
    if start == end:
        return ()
    first, last = page.blocks[start].span.start, page.blocks[end - 1].span.end
    found = (
        Citation(tuple(page.resolve(r.target)[: 1 if r.kind == "link" else None]), r.target.partition("#")[2])
        for r in page.document.references
        if r.kind != "image" and first <= r.span.start < last and _DOCUMENT.match(r.target)
    )
    return tuple(dict.fromkeys(found))
