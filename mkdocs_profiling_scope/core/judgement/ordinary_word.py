"""An ordinary word of a block: one that no extension of Markdown reads as anything else."""

from __future__ import annotations

import re

from mkdocs_profiling_scope.core.markdown.document import Document, Node
from mkdocs_profiling_scope.core.values import Span

_WORD = re.compile(r"(?<![^\s])[A-Z]?[a-z]{4,}(?=[\s.,;:]|\Z)")

_MARKS = ("*", "_", "`", "~", "=", "^")


def ordinary_word(document: Document, node: Node) -> Span | None:
    """Return the span of a plain word of the block, outside links, brackets, code and abbreviations."""
    text = document.source.text
    if node.kind in ("code", "html"):
        return None
    seen, bracketed = node.start, False
    brackets = text.find("[", node.start, node.end) >= 0
    for match in _WORD.finditer(document.view, node.start, node.end):
        start, end = match.span()
        if brackets:
            opened, closed = text.rfind("[", seen, start), text.rfind("]", seen, start)
            bracketed, seen = opened > closed or (bracketed and closed < 0), start
            if bracketed or document.link_at(start):
                continue
        if text[start - 1 : start] in _MARKS or match.group() in document.abbreviations:
            continue
        return Span(start, end)
    return None
