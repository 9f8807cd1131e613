"""From signals to judgements: weights learned offline, applied to every block, reasons kept."""

from __future__ import annotations

import json
import math
import pkgutil
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

from mkdocs_profiling_scope.core.document import Document
from mkdocs_profiling_scope.core.outlook import outlook
from mkdocs_profiling_scope.core.signals import PLACE, Signals
from mkdocs_profiling_scope.core.values import Span

_NO_OUTLOOK: Mapping[str, float] = MappingProxyType({})


class Evidence(NamedTuple):
    """A signal that counted: its weight, where it is, and how much of it there is."""

    signal: str
    weight: float
    span: Span
    value: float = 1.0  # of a signal that is there or not

    @property
    def amount(self) -> float:
        """Return what it added to the log-odds of the judgement."""
        return self.weight * self.value


class Verdict(NamedTuple):
    """Whether a block is of a class: the log-odds, the two thresholds passed or not, and why."""

    score: float
    is_so: bool
    is_certain: bool
    signals: Mapping[str, Span]  # of the block
    outlook: Mapping[str, float]  # of its surroundings, at first sight
    weights: Mapping[str, float]

    @property
    def evidence(self) -> list[Evidence]:
        """Work out the signals that counted, strongest first."""
        return sorted(self._counted(), key=lambda e: (-abs(e.amount), e.signal))

    def strongest(self, most: int = 3) -> list[Evidence]:
        """Return the strongest signals for the judgement; what the block says comes before what is around."""
        for_it = [e for e in self._counted() if e.amount > 0]
        telling = [e for e in for_it if not e.signal.startswith("is ")] or for_it
        telling.sort(key=lambda e: (self._is_around(e.signal), -e.amount, e.signal))
        return telling[:most]

    def _is_around(self, signal: str) -> bool:
        return signal in self.outlook or signal.startswith("page ")

    def _counted(self) -> Iterator[Evidence]:
        weights = self.weights
        for name, span in self.signals.items():
            if name in weights:
                yield Evidence(name, weights[name], span)
        for name, value in self.outlook.items():
            if name in weights:
                yield Evidence(name, weights[name], PLACE, value)

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


@dataclass(frozen=True)
class Model:
    """A linear model over signal names; see `tools/detection` for how it is fitted."""

    name: str
    bias: float
    weights: Mapping[str, float]
    threshold: float = math.inf  # log-odds from which a block is judged to be so
    certain: float = math.inf  # log-odds from which the judgement is certain enough for a warning

    def judge(self, signals: Mapping[str, Span], outlook: Mapping[str, float] = _NO_OUTLOOK) -> Verdict:
        """Add up the weights of the signals that are there, and those of the outlook times its values."""
        weights = self.weights
        # fsum, because its result does not depend on the order of the signals.
        counted = [weights[name] for name in signals if name in weights]
        counted += [weights[name] * value for name, value in outlook.items() if name in weights]
        score = self.bias + math.fsum(counted)
        return Verdict(score, score >= self.threshold, score >= self.certain, signals, outlook, weights)


class Judgement(NamedTuple):
    """The two verdicts on a block."""

    proposing: Verdict
    comparing: Verdict


@dataclass(frozen=True)
class Models:
    """The models of the two questions; whether a block proposes is looked at twice."""

    first_sight: Model
    proposing: Model
    comparing: Model


@cache
def load_models() -> Models:
    """Read the weights that come with the package."""
    data = pkgutil.get_data(__package__, "weights.json")
    if data is None:
        raise RuntimeError("the package is incomplete: weights.json is missing")
    return models_from(json.loads(data))


def models_from(data: Mapping[str, Mapping[str, Any]]) -> Models:
    """Build the models from their data, as in `weights.json`."""
    return Models(*(Model(name, **data[name]) for name in ("first sight", "proposing", "comparing")))


def _start(span: Span) -> int:
    return span.start


def judge(document: Document, signals: Sequence[Signals], models: Models) -> list[Judgement]:
    """Judge every block by its signals; whether it proposes, by a first look at the page too.

    Proposals are a matter of regions: the first look at every block tells the second one where they are.
    """
    first = [models.first_sight.judge(own.proposing).probability() for own in signals]
    return [
        Judgement(models.proposing.judge(own.proposing, around), models.comparing.judge(own.comparing))
        for own, around in zip(signals, outlook(document.nodes, first), strict=True)
    ]
