"""An ordinary word of a block: one that no extension of Markdown reads as anything else."""

from __future__ import annotations

import re

from mkdocs_profiling_scope.core.document import Document, Node
from mkdocs_profiling_scope.core.values import Span

_WORD = re.compile(r"(?<![^\s])[A-Z]?[a-z]{4,}(?=[\s.,;:]|\Z)")


def ordinary_word(document: Document, node: Node) -> Span | None:
    """Return the span of a plain word of the block, outside links, brackets, code and abbreviations."""
    text = document.source.text
    if node.kind in ("code", "html"):
        return None
    for match in _WORD.finditer(document.view, node.start, node.end):
        start, end = match.span()
        if text[start:end] != match.group() or text[start - 1 : start] in ("*", "_", "`", "~", "=", "^"):
            continue
        if document.is_linked(start):
            continue
        if text.rfind("[", node.start, start) > text.rfind("]", node.start, start):
            continue
        if any(match.group() in short for short in document.abbreviations):
            continue
        return Span(start, end)
    return None
