"""The models of the judgement: weights learned offline, as `weights.json` has them."""

from __future__ import annotations

import json
import math
import pkgutil
from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from mkdocs_profiling_scope.core.judgement.overall import Overall
from mkdocs_profiling_scope.core.judgement.pairs import Pairs
from mkdocs_profiling_scope.core.judgement.regions import Regions
from mkdocs_profiling_scope.core.judgement.verdict import Verdict
from mkdocs_profiling_scope.core.markdown.document import PROSE, Node
from mkdocs_profiling_scope.core.named import NamedTuple, maker
from mkdocs_profiling_scope.core.signals.signals import SAYS_LITTLE, Shown
from mkdocs_profiling_scope.core.values import Span

NOTHING: Mapping[str, float] = MappingProxyType({})
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
    certain_alone: float = -math.inf  # the same where the page says little else, if it is more
    # How much of a weight was not learned: it counts for a block alone.
    unlearned: Mapping[str, float] = NOTHING
    pairs: Pairs = Pairs(())

    def scores(self, blocks: Iterable[Shown]) -> list[float]:
        """Add up the weights of the signals that each block has, with the pairs of them, in log-odds.

        The pairs are among the signals from then on.
        """
        get, bias, join = self.weights.get, self.bias, self.pairs.join
        found = []
        for shown in blocks:
            join(shown)
            # fsum, because its result does not depend on the order of the signals.
            found.append(bias + math.fsum((*shown.words, *filter(None, map(get, shown)))))
        return found

    def verdicts(
        self,
        nodes: Iterable[Node],
        blocks: Iterable[Shown],
        scores: Iterable[float],
        around: Iterable[Mapping[str, float]],
    ) -> list[Verdict]:
        """Compare what blocks have with the thresholds: their own scores, and what is `around` them."""
        least, certain, in_prose, weights = self.threshold, self.certain, self.certain_prose, self.weights
        alone = self.certain_alone
        found = []
        for node, shown, score, said in zip(nodes, blocks, scores, around, strict=False):
            if said:
                score += math.fsum(said.values())
            sure = in_prose if node.kind in PROSE else certain
            if sure < alone and SAYS_LITTLE in shown:
                sure = alone
            found.append(_verdict((score, score >= least, sure, shown, said, weights)))
        return found

    def learned(self, signals: Mapping[str, Span], score: float) -> float:
        """Return what the score of a block would be with what was learned alone."""
        if signals.keys().isdisjoint(self.unlearned.keys()):
            return score
        return score - math.fsum(more for name, more in self.unlearned.items() if name in signals)


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
    proposing, comparing = (
        Model(name, **data[name], pairs=Pairs(data[name]["weights"])) for name in ("proposing", "comparing")
    )
    return Models(proposing, comparing, Overall(**data["overall"]), Regions(data["ties"]))
