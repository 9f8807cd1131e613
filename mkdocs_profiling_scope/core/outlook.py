"""What a first look at a page says of the surroundings of each block, for the second look."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from mkdocs_profiling_scope.core.document import Node

_RATE = 0.2  # probability of a block of which nothing is known
_USUAL = math.log(_RATE / (1 - _RATE))
_SHORT = 10  # blocks of a page that says half as much as a long one
_SURE = 0.02  # a mean of probabilities says no more than this, or 1 minus this
_NEAR = 3  # blocks on each side


def outlook(nodes: Sequence[Node], chances: Sequence[float]) -> list[Mapping[str, float]]:
    """Say of every block how its page, headings, neighbours and what stands below it looked at first sight.

    `chances` are the probabilities of the first look, 0 to 1, one for each block. A value is half the
    log-odds of their mean above what is usual; where there is nothing of the kind, there is no value.
    A block never counts for itself, and the shorter the page, the less it says, but for its headings.
    """
    return _Outlook(nodes, chances).all()


class _Outlook:
    """Sums over sections and the page, made once, so that the cost grows no faster than the page."""

    def __init__(self, nodes: Sequence[Node], chances: Sequence[float]) -> None:
        self._nodes = nodes
        self._chances = chances
        self._weight = len(nodes) / (len(nodes) + _SHORT)
        self._total = math.fsum(chances)
        self._best = sorted(chances, reverse=True)[:2]
        # Of what stands below each heading, its subsections included.
        self._sums = [0.0] * len(nodes)
        self._counts = [0] * len(nodes)
        for i in range(len(nodes) - 1, -1, -1):
            section = nodes[i].section
            if section is not None:
                self._sums[section] += self._sums[i] + chances[i]
                self._counts[section] += self._counts[i] + 1

    def all(self) -> list[Mapping[str, float]]:
        if len(self._nodes) < 2:
            return [{} for _ in self._nodes]
        values = list(map(_value, self._chances))
        return [self._around(i, values) for i in range(len(self._nodes))]

    def _around(self, i: int, values: Sequence[float]) -> dict[str, float]:
        """Say how the surroundings of a block looked; `values` are those of the single blocks."""
        nodes, chances, weight = self._nodes, self._chances, self._weight
        best, second = self._best
        near = [*chances[max(0, i - _NEAR) : i], *chances[i + 1 : i + 1 + _NEAR]]
        found = {
            "page has such": weight * _value(second if chances[i] == best else best),
            "what is near looks so": weight * _value(math.fsum(near) / len(near)),
        }
        if self._counts[i]:
            # A section with one or two blocks says little: the page counts as two blocks more.
            page = (self._total - chances[i] + _SHORT * _RATE) / (len(nodes) - 1 + _SHORT)
            follows = (self._sums[i] + 2 * page) / (self._counts[i] + 2)
            found["what follows looks so"] = weight * _value(follows)
        section = nodes[i].section
        if section is not None:
            found["heading looks so"] = values[section]
            above = nodes[section].section
            if above is not None and nodes[above].level > 1:
                found["heading above looks so"] = values[above]
        return found


def _value(chance: float) -> float:
    chance = _SURE if chance < _SURE else 1 - _SURE if chance > 1 - _SURE else chance
    return (math.log(chance / (1 - chance)) - _USUAL) / 2
