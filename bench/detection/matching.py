"""One labelled document against its analysis, matched by lines exactly as the corpus' own `score.py` does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from bench.detection.corpus import About, Label, Labelled
from mkdocs_profiling_scope import Analysis, Finding, analyse

# Several of our blocks may lie on the lines of a labelled one; the first of these that is among them counts.
_SCOPES = ("proposal", "opportunity", "other")
_COMPARISONS = ("cross", "context", "none")

Pair = tuple[str, str]  # the reader's label, ours


@dataclass(frozen=True, slots=True)
class Task:
    """One of the two questions that labels answer."""

    name: str
    family: str  # of the rules that report it
    positive: str
    not_scored: frozenset[str]
    right: frozenset[str]  # labels on which a finding of the family is right


COMPARISON = Task("comparison", "PS1", "cross", frozenset(["unsure"]), frozenset(["cross"]))
PROPOSAL = Task(
    "proposal",
    "PS2",
    "proposal",
    frozenset(["unsure", "opportunity"]),
    frozenset(["proposal", "opportunity"]),
)
TASKS = (COMPARISON, PROPOSAL)


@dataclass(frozen=True, slots=True)
class Answer:
    """Both labels of one labelled block, the reader's and ours."""

    comparison: Pair
    scope: Pair

    def to(self, task: Task) -> Pair:
        """Return the labels that answer `task`."""
        return self.comparison if task is COMPARISON else self.scope


@dataclass(frozen=True, slots=True)
class Shown:
    """One finding of the rule families PS1 and PS2, and whether the labels bear it out."""

    code: str
    confidence: str
    warns: bool
    verdict: Literal["right", "wrong", "unsure"]
    blocks: int  # labelled blocks that it touches and that are scored
    positive: int  # of these, the ones labelled `cross` or `proposal`


@dataclass(frozen=True, slots=True)
class Measured:
    """All that the report counts of one document; holds no text."""

    about: About
    answers: tuple[Answer, ...]
    shown: tuple[Shown, ...]


def measure(document: Labelled) -> Measured:
    """Analyse a document as if it were declared `profiling`, and match the analysis with the labels."""
    analysis = analyse(
        document.text, document.settings, path="page.md", scope="profiling", mode=document.own_mode
    )
    return match(document.about, document.labels, analysis)


def match(about: About, labels: Sequence[Label], analysis: Analysis) -> Measured:
    """Match an analysis with labels: by overlap of lines."""
    scopes = _on_lines((b.start_line, b.end_line, b.scope) for b in analysis.blocks)
    comparisons = _on_lines((b.start_line, b.end_line, b.comparison) for b in analysis.blocks)
    answers = (
        Answer(
            (label.comparison, _first(_COMPARISONS, comparisons, label)),
            (label.scope, _first(_SCOPES, scopes, label)),
        )
        for label in labels
    )
    return Measured(about, tuple(answers), tuple(_shown(analysis.findings, labels)))


def _on_lines(blocks: Iterable[tuple[int, int, str]]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    for start, end, value in blocks:
        for line in range(start, end + 1):
            found.setdefault(line, set()).add(value)
    return found


def _first(values: Sequence[str], on_lines: dict[int, set[str]], label: Label) -> str:
    seen = {value for line in range(label.start, label.end + 1) for value in on_lines.get(line, ())}
    return next((value for value in values if value in seen), values[-1])


def _shown(findings: Iterable[Finding], labels: Sequence[Label]) -> Iterator[Shown]:
    for finding in findings:
        task = next((task for task in TASKS if finding.code.startswith(task.family)), None)
        if task is not None:
            near = [row for row in labels if row.start <= finding.end_line and row.end >= finding.start_line]
            values = [row.comparison if task is COMPARISON else row.scope for row in near]
            yield Shown(
                finding.code,
                finding.confidence,
                finding.severity != "info",
                "unsure" if "unsure" in values else "right" if task.right & {*values} else "wrong",
                sum(value not in task.not_scored for value in values),
                values.count(task.positive),
            )
