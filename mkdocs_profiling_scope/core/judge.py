"""From signals to judgements: weights learned offline, applied to every block, reasons kept."""

from __future__ import annotations

import json
import math
import pkgutil
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import repeat
from types import MappingProxyType
from typing import Any

from mkdocs_profiling_scope.core.document import Document, Node
from mkdocs_profiling_scope.core.named import NamedTuple, maker
from mkdocs_profiling_scope.core.overall import Overall
from mkdocs_profiling_scope.core.regions import Regions
from mkdocs_profiling_scope.core.signals import PLACE, Shown, Signals
from mkdocs_profiling_scope.core.values import Span

PROSE = frozenset(("paragraph", "item", "html"))
SAYS = "says "  # begins the names of the signals of wording.py
_NOTHING: Mapping[str, float] = MappingProxyType({})


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
        """Say whether a signal explains little by itself: what is around the block, a single word of it."""
        return name in self.around or name.startswith(("page ", SAYS))

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
        return _probability(self.score)


_verdict = maker(Verdict)


class Model(NamedTuple):
    """A linear model over signal names; see `tools/detection` for how it is fitted."""

    name: str
    bias: float
    weights: Mapping[str, float]
    threshold: float = math.inf  # log-odds from which a block is judged to be so
    certain: float = math.inf  # log-odds from which the judgement is certain enough for a warning
    # The same for sentences, which mislead more easily than tables and headings.
    certain_prose: float = math.inf
    # How much of a weight was not learned: it counts for a block alone.
    unlearned: Mapping[str, float] = _NOTHING

    def score(self, signals: Iterable[str], words: Sequence[float] = ()) -> float:
        """Add up the weights of the signals that are there, and those of words, in log-odds."""
        # fsum, because its result does not depend on the order of the signals.
        return self.bias + math.fsum((*words, *filter(None, map(self.weights.get, signals))))

    def scores(self, blocks: Iterable[Shown]) -> list[float]:
        """Do the same for many blocks."""
        get, bias = self.weights.get, self.bias
        return [bias + math.fsum((*shown.words, *filter(None, map(get, shown)))) for shown in blocks]

    def verdicts(
        self,
        nodes: Iterable[Node],
        blocks: Iterable[Shown],
        scores: Iterable[float],
        around: Iterable[Mapping[str, float]],
    ) -> list[Verdict]:
        """Compare what blocks have with the thresholds: their own scores, and what is `around` them."""
        least, certain, in_prose, weights = self.threshold, self.certain, self.certain_prose, self.weights
        found = []
        for node, shown, score, said in zip(nodes, blocks, scores, around, strict=False):
            if said:
                score += math.fsum(said.values())
            sure = in_prose if node.kind in PROSE else certain
            found.append(_verdict((score, score >= least, sure, shown, said, weights)))
        return found

    def learned(self, signals: Mapping[str, Span], score: float) -> float:
        """Return what the score of a block would be with what was learned alone."""
        if signals.keys().isdisjoint(self.unlearned.keys()):
            return score
        return score - math.fsum(more for name, more in self.unlearned.items() if name in signals)


class Judgement(NamedTuple):
    """The two verdicts on a block."""

    proposing: Verdict
    comparing: Verdict


_judgement = maker(Judgement)


class Models(NamedTuple):
    """The models of the two questions, what pages look like, and the regions in which blocks propose."""

    proposing: Model
    comparing: Model
    overall: Overall
    regions: Regions


@cache
def load_models() -> Models:
    """Read the weights that come with the package."""
    data = pkgutil.get_data(__package__, "weights.json")
    if data is None:
        raise RuntimeError("the package is incomplete: weights.json is missing")
    return models_from(json.loads(data))


def models_from(data: Mapping[str, Mapping[str, Any]]) -> Models:
    """Build the models from their data, as in `weights.json`."""
    proposing, comparing = (Model(name, **data[name]) for name in ("proposing", "comparing"))
    return Models(proposing, comparing, Overall(**data["overall"]), Regions(data["ties"]))


def _start(span: Span) -> int:
    return span.start


def _probability(score: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def judge(document: Document, signals: Sequence[Signals], models: Models) -> list[Judgement]:
    """Judge every block by its signals; whether it proposes, together with the blocks that it is tied to.

    Proposals are a matter of regions. Comparisons are not: what they inherit is among their signals.
    """
    proposing, comparing = models.proposing, models.comparing
    own, against = [found.proposing for found in signals], [found.comparing for found in signals]
    alone = proposing.scores(own)
    around = models.regions.around(document.nodes, list(map(proposing.learned, own, alone)))
    proposed = proposing.verdicts(document.nodes, own, alone, around)
    compared = comparing.verdicts(document.nodes, against, comparing.scores(against), repeat(_NOTHING))
    return list(map(_judgement, zip(proposed, compared, strict=True)))
