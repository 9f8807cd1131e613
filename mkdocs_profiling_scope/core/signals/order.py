"""In which order a sentence names modes and says words that compare, whatever else it says.

"Ash is faster than Birch" and "Ash, which is faster now, and Birch" have the same words. Patterns that find
what is said of which mode (`sides.py`) miss much that people write; what stands in which order, and how far
from each other, tells something of the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mkdocs_profiling_scope.core.signals.clauses import MODE, RANK, WORDS, painted
from mkdocs_profiling_scope.core.signals.modes import Mention
from mkdocs_profiling_scope.core.signals.signals import NEAR, ORDER
from mkdocs_profiling_scope.core.values import Span

_MODES = ("mode", "another", "third")  # in the order in which they are named first
# What counts, by what it is called in the names of signals.
_PARTS = {
    "mode": MODE,
    "than": r"\b(?:th[ae]n|vs|versus|over|against|compared (?:to|with|against)|relative to|unlike"
    r"|rather than)\b",
    "rank": r"\b(?!(?:per|her|paper|power|later|letter|quarter|center|chapter|driver|player|buyer|customer"
    rf"|consumer|manufacturer|september|october|november|december|remember|consider|offer)\b)(?:{RANK}|better\b)",
    "but": r"\b(?:but|while|whereas|although|though|however)\b|;",
    "like": r"\bas \w+ as\b|\b(?:like|similar|same|alike)\b|\bequal",
    "not": r"\b(?:not|no|never)\b|n['’]t\b",
    "if": r"\?|\b(?:if|whether)\b",
    "beat": r"\b(?:beats?|outperform\w*|prefer\w*|instead of|best|worst|wins?)\b",
    "stop": r"[.,:()!]\s",
    "and": r"\b(?:and|or)\b|/",
}
_PART = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _PARTS.items()))
_LINKS = frozenset(("stop", "and"))
_ASIDE = frozenset(("not", "if"))
_LONGEST = 7  # parts of a whole sentence
_FAR = (0, 2, 5, 10)  # words between two parts, at most

_DISTANCES = {"0": "right", "1": "close", "2": "near", "3": "far", "4": "very far", "-": "not"}
_IN_WORDS = {
    "mode": "a mode",
    "another": "another mode",
    "third": "a third mode",
    "than": '"than" or the like',
    "rank": "a word that ranks",
    "but": '"but" or the like',
    "like": '"like" or the like',
    "not": "a negation",
    "if": "a question",
    "beat": "a word for who is ahead",
    "stop": "a pause",
    "and": '"and" or "or"',
}

Part = tuple[str, int, int]


def order(view: str, span: Span, mentions: Sequence[Mention]) -> Iterator[str]:
    """Yield the signals of the order of a sentence that names several modes.

    Args:
        view: the prose of the page.
        span: the sentence.
        mentions: the modes that it names, in order.
    """
    text = painted(view, span, mentions)
    every = list(_parts(text))
    parts = [part for part in every if part[0] not in _LINKS]
    said = [name for name, _, _ in parts]
    yield _named(_without_repetition([name for name in said if name not in _ASIDE])[:_LONGEST])
    for length in (2, 3, 4):
        yield from map(_named, _rows(said, length))
    for row in _rows([name for name, _, _ in every], 3):
        if not _LINKS.isdisjoint(row):
            yield _named(row)
    yield from _distances(text, parts)


def in_words(name: str) -> str:
    """Say in words what a signal of the order is."""
    if name.startswith(ORDER):
        return "has in this order " + ", ".join(_IN_WORDS[part] for part in name.removeprefix(ORDER).split())
    left, what, right = name.removeprefix(NEAR).split()
    before = "a mode" if what == "rank" else _IN_WORDS["rank"]
    return f"has {_IN_WORDS[what]} {_DISTANCES[left]} after {before}, and {_DISTANCES[right]} before a mode"


def _parts(text: str) -> Iterator[Part]:
    """Yield the parts of a sentence, which is painted; two of a kind in a row are one."""
    known: dict[str, str] = {}
    last = ""
    for found in _PART.finditer(text):
        name = found.lastgroup or ""
        if name == "mode":
            name = known.setdefault(found[0][0], _MODES[min(len(known), 2)])
        if name != last:
            yield name, found.start(), found.end()
        last = name


def _distances(text: str, parts: Sequence[Part]) -> Iterator[str]:
    """Yield how far the first word that ranks, and each "than", are from what belongs to them."""
    modes = [part for part in parts if part[0] in _MODES]
    ranks = [part for part in parts if part[0] == "rank"]
    if not ranks:
        return
    for name, start, end in (ranks[0], *(part for part in parts if part[0] == "than")):
        before = [part for part in (modes if name == "rank" else ranks) if part[2] <= start]
        after = [part for part in modes if part[1] >= end]
        left = _far(text[before[-1][2] : start]) if before else "-"
        yield f"{NEAR}{left} {name} {_far(text[end : after[0][1]]) if after else '-'}"


def _far(between: str) -> int:
    words = len(WORDS.findall(between))
    return sum(words > most for most in _FAR)


def _rows(names: Sequence[str], length: int) -> Iterator[Sequence[str]]:
    return (names[i : i + length] for i in range(len(names) - length + 1))


def _without_repetition(names: Sequence[str]) -> list[str]:
    return [name for i, name in enumerate(names) if not i or name != names[i - 1]]


def _named(names: Sequence[str]) -> str:
    return ORDER + " ".join(names)
