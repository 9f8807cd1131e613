"""Regions of a page: which block is tied to which, and what tied blocks say about each other.

A block and the one that it is tied to are likely to be judged alike; together the ties of a page are a tree.
On a tree, the sum over all ways to judge the other blocks is exact and costs one walk up and one down
(belief propagation; Pearl, Reverend Bayes on inference engines, 1982). The model is a conditional random
field (Lafferty, McCallum and Pereira, 2001).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from mkdocs_profiling_scope.core.markdown.document import Node
from mkdocs_profiling_scope.core.named import NamedTuple, maker
from mkdocs_profiling_scope.core.values import KINDS

HEADING, ITEM, LEAD, BEFORE, AFTER = (
    "heading looks so",
    "item around looks so",
    "lead-in looks so",
    "block before looks so",
    "what follows looks so",
)
_SHORT = 10  # blocks of a page on which a tie counts half
_FAR = 30.0  # log-odds from which a block is so, or is not, whatever else
_exp, _log = math.exp, math.log


class Tie(NamedTuple):
    """To which block another one is tied, what that one is to it, and the traits by which the tie weighs."""

    block: int  # always one that stands before
    role: str  # HEADING, ITEM, LEAD or BEFORE
    traits: tuple[str, ...]


_tie = maker(Tie)
_AFTER = {(kind, before): ("block", f"{kind} after {before}") for kind in KINDS for before in KINDS}


class Odds(NamedTuple):
    """How much likelier than "neither is so" the other three cases are, for two blocks that are tied."""

    second: float  # only the block that stands after
    first: float  # only the block that stands before
    both: float


Weights = Mapping[str, Sequence[float]]  # of a trait, in log-odds: second, first, both


def ties(nodes: Sequence[Node]) -> list[Tie | None]:
    """Say for every block to which one before it is tied; the first block of a page is tied to none."""
    return list(_ties(nodes))


def _ties(nodes: Sequence[Node]) -> Iterator[Tie | None]:
    title = next((i for i, node in enumerate(nodes) if node.kind == "heading"), None)
    last: dict[int | None, int] = {}  # of each section, the last block that is in no list item
    for i, node in enumerate(nodes):
        section = node.section
        before = last.get(section)
        if node.kind == "heading":
            above = title if section is None and title != i else section
            if above is None:
                yield _tie((i - 1, BEFORE, ("heading", "heading after a block"))) if i else None
            else:
                yield _tie((above, HEADING, ("heading", f"heading below {_rank(above, title)}")))
            continue
        if node.parent is not None:
            yield _tie((node.parent, ITEM, ("block", "block in an item")))
            continue
        last[section] = i
        if node.lead is not None and node.lead != before and nodes[node.lead].kind != "heading":
            yield _tie((node.lead, LEAD, ("block", "block after its lead-in")))
        elif before is not None:
            role = LEAD if before == node.lead else BEFORE
            yield _tie((before, role, _AFTER[node.kind, nodes[before].kind]))
        elif section is not None:
            which = "below the title" if section == title else node.kind
            yield _tie((section, HEADING, ("first", f"first {which}")))
        else:
            yield _tie((i - 1, BEFORE, ("block", "block before the title"))) if i else None


def _rank(heading: int, title: int | None) -> str:
    return "title" if heading == title else "heading"


class Regions:
    """Knows how much ties weigh, and passes on what they say."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights

    def around(self, nodes: Sequence[Node], scores: Sequence[float]) -> list[Mapping[str, float]]:
        """Say of every block what the others add to its log-odds, by what they are to it.

        `scores` are the log-odds of the blocks by themselves, one for each.
        """
        tied = ties(nodes)
        trust = trust_in(nodes)
        known: dict[tuple[str, ...], Odds] = {}
        odds: list[Odds | None] = []
        for tie in tied:
            if tie is not None and tie.traits not in known:
                known[tie.traits] = self.odds(tie.traits, trust)
            odds.append(tie and known[tie.traits])
        below = [0.0] * len(nodes)  # what the blocks tied to one say about it
        said = below.copy()  # what a block says, with all that is tied to it, about the one it is tied to
        for i in range(len(nodes) - 1, -1, -1):
            tie, odd = tied[i], odds[i]
            if tie is not None and odd is not None:
                said[i] = _passed_on(scores[i] + below[i], odd.second, odd.first, odd.both)
                below[tie.block] += said[i]
        found: list[Mapping[str, float]] = []
        whole: list[float] = []
        for i, (tie, odd) in enumerate(zip(tied, odds, strict=True)):
            around = {AFTER: below[i]} if below[i] else {}
            score = scores[i] + below[i]
            if tie is not None and odd is not None:
                heard = _passed_on(whole[tie.block] - said[i], odd.first, odd.second, odd.both)
                around[tie.role] = heard
                score += heard
            whole.append(score)
            found.append(around)
        return found

    def odds(self, traits: tuple[str, ...], trust: float = 1.0) -> Odds:
        """Return how much a tie with these traits weighs."""
        known = [self._weights[trait] for trait in traits if trait in self._weights]
        return Odds(*(math.exp(trust * math.fsum(w[k] for w in known)) for k in range(3)))


def trust_in(nodes: Sequence[Node]) -> float:
    """Say how much ties count on a page, 0 to 1: on few blocks there is little of a region to see."""
    return len(nodes) / (len(nodes) + _SHORT)


def _passed_on(score: float, mine: float, other: float, both: float) -> float:
    """Return what a block with the log-odds `score` adds to those of a tied one.

    `mine`, `other` and `both` are the odds against "neither" of only this block, only the other, and both.
    """
    # Not by min and max, which take twice as long as all the rest here.
    chance = _exp(score if -_FAR < score < _FAR else math.copysign(_FAR, score))
    return _log((other + both * chance) / (1.0 + mine * chance))
