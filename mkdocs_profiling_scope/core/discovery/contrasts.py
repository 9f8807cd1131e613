"""Where a document sets one thing against another: in a table side by side, or in words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from mkdocs_profiling_scope.core.markdown.document import Document
from mkdocs_profiling_scope.core.values import Span

_AGAINST = re.compile(r"\b(?:vs\b\.?|versus|compared (?:to|with)|(?:faster|slower|quicker) than)")
_NEAR = 30  # characters before and after such words, in which both sides are looked for
_WORD = re.compile(r"(?<![\w.-])[A-Za-z][\w.+#]*(?![\w-])")
_WORDS = 4  # in a cell; with more of them, it says something rather than naming it

Family = Callable[[str], str | None]


def contrasts(document: Document, family: Family) -> Iterator[tuple[str, str, int]]:
    """Yield the family, the word and its offset of whatever is set against something of another family.

    Args:
        document: to be looked at.
        family: tells what a word belongs to; None for one that is of no interest.
    """
    for found in _AGAINST.finditer(document.view):
        near = _words(document.view, max(0, found.start() - _NEAR), found.end() + _NEAR)
        yield from _different(near, family)
    for node in document.nodes:
        if node.kind == "table" and node.rows:
            yield from _different(_named(document, node.rows[0]), family)
            yield from _different(_named(document, [row[0] for row in node.rows[1:] if row]), family)


def _named(document: Document, cells: Sequence[Span]) -> list[tuple[str, int]]:
    """Return the words of short cells, with where they are."""
    found: list[tuple[str, int]] = []
    for cell in cells:
        words = _words(document.source.text, cell.start, cell.end)
        found += words if len(words) <= _WORDS else []
    return found


def _words(text: str, start: int, end: int) -> list[tuple[str, int]]:
    return [(word[0].rstrip("."), word.start()) for word in _WORD.finditer(text, start, end)]


def _different(words: Sequence[tuple[str, int]], family: Family) -> Iterator[tuple[str, str, int]]:
    named = [(of, word, offset) for word, offset in words if (of := family(word))]
    if len({of for of, _, _ in named}) > 1:
        yield from named
