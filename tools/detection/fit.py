"""Fit the weights of the judgement on labelled documents: `python tools/detection/fit.py CORPUS TEXTS`.

TEXTS holds the documents of `more.jsonl`, as `collect.py` leaves them.

Whether a block compares is learned by a logistic regression, whether it proposes by a conditional random
field (`field.py`): its signals and the blocks that it is tied to. The thresholds come from scores of models
that had not seen the owner (cross-validation by owner). Nothing is random: the same data give the same file.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from data import Labelled, load
from field import Forest, fit_field
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from split import held_back

from mkdocs_profiling_scope.core.judge import SAYS, Model
from mkdocs_profiling_scope.core.regions import Regions, ties

FOLDS = 6
NEARLY = {"proposing": 0.009, "comparing": 0.005}  # F1 that is given for fewer alarms
STRENGTH = 0.1  # C of both: the smaller, the smoother
RARE = 4  # a signal must be seen in so many documents
RARE_WORDING = {"proposing": 15, "comparing": 20}  # and one that is a wording in so many
WORDING = {"proposing": 1.0, "comparing": 0.7}  # trust in it beside a signal that somebody thought of
# What a sentence says plainly must count on a page with nothing else on it, where few signals add up, and
# what was measured must not become a proposal by what stands around it. These weights are at least so far
# from 0; they are set after fitting, lest the others make up for it.
PLAIN: Mapping[str, Mapping[str, float]] = {
    "proposing": {
        "plainly proposes": 6.5,
        "plainly projects": 3.0,
        "plainly announces": 5.0,
        "plainly prices": 4.0,
        "plainly asks": 3.0,
        "plainly measures": -2.0,
    },
    "comparing": {"plainly compares": 4.0},
}
PRECISION = 0.95  # of what is called certain, on owners not seen
ENOUGH = 60  # blocks on which a precision is believed

Scores = dict[str, list[float]]  # of the blocks of each document
Learned = Callable[[Labelled], list[float]]  # scores a document


class Rows:
    """The signals of labelled blocks as a matrix; signals that few documents have are left out."""

    def __init__(self, docs: Sequence[Labelled], task: str) -> None:
        seen: dict[str, set[str]] = {}
        for d in docs:
            for signals in d.signals:
                for name in getattr(signals, task):
                    seen.setdefault(name, set()).add(d.file)
        self.names = sorted(name for name, files in seen.items() if len(files) >= _rare(name, task))
        index = {name: i for i, name in enumerate(self.names)}
        cells = [
            (r, index[name], _trust(name, task))
            for r, signals in enumerate(s for d in docs for s in d.signals)
            for name in getattr(signals, task)
            if name in index
        ]
        at_row, at_column, data = zip(*cells, strict=True)
        count = sum(len(d.signals) for d in docs)
        self.matrix = csr_matrix((data, (at_row, at_column)), shape=(count, len(self.names)))

    def model(self, task: str, found: Sequence[float], bias: float) -> Model:
        """Round what was found, and set what must count by itself."""
        weights = {
            n: round(float(w) * _trust(n, task), 2)
            for n, w in zip(self.names, found, strict=True)
            if abs(w) * _trust(n, task) >= 0.02
        }
        unlearned = {
            n: round(plain - weights.get(n, 0.0), 2)
            for n, plain in PLAIN[task].items()
            if math.copysign(1.0, plain) * (plain - weights.get(n, 0.0)) > 0
        }
        weights |= {n: PLAIN[task][n] for n in unlearned}
        return Model(task, round(bias, 2), weights, unlearned=unlearned)


def _rare(signal: str, task: str) -> int:
    return RARE_WORDING[task] if signal.startswith(SAYS) else RARE


def _trust(signal: str, task: str) -> float:
    return WORDING[task] if signal.startswith(SAYS) else 1.0


def regress(x: csr_matrix, is_so: np.ndarray, strength: float) -> tuple[list[float], float]:
    """Return the weights and the bias of a logistic regression."""
    sign = np.where(is_so, 1.0, -1.0)
    columns = x.T.tocsr()

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        margin = (x @ w[:-1] + w[-1]) * sign
        pull = -sign * strength / (1 + np.exp(np.clip(margin, -500, 500)))
        value = strength * np.logaddexp(0, -margin).sum() + w[:-1] @ w[:-1] / 2
        return value, np.append(columns @ pull + w[:-1], pull.sum())

    options = {"maxiter": 3000, "ftol": 1e-10, "gtol": 1e-4}
    found = minimize(loss, np.zeros(x.shape[1] + 1), jac=True, method="L-BFGS-B", options=options).x
    return [float(w) for w in found[:-1]], float(found[-1])


def folds(docs: Sequence[Labelled]) -> list[list[Labelled]]:
    owners = sorted({d.owner for d in docs})
    return [[d for d in docs if owners.index(d.owner) % FOLDS == k] for k in range(FOLDS)]


def unseen(docs: Sequence[Labelled], learn: Callable[[Sequence[Labelled]], Learned]) -> Scores:
    """Score every document by a model that has not seen its owner."""
    found: Scores = {}
    for part in folds(docs):
        hidden = {d.file for d in part}
        score = learn([d for d in docs if d.file not in hidden])
        found |= {d.file: score(d) for d in part}
    return found


def learn_proposing(docs: Sequence[Labelled]) -> tuple[Model, dict[str, list[float]]]:
    """Learn the weights of the signals, and those of the traits of ties."""
    rows = Rows(docs, "proposing")
    traits = sorted({name for d in docs for tie in ties(d.document.nodes) if tie for name in tie.traits})
    found, bias, tied = fit_field(rows.matrix, Forest.of(docs, traits), STRENGTH)
    weights = {name: [round(float(w), 2) for w in row] for name, row in zip(traits, tied, strict=True)}
    return rows.model("proposing", found, bias), {n: w for n, w in weights.items() if any(w)}


def score_proposing(model: Model, regions: Regions, doc: Labelled) -> list[float]:
    alone = [model.score(signals.proposing) for signals in doc.signals]
    learned = [model.learned(s.proposing, score) for s, score in zip(doc.signals, alone, strict=True)]
    around = regions.around(doc.document.nodes, learned)
    return [score + math.fsum(said.values()) for score, said in zip(alone, around, strict=True)]


def learn_comparing(docs: Sequence[Labelled]) -> Model:
    docs = [d for d in docs if d.has_modes]
    rows = Rows(docs, "comparing")
    gold = [is_so for d in docs for is_so in d.comparing]
    known = [r for r, is_so in enumerate(gold) if is_so is not None]
    found, bias = regress(rows.matrix[known], np.array([gold[r] for r in known]), STRENGTH)
    return rows.model("comparing", found, bias)


def score_comparing(model: Model, doc: Labelled) -> list[float]:
    if not doc.has_modes:
        return [-math.inf] * len(doc.signals)
    return [model.score(signals.comparing) for signals in doc.signals]


def thresholds(docs: Sequence[Labelled], task: str, scores: Scores) -> tuple[float, float]:
    """Return the highest threshold with nearly the best F1, and the one with the wanted precision."""
    pairs = sorted(
        (
            (s, g)
            for d in docs
            for s, g in zip(scores[d.file], getattr(d, task), strict=True)
            if g is not None and s > -math.inf
        ),
        reverse=True,
    )
    total = sum(g for _, g in pairs)
    curve, sure, right = [], math.inf, 0
    for n, (score, gold) in enumerate(pairs, 1):
        right += gold
        curve.append((2 * right / (n + total), score))
        if n >= ENOUGH and right / n >= PRECISION:
            sure = score
    # The curve is flat around the best one: what differs is how many alarms it costs.
    best, _ = max(curve)
    cut = round(max(score for f1, score in curve if f1 > best - NEARLY[task]), 2)
    return cut, round(max(sure, cut), 2)


def f1(docs: Sequence[Labelled], task: str, scores: Scores, threshold: float) -> str:
    tp = fp = fn = 0
    for d in docs:
        for score, gold in zip(scores[d.file], getattr(d, task), strict=True):
            if gold is not None:
                got = score >= threshold
                tp += got and gold
                fp += got and not gold
                fn += gold and not got
    precision, recall = tp / max(1, tp + fp), tp / max(1, tp + fn)
    return f"P {precision:.3f} R {recall:.3f} F1 {2 * tp / max(1, 2 * tp + fp + fn):.3f}"


def report(
    task: str,
    tuned: Sequence[Labelled],
    kept: Sequence[Labelled],
    not_seen: Scores,
    score: Learned,
) -> tuple[float, float]:
    """Choose the thresholds on owners not seen, print how good they are, and return them."""
    cut, sure = thresholds(tuned, task, not_seen)
    print(f"{task}, unseen owners: {f1(tuned, task, not_seen, cut)}  threshold {cut} certain {sure}")
    for name, group in (("seen", tuned), ("held back", kept)):
        scores = {d.file: score(d) for d in group}
        print(f"  {task} {name}: {f1(group, task, scores, cut)}")
        for kinds in ((1, 2), (3,), (4,), (5, 6)):
            part = [d for d in group if d.kind in kinds]
            print(f"     kinds {kinds}: {f1(part, task, scores, cut)}")
    return cut, sure


def data_of(model: Model, **more: float) -> dict[str, Any]:
    ordered = sorted(model.weights.items(), key=lambda item: (-item[1], item[0]))
    return {"bias": model.bias, **more, "unlearned": dict(model.unlearned), "weights": dict(ordered)}


def main() -> None:
    docs = load(*map(Path, sys.argv[1:3]))
    tuned = [d for d in docs if not held_back(d.owner)]
    kept = [d for d in docs if held_back(d.owner)]
    print(f"{len(tuned)} documents to learn from, {len(kept)} held back")

    def fit_proposing(some: Sequence[Labelled]) -> Learned:
        model, tied = learn_proposing(some)
        regions = Regions(tied)
        return lambda doc: score_proposing(model, regions, doc)

    def fit_comparing(some: Sequence[Labelled]) -> Learned:
        model = learn_comparing(some)
        return lambda doc: score_comparing(model, doc)

    proposing, tied = learn_proposing(tuned)
    regions = Regions(tied)
    comparing = learn_comparing(tuned)
    cut, sure = report(
        "proposing",
        tuned,
        kept,
        unseen(tuned, fit_proposing),
        lambda d: score_proposing(proposing, regions, d),
    )
    data = {"ties": tied, "proposing": data_of(proposing, threshold=cut, certain=sure)}
    cut, sure = report(
        "comparing", tuned, kept, unseen(tuned, fit_comparing), lambda d: score_comparing(comparing, d)
    )
    data["comparing"] = data_of(comparing, threshold=cut, certain=sure)
    out = Path(__file__).parents[2] / "mkdocs_profiling_scope/core/weights.json"
    out.write_text(json.dumps(data, indent=1) + "\n")


if __name__ == "__main__":
    main()
