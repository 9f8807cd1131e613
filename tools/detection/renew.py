"""Fit what proposes to the documents labelled since: `python tools/detection/renew.py CORPUS TEXTS`.

The texts of `more.jsonl` lie in 1,800 repositories, which are not always at hand. What was learned from them
is known: it is in `weights.json`. Here weights move from there as far as the documents of `since.jsonl` and
of the corpus ask for, against as many documents as were learned from (see `field.py`). Thresholds, ties, what
pages look like, and all that compares stay. Nothing is random.

With all texts at hand `fit.py` learns from all; `since.jsonl` then goes to the end of `more.jsonl`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from collect import MORE, SINCE, entries
from data import Labelled, load
from field import Fitted, Forest, Known, fit_field
from fit import STRENGTH, WEIGHTS, Rows, Scores, data_of, f1, score_proposing, trust, unseen
from split import held_back
from whole import looks

from mkdocs_profiling_scope.core.judge import Model, load_models
from mkdocs_profiling_scope.core.regions import Regions

TASK = "proposing"


class Renewal:
    """What was learned before, and how to learn on."""

    def __init__(self, learned: dict[str, Any], documents: int) -> None:
        """`learned` is what `weights.json` holds, of so many `documents`."""
        known = learned[TASK]
        self._bias, self._documents = known["bias"], documents
        self._weights = {n: w - known["unlearned"].get(n, 0.0) for n, w in known["weights"].items()}
        self._traits = sorted(learned["ties"])
        self._ties = np.array([learned["ties"][name] for name in self._traits])
        self._overall = load_models().overall
        self._regions = Regions(learned["ties"])

    def learn(self, docs: Sequence[Labelled]) -> Model:
        """Learn on from some documents."""
        rows = Rows(docs, TASK, {d.file: looks(self._overall, d) for d in docs}, known=self._weights)
        start = np.array([self._weights.get(name, 0.0) / trust(name, TASK) for name in rows.names])
        before = Known(Fitted(start, self._bias, self._ties), self._documents / len(docs))
        found = fit_field(rows.matrix, Forest.of(docs, self._traits), STRENGTH, known=before)
        return rows.model(TASK, found.signals, found.bias)

    def score(self, model: Model, docs: Sequence[Labelled]) -> Scores:
        """Score every block of some documents."""
        return {d.file: score_proposing(model, self._overall, self._regions, d) for d in docs}


def main() -> None:
    """Learn on, print how well documents are judged before and after, and write `weights.json`."""
    docs = load(*map(Path, sys.argv[1:3]), labels=[SINCE])
    learned = json.loads(WEIGHTS.read_text())
    since = {f"{entry['repo']}/{entry['path']}".replace("/", "__") for entry in entries(SINCE)}
    tuned = [d for d in docs if not held_back(d.owner)]
    seen_before = sum(not held_back(entry["repo"].split("/")[0]) for entry in entries(MORE))
    renewal = Renewal(learned, seen_before + sum(d.file not in since for d in tuned))
    model = renewal.learn(tuned)

    def learn(part: Sequence[Labelled]) -> Any:
        fitted = renewal.learn(part)
        return lambda doc: renewal.score(fitted, [doc])[doc.file]

    before, after = renewal.score(load_models().proposing, docs), renewal.score(model, docs)
    cut = learned[TASK]["threshold"]
    for name, group, scores in (
        ("since, owners not seen", [d for d in tuned if d.file in since], unseen(tuned, learn)),
        ("since, held back", [d for d in docs if d.file in since and held_back(d.owner)], after),
        ("corpus, held back", [d for d in docs if d.file not in since and held_back(d.owner)], after),
        ("corpus, seen", [d for d in tuned if d.file not in since], after),
    ):
        print(f"{name} ({len(group)} documents)")
        print(f"  before: {f1(group, TASK, before, cut)}")
        print(f"  after:  {f1(group, TASK, scores, cut)}", flush=True)
    limits = {key: learned[TASK][key] for key in ("threshold", "certain", "certain_prose")}
    learned[TASK] = data_of(model, **limits)
    WEIGHTS.write_text(json.dumps(learned, indent=1) + "\n")


if __name__ == "__main__":
    main()
