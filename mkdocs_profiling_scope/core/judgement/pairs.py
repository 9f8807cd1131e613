"""Signals that say more together than each by itself.

That a block names another mode tells more where few blocks of the page do; a sum of weights does not know.
Each such pair has a weight of its own beside those of its signals, under both of their names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from mkdocs_profiling_scope.core.signals.signals import NEAR, ORDER, PLACE, SAYS, Shown
from mkdocs_profiling_scope.core.values import Span

_AND = " + "  # between the names of the two
_OF_WORDS = (SAYS, ORDER, NEAR)  # signals whose names may hold anything, and that come too late to be joined


def may_join(signal: str) -> bool:
    """Say whether a signal can be one of a pair."""
    return not signal.startswith(_OF_WORDS)


def joined(first: str, second: str) -> str:
    """Return the name of a pair."""
    return f"{first}{_AND}{second}"


def parts(name: str) -> tuple[str, str] | None:
    """Return the names of the two signals of a pair, or None if the name is that of a single one."""
    first, _, second = name.partition(_AND) if may_join(name) else (name, "", "")
    return (first, second) if second else None


class Pairs:
    """The pairs that have a weight."""

    def __init__(self, names: Iterable[str]) -> None:
        """`names` are those of all signals; pairs are found among them."""
        seconds: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for name in names:
            if both := parts(name):
                seconds[both[0]].append((both[1], name))
        self._seconds = dict(seconds)
        self._firsts = seconds.keys()

    def of(self, signals: Mapping[str, object]) -> Iterator[tuple[str, str, str]]:
        """Yield the pairs of which both signals are there: its name, and theirs."""
        for first in self._firsts & signals.keys():
            for second, name in self._seconds[first]:
                if second in signals:
                    yield name, first, second

    def join(self, shown: Shown) -> None:
        """Add the pairs to the signals of a block, each where one of its signals is, if in the block."""
        if not self._firsts:
            return
        places: dict[str, Span] = {}
        for name, first, second in self.of(shown):
            place = shown[first]
            places[name] = place if place != PLACE else shown[second]
        shown.update(places)
