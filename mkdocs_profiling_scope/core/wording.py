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


def lowered(view: str) -> str:
    """Return `view` in lower case, every character at its offset."""
    lower = view.lower()
    if len(lower) == len(view):
        return lower
    # A letter that gets longer in lower case is in no word that counts.
    return "".join([low if len(low := char.lower()) == 1 else char for char in view])


def wording(
    lower: str, block: Span, mentions: Iterable[Mention], own: str | None, known: Mapping[str, str]
) -> dict[str, None]:
    """Return the signals of the words in `block`, and of two in a row if one is a mode.

    `lower` is the view of the page, `lowered`. `known` gives the name of the signal for words in lower case,
    one blank between two; what it does not know is left out. A number is "#"; a mode is "<own>" or, where it
    is not the page's own, "<other>", so that "than pandas" and "than Polars" are the same.
    """
    at, end = block
    found: list[str | None] = []
    before = ""  # the mode before, if nothing stands between it and `at`
    for mention in mentions:
        if mention.start >= at:
            words = _plain_words(lower, at, mention.start)
            if words:
                found += map(known.get, words)
                if before:
                    found.append(known.get(f"{before} {words[0]}"))
                before = words[-1]
            mode = OWN if mention.mode == own else OTHER
            if before:
                found.append(known.get(f"{before} {mode}"))
            before, at = mode, mention.end
    words = _plain_words(lower, at, end)
    found += map(known.get, words)
    if before and words:
        found.append(known.get(f"{before} {words[0]}"))
    return dict.fromkeys(filter(None, found))


def places(
    lower: str, block: Span, mentions: Iterable[Mention], own: str | None, known: Mapping[str, str]
) -> dict[str, Span]:
    """Return the same signals as `wording`, each with the words that show it first."""
    found: dict[str, Span] = {}
    before, begin = "", block.start
    for word, start, end in _words(lower, block, mentions, own):
        named = word[0] == "<"
        if not named and (name := known.get(word)):
            found.setdefault(name, Span(start, end))
        if (named or before[:1] == "<") and before and (name := known.get(f"{before} {word}")):
            found.setdefault(name, Span(begin, end))
        before, begin = word, start
    return found


def _plain_words(lower: str, start: int, end: int) -> list[str]:
    return [NUMBER if word[0].isdecimal() else word for word in _WORD.findall(lower, start, end)]


def _words(
    lower: str, block: Span, mentions: Iterable[Mention], own: str | None
) -> Iterator[tuple[str, int, int]]:
    """Yield the words of a block in order, each with where it starts and ends."""
    at = block.start
    for mention in (*mentions, None):
        stop = block.end if mention is None else mention.start
        if stop < at:
            continue
        for match in _WORD.finditer(lower, at, stop):
            yield NUMBER if match[0][0].isdecimal() else match[0], *match.span()
        if mention is not None:
            yield OWN if mention.mode == own else OTHER, mention.start, mention.end
            at = mention.end
