"""Fit what proposes to the documents labelled since: `python tools/detection/renew.py CORPUS TEXTS LEARNED`.

The texts of `more.jsonl` lie in 1,800 repositories, which are not always at hand. What was learned from them
is known: LEARNED is the `weights.json` that `fit.py` last found, that of commit 8ae4cbb. From there weights
move as far as the documents of `since.jsonl` and of the corpus ask for, against as many documents as were
learned from (see `field.py`). Thresholds, ties, what pages look like, and all that compares stay. Nothing is
random.

With all texts at hand `fit.py` learns from all; the other files then go to the end of `more.jsonl`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from collect import MORE, SINCE, entries, file_of
from data import Labelled, load
from field import Fitted, Forest, Known, fit_field
from fit import STRENGTH, WEIGHTS, Learned, Rows, Scores, data_of, f1, score_proposing, trust, unseen
from split import held_back
from whole import looks

from mkdocs_profiling_scope.core.judge import Model, models_from

TASK = "proposing"


class Renewal:
    """What was learned before, and how to learn on."""

    def __init__(self, learned: dict[str, Any], documents: int) -> None:
        """`learned` is what `weights.json` held, of so many `documents`."""
        self.before = models_from(learned)
        self._documents = documents
        model = self.before.proposing
        self._weights = {n: w - model.unlearned.get(n, 0.0) for n, w in model.weights.items()}
        self._traits = sorted(learned["ties"])
        self._ties = np.array([learned["ties"][name] for name in self._traits])

    def learn(self, docs: Sequence[Labelled]) -> Model:
        """Learn on from some documents."""
        look = {d.file: looks(self.before.overall, d) for d in docs}
        rows = Rows(docs, TASK, look, known=self._weights)
        start = np.array([self._weights.get(name, 0.0) / trust(name, TASK) for name in rows.names])
        bias = self.before.proposing.bias
        known = Known(Fitted(start, bias, self._ties), self._documents / len(docs))
        found = fit_field(rows.matrix, Forest.of(docs, self._traits), STRENGTH, known=known)
        return rows.model(TASK, found.signals, found.bias)

    def score(self, model: Model, doc: Labelled) -> list[float]:
        """Score every block of a document."""
        return score_proposing(model, self.before.overall, self.before.regions, doc)

    def unseen(self, docs: Sequence[Labelled]) -> Scores:
        """Score every document by what was learned on from other owners."""

        def learn(part: Sequence[Labelled]) -> Learned:
            model = self.learn(part)
            return lambda doc: self.score(model, doc)

        return unseen(docs, learn)


def main() -> None:
    """Learn on, print how well documents are judged before and after, and write `weights.json`."""
    corpus, texts, before = map(Path, sys.argv[1:4])
    docs, learned = load(corpus, texts, labels=[SINCE]), json.loads(before.read_text())
    since = {file_of(entry) for entry in entries(SINCE)}
    tuned = [d for d in docs if not held_back(d.owner)]
    more = sum(not held_back(entry["repo"].split("/")[0]) for entry in entries(MORE))
    renewal = Renewal(learned, more + sum(d.file not in since for d in tuned))
    model, cut = renewal.learn(tuned), learned[TASK]["threshold"]
    old = {d.file: renewal.score(renewal.before.proposing, d) for d in docs}
    new = {d.file: renewal.score(model, d) for d in docs}
    for name, scores, is_since, is_kept in (
        ("since, owners not seen", renewal.unseen(tuned), True, False),
        ("since, held back", new, True, True),
        ("corpus, seen", new, False, False),
        ("corpus, held back", new, False, True),
    ):
        group = [d for d in docs if (d.file in since) == is_since and held_back(d.owner) == is_kept]
        print(f"{name} ({len(group)} documents)")
        print(f"  before: {f1(group, TASK, old, cut)}")
        print(f"  after:  {f1(group, TASK, scores, cut)}", flush=True)
    limits = {key: learned[TASK][key] for key in ("threshold", "certain", "certain_prose")}
    learned[TASK] = data_of(model, **limits)
    WEIGHTS.write_text(json.dumps(learned, indent=1) + "\n")


if __name__ == "__main__":
    main()
