"""How the modes that a sentence names stand to each other: in a row, apart, or set against something."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from mkdocs_profiling_scope.core.signals.modes import Mention
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
_FEW = (
    2  # words that may stand before a name that something is set against, and of a member of an enumeration
)
_NEAR = 60  # characters that these may take
# Between two names of an enumeration: a comma, a slash or "and", and other members.
_LINK = re.compile(r"[,/|&+]|\b(?:and|or|nor|as well as)\b")
_QUOTES = str.maketrans(dict.fromkeys("\"'`*()[]", " "))
_ARTICLES = ("the", "a", "an")


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
    starts = [m.start for m in named]
    for found in _AGAINST.finditer(view, *span):
        after = bisect_left(starts, found.end())
        near = after < len(named) and _are_few(view[found.end() : starts[after]])
        target = "something else" if not near else "own" if named[after].mode == own else "mode"
        if target != "something else" or not found[1]:
            yield f"against {target}", Span(*found.span())
    modes = {m.mode for m in named}
    if len(modes) > 1:
        apart = not all(_are_linked(view[a.end : b.start]) for a, b in pairwise(named))
        row = "own mode in a row" if own in modes else "modes in a row"
        yield "modes apart" if apart else row, Span(named[0].start, named[-1].end)


def _are_few(between: str) -> bool:
    return len(between) <= _NEAR and len(between.translate(_QUOTES).split()) <= _FEW


def _are_linked(between: str) -> bool:
    """Say whether what stands between two names makes them members of one enumeration."""
    first, *members = _LINK.split(between.translate(_QUOTES))
    if not members or first.strip():
        return False
    *others, last = (member.split() for member in members)
    return all(len(words) <= _FEW for words in others) and (
        not last or (len(last) == 1 and last[0] in _ARTICLES)
    )
