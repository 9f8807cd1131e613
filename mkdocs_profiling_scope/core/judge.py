"""From signals to judgements: weights learned offline, applied block after block, reasons kept."""

from __future__ import annotations

import json
import math
import pkgutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from mkdocs_profiling_scope.core.document import Document, Node
from mkdocs_profiling_scope.core.signals import PLACE, Signals
from mkdocs_profiling_scope.core.values import Span


@dataclass(frozen=True, slots=True)
class Evidence:
    """A signal that counted, with what it added to the log-odds of the judgement."""

    signal: str
    weight: float
    span: Span


@dataclass(frozen=True)
class Verdict:
    """Whether a block is of a class: the log-odds, the two thresholds passed or not, and why."""

    score: float
    is_so: bool
    is_certain: bool
    signals: Mapping[str, Span]
    weights: Mapping[str, float]

    @cached_property
    def evidence(self) -> tuple[Evidence, ...]:
        """Return the signals that counted, strongest first."""
        found = [Evidence(n, self.weights[n], span) for n, span in self.signals.items() if n in self.weights]
        return tuple(sorted(found, key=lambda e: (-abs(e.weight), e.signal)))

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

    def judge(self, signals: Mapping[str, Span]) -> Verdict:
        """Add up the weights of the signals that are there."""
        weights = self.weights
        # fsum, because its result does not depend on the order of the signals.
        score = self.bias + math.fsum([weights[name] for name in signals if name in weights])
        return Verdict(score, score >= self.threshold, score >= self.certain, signals, weights)


@dataclass(frozen=True, slots=True)
class Judgement:
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


def judge(document: Document, signals: Sequence[Signals], models: Models) -> list[Judgement]:
    """Judge every block in document order, each in the light of those before it."""
    found: list[Judgement] = []
    proposals: list[bool] = []
    comparisons: list[bool] = []
    for i, own in enumerate(signals):
        proposing = models.proposing.judge(own.proposing | state(document.nodes, i, proposals))
        comparing = models.comparing.judge(own.comparing | state(document.nodes, i, comparisons))
        proposals.append(proposing.is_so)
        comparisons.append(comparing.is_so)
        found.append(Judgement(proposing, comparing))
    return found


def state(nodes: Sequence[Node], index: int, judged: Sequence[bool]) -> dict[str, Span]:
    """Return the signals that the judgements of earlier blocks give to the block `index`."""
    node = nodes[index]
    signals = []
    section = node.section
    if section is not None:
        signals.append("heading is so" if judged[section] else "heading is not so")
        above = nodes[section].section
        signals += ["section above is so"] * (above is not None and judged[above])
    for name, other in (("list item above", node.parent), ("lead-in", node.lead)):
        if other is not None:
            signals.append(f"{name} is so" if judged[other] else f"{name} is not so")
    if (
        node.kind != "heading"
        and index
        and nodes[index - 1].section == section
        and nodes[index - 1].kind != "heading"
    ):
        signals.append("block before is so" if judged[index - 1] else "block before is not so")
    return dict.fromkeys(signals, PLACE)


def strongest(evidence: Iterable[Evidence], most: int = 3) -> list[Evidence]:
    """Return the evidence that spoke for the judgement, strongest first."""
    return [e for e in evidence if e.weight > 0][:most]
