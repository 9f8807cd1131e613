"""Chooses pairs of signals that tell more together than apart (`core/judgement/pairs.py`).

A logistic regression on the signals alone leaves something over. Of the pairs of its strongest signals, those
are taken of which most is left over where both are there, in units of its standard deviation (a score test:
Rao, "Large sample tests of statistical hypotheses", 1948).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from regress import regress
from scipy.sparse import csr_matrix

from mkdocs_profiling_scope.core.judgement.pairs import may_join

SIGNALS = 600  # of which pairs are looked for
PAIRS = 300
RARE = 40  # both must be there in so many blocks
RARE_FILES = 8  # of so many documents
SAME = 0.93  # nor may one be there nearly always when the other is
LEAST = 1.5  # standard deviations
_PRIOR = 2.0  # added to the variance, so that few blocks prove little


def choose(
    rows: csr_matrix, is_so: np.ndarray, names: Sequence[str], files: np.ndarray, strength: float
) -> list[tuple[int, int]]:
    """Return the pairs of columns, most telling first; `files` numbers the document of each row."""
    found, bias = regress(rows, is_so, strength)
    weights = np.array(found)
    chance = 1 / (1 + np.exp(-np.clip(rows @ weights + bias, -500, 500)))
    there = rows != 0
    strong = np.abs(weights) * np.sqrt(np.asarray(there.sum(axis=0)).ravel())
    strong[[not may_join(name) for name in names]] = 0.0
    top = np.sort(np.argsort(-strong, kind="stable")[:SIGNALS])
    both = there[:, top].toarray().astype(np.float32)
    left = both.T @ (both * (is_so - chance).astype(np.float32)[:, None])
    spread = both.T @ (both * (chance * (1 - chance)).astype(np.float32)[:, None])
    count = both.T @ both
    alone = count.diagonal()
    told = np.abs(left) / np.sqrt(spread + _PRIOR)
    told[(count < RARE) | (count > SAME * np.minimum.outer(alone, alone))] = 0.0
    told[np.tril_indices(len(top))] = 0.0
    chosen: list[tuple[int, int]] = []
    for at in np.argsort(-told, axis=None, kind="stable"):
        a, b = divmod(int(at), len(top))
        if len(chosen) == PAIRS or told[a, b] < LEAST:
            break
        if len(np.unique(files[(both[:, a] * both[:, b]) > 0])) >= RARE_FILES:
            chosen.append((int(top[a]), int(top[b])))
    return chosen
