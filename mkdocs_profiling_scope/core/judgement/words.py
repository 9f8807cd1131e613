"""The words that the judgement knows, with their weights: what signals look for in a page."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from mkdocs_profiling_scope.core.judgement.models import load_models
from mkdocs_profiling_scope.core.signals.signals import SAYS
from mkdocs_profiling_scope.core.signals.wording import FIRST, INSIDE, LABEL, Telling


@cache
def comparing_words() -> Mapping[str, float]:
    """Return the words that count on pages that name modes, with their weights."""
    return _known("comparing")


@cache
def proposing_words() -> Telling:
    """Return the words that count on all pages."""
    found: dict[str, dict[str, float]] = {"": {}, LABEL: {}, FIRST: {}, INSIDE: {}}
    for said, weight in _known("proposing").items():
        what, colon, word = said.rpartition(":")
        found[what + colon][word] = weight
    return Telling(*found.values())


def _known(task: str) -> dict[str, float]:
    weights: Mapping[str, float] = getattr(load_models(), task).weights
    return {name.removeprefix(SAYS): weights[name] for name in weights if name.startswith(SAYS)}
