"""Citations: which documents the proposals of a page refer to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from mkdocs_profiling_scope.core.markdown.document import Reference
from mkdocs_profiling_scope.core.rules.page import Page
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
    references = _References(page)
    found = [
        Proposal(_title(page, start), references.between(start, end))
        for start, end in _sections(page, title + 1, len(page.blocks))
        if _proposes(page, start, end)
    ]
    inside = {citation for proposal in found for citation in proposal.citations}
    rest = tuple(c for c in references.between(0, len(page.blocks)) if c not in inside)
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


class _References:
    """The references of a page to documents, by where they stand."""

    def __init__(self, page: Page) -> None:
        found = (r for r in page.document.references if r.kind != "image" and _DOCUMENT.match(r.target))
        self._found = sorted(found, key=lambda reference: reference.span)
        self._page = page

    def between(self, start: int, end: int) -> tuple[Citation, ...]:
        """Return the citations in the blocks from `start` to `end`, exclusive, each once."""
        if start == end:
            return ()
        blocks = self._page.blocks
        offsets = (blocks[start].span.start, blocks[end - 1].span.end)
        first, last = (bisect_left(self._found, x, key=lambda r: r.span.start) for x in offsets)
        return tuple(dict.fromkeys(map(self._citation, self._found[first:last])))

    def _citation(self, reference: Reference) -> Citation:
        paths = self._page.resolve(reference.target)
        return Citation(
            tuple(paths[: 1 if reference.kind == "link" else None]), reference.target.partition("#")[2]
        )
