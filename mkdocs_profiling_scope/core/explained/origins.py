"""Where a signal was seen: in the words of the block, in its shape, or around it."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_profiling_scope.core.explained.values import Source
from mkdocs_profiling_scope.core.judgement.pairs import parts
from mkdocs_profiling_scope.core.judgement.verdict import Evidence
from mkdocs_profiling_scope.core.named import NamedTuple
from mkdocs_profiling_scope.core.rules.evidence import prose_span
from mkdocs_profiling_scope.core.rules.page import Page
from mkdocs_profiling_scope.core.signals.signals import PLACE, SAYS_LITTLE, Signals
from mkdocs_profiling_scope.core.values import Span


class Origin(NamedTuple):
    """Where a signal was seen, and the words that show it."""

    source: Source
    span: Span | None


class Origins:
    """Finds the origins of the signals of a page."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._nodes = page.document.nodes
        self._title = next((i for i, node in enumerate(self._nodes) if node.kind == "heading"), None)

    def of(self, index: int, evidence: Evidence) -> Origin:
        """Return where a signal of the block `index` was seen."""
        if evidence.span != PLACE:
            return Origin("block", evidence.span)
        # Of a pair, that which some words show, if any.
        signal = min(parts(evidence.signal) or (evidence.signal,), key=lambda s: s.startswith(WHOLE_PAGE))
        source = source_of(signal)
        if source == "block" or source == "around" or signal.startswith(WHOLE_PAGE):
            return Origin(source, None)
        said = signal.split(" ", 2 if signal.startswith("led by ") else 1)[-1]
        places = list(self._places(source, index))
        for place in places:
            if (span := _shown(self._page.signals[place], said)) is not None:
                return Origin(source, span)
        # How it was judged is not shown by single words: all of it is meant.
        return Origin(source, prose_span(self._page, places[0]) if places else None)

    def _places(self, source: Source, index: int) -> Iterator[int]:
        """Yield the blocks that a source can mean for the block `index`, nearest first."""
        node = self._nodes[index]
        near = {
            "heading": node.section,
            "page": self._title,
            "list item": node.parent,
            "lead-in": node.lead,
        }
        if source != "section above":
            if (place := near[source]) is not None:
                yield place
            return
        above = None if node.section is None else self._nodes[node.section].section
        while above is not None:
            yield above
            above = self._nodes[above].section


# How signals begin that no single words show.
WHOLE_PAGE = ("page compares ", "page proposes ", "page has ", "page advises", "page never ", SAYS_LITTLE)
_SOURCES: tuple[tuple[tuple[str, ...], Source], ...] = (
    (("in ", "heading looks "), "heading"),
    (("below ",), "section above"),
    (("page ",), "page"),
    (("under ", "item around looks "), "list item"),
    (("led by ", "lead-in looks "), "lead-in"),
    (("block before looks ", "what follows looks "), "around"),
)


def source_of(signal: str) -> Source:
    """Return where signals of this name are seen; those of words and shape are the block's own."""
    return next((source for starts, source in _SOURCES if signal.startswith(starts)), "block")


def _shown(found: Signals, said: str) -> Span | None:
    """Return the words in a block by which it says `said`: a class of cues, a mode, or both."""
    modes, _, cue = said.rpartition(" & ")
    if cue in found.said:
        return found.said[cue]
    if (modes or cue).endswith((" mode", " modes")):
        named = next((s.mentions[0] for s in found.sentences if s.modes), None)
        return Span(named.start, named.end) if named else None
    return None
