"""Fit the weights of the judgement on the labelled documents: `python tools/detection/fit.py CORPUS`.

Two logistic regressions with an L2 penalty. What earlier blocks were judged to be is a signal too, so
fitting goes in rounds: each round learns from the judgements of the round before, made by models that
had not seen the owner (cross-validation by owner). Nothing is random: the same data give the same file.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from data import Labelled, load
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from split import held_back

from mkdocs_profiling_scope.core.judge import Model, state

FOLDS = 6
ROUNDS = 3
CUT = {
    "proposing": -1.0,
    "comparing": -0.9,
}  # log-odds from which a block counts as so; fixed, lest rounds chase each other
STRENGTH = {"proposing": 0.2, "comparing": 0.2}  # C of the regression: the smaller, the smoother
RARE = 4  # a signal must be seen in so many documents
# What a sentence says plainly must count on a page with nothing else on it, where few signals add up.
PRIORS = {
    "proposing": {
        "plainly proposes": 4.0,
        "plainly projects": 4.0,
        "plainly announces": 3.0,
        "plainly prices": 3.0,
    },
    "comparing": {"plainly compares": 4.0},
}
PRECISION = {"proposing": 0.9, "comparing": 0.94}  # of what is called certain, on owners not seen


def fold(owner: str, owners: Sequence[str]) -> int:
    return sorted(owners).index(owner) % FOLDS


def examples(
    docs: Sequence[Labelled], task: str, judged: dict[str, list[bool]]
) -> list[tuple[dict, bool, str]]:
    rows = []
    for doc in docs:
        if task == "comparing" and not doc.has_modes:
            continue
        for i, gold in enumerate(getattr(doc, task)):
            if gold is not None:
                before = state(doc.document.nodes, i, judged[doc.file]) if judged else {}
                rows.append((getattr(doc.signals[i], task) | before, gold, doc.file))
    return rows


def fit(
    rows: Sequence[tuple[dict, bool, str]], strength: float, threshold: float, certain: float, task: str
) -> Model:
    seen: dict[str, set[str]] = {}
    for signals, _, file in rows:
        for name in signals:
            seen.setdefault(name, set()).add(file)
    names = sorted(name for name, files in seen.items() if len(files) >= RARE)
    index = {name: i for i, name in enumerate(names)}
    at = [(r, index[name]) for r, (signals, _, _) in enumerate(rows) for name in signals if name in index]
    x = csr_matrix((np.ones(len(at)), tuple(zip(*at, strict=True))), shape=(len(rows), len(names)))
    model = LogisticRegression(C=strength, solver="lbfgs", max_iter=2000, tol=1e-7)
    model.fit(x, np.array([gold for _, gold, _ in rows]))
    weights = dict(PRIORS[task])
    weights |= {
        n: max(PRIORS[task].get(n, -99.0), round(float(w), 2))
        for n, w in zip(names, model.coef_[0], strict=True)
        if abs(w) >= 0.02
    }
    return Model(task, round(float(model.intercept_[0]), 2), weights, threshold, certain)


def run(doc: Labelled, model: Model, task: str) -> tuple[list[bool], list[float]]:
    """Judge a document in order; returns decisions and log-odds."""
    judged: list[bool] = []
    scores: list[float] = []
    for i, signals in enumerate(doc.signals):
        verdict = model.judge({**getattr(signals, task), **state(doc.document.nodes, i, judged)})
        is_so = verdict.is_so and (task == "proposing" or doc.has_modes)
        judged.append(is_so)
        scores.append(verdict.score if task == "proposing" or doc.has_modes else -math.inf)
    return judged, scores


def thresholds(docs: Sequence[Labelled], task: str, scores: dict[str, list[float]]) -> tuple[float, float]:
    """Return the threshold with the best F1, and the one with the wanted precision.

    Precision is measured on what somebody would declare a profiling page: no guides, no neutral pages.
    """
    pairs = sorted(
        (
            (s, g, d.kind < 5)
            for d in docs
            for s, g in zip(scores[d.file], getattr(d, task), strict=True)
            if g is not None and s > -math.inf
        ),
        reverse=True,
    )
    total = sum(g for _, g, _ in pairs)
    best, cut, sure, right = 0.0, 0.0, math.inf, 0
    scoped = scoped_right = 0
    for n, (score, gold, can_be_scoped) in enumerate(pairs, 1):
        right += gold
        scoped += can_be_scoped
        scoped_right += gold and can_be_scoped
        f1 = 2 * right / (n + total)
        if f1 > best:
            best, cut = f1, score
        if scoped >= 30 and scoped_right / scoped >= PRECISION[task]:
            sure = score
    return round(cut, 2), round(max(sure, cut), 2)


def train(docs: Sequence[Labelled], task: str) -> tuple[Model, dict[str, list[float]]]:
    owners = sorted({d.owner for d in docs})
    judged: dict[str, list[bool]] = {}  # none before the first round
    cut, sure = CUT[task], math.inf
    scores: dict[str, list[float]] = {}
    for number in range(ROUNDS):
        new: dict[str, list[bool]] = {}
        for k in range(FOLDS):
            rest = [d for d in docs if fold(d.owner, owners) != k]
            model = fit(examples(rest, task, judged), STRENGTH[task], cut, sure, task)
            for d in docs:
                if fold(d.owner, owners) == k:
                    new[d.file], scores[d.file] = run(d, model, task)
        best, sure = thresholds(docs, task, scores)
        judged = new
        print(
            f"{task} round {number + 1}: unseen owners {f1(docs, task, judged)}"
            f"  best threshold {best} certain {sure}"
        )
    return fit(examples(docs, task, judged), STRENGTH[task], cut, sure, task), scores


def f1(docs: Sequence[Labelled], task: str, judged: dict[str, list[bool]]) -> str:
    tp = fp = fn = 0
    for d in docs:
        for got, gold in zip(judged[d.file], getattr(d, task), strict=True):
            if gold is not None:
                tp += got and gold
                fp += got and not gold
                fn += gold and not got
    precision, recall = tp / max(1, tp + fp), tp / max(1, tp + fn)
    return f"P {precision:.3f} R {recall:.3f} F1 {2 * tp / max(1, 2 * tp + fp + fn):.3f}"


def main() -> None:
    docs = load(Path(sys.argv[1]))
    tuned = [d for d in docs if not held_back(d.owner)]
    kept = [d for d in docs if held_back(d.owner)]
    print(f"{len(tuned)} documents to learn from, {len(kept)} held back")
    data = {}
    for task in ("proposing", "comparing"):
        model, _ = train(tuned, task)
        for name, group in (("seen", tuned), ("held back", kept)):
            judged = {d.file: run(d, model, task)[0] for d in group}
            print(f"  {task} {name}: {f1(group, task, judged)}")
            for kinds in ((1, 2), (3,), (4,), (5, 6)):
                part = [d for d in group if d.kind in kinds]
                print(f"     kinds {kinds}: {f1(part, task, judged)}")
        data[task] = {
            "bias": model.bias,
            "threshold": model.threshold,
            "certain": model.certain,
            "weights": dict(sorted(model.weights.items(), key=lambda item: (-item[1], item[0]))),
        }
    out = Path(__file__).parents[2] / "mkdocs_profiling_scope/core/weights.json"
    out.write_text(json.dumps(data, indent=1) + "\n")


if __name__ == "__main__":
    main()
