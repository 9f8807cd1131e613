"""From signals to judgements: weights learned offline, applied block after block, reasons kept."""

from __future__ import annotations

import json
import math
import pkgutil
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

from mkdocs_profiling_scope.core.document import Document, Node
from mkdocs_profiling_scope.core.signals import PLACE, Signals
from mkdocs_profiling_scope.core.values import Span

# Not so, so
_HEADING = ("heading is not so", "heading is so")
_ITEM = ("list item above is not so", "list item above is so")
_LEAD = ("lead-in is not so", "lead-in is so")
_BEFORE = ("block before is not so", "block before is so")


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
    state: Mapping[str, Span]  # of the judgement so far
    weights: Mapping[str, float]

    @property
    def evidence(self) -> list[Evidence]:
        """Work out the signals that counted, strongest first."""
        weights = self.weights
        found = [
            Evidence(name, weights[name], span)
            for signals in (self.signals, self.state)
            for name, span in signals.items()
            if name in weights
        ]
        found.sort(key=lambda e: (-abs(e.amount), e.signal))
        return found

    def strongest(self, most: int = 3) -> list[Evidence]:
        """Return the signals that spoke for the judgement most strongly."""
        weights = self.weights
        names = (self.signals.keys() | self.state.keys()) & weights.keys()
        for_it = sorted([(-weights[name], name) for name in names if weights[name] > 0])
        return [
            Evidence(n, -w, self.signals[n] if n in self.signals else self.state[n]) for w, n in for_it[:most]
        ]

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
    threshold: float  # log-odds from which a block is judged to be so
    certain: float  # log-odds from which the judgement is certain enough for a warning

    def judge(self, signals: Mapping[str, Span], state: Mapping[str, Span] = MappingProxyType({})) -> Verdict:
        """Add up the weights of the signals that are there: of the block, and of the judgement so far."""
        weights = self.weights
        # fsum, because its result does not depend on the order of the signals.
        counted = [weights[name] for name in signals if name in weights]
        counted += [weights[name] for name in state if name in weights]
        score = self.bias + math.fsum(counted)
        return Verdict(score, score >= self.threshold, score >= self.certain, signals, state, weights)


class Judgement(NamedTuple):
    """The two verdicts on a block."""

    proposing: Verdict
    comparing: Verdict


@dataclass(frozen=True)
class Models:
    """The model of each of the two questions."""

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
    return Models(*(Model(name, **data[name]) for name in ("proposing", "comparing")))


def _start(span: Span) -> int:
    return span.start


def judge(document: Document, signals: Sequence[Signals], models: Models) -> list[Judgement]:
    """Judge every block in document order, each in the light of those before it."""
    found: list[Judgement] = []
    proposals: list[bool] = []
    comparisons: list[bool] = []
    for i, own in enumerate(signals):
        proposing = models.proposing.judge(own.proposing, state(document.nodes, i, proposals))
        comparing = models.comparing.judge(own.comparing, state(document.nodes, i, comparisons))
        proposals.append(proposing.is_so)
        comparisons.append(comparing.is_so)
        found.append(Judgement(proposing, comparing))
    return found


def state(nodes: Sequence[Node], index: int, judged: Sequence[bool]) -> dict[str, Span]:
    """Return the signals that the judgements of earlier blocks give to the block `index`."""
    node = nodes[index]
    section = node.section
    signals: dict[str, Span] = {}
    if section is not None:
        signals[_HEADING[judged[section]]] = PLACE
        above = nodes[section].section
        if above is not None and judged[above]:
            signals["section above is so"] = PLACE
    if node.parent is not None:
        signals[_ITEM[judged[node.parent]]] = PLACE
    if node.lead is not None:
        signals[_LEAD[judged[node.lead]]] = PLACE
    if index and node.kind != "heading":
        before = nodes[index - 1]
        if before.kind != "heading" and before.section == section:
            signals[_BEFORE[judged[index - 1]]] = PLACE
    return signals
