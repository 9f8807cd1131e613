"""The report: measured documents and hard examples as text; the same input gives the same text."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence

from bench.detection.bootstrap import RESAMPLES, SEED, interval, resampled
from bench.detection.figures import FIGURES, RuleTally, alarms, by_rule, confusion, share, tally, warnings
from bench.detection.groups import PARTS, SECTIONS, members, only_profiles
from bench.detection.hard import Hard
from bench.detection.matching import COMPARISON, PROPOSAL, TASKS, Measured, Task
from mkdocs_profiling_scope.core.rules import RULES

WIDTH = 100
NAME = 20  # width of the first column
CONFIDENCES = ("high", "medium")


def report(documents: Sequence[Measured], hard: Hard) -> str:
    """Return the whole report; ends with a line break."""
    parts = (
        [_HEAD],
        _labels(documents, COMPARISON),
        _labels(documents, PROPOSAL),
        _quiet(documents),
        _intervals(documents),
        _rules(documents),
        _confusions(documents),
        _hard(hard),
        _owners(documents),
    )
    return "\n\n".join("\n".join(line.rstrip() for line in part) for part in parts) + "\n"


_HEAD = """\
The shipped judgement against the labels of real documents

Written by `./dev bench detection --write`; a change of this file is a change of judgement. How to read
it: docs/explanation/how-judgement-works.md. Blocks are matched with labels as the corpus' score.py does
it: by overlap of lines; blocks labelled `unsure` are not scored, nor is `opportunity` for proposals.
Tuned owners: errors were looked at, weights were fitted. Held-back owners: measured, never read."""


def _labels(documents: Sequence[Measured], task: Task) -> Iterator[str]:
    yield f"## {task.name}: is the block `{task.positive}`?"
    yield (
        "(warnings: findings above info of the rules "
        + f"{task.family}xx, right where a block that they touch is"
    )
    yield f" labelled {' or '.join(f'`{label}`' for label in sorted(task.right, reverse=True))})"
    yield ""
    head = "    P      R     F1     tp    fp    fn   warnings right"

    def row(group: list[Measured]) -> str:
        found = tally(group, task)
        figures = " ".join(map(_figure, (found.precision, found.recall, found.f1)))
        return f"{figures}  {found.tp:5} {found.fp:5} {found.fn:5}   {_of(*warnings(group, task))}"

    yield from _by_group(documents, head, row)


def _quiet(documents: Sequence[Measured]) -> Iterator[str]:
    yield "## Alarms of any level on quiet documents (kinds 5 and 6)"
    yield "(among blocks labelled neither `cross` nor `proposal`, and scored for both)"
    yield ""

    def row(group: list[Measured]) -> str:
        found, blocks = alarms(group)
        return f"{found:6} {blocks:7}   {1000 * found / blocks:6.1f}" if blocks else ""

    yield from _by_group(documents, "alarms  blocks   in 1000", row)


def _by_group(
    documents: Sequence[Measured], head: str, row: Callable[[list[Measured]], str]
) -> Iterator[str]:
    """Give one row for each group; sections in which no group has a row are left out."""
    yield f"{'':{NAME}} {head}"
    for title, groups in SECTIONS:
        rows = [(group[0], row(members(documents, group))) for group in groups]
        if title and any(text for _, text in rows):
            yield title
        yield from (f"{'  ' * bool(title) + name:{NAME}} {text}" for name, text in rows if text)


def _intervals(documents: Sequence[Measured]) -> Iterator[str]:
    yield "## Figures with their 95 % interval over owners"
    yield f"(bootstrap: {RESAMPLES} draws of as many owners as there are, seed {SEED})"
    yield ""
    names = [name for name, _ in PARTS]
    yield f"{'':30} " + "".join(f"{name:24}" for name in [*names, "difference"])
    for title, chosen in (("all kinds", list(documents)), ("only kinds 1 and 2", only_profiles(documents))):
        parts = [members(chosen, part) for part in PARTS]
        owners = [f"{len({document.about.owner for document in part})} owners" for part in parts]
        yield f"{title:30}  " + "".join(f"{text:24}" for text in owners)
        for figure in FIGURES:
            values = [figure.of(part) for part in parts]
            drawn = [resampled(part, figure) for part in parts]
            if any(value is not None for value in values):
                cells = [
                    *map(_interval, values, drawn),
                    _interval(_minus(*values), list(map(_minus, *drawn))),
                ]
                yield f"{'  ' + figure.name:30} " + "".join(f"{cell:24}" for cell in cells)


def _rules(documents: Sequence[Measured]) -> Iterator[str]:
    yield "## Rules, with every document declared `profiling`"
    yield "A finding is right where a labelled block on its lines is `cross` (PS1xx), or `proposal` or"
    yield "`opportunity` (PS2xx); it is unsure, and not counted in the share, where one of them is `unsure`."
    yield "High confidence is a warning (PS204: info), medium confidence is info. What a PS203 covers is not"
    yield "reported again; its own row says only that one block inside is right, so the line below counts"
    yield "blocks."
    for name, belongs in PARTS:
        part = members(documents, (name, belongs))
        yield ""
        yield f"{name:20} {'high confidence':34} medium confidence"
        yield f"{'':20} " + "  ".join(["findings right wrong unsure share"] * 2)
        for rule in RULES:
            if rule.code.startswith(tuple(task.family for task in TASKS)):
                cells = "  ".join(_found(by_rule(part, rule.code, confidence)) for confidence in CONFIDENCES)
                yield f"  {rule.code:18} {cells}"
        inside = (
            f"{confidence} confidence: {found.positive} of {found.blocks}"
            for confidence in CONFIDENCES
            for found in [by_rule(part, "PS203", confidence)]
        )
        yield f"  blocks in sections of PS203 that are labelled `proposal`, {'; '.join(inside)}"


def _found(found: RuleTally) -> str:
    right = _figure(share(found.right, found.right + found.wrong))
    total = found.right + found.wrong + found.unsure
    return f"{total:8} {found.right:5} {found.wrong:5} {found.unsure:6} {right}"


def _confusions(documents: Sequence[Measured]) -> Iterator[str]:
    yield "## What blocks are labelled (rows), and what we judge them to be (columns)"
    yield "(`other` includes `profiling`; rows `unsure` are not scored)"
    for task, labels in (
        (PROPOSAL, ("proposal", "opportunity", "other")),
        (COMPARISON, ("cross", "context", "none")),
    ):
        yield ""
        head = " ".join(f"{label:>11}" for label in labels)
        yield f"{'scope' if task is PROPOSAL else 'comparison':{NAME}}" + "".join(
            f"{name:>15}: {'':24}" for name, _ in PARTS
        )
        yield f"{'':{NAME}}" + "     ".join([head] * len(PARTS))
        counts = [confusion(members(documents, part), task) for part in PARTS]
        for gold in (*labels, "unsure"):
            rows = (" ".join(f"{count[gold, ours]:11}" for ours in labels) for count in counts)
            yield f"{'  ' + gold:{NAME}}" + "     ".join(rows)


def _hard(hard: Hard) -> Iterator[str]:
    yield f"## Hard examples of our own (bench/hard): {hard.right} of {hard.examples} judged right"
    yield ""
    yield "rule     wanted  found  right"
    for code in sorted(hard.wanted | hard.found):
        yield f"{code:8} {hard.wanted[code]:6} {hard.found[code]:6} {hard.met[code]:6}"


def _owners(documents: Sequence[Measured]) -> Iterator[str]:
    yield "## Owners"
    for name, belongs in PARTS:
        part = members(documents, (name, belongs))
        owners = sorted({document.about.owner for document in part}, key=lambda owner: (owner.lower(), owner))
        blocks = sum(len(document.answers) for document in part)
        yield ""
        yield f"{name}: {len(owners)}, with {len(part)} documents and {blocks} labelled blocks"
        yield from textwrap.wrap(", ".join(owners), WIDTH, break_on_hyphens=False)


def _figure(value: float | None) -> str:
    return "    -" if value is None else f"{value:5.3f}"


def _of(part: int, whole: int) -> str:
    return f"{part:5} of {whole:4} {_figure(share(part, whole))}"


def _minus(tuned: float | None, held_back: float | None) -> float | None:
    return None if tuned is None or held_back is None else tuned - held_back


def _interval(value: float | None, drawn: Sequence[float | None]) -> str:
    bounds = interval(drawn)
    if value is None or bounds is None:
        return "-"
    return f"{value:6.3f} ({bounds[0]:.3f}, {bounds[1]:.3f})"
