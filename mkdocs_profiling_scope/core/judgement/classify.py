"""From judgements to classified blocks: scope, comparison, and the reasons in words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mkdocs_profiling_scope.core.judgement.explain import reasons
from mkdocs_profiling_scope.core.judgement.judge import Judgement
from mkdocs_profiling_scope.core.judgement.ordinary_word import ordinary_word
from mkdocs_profiling_scope.core.judgement.verdict import Verdict
from mkdocs_profiling_scope.core.lexicon import Lexicon
from mkdocs_profiling_scope.core.markdown.document import Document
from mkdocs_profiling_scope.core.named import maker
from mkdocs_profiling_scope.core.pointers import is_pointer
from mkdocs_profiling_scope.core.signals.signals import Sentence, Signals
from mkdocs_profiling_scope.core.values import Block, BlockScope, Comparison, as_span

_block = maker(Block)
# Words that call an improvement possible only in a block that is not far from proposing one, in log-odds.
_VAGUE = re.compile(
    r"wasted|wasteful|headroom|potential\s+for|opportunit(?:y|ies)|(?:may|might)\s.*", re.IGNORECASE
)
_NOT_FAR = -3.5


def classify(
    document: Document,
    signals: Sequence[Signals],
    judgements: Sequence[Judgement],
    own: str | None,
    lexicon: Lexicon,
    *,
    explained: bool = True,
) -> tuple[Block, ...]:
    """Turn the judgement of every block into the block that hosts see, with reasons if it is `explained`."""
    blocks = []
    line = document.source.line
    for node, found, judged in zip(document.nodes, signals, judgements, strict=True):
        start, end = node.start, node.end
        scope, comparison = _scope(document, found, judged), _comparison(found, judged, own)
        said = scope != "other" or comparison != "none"
        if said and node.kind == "paragraph" and is_pointer(document.text(start, end)):
            scope, comparison, said = "other", "none", False
        blocks.append(
            _block(
                (
                    as_span((start, end)),
                    line(start),
                    line(end - 1 if end > start else start),
                    node.kind,
                    node.level,
                    scope,
                    comparison,
                    reasons(document, judged, scope, comparison, lexicon) if explained else (),
                    ordinary_word(document, node) if said else None,
                    None,
                )
            )
        )
    return tuple(blocks)


def sets_aside(sentence: Sentence) -> bool:
    """Say whether a sentence names another mode "for context" and draws nothing from it."""
    return "aside" in sentence.cues and not sentence.cues.keys() & {"asking", "question", "recommend"}


def sets_others_aside(signals: Signals, own: str | None) -> bool:
    """Say whether a block names modes other than its `own`, and each time sets them aside."""
    others = _about_others(signals, own)
    return bool(others) and all(map(sets_aside, others))


def _about_others(signals: Signals, own: str | None) -> list[Sentence]:
    return [sentence for sentence in signals.sentences if sentence.modes - {own}]


def _is_opportunity(document: Document, signals: Signals, proposing: Verdict) -> bool:
    """Say whether a block says that an improvement is possible."""
    cue = signals.said.get("opportunity")
    return (
        cue is not None
        and (proposing.score >= _NOT_FAR or not _VAGUE.fullmatch(document.view, *cue))
        and "is heading" not in signals.proposing
        and "is code" not in signals.proposing
    )


def _scope(document: Document, signals: Signals, judged: Judgement) -> BlockScope:
    if judged.proposing.is_so:
        return "proposal"
    if _is_opportunity(document, signals, judged.proposing):
        return "opportunity"
    said = signals.said
    measures = "figure" in said or ("metric" in said and ("number" in said or "measured" in said))
    return "profiling" if measures else "other"


def _comparison(signals: Signals, judged: Judgement, own: str | None) -> Comparison:
    if not signals.modes or signals.modes == (own,):  # each mode is there once
        return "cross" if judged.comparing.is_so else "none"
    if sets_others_aside(signals, own):
        return "context"
    if judged.comparing.is_so:
        return "cross"
    measured = any(s.cues.keys() & {"figure", "measured", "metric"} for s in _about_others(signals, own))
    return "context" if measured else "none"
