"""Where a document sets one thing against another: in a table side by side, or in words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from mkdocs_profiling_scope.core.markdown.document import Document
from mkdocs_profiling_scope.core.values import Span

_AGAINST = re.compile(r"\b(?:vs\b\.?|versus|compared (?:to|with)|(?:faster|slower|quicker) than)")
_NEAR = 30  # characters before and after such words, in which both sides are looked for
_WORD = re.compile(r"(?<![\w.-])[A-Za-z][\w.+#]*(?![\w-])")
_FIGURE = re.compile(r"(?<![\w.-])[~<>]?\d")
_WORDS = 4  # in a cell; with more of them, it says something rather than naming it

Family = Callable[[str], str | None]


def contrasts(document: Document, family: Family) -> Iterator[tuple[str, str, int, bool]]:
    """Yield what is set against something of another family: its own, the word, and its offset.

    The last value says whether it has a column of figures beside that of the other, which leaves no doubt.

    Args:
        document: to be looked at.
        family: tells what a word belongs to; None for one that is of no interest.
    """
    for found in _AGAINST.finditer(document.view):
        near = _words(document.view, max(0, found.start() - _NEAR), found.end() + _NEAR)
        yield from ((*found_near, False) for found_near in _different(near, family))
    for node in document.nodes:
        if node.kind == "table" and node.rows:
            header, *rows = node.rows
            columns = list(_different(_named(document, header), family))
            measured = _measured(document, header, rows, [offset for _, _, offset in columns])
            yield from ((*column, measured) for column in columns)
            first = _named(document, [row[0] for row in rows if row])
            yield from ((*row, False) for row in _different(first, family))


def _measured(
    document: Document, header: Sequence[Span], rows: Sequence[Sequence[Span]], offsets: Sequence[int]
) -> bool:
    """Say whether one of the rows has figures in several of the columns whose names stand at `offsets`."""
    text = document.source.text
    named = [i for i, cell in enumerate(header) if any(cell.start <= o < cell.end for o in offsets)]
    return any(
        sum(i < len(row) and bool(_FIGURE.search(text[slice(*row[i])])) for i in named) > 1 for row in rows
    )


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
