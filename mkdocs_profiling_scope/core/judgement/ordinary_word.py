"""An ordinary word of a block: one that no extension of Markdown reads as anything else."""

from __future__ import annotations

import re

from mkdocs_profiling_scope.core.markdown.document import Document, Node
from mkdocs_profiling_scope.core.values import Span

_WORD = re.compile(r"(?<![^\s])[A-Z]?[a-z]{4,}(?=[\s.,;:]|\Z)")
# Letters of other scripts, some of which have no blanks between words: from where prose begins to what is no
# part of an address, a path or a name.
_OTHER_LETTER = r"[^\W\d_A-Za-z]"
_OTHER_LETTERS = re.compile(
    rf"(?<![^\s，、。：；！？（「]){_OTHER_LETTER}{{2,}}(?!{_OTHER_LETTER}|[/\\@_~^=+&#%-]|[.:][\w/])"
)
_MARKS = ("*", "_", "`", "~", "=", "^")


def ordinary_word(document: Document, node: Node) -> Span | None:
    """Return the span of a plain word of the block, outside links, brackets, code and abbreviations."""
    if node.kind in ("code", "html"):
        return None
    found = _first(_WORD, document, node)
    return _first(_OTHER_LETTERS, document, node) if found is None and not document.view.isascii() else found


def _first(pattern: re.Pattern[str], document: Document, node: Node) -> Span | None:
    text = document.source.text
    seen, bracketed = node.start, False
    brackets = text.find("[", node.start, node.end) >= 0
    for match in pattern.finditer(document.view, node.start, node.end):
        start, end = match.span()
        if brackets:
            opened, closed = text.rfind("[", seen, start), text.rfind("]", seen, start)
            bracketed, seen = opened > closed or (bracketed and closed < 0), start
            if bracketed or document.link_at(start):
                continue
        if text[start - 1 : start] in _MARKS or _is_abbreviated(document, match):
            continue
        return Span(start, end)
    return None


def _is_abbreviated(document: Document, match: re.Match[str]) -> bool:
    found = match.group()
    if match.re is _WORD:
        return found in document.abbreviations
    return any(found in abbreviation for abbreviation in document.abbreviations)  # letters end at other ones
