"""What overviews and the preview say of a page, for the hosts that ask for it."""

from __future__ import annotations

from collections.abc import Sequence

from mkdocs_profiling_scope.core.details.citations import proposals
from mkdocs_profiling_scope.core.details.measurements import headline, measured
from mkdocs_profiling_scope.core.details.metrics import Cues
from mkdocs_profiling_scope.core.details.readings import anchored, reading
from mkdocs_profiling_scope.core.rules.page import Page
from mkdocs_profiling_scope.core.values import Block, Details, Finding


def detailed(page: Page, title: str, findings: Sequence[Finding]) -> tuple[tuple[Block, ...], Details]:
    """Return the blocks of a page with what their figures measure, and what is said of it elsewhere."""
    cues = Cues(page.document)
    blocks = measured(page.document, page.blocks, cues)
    measurements = headline(page.document, blocks, cues) if page.scope == "profiling" else ()
    readings = tuple(reading(page.document, finding) for finding in findings)
    blocks = anchored(page.document, blocks, readings)
    return blocks, Details(title, measurements, proposals(page) if page.scope == "proposal" else (), readings)
