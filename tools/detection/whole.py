"""Fits what a page looks like as a whole (`overall.py`), by a logistic regression for each question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
from data import Labelled
from regress import regress
from scipy.sparse import csr_matrix
from split import folds

from mkdocs_profiling_scope.core.judgement.overall import QUESTIONS, Overall, answers

STRENGTH = 0.2
RARE = 6  # a trait must be seen in so many documents


def learn_overall(docs: Sequence[Labelled]) -> Overall:
    """Learn from the shares of blocks that propose, on pages that are long enough to look like something."""
    docs = _long(docs)
    count = Counter(name for d in docs for name in d.traits)
    names = sorted(name for name, files in count.items() if files >= RARE)
    index = {name: i for i, name in enumerate(names)}
    cells = [
        (r, index[name], value)
        for r, d in enumerate(docs)
        for name, value in d.traits.items()
        if name in index
    ]
    at_row, at_column, data = zip(*cells, strict=True)
    rows = csr_matrix((data, (at_row, at_column)), shape=(len(docs), len(names)))
    share = np.array([_share(d) for d in docs])
    found = [regress(rows, share >= least, STRENGTH) for least in QUESTIONS.values()]
    weights = {
        name: [round(weights[i], 2) for weights, _ in found]
        for name, i in index.items()
        if any(abs(weights[i]) >= 0.02 for weights, _ in found)
    }
    return Overall([round(bias, 2) for _, bias in found], weights)


def looks(overall: Overall, doc: Labelled) -> Sequence[str]:
    """Return the signals of what a page looks like, none for one that is too short."""
    return answers(overall.scores(doc.traits)) if overall.can_tell(doc.signals) else ()


def looks_unseen(docs: Sequence[Labelled]) -> dict[str, Sequence[str]]:
    """Return what pages look like to models that have not seen their owners, by file.

    Who learns from how well a page is known would trust it too much.
    """
    found: dict[str, Sequence[str]] = {}
    docs = _long(docs)
    for part in folds(docs):
        hidden = {d.file for d in part}
        overall = learn_overall([d for d in docs if d.file not in hidden])
        found |= {d.file: looks(overall, d) for d in part}
    return found


def data_of_overall(overall: Overall) -> dict[str, Any]:
    """Return what `weights.json` says of it: every question with its weights in order, rounded."""
    weights = dict(sorted(overall.weights.items()))
    return {"bias": overall.bias, "weights": weights}


def _long(docs: Sequence[Labelled]) -> list[Labelled]:
    return [d for d in docs if Overall.can_tell(d.signals)]


def _share(doc: Labelled) -> float:
    known = [is_so for is_so in doc.proposing if is_so is not None]
    return sum(known) / len(known) if known else 0.0
