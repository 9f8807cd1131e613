"""What would have to change for the opposite judgement: the fewest signals, taken away or added."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from mkdocs_profiling_scope.core.explained.origins import WHOLE_PAGE, source_of
from mkdocs_profiling_scope.core.explained.values import Clue, Missing, Opposite
from mkdocs_profiling_scope.core.judgement.models import Model
from mkdocs_profiling_scope.core.judgement.pairs import parts
from mkdocs_profiling_scope.core.markdown.document import Node
from mkdocs_profiling_scope.core.signals.signals import SAYS

MOST = 3  # signals each of which would be enough


def without(model: Model, clues: Sequence[Clue], score: float) -> Opposite:
    """Return a few clues without which a judgement "yes" would be "no".

    The strongest is taken first, each with the pairs that it is one of, which are none without it.
    """
    distance = score - model.threshold
    left = {clue.signal: clue.amount for clue in clues}
    single = {clue.signal: clue for clue in clues if parts(clue.signal) is None}
    pairs = {name: both for name in left if (both := parts(name))}

    def with_pairs(signal: str) -> list[str]:
        return [signal, *(name for name, both in pairs.items() if signal in both and name in left)]

    def lost(signal: str) -> float:
        return math.fsum(left[name] for name in with_pairs(signal))

    taken: list[Clue] = []
    while single:
        strongest = min(single, key=lambda signal: (-lost(signal), signal))
        if lost(strongest) <= 0:
            break
        taken.append(single.pop(strongest))
        for name in with_pairs(strongest):
            del left[name]
        if model.bias + math.fsum(left.values()) < model.threshold:
            return Opposite(distance, without=tuple(taken))
    return Opposite(distance)


def added(
    model: Model, clues: Sequence[Clue], score: float, possible: Iterable[str], meaning: Callable[[str], str]
) -> Opposite:
    """Return the signals with which a judgement "no" would be "yes", of those that are `possible`."""
    there = {clue.signal: clue.amount for clue in clues}

    def gained(*more: str) -> list[float]:
        """Return what signals add, with the pairs that come with them."""
        pairs = model.pairs.of(dict.fromkeys((*there, *more)))
        names = (*more, *(name for name, _, _ in pairs if name not in there))
        return [model.weights[name] for name in names]

    def suffices(*more: Missing) -> bool:
        amounts = (*there.values(), *gained(*(missing.signal for missing in more)))
        return model.bias + math.fsum(amounts) >= model.threshold

    gains = {name: gain for name in possible if (gain := math.fsum(gained(name))) > 0}
    names = sorted(gains, key=lambda name: (-gains[name], name))
    candidates = [Missing(name, meaning(name), gains[name]) for name in names]
    distance = model.threshold - score
    if alone := [missing for missing in candidates[:MOST] if suffices(missing)]:
        return Opposite(distance, with_any=tuple(alone))
    for count in range(2, len(candidates) + 1):
        if suffices(*candidates[:count]):
            return Opposite(distance, with_all=tuple(candidates[:count]))
    return Opposite(distance)


@dataclass(frozen=True, slots=True)
class Setting:
    """What decides which signals a block could have: its kind, its surroundings, the declared modes."""

    node: Node
    classes: Collection[str]  # of cues
    own: str | None
    modes: Collection[str]  # ids of those declared

    def possible(self, model: Model, there: Collection[str]) -> Iterator[str]:
        """Yield the signals that would speak for the judgement, that are not `there` and could be.

        Shape is left out: who changes the words of a paragraph does not make it a table.
        """
        for name, weight in model.weights.items():
            if weight > 0 and name not in there and self._could_have(name):
                yield name

    def _could_have(self, name: str) -> bool:
        source = source_of(name)
        if source == "around" or name.endswith(" looks so"):
            return False  # is there in part, and nothing that could be added as a whole
        if name.startswith(SAYS) or parts(name):
            return False  # no word by itself makes a comparison, and a pair comes with its signals
        if source != "block":
            return self._has(source) and not name.startswith(WHOLE_PAGE)
        first, _, rest = name.partition(" ")
        kind = self.node.kind
        if kind == "code":
            return name == "code names modes" and len(self.modes) > 1
        if first in ("heading", "table", "column", "columns", "rows"):
            return (first == "heading") == (kind == "heading") and (kind in ("heading", "table"))
        if name == "plainly announces" or first == "role":
            return kind == "heading"
        if name == "plainly asks":
            return kind == "item"
        if name == "plainly prices":
            return kind in ("table", "item")
        if name in ("plainly proposes", "plainly wishes"):
            return kind in ("paragraph", "item")
        if first in ("begins", "label", "labelled"):
            return kind not in ("heading", "table")
        if name in self.classes:
            return kind not in ("heading", "table")
        if first in ("is", "ends", "code"):
            return False
        if name.startswith("against ") and not name.startswith("against mode"):
            return False  # follows from what else the sentence says
        return self._can_name(rest if first == "names" else name.split(" & ")[0])

    def _can_name(self, presence: str) -> bool:
        """Say whether the modes that a signal is about can be named on this page."""
        others = len({*self.modes} - {self.own})
        if presence in ("none", "linked"):
            return presence == "none" or bool(self.modes)
        if self.own is None:
            return (presence == "one" and bool(self.modes)) or (presence == "two" and len(self.modes) > 1)
        wanted = {"own": 0, "other": 1, "own words": 1, "two": 1, "others": 2}
        wanted |= {"against mode": 1, "modes apart": 1, "modes in a row": 2}
        return others >= wanted.get(presence, 0) and presence != "one"

    def _has(self, source: str) -> bool:
        node = self.node
        return {
            "heading": node.section is not None,
            "section above": node.section is not None,
            "list item": node.parent is not None,
            "lead-in": node.lead is not None,
            "page": True,
        }.get(source, False)
