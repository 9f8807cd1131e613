"""Headline measurements: the few figures of a page that say most about its mode."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from mkdocs_profiling_scope.core.details.metrics import Cue, Cues, metrics
from mkdocs_profiling_scope.core.judgement.ordinary_word import ordinary_word
from mkdocs_profiling_scope.core.markdown.document import Document, Node
from mkdocs_profiling_scope.core.signals.sentences import sentences
from mkdocs_profiling_scope.core.values import Block, Measurement, Metric, Span

_HEADLINE: tuple[Metric, ...] = ("throughput", "latency", "memory")
_LEAST = 3
_FIGURES = 6  # of a sentence that are looked at
_REACH = 400  # characters around a figure that are looked at
_MOST = 110  # characters around a figure, before they are cut
_SUMMARY = re.compile(r"summary|key|headline|baseline|overview|at a glance|results", re.IGNORECASE)
# Figures of differences, of single parts, and of what is not the mode's own doing.
_DIFFERENCE = re.compile(
    r"overhead|loss|lost|\badds?\b|waste|saving|fell|went from|compared|instead of|expected|target"
    r"|difference|→|->|limit|capacity|header|\bper file\b|file sizes?|variance|monitor",
    re.IGNORECASE,
)
_MACHINE = re.compile(r"\bv?cpus?\b|\bcores\b|\bmachines?\b|\bRAM\b|\bDDR|\bdisk\b", re.IGNORECASE)
_RANGE_BEFORE = re.compile(r"(?:[~≈<>±] ?)?(?:[0-9][0-9.,]*[A-Za-z]{0,2} ?[-–] ?)?\Z")
_PER_AFTER = re.compile(r"(?:/| per )[a-z]+(?![a-z/])")
_LABEL = re.compile(r"[^:.]{2,60}:\s*")
_NUMERIC = re.compile(r"[~<>]?[0-9][0-9.,]*(?: ?[A-Za-zµμ%/]+)?\Z")
_CLAUSE = re.compile(r"(?<=[,;:])\s|\s(?=[(–—-])")


@dataclass(frozen=True, slots=True)
class _Candidate:
    weight: int
    measurement: Measurement


def measured(document: Document, blocks: Sequence[Block], cues: Cues) -> tuple[Block, ...]:
    """Return `blocks` with what their figures measure; a figure that is proposed measures nothing."""
    return tuple(
        block._replace(metric=metric, words=block.words or ordinary_word(document, node))
        if metric and block.scope != "proposal"
        else block
        for block, node, metric in zip(blocks, document.nodes, metrics(document, cues), strict=True)
    )


def headline(document: Document, blocks: Sequence[Block], cues: Cues) -> tuple[Measurement, ...]:
    """Return at most one measurement each of throughput, latency and memory, with the words around it.

    Only blocks that measure count: nothing proposed, nothing about another mode, and no differences
    where a figure of its own is there.
    """
    best: dict[Metric, _Candidate] = {}
    for index, block in enumerate(blocks):
        if block.metric is None or block.comparison != "none" or block.scope in ("proposal", "opportunity"):
            continue
        for candidate in _candidates(document, cues, index):
            metric = candidate.measurement.metric
            if candidate.weight < _LEAST or not re.search("[1-9]", candidate.measurement.value):
                continue
            if metric not in best or candidate.weight > best[metric].weight:
                best[metric] = candidate
    found = (best[metric].measurement for metric in _HEADLINE if metric in best)
    # One sentence that gives two of them is quoted once.
    return tuple({_quote(measurement): measurement for measurement in reversed(list(found))}.values())[::-1]


def _quote(measurement: Measurement) -> str:
    return f"{measurement.before}{measurement.value}{measurement.after}"


def _candidates(document: Document, cues: Cues, index: int) -> Iterator[_Candidate]:
    node = document.nodes[index]
    section = document.prose(document.nodes[node.section]) if node.section is not None else ""
    bonus = 2 if _SUMMARY.search(section) else 0
    if node.kind == "table":
        yield from list(_columns(document, node, cues, index, bonus)) or _labelled_rows(
            document, node, cues, index, bonus
        )
    elif node.kind in ("item", "paragraph"):
        for span in sentences(document.view, node.start, node.end):
            found = cues.within(span.start, span.end)
            yield from _of_sentence(document, span, found, index, bonus + (node.kind == "item"))


def _of_sentence(
    document: Document, span: Span, found: Sequence[Cue], index: int, bonus: int
) -> Iterator[_Candidate]:
    view = document.view
    named = {cue.metric for cue in found if not cue.unit}
    figures = (c for c in found if c.unit and c.metric in _HEADLINE and view[c.start].isdigit())
    for cue in islice(figures, _FIGURES):
        if not _is_what_is_meant(cue, named, view[span.start : span.end]):
            continue
        start, end = _value(view, cue.start, cue.end)
        if end > span.end:  # "… 2. E/s": the number ends a sentence, and the unit begins another
            continue
        before = document.words(max(span.start, start - _REACH), start).lstrip("-– ")
        after = document.words(end, min(span.end, end + _REACH)).rstrip(".")
        weight = 4 + bonus + 2 * (cue.metric in named)
        weight += 2 * bool(_LABEL.fullmatch(before)) - 5 * bool(_DIFFERENCE.search(before + after))
        weight -= len(before) > 70
        before, after = _cut(before, after)
        yield _Candidate(weight, Measurement(cue.metric, before, document.words(start, end), after, index))


def _is_what_is_meant(cue: Cue, named: set[Metric], words: str) -> bool:
    # Bytes are the size of anything, unless memory is what the words are about, and not the machine's.
    if cue.metric != "memory":
        return True
    return bool(named & {"memory", "allocation"}) and not _MACHINE.search(words)


def _value(view: str, start: int, end: int) -> tuple[int, int]:
    """Extend a number with its unit to the range that it ends, and to what it is counted by."""
    begin = _RANGE_BEFORE.search(view, max(0, start - 24), start)
    per = _PER_AFTER.match(view, end)
    return begin.start() if begin else start, per.end() if per else end


def _cut(before: str, after: str) -> tuple[str, str]:
    """Shorten what stands around a figure, at the bounds of clauses."""
    if len(before) + len(after) <= _MOST:
        return before, after
    pieces = _CLAUSE.split(after)
    after = pieces[0].rstrip(" ,;:") if len(after) > 40 else after
    if len(before) > 70:
        before = "… " + (_CLAUSE.split(before.rstrip())[-1] + " ").lstrip()
    return before, after if len(after) <= 60 else after[:60].rsplit(" ", 1)[0] + " …"


def _columns(document: Document, node: Node, cues: Cues, index: int, bonus: int) -> Iterator[_Candidate]:
    """Take a column whose header names a quantity: its range, over the range of the first column."""

    def text(cell: Span) -> str:
        return document.words(cell.start, cell.end).strip()

    head, *body = node.rows or [[]]
    for j in range(1, len(head)):
        metric = _metric_of(cues.within(head[j].start, head[j].end))
        if metric is None:
            continue
        pairs = [(text(row[0]), text(row[j])) for row in body if len(row) > j]
        pairs = [pair for pair in pairs if _NUMERIC.match(pair[1])]
        unit = _unit(text(head[j]), pairs[0][1]) if pairs else None
        if unit is not None:
            before, value, weight = _range(text(head[0]), text(head[j]), pairs, unit)
            yield _Candidate(weight + bonus, Measurement(metric, before, value, "", index))


def _range(first: str, header: str, pairs: Sequence[tuple[str, str]], unit: str) -> tuple[str, str, int]:
    """Return the words, the values and the weight of a column; `pairs`: what varies, and its figure."""
    low, high = (pick(pairs, key=lambda pair: _number(pair[1])) for pick in (min, max))
    spread = len(pairs) > 1 and low[1] != high[1] and all(_NUMERIC.match(pair[0]) for pair in pairs)
    ends = (low[1], high[1]) if spread else (pairs[0][1],)
    value = " – ".join(end.removesuffix(unit).strip() for end in ends) + f" {unit}"
    row = " – ".join((pairs[0][0], pairs[-1][0]) if spread else (pairs[0][0],))
    row = f"{first} {row}" if _NUMERIC.match(pairs[0][0]) else row
    what = re.sub(r"\s*[\[(][^\])]*[\])]", "", header) if unit.lower() != header.lower() else ""
    lowered = row[0].lower() + row[1:] if row[1:2].islower() else row
    return f"{what}, {lowered}: " if what else f"{row}: ", value, 4 + spread


def _labelled_rows(
    document: Document, node: Node, cues: Cues, index: int, bonus: int
) -> Iterator[_Candidate]:
    """Take rows that begin with what was measured."""
    for label, *cells in (row for row in node.rows[1:] if row):
        units = [
            (cell, cue)
            for cell in cells
            for cue in cues.within(cell.start, cell.end)[:1]
            if cue.unit and cue.metric in _HEADLINE and cue.start <= cell.start + 3
        ]
        if not units:
            continue
        cell, cue = units[0]
        name = document.words(label.start, label.end).strip()
        words = {cue.metric for cue in cues.within(label.start, label.end) if not cue.unit}
        if _NUMERIC.match(name) or not _is_what_is_meant(cue, words, document.view[label.start : cell.end]):
            continue
        weight = 4 + bonus + 3 * (cue.metric in words) - 5 * bool(_DIFFERENCE.search(name))
        value = document.words(cell.start, cue.end).strip()
        yield _Candidate(weight, Measurement(cue.metric, f"{name}: ", value, "", index))


def _metric_of(found: Sequence[Cue]) -> Metric | None:
    return next((cue.metric for cue in found if cue.metric in _HEADLINE), None)


def _unit(header: str, cell: str) -> str | None:
    """Return the unit of a column, from its cells or its header."""
    if found := re.fullmatch(r"[~<>]?[0-9][0-9.,]* ?([A-Za-zµμ%/]+)", cell):
        return found[1] if found[1] != "%" else None
    if found := re.search(r"[\[(]([^\])]+)[\])]", header):
        return found[1]
    return header[0].lower() + header[1:] if "/" in header or " per " in header else None


def _number(cell: str) -> float:
    found = re.search(r"[0-9][0-9,]*(?:\.[0-9]+)?", cell)
    return float(found[0].replace(",", "")) if found else 0.0
