"""Sentences that others labelled, each as the only one of a page: learned from beside documents.

Labelled documents are long, so that a sentence seldom has to speak for itself in them. Only the half of the
sentences that may be looked at is learned from (`sentences.py`), and of suggestions only those to makers.
"""

from __future__ import annotations

import hashlib
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from data import Labelled, labelled
from sentences import DOMAINS, Sentence, comparisons, page_of, suggestions
from split import FOLDS

from mkdocs_profiling_scope.core.judgement.models import Model
from mkdocs_profiling_scope.core.rules.comparisons import UNSURE_SIDES
from mkdocs_profiling_scope.core.signals.signals import SAYS_LITTLE

KIND = 7  # of such a page
PRECISION = 0.96  # of what is called certain in each set, more than in documents: the sets differ more
NEARLY = 0.004  # F1 that is given for fewer that are missed
ENOUGH = 60  # sentences on which a precision is believed
FORUM = ("forum", "forum, evaluation")
_TASKS = {"proposing": ("scope", "proposal"), "comparing": ("comparison", "cross")}


def load_alone(clones: Path, task: str) -> list[Labelled]:
    """Read and analyse the sentences that tell of a task, `proposing` or `comparing`."""
    if task == "comparing":
        named = [(domain, sentence) for domain in DOMAINS for sentence in comparisons(clones, domain)]
    else:
        # Parts of a forum, because it is the only one: each part is scored by who has seen the others.
        named = [(f"forum {_part(s)}", s) for name in FORUM for s in suggestions(clones, name)]
    return list(_pages(named, task))


def _part(sentence: Sentence) -> int:
    return hashlib.sha256(sentence.text.encode()).digest()[1] % FOLDS


def _pages(named: Sequence[tuple[str, Sentence]], task: str) -> Iterator[Labelled]:
    key, is_so = _TASKS[task]
    for i, (owner, sentence) in enumerate(named):
        if sentence.was_looked_at:
            text, modes = page_of(sentence)
            label = {"scope": "other", "comparison": "none"} | ({key: is_so} if sentence.is_so else {})
            entry = {"file": f"{task} {i}", "repo": f"{owner}/", "kind": KIND, "style": "human"}
            entry |= {"modes": modes, "own_mode": next(iter(modes), None)}
            page = labelled(entry, text, [{"start": 1, "end": text.count("\n") + 1, **label}])
            gold = getattr(page, task)
            gold[0] = None  # the title
            yield page


def weigh_alone(
    model: Model,
    alone: Sequence[Labelled],
    scores: Mapping[str, Sequence[float]],
    chosen: Mapping[str, float],
) -> tuple[Model, float]:
    """Return the model as it is believed of sentences alone, and from where they are certain.

    `scores` are those by models that have not seen the set, `chosen` the thresholds of documents. How much
    less, or more, a page that says little is believed is among the weights. A sum of log losses finds the
    chance, and the best F1 of comparisons asks for another one. How many in a forum suggest something is
    nothing that holds for a page, so that proposals are believed there as everywhere.
    """
    task = model.name
    found: dict[str, list[tuple[float, bool, bool]]] = defaultdict(list)
    for page in alone:
        for score, gold, signals in zip(scores[page.file], getattr(page, task), page.signals, strict=True):
            if gold is not None:
                may_warn = task != "comparing" or UNSURE_SIDES.isdisjoint(signals.comparing)
                found[page.owner.split()[0]].append((score, gold, may_warn))
    every = sorted((row for rows in found.values() for row in rows), reverse=True)
    learned = model.weights.get(SAYS_LITTLE, 0.0)
    more = chosen["threshold"] - _best(every) if task == "comparing" else -learned
    # Where no score is high enough, as in the forum, what is certain in documents is so here, and no more.
    sure = max(_sure(sorted(rows, reverse=True)) for rows in found.values()) + more
    weights = {name: weight for name, weight in model.weights.items() if name != SAYS_LITTLE}
    if weight := round(learned + more, 2):
        weights[SAYS_LITTLE] = weight
    return model._replace(weights=weights), round(max(chosen["certain_prose"], sure), 2)


def _best(rows: Sequence[tuple[float, bool, bool]]) -> float:
    """Return the lowest threshold with nearly the best F1: what stands alone is else lost altogether."""
    total, right, curve = sum(gold for _, gold, _ in rows), 0, []
    for n, (score, gold, _) in enumerate(rows, 1):
        right += gold
        curve.append((2 * right / (n + total), score))
    best, _ = max(curve)
    return min(score for f1, score in curve if f1 > best - NEARLY)


def _sure(rows: Sequence[tuple[float, bool, bool]]) -> float:
    """Return the lowest score from which sentences that may be warned of are right often enough, if any."""
    sure, right, n = -math.inf, 0, 0
    for score, gold, may_warn in rows:
        n += may_warn
        right += may_warn and gold
        if n >= ENOUGH and right / n >= PRECISION:
            sure = score
    return sure
