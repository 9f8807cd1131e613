"""Fit the weights of the judgement on labelled documents: `python tools/detection/fit.py CORPUS TEXTS`.

TEXTS holds the documents of `more.jsonl`, as `collect.py` leaves them.

Logistic regressions with an L2 penalty. Whether a block proposes is learned in two looks: the first sees
the signals of the block, the second also what the first found around it. What the second learns from
comes from first looks by models that had not seen the owner, and so do the thresholds (cross-validation
by owner, nested). Nothing is random: the same data give the same file.
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
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from split import held_back

from mkdocs_profiling_scope.core.judge import SAYS, Model
from mkdocs_profiling_scope.core.outlook import outlook

FOLDS = 6
NEARLY = 0.005  # F1 that is given for fewer alarms
# C of the regression: the smaller, the smoother
STRENGTH = {"first sight": 0.1, "proposing": 0.05, "comparing": 0.1}
RARE = 4  # a signal must be seen in so many documents
RARE_WORDING = 12  # and one that is a wording in so many
WORDING = 0.5  # how much a wording is trusted beside a signal that somebody thought of
# What a sentence says plainly must count on a page with nothing else on it, where few signals add up: these
# weights are raised after fitting, lest the others make up for it.
PLAIN: Mapping[str, Mapping[str, float]] = {
    "first sight": {},
    "proposing": {
        "plainly proposes": 6.5,
        "plainly projects": 3.0,
        "plainly announces": 5.0,
        "plainly prices": 4.0,
        "plainly asks": 3.0,
    },
    "comparing": {"plainly compares": 4.0},
}
# Where proposals are never speaks against one beside them: what was moved away must not make the rest one.
NEVER_AGAINST = frozenset(
    {
        "page has such",
        "what is near looks so",
        "what follows looks so",
        "heading looks so",
        "heading above looks so",
    }
)
PRECISION = 0.95  # of what is called certain, on owners not seen
ENOUGH = 60  # blocks on which a precision is believed

Values = list[Mapping[str, float]]  # one for each block of a document: signal name to value
Fit = Callable[[Sequence[Labelled]], Callable[[Labelled], list[float]]]  # learns from some, scores others


def own_values(doc: Labelled, task: str) -> Values:
    """Return what is there of each block."""
    return [dict.fromkeys(getattr(signals, task), 1.0) for signals in doc.signals]


def fit(docs: Sequence[Labelled], task: str, values: Mapping[str, Values]) -> Model:
    """Learn the weights of one model from `values`, by file."""
    gold = "comparing" if task == "comparing" else "proposing"
    rows = [
        (row, is_so, d.file)
        for d in docs
        for row, is_so in zip(values[d.file], getattr(d, gold), strict=True)
        if is_so is not None
    ]
    seen: dict[str, set[str]] = {}
    for row, _, file in rows:
        for name in row:
            seen.setdefault(name, set()).add(file)
    names = sorted(
        name
        for name, files in seen.items()
        if len(files) >= (RARE_WORDING if name.startswith(SAYS) else RARE)
    )
    index = {name: i for i, name in enumerate(names)}
    cells = [
        (r, index[name], value * _trust(name))
        for r, (row, _, _) in enumerate(rows)
        for name, value in row.items()
        if name in index
    ]
    at_row, at_column, data = zip(*cells, strict=True)
    x = csr_matrix((data, (at_row, at_column)), shape=(len(rows), len(names)))
    found, bias = regress(
        x,
        np.array([is_so for _, is_so, _ in rows]),
        STRENGTH[task],
        [0.0 if n in NEVER_AGAINST else None for n in names],
    )
    weights = dict(PLAIN[task])
    weights |= {
        n: max(PLAIN[task].get(n, -math.inf), round(w * _trust(n), 2))
        for n, w in zip(names, found, strict=True)
        if abs(w) * _trust(n) >= 0.02
    }
    return Model(task, round(bias, 2), weights)


def _trust(signal: str) -> float:
    return WORDING if signal.startswith(SAYS) else 1.0


def regress(
    x: csr_matrix, is_so: np.ndarray, strength: float, at_least: Sequence[float | None]
) -> tuple[list[float], float]:
    """Return the weights and the bias of a logistic regression; `at_least` bounds some of the weights."""
    sign = np.where(is_so, 1.0, -1.0)
    columns = x.T.tocsr()

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        margin = (x @ w[:-1] + w[-1]) * sign
        pull = -sign * strength / (1 + np.exp(np.clip(margin, -500, 500)))
        value = strength * np.logaddexp(0, -margin).sum() + w[:-1] @ w[:-1] / 2
        return value, np.append(columns @ pull + w[:-1], pull.sum())

    bounds = [(bound, None) for bound in at_least] + [(None, None)]
    options = {"maxiter": 3000, "ftol": 1e-10, "gtol": 1e-4}
    start = np.zeros(len(at_least) + 1)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options=options).x
    return [float(w) for w in found[:-1]], float(found[-1])


def probabilities(model: Model, doc: Labelled) -> list[float]:
    return [model.judge(signals.proposing).probability() for signals in doc.signals]


def folds(docs: Sequence[Labelled]) -> list[list[Labelled]]:
    owners = sorted({d.owner for d in docs})
    return [[d for d in docs if owners.index(d.owner) % FOLDS == k] for k in range(FOLDS)]


def unseen(docs: Sequence[Labelled], learn: Fit) -> dict[str, list[float]]:
    """Score every document by a model that has not seen its owner."""
    found: dict[str, list[float]] = {}
    for part in folds(docs):
        hidden = {d.file for d in part}
        score = learn([d for d in docs if d.file not in hidden])
        found |= {d.file: score(d) for d in part}
    return found


def learn_first_sight(docs: Sequence[Labelled]) -> Callable[[Labelled], list[float]]:
    model = fit(docs, "first sight", {d.file: own_values(d, "proposing") for d in docs})
    return lambda doc: probabilities(model, doc)


def learn_proposing(docs: Sequence[Labelled]) -> tuple[Model, Model]:
    """Learn both looks; the second from first looks of models that had not seen the owner."""
    first_looks = unseen(docs, learn_first_sight)
    values = {}
    for d in docs:
        around = outlook(d.document.nodes, first_looks[d.file])
        values[d.file] = [
            own | dict(far) for own, far in zip(own_values(d, "proposing"), around, strict=True)
        ]
    first = fit(docs, "first sight", {d.file: own_values(d, "proposing") for d in docs})
    return first, fit(docs, "proposing", values)


def score_proposing(models: tuple[Model, Model], doc: Labelled) -> list[float]:
    first, second = models
    around = outlook(doc.document.nodes, probabilities(first, doc))
    return [
        second.judge(signals.proposing, far).score for signals, far in zip(doc.signals, around, strict=True)
    ]


def learn_comparing(docs: Sequence[Labelled]) -> Model:
    docs = [d for d in docs if d.has_modes]
    return fit(docs, "comparing", {d.file: own_values(d, "comparing") for d in docs})


def score_comparing(model: Model, doc: Labelled) -> list[float]:
    if not doc.has_modes:
        return [-math.inf] * len(doc.signals)
    return [model.judge(signals.comparing).score for signals in doc.signals]


def thresholds(docs: Sequence[Labelled], task: str, scores: Mapping[str, list[float]]) -> tuple[float, float]:
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
    cut = round(max(score for f1, score in curve if f1 > best - NEARLY), 2)
    return cut, round(max(sure, cut), 2)


def f1(docs: Sequence[Labelled], task: str, scores: Mapping[str, list[float]], threshold: float) -> str:
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
    not_seen: Mapping[str, list[float]],
    score: Callable[[Labelled], list[float]],
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
    return {"bias": model.bias, **more, "weights": dict(ordered)}


def main() -> None:
    docs = load(*map(Path, sys.argv[1:3]))
    tuned = [d for d in docs if not held_back(d.owner)]
    kept = [d for d in docs if held_back(d.owner)]
    print(f"{len(tuned)} documents to learn from, {len(kept)} held back")

    def fit_proposing(some: Sequence[Labelled]) -> Callable[[Labelled], list[float]]:
        models = learn_proposing(some)
        return lambda doc: score_proposing(models, doc)

    def fit_comparing(some: Sequence[Labelled]) -> Callable[[Labelled], list[float]]:
        model = learn_comparing(some)
        return lambda doc: score_comparing(model, doc)

    first, second = learn_proposing(tuned)
    comparing = learn_comparing(tuned)
    cut, sure = report(
        "proposing", tuned, kept, unseen(tuned, fit_proposing), lambda d: score_proposing((first, second), d)
    )
    data = {"first sight": data_of(first), "proposing": data_of(second, threshold=cut, certain=sure)}
    cut, sure = report(
        "comparing", tuned, kept, unseen(tuned, fit_comparing), lambda d: score_comparing(comparing, d)
    )
    data["comparing"] = data_of(comparing, threshold=cut, certain=sure)
    out = Path(__file__).parents[2] / "mkdocs_profiling_scope/core/weights.json"
    out.write_text(json.dumps(data, indent=1) + "\n")


if __name__ == "__main__":
    main()
