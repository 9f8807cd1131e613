"""Composition: text whose accents are characters of their own, made one for analysis and led back to."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from itertools import accumulate
from unicodedata import is_normalized, normalize

from mkdocs_profiling_scope.core.markdown.source import Source
from mkdocs_profiling_scope.core.values import Analysis, Block, Finding, Span


def is_composed(text: str) -> bool:
    """Say whether `text` is in normalization form C of Unicode (UAX 15), as nearly all text is."""
    return text.isascii() or is_normalized("NFC", text)


class Composition:
    """A text in normalization form C, and the way from its offsets to those of the original."""

    def __init__(self, original: str) -> None:
        self.text = normalize("NFC", original)
        self._source = Source(original)
        # Both forms decompose into the same characters, in an order that differs inside of one letter only.
        self._composed, self._original = _decomposed(self.text), _decomposed(original)

    def exists(self, ask: Callable[[str], bool] | None) -> Callable[[str], bool] | None:
        """Return what asks for files under both ways to write their names."""
        return None if ask is None else lambda path: ask(path) or ask(normalize("NFD", path))

    def restore(self, analysis: Analysis) -> Analysis:
        """Return an analysis of the composed text with the positions of the original."""
        return analysis._replace(
            blocks=tuple(map(self._block, analysis.blocks)),
            findings=tuple(map(self._finding, analysis.findings)),
            suppressed=tuple(map(self._finding, analysis.suppressed)),
        )

    def _block(self, block: Block) -> Block:
        return block._replace(span=self._span(block.span), words=block.words and self._span(block.words))

    def _finding(self, finding: Finding) -> Finding:
        span = self._span(finding.span)
        start, end = map(self._source.position, span)
        return finding._replace(span=span, start_col=start[1], end_col=end[1])

    def _span(self, span: Span) -> Span:
        return Span(*(bisect_left(self._original, self._composed[offset]) for offset in span))


def _decomposed(text: str) -> list[int]:
    """Return for each offset in `text` the one in its decomposition."""
    return [0, *accumulate(1 if char < "\x80" else len(normalize("NFD", char)) for char in text)]
