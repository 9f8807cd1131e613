"""Accounts of all blocks of a page: the signals that decided, and what would change the judgement."""

from __future__ import annotations

from mkdocs_profiling_scope.core.explained.opposite import Setting, added, without
from mkdocs_profiling_scope.core.explained.origins import Origins
from mkdocs_profiling_scope.core.explained.values import Account, Answer, Clue, Question, Words
from mkdocs_profiling_scope.core.judgement.classify import sets_others_aside
from mkdocs_profiling_scope.core.judgement.explain import explain
from mkdocs_profiling_scope.core.judgement.judge import Judgement
from mkdocs_profiling_scope.core.judgement.models import Model, Models
from mkdocs_profiling_scope.core.judgement.verdict import Evidence, Verdict
from mkdocs_profiling_scope.core.rules.evidence import prose_span
from mkdocs_profiling_scope.core.rules.page import Page
from mkdocs_profiling_scope.core.signals.signals import PLACE
from mkdocs_profiling_scope.core.values import Span

_ASIDE = "sets the other mode aside"
_FIGURES = "gives figures of another mode, and does not compare"


def accounts(page: Page, models: Models) -> tuple[Account, ...]:
    """Explain the judgement of every block, in document order."""
    teller = _Teller(page, models)
    return tuple(teller.account(i, judged) for i, judged in enumerate(page.judgements))


class _Teller:
    def __init__(self, page: Page, models: Models) -> None:
        self._page = page
        self._models = models
        self._origins = Origins(page)

    def account(self, index: int, judged: Judgement) -> Account:
        answers = (
            self._answer(index, "comparison", self._models.comparing, judged.comparing),
            self._answer(index, "proposal", self._models.proposing, judged.proposing),
        )
        words = self._words(prose_span(self._page, index))
        return Account(self._page.blocks[index], words, answers, self._notes(index, judged))

    def _answer(self, index: int, question: Question, model: Model, verdict: Verdict) -> Answer:
        clues = tuple(self._clue(index, evidence) for evidence in verdict.evidence)
        if verdict.is_so:
            opposite = without(model, clues, verdict.score)
        else:
            modes = [mode.id for mode in self._page.settings.modes]
            node = self._page.document.nodes[index]
            setting = Setting(node, self._page.lexicon.why, self._page.mode, modes)
            possible = setting.possible(model, {clue.signal for clue in clues})
            opposite = added(model, clues, verdict.score, possible, self._meaning)
        return Answer(
            question,
            verdict.score,
            model.bias,
            model.threshold,
            verdict.certain_from,
            verdict.probability(),
            verdict.is_so,
            verdict.is_certain,
            clues,
            opposite,
        )

    def _clue(self, index: int, evidence: Evidence) -> Clue:
        source, span = self._origins.of(index, evidence)
        return Clue(
            evidence.signal,
            explain(self._page.document, evidence, self._page.lexicon),
            evidence.weight,
            source,
            self._words(span) if span else None,
        )

    def _meaning(self, signal: str) -> str:
        return explain(self._page.document, Evidence(signal, 0.0, PLACE), self._page.lexicon)

    def _words(self, span: Span) -> Words:
        document = self._page.document
        start, end = document.source.position(span.start), document.source.position(span.end)
        return Words(*start, *end, " ".join(document.text(*span).split()))

    def _notes(self, index: int, judged: Judgement) -> tuple[str, ...]:
        """Say what the labels follow from where it is not the answers alone."""
        block = self._page.blocks[index]
        notes = []
        if block.comparison == "context":
            aside = sets_others_aside(self._page.signals[index], self._page.mode)
            notes.append(f"context: {_ASIDE if aside else _FIGURES}")
        if not judged.proposing.is_so and block.scope in ("opportunity", "profiling"):
            notes += [reason for reason in block.reasons if reason.startswith(f"{block.scope}: ")]
        return tuple(notes)
