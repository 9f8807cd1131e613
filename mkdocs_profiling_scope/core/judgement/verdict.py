"""Verdicts: whether a block is of a class, how certain that is, and which signals say so."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from mkdocs_profiling_scope.core.judgement.pairs import parts
from mkdocs_profiling_scope.core.named import NamedTuple
from mkdocs_profiling_scope.core.signals.signals import NEAR, ORDER, PLACE, SAYS, Shown
from mkdocs_profiling_scope.core.values import Span


class Evidence(NamedTuple):
    """A signal that counted: what it added to the log-odds of the judgement, and where it is."""

    signal: str
    weight: float
    span: Span


class Verdict(NamedTuple):
    """Whether a block is of a class: the log-odds, whether and when they suffice, and why."""

    score: float
    is_so: bool
    certain_from: float  # log-odds
    shown: Shown  # the signals of the block
    around: Mapping[str, float]  # what the blocks that it is tied to add, see regions.py
    weights: Mapping[str, float]

    @property
    def signals(self) -> Mapping[str, Span]:
        """Return the signals of the block, the words among them."""
        return self.shown.all()

    @property
    def is_certain(self) -> bool:
        """Say whether the judgement is certain enough for a warning."""
        return self.score >= self.certain_from

    @property
    def evidence(self) -> list[Evidence]:
        """Work out the signals that counted, strongest first."""
        return sorted(self._counted(), key=lambda e: (-abs(e.weight), e.signal))

    def strongest(self, most: int = 3) -> list[Evidence]:
        """Return the strongest signals for the judgement: what the block says comes before what is around."""
        # Words are vague: they need no names where enough other signals are telling.
        found = self._ranked(self.shown)[:most]
        if len(found) < most or found[-1][0]:
            found = self._ranked(self.signals)[:most]
        return [self._evidence(name) for _, _, name in found]

    def _ranked(self, signals: Mapping[str, Span]) -> list[tuple[bool, float, str]]:
        """Return what speaks for the judgement, strongest first: is it vague, less its weight, its name."""
        get = self.weights.get
        amounts = {name: weight for name in signals if (weight := get(name, 0.0)) > 0}
        amounts |= {name: weight for name, weight in self.around.items() if weight > 0}
        shape = all(name.startswith("is ") for name in amounts)  # tells least of all
        return sorted(
            (shape or self._is_vague(name), -amounts[name], name)
            for name in amounts
            if shape or not name.startswith("is ")
        )

    def _is_vague(self, name: str) -> bool:
        """Say whether a signal explains little: what is around the block, a single word of it, a pair."""
        vague = name.startswith(("page ", SAYS, ORDER, NEAR))
        return vague or name in self.around or parts(name) is not None

    def _evidence(self, name: str) -> Evidence:
        if name in self.around:
            return Evidence(name, self.around[name], PLACE)
        return Evidence(name, self.weights[name], self.shown[name])

    def _counted(self) -> Iterator[Evidence]:
        for name in (*self.signals, *self.around):
            if name in self.weights or name in self.around:
                yield self._evidence(name)

    def inside(self, spans: Sequence[Span]) -> list[float]:
        """Return for each of `spans`, which are in order, how much of the log-odds comes from there."""
        weights: list[list[float]] = [[] for _ in spans]
        for name, (start, _) in self.signals.items():
            if start >= 0 and name in self.weights:
                i = bisect_right(spans, start, key=_start) - 1
                if i >= 0 and start < spans[i].end:
                    weights[i].append(self.weights[name])
        return list(map(math.fsum, weights))

    def probability(self) -> float:
        """Return the estimated probability, 0 to 1."""
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, self.score))))


def _start(span: Span) -> int:
    return span.start
