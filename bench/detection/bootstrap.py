"""How far a figure depends on who happens to be among the owners: a bootstrap over owners."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence

from bench.detection.figures import Figure
from bench.detection.matching import Measured

RESAMPLES = 2000
SEED = 3
OUTSIDE = 0.025  # share of the resamples left out at either end

Interval = tuple[float, float]


def resampled(documents: Iterable[Measured], figure: Figure) -> list[float | None]:
    """Return a figure on `RESAMPLES` draws of as many owners as there are, each with all of its documents."""
    by_owner: dict[str, list[Measured]] = defaultdict(list)
    for document in documents:
        by_owner[document.about.owner].append(document)
    columns = list(zip(*(figure.count(by_owner[owner]) for owner in sorted(by_owner)), strict=True))
    # Only `random()` is promised to give the same numbers with every Python.
    uniform, n = random.Random(SEED).random, len(by_owner)
    found = []
    for _ in range(RESAMPLES):
        drawn = [int(uniform() * n) for _ in range(n)]
        found.append(
            figure.value(*(sum(map(column.__getitem__, drawn)) for column in columns)) if n else None
        )
    return found


def interval(values: Sequence[float | None]) -> Interval | None:
    """Return between which values 95 % of them lie; those that are None do not count."""
    known = sorted(value for value in values if value is not None)
    out = int(OUTSIDE * len(known))
    return (known[out], known[-1 - out]) if known else None
