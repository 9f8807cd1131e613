"""How the modes that a sentence names stand to each other: in a row, apart, or set against something."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from mkdocs_profiling_scope.core.modes import Mention
from mkdocs_profiling_scope.core.values import Span

# What a sentence sets the rest of it against, and whether its modes are members of one enumeration.
STANDING = (
    *("against mode", "against own", "against something else"),
    *("modes in a row", "own mode in a row", "modes apart"),
)
# Words that set what they are followed by against the rest of the sentence; those of the group do that only
# with a mode's name ("a pass over the log").
_AGAINST = re.compile(
    r"\b(?:than|vs\b\.?|versus|compared (?:to|with|against)|relative to|unlike|(over|against))\s+",
    re.IGNORECASE,
)
_QUOTES = r"[\"'`*(\[]*"
_FEW_WORDS = re.compile(rf"(?:{_QUOTES}[\w.+#/'-]*[\"'`*)\]]*\s+){{0,2}}{_QUOTES}\Z")
# Between two names of an enumeration: a comma, a slash or "and", and other members of at most two words.
_LINK = r"(?:,\s*(?:and|or)\b|[,/|&+]|\b(?:and|or|nor|as well as)\b)"
_IN_A_ROW = re.compile(
    rf"[\s\"'`*)\]]*{_LINK}\s*{_QUOTES}(?:(?:the|an?)\s+)?"
    rf"(?:[\w.+#'`*-]+(?:\s[\w.+#'`*-]+)?\s*{_LINK}\s*{_QUOTES})*\Z"
)


def relating(
    view: str, span: Span, mentions: Sequence[Mention], own: str | None
) -> Iterator[tuple[str, Span]]:
    """Yield how the modes that a sentence names stand to each other, see `STANDING`, each with its place.

    Args:
        view: the prose of the page.
        span: the sentence.
        mentions: the modes that it names, in order.
        own: the mode of the page.
    """
    named = [m for m in mentions if not m.linked]
    for found in _AGAINST.finditer(view, *span):
        target = _target(view, found.end(), named, own)
        if target != "something else" or not found[1]:
            yield f"against {target}", Span(*found.span())
    modes = {m.mode for m in named}
    if len(modes) > 1:
        apart = any(not _IN_A_ROW.match(view[a.end : b.start]) for a, b in pairwise(named))
        row = "own mode in a row" if own in modes else "modes in a row"
        yield "modes apart" if apart else row, Span(named[0].start, named[-1].end)


def _target(view: str, start: int, named: Sequence[Mention], own: str | None) -> str:
    after = next((m for m in named if m.start >= start), None)
    if after is None or not _FEW_WORDS.fullmatch(view, start, after.start):
        return "something else"
    return "own" if after.mode == own else "mode"
