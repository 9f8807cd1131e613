"""From signals to judgements: weights learned offline, applied to every block, reasons kept."""

from __future__ import annotations

import json
import math
import pkgutil
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

from mkdocs_profiling_scope.core.document import Document
from mkdocs_profiling_scope.core.outlook import outlook
from mkdocs_profiling_scope.core.signals import PLACE, Signals
from mkdocs_profiling_scope.core.values import Span

SAYS = "says "  # begins the names of the signals of wording.py
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
        """Return the strongest signals for the judgement: what the block says comes before what is around."""
        get, outlook = self.weights.get, self.outlook
        # Nearly all blocks need the first few only, so that only these are made.
        amounts = {name: weight for name in self.signals if (weight := get(name, 0.0)) > 0}
        amounts |= {name: a for name, value in outlook.items() if (a := get(name, 0.0) * value) > 0}
        telling = [name for name in amounts if not name.startswith("is ")] or list(amounts)
        telling.sort(key=lambda name: (self._is_vague(name), -amounts[name], name))
        return [self._evidence(name) for name in telling[:most]]

    def _is_vague(self, name: str) -> bool:
        """Say whether a signal explains little by itself: what is around the block, a single word of it."""
        return name in self.outlook or name.startswith(("page ", SAYS))

    def _evidence(self, name: str) -> Evidence:
        span, value = self.signals.get(name, PLACE), self.outlook.get(name, 1.0)
        return Evidence(name, self.weights[name], span, value)

    def _counted(self) -> Iterator[Evidence]:
        for name in (*self.signals, *self.outlook):
            if name in self.weights:
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
        return _probability(self.score)


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
        score = self.score(signals, outlook)
        return Verdict(score, score >= self.threshold, score >= self.certain, signals, outlook, self.weights)

    def score(self, signals: Iterable[str], outlook: Mapping[str, float] = _NO_OUTLOOK) -> float:
        """Return the log-odds."""
        get = self.weights.get
        counted: Iterable[float] = filter(None, map(get, signals))
        if outlook:
            counted = [*counted, *[get(name, 0.0) * value for name, value in outlook.items()]]
        # fsum, because its result does not depend on the order of the signals.
        return self.bias + math.fsum(counted)


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


def _probability(score: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def judge(document: Document, signals: Sequence[Signals], models: Models) -> list[Judgement]:
    """Judge every block by its signals; whether it proposes, by a first look at the page too.

    Proposals are a matter of regions: the first look at every block tells the second one where they are.
    """
    first = [_probability(models.first_sight.score(own.proposing)) for own in signals]
    return [
        Judgement(models.proposing.judge(own.proposing, around), models.comparing.judge(own.comparing))
        for own, around in zip(signals, outlook(document.nodes, first), strict=True)
    ]
