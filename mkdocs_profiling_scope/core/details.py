"""What overviews say of a page, for the hosts that ask for it."""

from __future__ import annotations

from mkdocs_profiling_scope.core.citations import proposals
from mkdocs_profiling_scope.core.measurements import headline, measured
from mkdocs_profiling_scope.core.metrics import Cues
from mkdocs_profiling_scope.core.page import Page
from mkdocs_profiling_scope.core.values import Block, Details


def detailed(page: Page, title: str) -> tuple[tuple[Block, ...], Details]:
    """Return the blocks of a page with what their figures measure, and what overviews say of it."""
    cues = Cues(page.document)
    blocks = measured(page.document, page.blocks, cues)
    measurements = headline(page.document, blocks, cues) if page.scope == "profiling" else ()
    return blocks, Details(title, measurements, proposals(page) if page.scope == "proposal" else ())
