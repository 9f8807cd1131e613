"""From signals to judgements: whether each block proposes, and whether it compares."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat

from mkdocs_profiling_scope.core.judgement.models import NOTHING, Models
from mkdocs_profiling_scope.core.judgement.verdict import Verdict
from mkdocs_profiling_scope.core.markdown.document import Document
from mkdocs_profiling_scope.core.named import NamedTuple, maker
from mkdocs_profiling_scope.core.signals.signals import Signals


class Judgement(NamedTuple):
    """The two verdicts on a block."""

    proposing: Verdict
    comparing: Verdict


_judgement = maker(Judgement)


def judge(document: Document, signals: Sequence[Signals], models: Models) -> list[Judgement]:
    """Judge every block by its signals; whether it proposes, together with the blocks that it is tied to.

    Proposals are a matter of regions. Comparisons are not: what they inherit is among their signals.
    """
    proposing, comparing = models.proposing, models.comparing
    own, against = [found.proposing for found in signals], [found.comparing for found in signals]
    alone = proposing.scores(own)
    around = models.regions.around(document.nodes, list(map(proposing.learned, own, alone)))
    proposed = proposing.verdicts(document.nodes, own, alone, around)
    compared = comparing.verdicts(document.nodes, against, comparing.scores(against), repeat(NOTHING))
    return list(map(_judgement, zip(proposed, compared, strict=True)))
