"""Fit the weights of the judgement on labelled data: `python tools/detection/fit.py CORPUS TEXTS CLONES`.

With `comparing` or `proposing` behind that, only what compares, or what proposes, is learned anew.

TEXTS holds the labelled documents, as `collect.py` leaves them. CLONES holds the repositories of
`sentences.py`: half of these sentences are learned from as well, each as a page of its own.

Whether a block compares is learned by a logistic regression, whether it proposes by a conditional random
field (`field.py`): its signals and the blocks that it is tied to. Among its signals is what its page looks
like as a whole, which is learned first (`whole.py`). The thresholds come from scores of models
that had not seen the owner (cross-validation by owner). Nothing is random: the same data give the same file.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from pathlib import Path
from typing import Any

import numpy as np
from alone import KIND, load_alone, weigh_alone
from data import Labelled, load
from field import Forest, fit_field
from pairing import choose
from regress import regress
from scipy.sparse import csr_matrix, hstack
from split import folds, held_back
from whole import data_of_overall, learn_overall, looks, looks_unseen

from mkdocs_profiling_scope.core.judgement.models import Model
from mkdocs_profiling_scope.core.judgement.overall import Overall
from mkdocs_profiling_scope.core.judgement.pairs import Pairs, joined, parts
from mkdocs_profiling_scope.core.judgement.regions import Regions, ties
from mkdocs_profiling_scope.core.markdown.document import PROSE
from mkdocs_profiling_scope.core.signals.signals import ORDER, PLACE, SAYS, SAYS_LITTLE, Shown
from mkdocs_profiling_scope.core.signals.wording import INSIDE

WEIGHTS = Path(__file__).parents[2] / "mkdocs_profiling_scope/core/judgement/weights.json"
NEARLY = 0.001  # F1 that is given for fewer alarms
STRENGTH = 0.1  # C of both: the smaller, the smoother
RARE = 4  # a signal must be seen in so many documents
RARE_WORDING = {"proposing": 15, "comparing": 20}  # and one that is a wording in so many
WORDING = {"proposing": 1.0, "comparing": 0.7}  # trust in it beside a signal that somebody thought of
RARE_ORDER = 15  # and one that is an order of words
RARE_INSIDE, WORD_INSIDE = 40, 0.5  # both for a word that may stand anywhere in a block
PAIR = 0.5  # trust in two signals together (`pairing.py`)
PAIRED = ("comparing",)  # what pairs are looked for: with its ties, the field is as good without
# What a sentence says plainly must count on a page with nothing else on it, where few signals add up, and
# what was measured must not become a proposal by what stands around it. These weights are at least so far
# from 0; they are set after fitting, lest the others make up for it.
PLAIN: Mapping[str, Mapping[str, float]] = {
    "proposing": {
        "plainly proposes": 7.0,
        "plainly projects": 3.0,
        "plainly announces": 5.0,
        "plainly prices": 4.0,
        "plainly asks": 3.0,
        "plainly wishes": 3.0,
        "plainly measures": -2.0,
    },
    "comparing": {
        "plainly compares": 4.0,
        "implies likely": 2.5,
        "implies alike": 2.0,
        "implies ranked": 1.5,
        "plainly unrelated": -3.0,
    },
}
PRECISION = 0.95  # of what is called certain, on owners not seen
ENOUGH = 60  # blocks on which a precision is believed

Scores = dict[str, list[float]]  # of the blocks of each document
Learned = Callable[[Labelled], list[float]]  # scores a document


class Rows:
    """The signals of labelled blocks as a matrix, then pairs of them; what few documents have is left out."""

    def __init__(
        self,
        docs: Sequence[Labelled],
        task: str,
        look: Mapping[str, Sequence[str]],
    ) -> None:
        """`look` gives the signals that all blocks of a document have, by file."""
        seen: dict[str, set[str]] = {}
        for d in docs:
            for names in (*(getattr(signals, task) for signals in d.signals), look.get(d.file, ())):
                for name in names:
                    if d.kind == KIND and name.startswith(SAYS):
                        continue  # words that documents do not have are what these sentences are about
                    seen.setdefault(name, set()).add(d.file)
        often = {name for name, files in seen.items() if len(files) >= _rare(name, task)}
        self.names = sorted(often)
        index = {name: i for i, name in enumerate(self.names)}
        cells = [
            (r, index[name], trust(name, task))
            for r, (d, signals) in enumerate((d, s) for d in docs for s in d.signals)
            for name in (*getattr(signals, task), *look.get(d.file, ()))
            if name in index
        ]
        at_row, at_column, data = zip(*cells, strict=True)
        count = sum(len(d.signals) for d in docs)
        self.matrix = csr_matrix((data, (at_row, at_column)), shape=(count, len(self.names)))
        gold = [is_so for d in docs for is_so in getattr(d, task)]
        self.known = [r for r, is_so in enumerate(gold) if is_so is not None]
        self.is_so = np.array([gold[r] for r in self.known])
        if task in PAIRED:
            self._join(docs)

    def _join(self, docs: Sequence[Labelled]) -> None:
        """Add the pairs of signals that tell more together than apart."""
        files = np.repeat(np.arange(len(docs)), [len(d.signals) for d in docs])[self.known]
        pairs = choose(self.matrix[self.known], self.is_so, self.names, files, STRENGTH)
        there = (self.matrix != 0).tocsc()
        together = [there[:, a].multiply(there[:, b]) * PAIR for a, b in pairs]
        self.matrix = hstack([self.matrix, *together]).tocsr()
        self.names += [joined(self.names[a], self.names[b]) for a, b in pairs]

    def model(self, task: str, found: Sequence[float], bias: float) -> Model:
        """Return what was found of the columns as a model."""
        told = zip(self.names, found, strict=True)
        return rounded(task, {n: float(w) * trust(n, task) for n, w in told}, bias)


def rounded(task: str, found: Mapping[str, float], bias: float) -> Model:
    """Round what was found, and set what must count by itself."""
    weights = {n: round(weight, 2) for n, weight in found.items() if abs(weight) >= 0.02}
    unlearned = {
        n: round(plain - weights.get(n, 0.0), 2)
        for n, plain in PLAIN[task].items()
        if math.copysign(1.0, plain) * (plain - weights.get(n, 0.0)) > 0
    }
    weights |= {n: PLAIN[task][n] for n in unlearned}
    # What a pair is made of is told, even if it says nothing by itself.
    weights |= {part: 0.0 for n in weights for part in parts(n) or () if part not in weights}
    return Model(task, round(bias, 2), weights, unlearned=unlearned, pairs=Pairs(weights))


def _rare(signal: str, task: str) -> int:
    if signal.startswith(ORDER):
        return RARE_ORDER
    if signal.startswith(SAYS + INSIDE):
        return RARE_INSIDE
    return RARE_WORDING[task] if signal.startswith(SAYS) else RARE


def trust(signal: str, task: str) -> float:
    """Return how far a signal is trusted: what its cells in the matrix are, 1 for most."""
    if signal.startswith(SAYS + INSIDE):
        return WORD_INSIDE
    if parts(signal):
        return PAIR
    return WORDING[task] if signal.startswith(SAYS) else 1.0


def unseen(docs: Sequence[Labelled], learn: Callable[[Sequence[Labelled]], Learned]) -> Scores:
    """Score every document by a model that has not seen its owner."""
    found: Scores = {}
    for part in folds(docs):
        hidden = {d.file for d in part}
        score = learn([d for d in docs if d.file not in hidden])
        found |= {d.file: score(d) for d in part}
    return found


def learn_proposing(docs: Sequence[Labelled]) -> tuple[Model, Overall, dict[str, list[float]]]:
    """Learn the weights of the signals, what pages look like, and the weights of the traits of ties."""
    rows = Rows(docs, "proposing", looks_unseen(docs))
    traits = sorted({name for d in docs for tie in ties(d.document.nodes) if tie for name in tie.traits})
    found, bias, tied = fit_field(rows.matrix, Forest.of(docs, traits), STRENGTH)
    weights = {name: [round(float(w), 2) for w in row] for name, row in zip(traits, tied, strict=True)}
    return (
        rows.model("proposing", found, bias),
        learn_overall(docs),
        {n: w for n, w in weights.items() if any(w)},
    )


def score_proposing(model: Model, overall: Overall, regions: Regions, doc: Labelled) -> list[float]:
    look = looks(overall, doc)
    shown = [Shown(dict.fromkeys((*signals.proposing, *look), PLACE)) for signals in doc.signals]
    alone = model.scores(shown)
    learned = list(map(model.learned, shown, alone))
    around = regions.around(doc.document.nodes, learned)
    return [score + math.fsum(said.values()) for score, said in zip(alone, around, strict=True)]


def learn_comparing(docs: Sequence[Labelled]) -> Model:
    rows = Rows([d for d in docs if d.has_modes], "comparing", {})
    found, bias = regress(rows.matrix[rows.known], rows.is_so, STRENGTH)
    return rows.model("comparing", found, bias)


def score_comparing(model: Model, doc: Labelled) -> list[float]:
    if not doc.has_modes:
        return [-math.inf] * len(doc.signals)
    return model.scores(Shown(signals.comparing) for signals in doc.signals)


def thresholds(docs: Sequence[Labelled], task: str, scores: Scores) -> dict[str, float]:
    """Return the highest threshold with nearly the best F1, and those with the wanted precision."""
    found = [
        (score, gold, node.kind in PROSE)
        for d in docs
        for node, score, gold in zip(d.document.nodes, scores[d.file], getattr(d, task), strict=True)
        if gold is not None and score > -math.inf
    ]
    pairs = sorted(((score, gold) for score, gold, _ in found), reverse=True)
    total, right, curve = sum(gold for _, gold in pairs), 0, []
    for n, (score, gold) in enumerate(pairs, 1):
        right += gold
        curve.append((2 * right / (n + total), score))
    # The curve is flat around the best one: what differs is how many alarms it costs.
    best, _ = max(curve)
    cut = round(max(score for f1, score in curve if f1 > best - NEARLY), 2)
    prose, shapes = (
        [(s, gold) for s, gold, is_prose in found if is_prose == wanted] for wanted in (True, False)
    )
    return {"threshold": cut, "certain": max(_sure(shapes), cut), "certain_prose": max(_sure(prose), cut)}


def _sure(pairs: Sequence[tuple[float, bool]]) -> float:
    """Return the lowest score down to which what is called so is so often enough."""
    sure, right = math.inf, 0
    for n, (score, gold) in enumerate(sorted(pairs, reverse=True), 1):
        right += gold
        if n >= ENOUGH and right / n >= PRECISION:
            sure = score
    return round(sure, 2)


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
) -> dict[str, float]:
    """Choose the thresholds on owners not seen, print how good they are, and return them."""
    chosen = thresholds(tuned, task, not_seen)
    cut = chosen["threshold"]
    print(f"{task}, unseen owners: {f1(tuned, task, not_seen, cut)}  {chosen}")
    for name, group in (("seen", tuned), ("held back", kept)):
        scores = {d.file: score(d) for d in group}
        print(f"  {task} {name}: {f1(group, task, scores, cut)}")
        for kinds in ((1, 2), (3,), (4,), (5, 6)):
            part = [d for d in group if d.kind in kinds]
            print(f"     kinds {kinds}: {f1(part, task, scores, cut)}")
    return chosen


def data_of(model: Model, **more: float) -> dict[str, Any]:
    ordered = sorted(model.weights.items(), key=lambda item: (-item[1], item[0]))
    return {"bias": model.bias, **more, "unlearned": dict(model.unlearned), "weights": dict(ordered)}


def proposals(tuned: Sequence[Labelled], kept: Sequence[Labelled], clones: Path) -> dict[str, Any]:
    """Learn what proposes; return what `weights.json` says of it."""

    def learn(docs: Sequence[Labelled]) -> Learned:
        model, overall, tied = learn_proposing(docs)
        regions = Regions(tied)
        return lambda doc: score_proposing(model, overall, regions, doc)

    alone = load_alone(clones, "proposing")
    model, overall, tied = learn_proposing([*tuned, *alone])
    regions = Regions(tied)
    not_seen = unseen([*tuned, *alone], learn)
    chosen = report(
        "proposing", tuned, kept, not_seen, lambda doc: score_proposing(model, overall, regions, doc)
    )
    return {
        "ties": tied,
        "overall": data_of_overall(overall),
        "proposing": _with_alone(model, alone, not_seen, chosen),
    }


def comparisons(tuned: Sequence[Labelled], kept: Sequence[Labelled], clones: Path) -> dict[str, Any]:
    """Learn what compares; return what `weights.json` says of it."""

    def learn(docs: Sequence[Labelled]) -> Learned:
        model = learn_comparing(docs)
        return lambda doc: score_comparing(model, doc)

    alone = load_alone(clones, "comparing")
    every = [*tuned, *alone]
    model = learn_comparing(every)
    not_seen = unseen(every, learn)
    chosen = report("comparing", tuned, kept, not_seen, lambda doc: score_comparing(model, doc))
    return {"comparing": _with_alone(model, alone, not_seen, chosen)}


def _with_alone(
    model: Model, alone: Sequence[Labelled], not_seen: Scores, chosen: Mapping[str, float]
) -> dict[str, Any]:
    """Return what `weights.json` says of a model, with what holds for sentences alone."""
    model, sure = weigh_alone(model, alone, not_seen, chosen)
    print(
        f"  {model.name}, sentences alone: weight {model.weights.get(SAYS_LITTLE, 0.0)}, certain from {sure}"
    )
    return data_of(model, **chosen, certain_alone=sure)


TASKS = {"proposing": proposals, "comparing": comparisons}


def _learned(task: str, tuned: Sequence[Labelled], kept: Sequence[Labelled], clones: Path) -> dict[str, Any]:
    """Learn one task, in a process of its own."""
    return TASKS[task](tuned, kept, clones)


def main() -> None:
    corpus, texts, clones = map(Path, sys.argv[1:4])
    docs = load(corpus, texts)
    tuned = [d for d in docs if not held_back(d.owner)]
    kept = [d for d in docs if held_back(d.owner)]
    print(f"{len(tuned)} documents to learn from, {len(kept)} held back", flush=True)
    wanted = sys.argv[4:] or list(TASKS)
    data = json.loads(WEIGHTS.read_text())
    with ProcessPoolExecutor(len(wanted)) as beside:
        for learned in beside.map(_learned, wanted, repeat(tuned), repeat(kept), repeat(clones)):
            data |= learned
    WEIGHTS.write_text(json.dumps(data, indent=1) + "\n")


if __name__ == "__main__":
    main()
