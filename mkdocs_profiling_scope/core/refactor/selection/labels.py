"""Labels: paragraphs and items that say nothing themselves, but what the blocks below them are."""

from __future__ import annotations

import re

from mkdocs_profiling_scope.core.markdown.document import Document
from mkdocs_profiling_scope.core.signals.sentences import sentences

# A few words in bold, with what stands in brackets behind them, and nothing else.
_BOLD = re.compile(r"(\*\*|__)(?=\S)(?:(?!\1)[^\n]){1,80}\1:?(?:[ \t]+\([^()\n]{1,40}\))?:?[ \t]*\Z")
_LONG = 14  # words
_MARKER = re.compile(r"\s*(?:[-*+]|\d+[.)])\s+(?:\[[ xX]\]\s+)?")


def introduced(document: Document) -> dict[int, set[int]]:
    """Return what each block introduces, both by index; a label does so as a sentence with a colon does."""
    found: dict[int, set[int]] = {}
    label: int | None = None
    for i, node in enumerate(document.nodes):
        if node.kind == "heading":
            label = None
        elif node.kind == "paragraph" and node.parent is None:
            label = i if not node.quoted and _BOLD.match(_line(document, i)) else None
        lead = node.lead if node.lead is not None or node.quoted or label == i else label
        if lead is not None:
            found.setdefault(lead, set()).add(i)
    return found


def is_label(document: Document, item: int) -> bool:
    """Say whether an item consists of a few words in bold."""
    return _BOLD.match(_MARKER.sub("", _line(document, item), count=1)) is not None


def is_text(document: Document, paragraph: int) -> bool:
    """Say whether a paragraph says more than what comes next: in several sentences, or a long one."""
    node = document.nodes[paragraph]
    words = document.words(node.start, node.end).split()
    return len(words) > _LONG or len(sentences(document.view, node.start, node.end, code=document.code)) > 1


def _line(document: Document, index: int) -> str:
    """Return a block as it is written if it is one line, markup at its end included."""
    source, node = document.source, document.nodes[index]
    line = source.line(node.start)
    if source.line(max(node.start, node.end - 1)) != line:
        return ""
    return source.text[node.start : source.line_end(line)].strip()
