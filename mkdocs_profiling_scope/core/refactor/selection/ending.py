"""Ending: lines such as "End of report" below the last rule are the page's, whatever the last section is."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from mkdocs_profiling_scope.core.markdown.source import Source
from mkdocs_profiling_scope.core.refactor.selection.outline import Piece

# All of the line emphasised, or a field.
_LINE = re.compile(
    r"\s*(?:(\*{1,3}|_{1,3})(?=\S)[^*_]+\1\W*\Z|(?:\*\*|__)[^*_:]+(?::(?:\*\*|__)|(?:\*\*|__):))"
)


def ending(source: Source, pieces: Sequence[Piece], is_quiet: Callable[[str], bool]) -> set[int]:
    """Return the lines on which the pieces begin that end a page.

    Args:
        source: the page.
        pieces: its outline.
        is_quiet: says of a text whether nothing would be found in it.
    """
    last = max((i for i, piece in enumerate(pieces) if piece.kind == "rule"), default=len(pieces))
    rest = pieces[last + 1 :]
    if not rest or any(piece.kind != "paragraph" for piece in rest):
        return set()
    text = source.text[source.line_start(rest[0].start) : source.line_end(rest[-1].end)]
    lines = [line for line in text.splitlines() if line.strip()]
    return {piece.start for piece in rest} if all(map(_LINE.match, lines)) and is_quiet(text) else set()
