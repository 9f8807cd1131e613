"""Counts over measured documents, and the figures that follow from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bench.detection.matching import TASKS, Answer, Measured, Pair, Task

QUIET = (5, 6)  # kinds of document that should stay quiet


@dataclass(frozen=True, slots=True)
class Tally:
    """Blocks found rightly, found wrongly, and missed."""

    tp: int
    fp: int
    fn: int

    @property
    def precision(self) -> float | None:
        """Return the share of what was found that is right; None where nothing was found."""
        return share(self.tp, self.tp + self.fp)

    @property
    def recall(self) -> float | None:
        """Return the share of what is there that was found; None where nothing is there."""
        return share(self.tp, self.tp + self.fn)

    @property
    def f1(self) -> float | None:
        """Return the harmonic mean of both; None where nothing is there and nothing was found."""
        return share(2 * self.tp, 2 * self.tp + self.fp + self.fn)


def share(part: int, whole: int) -> float | None:
    """Return `part / whole`, or None where there is no whole."""
    return part / whole if whole else None


def tally(documents: Iterable[Measured], task: Task) -> Tally:
    """Count the scored blocks of a task."""
    found: Counter[tuple[bool, bool]] = Counter()
    for document in documents:
        for answer in document.answers:
            gold, ours = answer.to(task)
            if gold not in task.not_scored:
                found[gold == task.positive, ours == task.positive] += 1
    return Tally(found[True, True], found[False, True], found[True, False])


def warnings(documents: Iterable[Measured], task: Task) -> tuple[int, int]:
    """Count the warnings of a task's rules: right ones, and all but those on blocks labelled `unsure`."""
    verdicts = [
        shown.verdict
        for document in documents
        for shown in document.shown
        if shown.warns and shown.code.startswith(task.family) and shown.verdict != "unsure"
    ]
    return verdicts.count("right"), len(verdicts)


def alarms(documents: Iterable[Measured]) -> tuple[int, int]:
    """Count on quiet documents the blocks labelled as nothing: those judged as something, and all."""
    answers = [a for d in documents if d.about.kind in QUIET for a in d.answers if _is_nothing(a)]
    return sum(any(a.to(t)[1] == t.positive for t in TASKS) for a in answers), len(answers)


def _is_nothing(answer: Answer) -> bool:
    return not any(answer.to(t)[0] in {t.positive, *t.not_scored} for t in TASKS)


def confusion(documents: Iterable[Measured], task: Task) -> Counter[Pair]:
    """Count the pairs of labels: the reader's, ours."""
    return Counter(answer.to(task) for document in documents for answer in document.answers)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of any set of documents: what is counted, which adds up, and what follows from the sums."""

    name: str
    count: Callable[[Sequence[Measured]], tuple[int, ...]]
    value: Callable[..., float | None]

    def of(self, documents: Sequence[Measured]) -> float | None:
        """Return the figure; None where there is nothing to divide by."""
        return self.value(*self.count(documents))


def _of_task(task: Task) -> tuple[Figure, Figure]:
    def counts(documents: Sequence[Measured]) -> tuple[int, ...]:
        found = tally(documents, task)
        return found.tp, found.fp, found.fn

    def told(documents: Sequence[Measured]) -> tuple[int, ...]:
        return warnings(documents, task)

    return (
        Figure(f"{task.name} F1", counts, lambda tp, fp, fn: Tally(tp, fp, fn).f1),
        Figure(f"{task.name} warnings right", told, share),
    )


FIGURES = (
    *(figure for task in TASKS for figure in _of_task(task)),
    Figure("quiet blocks with alarms", alarms, share),
)


@dataclass(frozen=True, slots=True)
class RuleTally:
    """Findings of a rule with one confidence, and what the labels say where they stand."""

    right: int
    wrong: int
    unsure: int
    blocks: int  # scored blocks that the findings touch
    positive: int  # of these, the ones labelled `cross` or `proposal`


def by_rule(documents: Iterable[Measured], code: str, confidence: str) -> RuleTally:
    """Count the findings of a rule."""
    shown = [s for d in documents for s in d.shown if (s.code, s.confidence) == (code, confidence)]
    verdicts = Counter(s.verdict for s in shown)
    return RuleTally(
        verdicts["right"],
        verdicts["wrong"],
        verdicts["unsure"],
        sum(s.blocks for s in shown),
        sum(s.positive for s in shown),
    )
