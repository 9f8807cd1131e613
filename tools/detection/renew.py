"""Fit what proposes to the documents at hand: `python tools/detection/renew.py CORPUS TEXTS LEARNED`.

The labelled documents lie in 2,300 repositories, which are seldom all at hand. What was learned from the
others is known: LEARNED is the `weights.json` that `fit.py` last found, that of commit 8ae4cbb. From there
weights move as far as the documents in TEXTS ask for, against as many as were learned from and are missing
(see `field.py`). What pages look like is learned anew, from those at hand. Thresholds, ties, and all that
compares stay. Nothing is random.

With all texts at hand `fit.py` learns from all; the other files then go to the end of `more.jsonl`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from collect import MORE, NEXT, SINCE, entries, file_of
from data import Labelled, load
from field import Fitted, Forest, Known, fit_field
from fit import STRENGTH, WEIGHTS, Learned, Rows, Scores, data_of, f1, score_proposing, trust, unseen
from split import held_back
from whole import data_of_overall, learn_overall, looks_unseen

from mkdocs_profiling_scope.core.judgement.models import Model, models_from
from mkdocs_profiling_scope.core.judgement.overall import Overall

TASK = "proposing"
LIMITS = ("threshold", "certain", "certain_prose", "certain_alone")


class Renewal:
    """What was learned before, and how to learn on."""

    def __init__(self, learned: dict[str, Any], missing: int) -> None:
        """`learned` is what `weights.json` held, of documents of which so many are `missing`."""
        self.before = models_from(learned)
        self._missing = missing
        model = self.before.proposing
        self._weights = {n: w - model.unlearned.get(n, 0.0) for n, w in model.weights.items()}
        self._traits = sorted(learned["ties"])
        self._ties = np.array([learned["ties"][name] for name in self._traits])

    def learn(self, docs: Sequence[Labelled]) -> tuple[Model, Overall]:
        """Learn on from some documents."""
        rows = Rows(docs, TASK, looks_unseen(docs), known=self._weights)
        start = np.array([self._weights.get(name, 0.0) / trust(name, TASK) for name in rows.names])
        bias = self.before.proposing.bias
        known = Known(Fitted(start, bias, self._ties), self._missing / len(docs))
        found = fit_field(rows.matrix, Forest.of(docs, self._traits), STRENGTH, known=known)
        return rows.model(TASK, found.signals, found.bias), learn_overall(docs)

    def score(self, model: Model, overall: Overall, doc: Labelled) -> list[float]:
        """Score every block of a document."""
        return score_proposing(model, overall, self.before.regions, doc)

    def unseen(self, docs: Sequence[Labelled]) -> Scores:
        """Score every document by what was learned on from other owners."""

        def learn(part: Sequence[Labelled]) -> Learned:
            model, overall = self.learn(part)
            return lambda doc: self.score(model, overall, doc)

        return unseen(docs, learn)


def main() -> None:
    """Learn on, write `weights.json`, and print how well documents are judged before and after."""
    corpus, texts, before = map(Path, sys.argv[1:4])
    docs, learned = load(corpus, texts, at_hand=True), json.loads(before.read_text())
    tuned = [d for d in docs if not held_back(d.owner)]
    missing = sum(
        not (texts / file_of(entry)).exists() and not held_back(entry["repo"].split("/")[0])
        for entry in entries(MORE)
    )
    print(f"{len(tuned)} documents to learn from, {len(docs) - len(tuned)} held back, {missing} missing")
    renewal = Renewal(learned, missing)
    model, overall = renewal.learn(tuned)
    limits = {key: learned[TASK][key] for key in LIMITS if key in learned[TASK]}
    renewed = learned | {"overall": data_of_overall(overall), TASK: data_of(model, **limits)}
    WEIGHTS.write_text(json.dumps(renewed, indent=1) + "\n")
    cut, since = learned[TASK]["threshold"], {file_of(entry) for entry in entries(SINCE, NEXT)}
    corpus_files = {d.file for d in docs} - {file_of(entry) for entry in entries(MORE, SINCE, NEXT)}
    old = {d.file: renewal.score(renewal.before.proposing, renewal.before.overall, d) for d in docs}
    new = {d.file: renewal.score(model, overall, d) for d in docs}
    groups = (
        ("since, held back", new, True, True),
        ("corpus, seen", new, False, False),
        ("corpus, held back", new, False, True),
        ("since, owners not seen", None, True, False),
    )
    for name, scores, is_since, is_kept in groups:
        among = since if is_since else corpus_files
        group = [d for d in docs if held_back(d.owner) == is_kept and d.file in among]
        print(f"{name} ({len(group)} documents)")
        print(f"  before: {f1(group, TASK, old, cut)}", flush=True)
        print(f"  after:  {f1(group, TASK, scores or renewal.unseen(tuned), cut)}", flush=True)


if __name__ == "__main__":
    main()
