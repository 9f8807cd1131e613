"""Fits the judgement of proposals: the signals of blocks and the ties between them, at once.

A conditional random field on the trees of ties (`regions.py`): two states a block, log-likelihood of the
labels with an L2 penalty. Blocks without a label are summed over. Nothing is random.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from data import Labelled
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from mkdocs_profiling_scope.core.judgement.regions import ties, trust_in

Array = np.ndarray


@dataclass
class Forest:
    """The trees of some documents, their blocks in one row."""

    above: Array  # block that each one is tied to, -1 for none
    levels: list[Array]  # blocks by how far they are from the roots of their trees
    traits: csr_matrix  # blocks by traits of their ties
    labels: Array  # 1, 0, or -1 for none

    @classmethod
    def of(cls, docs: Sequence[Labelled], names: Sequence[str]) -> Forest:
        """Join the trees of `docs`; `names` are the traits that count."""
        index = {name: i for i, name in enumerate(names)}
        above: list[int] = []
        depth: list[int] = []
        cells: list[tuple[int, int, float]] = []
        labels: list[int] = []
        for doc in docs:
            first, trust = len(above), trust_in(doc.document.nodes)
            for tie in ties(doc.document.nodes):
                traits_here = tie.traits if tie else ()
                cells += [(len(above), index[trait], trust) for trait in traits_here if trait in index]
                depth.append(depth[first + tie.block] + 1 if tie else 0)
                above.append(first + tie.block if tie else -1)
            labels += [-1 if gold is None else int(gold) for gold in doc.proposing]
        at_row, at_column, data = zip(*cells, strict=True)
        traits = csr_matrix((data, (at_row, at_column)), shape=(len(above), len(names)))
        far = np.array(depth)
        levels = [np.flatnonzero(far == k) for k in range(far.max() + 1)]
        return cls(np.array(above), levels, traits, np.array(labels))

    def beliefs(self, scores: Array, odds: Array) -> tuple[float, Array, Array]:
        """Return the log of the sum over all cases, the log-odds of blocks, and the chances of cases of ties.

        `scores` are the log-odds of the blocks by themselves, one column for each of some independent worlds;
        `odds` the log-odds of the cases of their ties: only the block, only the one above, both.
        """
        n, worlds = scores.shape
        tie = np.zeros((n, worlds, 2, 2))  # state above, own state
        tie[:, :, 0, 1], tie[:, :, 1, 0], tie[:, :, 1, 1] = (odds[:, k, None] for k in range(3))
        own = np.zeros((n, worlds, 2))
        own[:, :, 1] = scores
        said = np.zeros((n, worlds, 2))
        for level in reversed(self.levels[1:]):
            said[level] = np.logaddexp.reduce(tie[level] + own[level][:, :, None, :], axis=3)
            np.add.at(own, self.above[level], said[level])
        roots = self.levels[0]
        total = np.logaddexp.reduce(own[roots], axis=2).sum(axis=0)
        heard = np.zeros((n, worlds, 2))
        likely = np.zeros((n, worlds, 2, 2))
        for level in self.levels[1:]:
            above = self.above[level]
            rest = (heard[above] + own[above] - said[level])[:, :, :, None] + tie[level]
            heard[level] = np.logaddexp.reduce(rest, axis=2)
            cases = rest + own[level][:, :, None, :]
            cases = np.exp(cases - cases.max(axis=(2, 3), keepdims=True))
            likely[level] = cases / cases.sum(axis=(2, 3), keepdims=True)
        belief = own + heard
        return total, belief[:, :, 1] - belief[:, :, 0], likely


_SURE = 1e4  # log-odds of a block whose label is known


class Fitted(NamedTuple):
    """What was learned."""

    signals: Array  # the weight of each signal
    bias: float
    traits: Array  # three weights a trait: second, first, both


def fit_field(rows: csr_matrix, forest: Forest, strength: float, *, turns: int = 400) -> Fitted:
    """Fit the field."""
    signals, traits = rows.shape[1], forest.traits.shape[1]
    by_signal, by_trait = rows.T.tocsr(), forest.traits.T.tocsr()
    fixed = np.where(forest.labels == 1, _SURE, np.where(forest.labels == 0, -_SURE, 0.0))
    given = fixed[fixed > 0].sum()
    firm = np.ones(signals + 1 + 3 * traits)
    firm[signals] = 0.0  # the bias costs nothing

    def loss(w: Array) -> tuple[float, Array]:
        scores = rows @ w[:signals] + w[signals]
        odds = forest.traits @ w[signals + 1 :].reshape(traits, 3)
        total, belief, likely = forest.beliefs(np.stack([scores, scores + fixed], axis=1), odds)
        chance = 1 / (1 + np.exp(-np.clip(belief, -500, 500)))
        pull = chance[:, 0] - chance[:, 1]
        pairs = likely[:, 0] - likely[:, 1]
        cases = np.stack([pairs[:, 0, 1], pairs[:, 1, 0], pairs[:, 1, 1]], axis=1)
        slope = np.concatenate([by_signal @ pull, [pull.sum()], (by_trait @ cases).ravel()])
        value = strength * (total[0] - total[1] + given) + firm @ w**2 / 2
        return value, strength * slope + firm * w

    options = {"maxiter": turns, "ftol": 1e-8, "gtol": 1e-4}
    found = minimize(loss, np.zeros_like(firm), jac=True, method="L-BFGS-B", options=options).x
    return Fitted(found[:signals], float(found[signals]), found[signals + 1 :].reshape(traits, 3))
