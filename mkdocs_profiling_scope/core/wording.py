"""The words of a block, and what stands right before and after the name of a mode."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from mkdocs_profiling_scope.core.judge import SAYS, load_models
from mkdocs_profiling_scope.core.modes import Mention
from mkdocs_profiling_scope.core.values import Span

OWN, OTHER, NUMBER = "<own>", "<other>", "#"
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d[\d.,]*|[%?:>-]")


@cache
def known_wordings() -> Mapping[str, str]:
    """Return the words that count, with the names of their signals."""
    names = (name for name in load_models().comparing.weights if name.startswith(SAYS))
    return {name.removeprefix(SAYS): name for name in names}


def wording(
    view: str, block: Span, mentions: Iterable[Mention], own: str | None, known: Mapping[str, str]
) -> dict[str, Span]:
    """Return the signals of the words in `block`, and of two in a row if one is a mode, where they are first.

    `known` gives the name of the signal for words in lower case, one blank between two; what it does not
    know is left out. A number is "#"; a mode is "<own>" or, where it is not the page's own, "<other>", so
    that "than pandas" and "than Polars" are the same.
    """
    found: dict[str, Span] = {}
    before, begin = "", block.start
    for word, start, end in _words(view, block, mentions, own):
        named = word[0] == "<"
        if not named and (name := known.get(word)):
            found.setdefault(name, Span(start, end))
        if (named or before[:1] == "<") and before and (name := known.get(f"{before} {word}")):
            found.setdefault(name, Span(begin, end))
        before, begin = word, start
    return found


def _words(
    view: str, block: Span, mentions: Iterable[Mention], own: str | None
) -> Iterator[tuple[str, int, int]]:
    """Yield the words of a block in order, each with where it starts and ends."""
    at = block.start
    for mention in mentions:
        if mention.start >= at:
            yield from _plain_words(view, at, mention.start)
            yield OWN if mention.mode == own else OTHER, mention.start, mention.end
            at = mention.end
    yield from _plain_words(view, at, block.end)


def _plain_words(view: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    for match in _WORD.finditer(view, start, end):
        word = match[0]
        yield NUMBER if word[0].isdecimal() else word.lower(), match.start(), match.end()
