"""Kinds of measurement: what the figures in a block measure."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import re2

from mkdocs_profiling_scope.core.markdown.document import Document, Node
from mkdocs_profiling_scope.core.markdown.plain import plain
from mkdocs_profiling_scope.core.values import Metric

_NUMBER = r"\b[0-9][0-9.,]*(?: ?(?:k|m|g|million|thousand|billion))?[ -]?"
_PER_SECOND = r"(?:/ ?| per )(?:s|sec|second)\b"
# Units, the longer ones first: what is measured in them is certain, whatever is said around it.
_UNITS: dict[Metric, str] = {
    "throughput": rf"(?:{_NUMBER})?\b[a-z]{{1,12}}{_PER_SECOND}"
    rf"|{_NUMBER}(?:[rqf]ps|iops|[gm]flops|[kmg]bps)\b"
    r"|\b[0-9][0-9.]*x (?:speed-?up|scaling|throughput|on [0-9]+ )|speed-?up of (?:about )?~?[0-9][0-9.]*x?",
    "allocation": rf"{_NUMBER}(?:b/op|bytes/op|allocs?/op|allocations?|allocs?|mallocs)\b",
    "latency": rf"{_NUMBER}(?:ns|us|ms|s|secs?|seconds?|milliseconds?|microseconds?|min|minutes?)\b"
    r"|[\[(](?:ns|us|ms|s|sec|seconds)[\])]",
    "memory": rf"{_NUMBER}(?:[kmgt]i?b|bytes?)\b|[\[(](?:[kmg]i?b|bytes)[\])]",
    "cpu": rf"{_NUMBER}(?:cpu )?(?:cycles|instructions|ipc)\b"
    r"|[0-9]+ ?% (?:of (?:the |all )?)?(?:cpu|cycles)\b",
}
# Words: what the figures beside them are about.
_WORDS: dict[Metric, str] = {
    "flame-graph": "flame ?-?graphs?|flame ?charts?|icicle (?:graph|chart)s?",
    "call-graph": "call ?-?(?:graph|tree)s?|call stacks?",
    "bottleneck": "bottlenecks?|hot ?-?spots?|hot ?path(?:s|)|hot functions?|contention"
    "|dominat(?:e|es|ed|ing)|where (?:the |its |our |)(?:cpu )?time (?:goes|is spent|went)"
    "|time breakdown|limiting factor",
    "allocation": "allocat(?:e|es|ed|ing|ion|ions|or)|allocs|malloc",
    "throughput": "throughput|bandwidth|speed-?ups?|scaling"
    "|(?:rows|records|samples|items|requests|messages) per",
    "latency": "latency|latencies|response times?|wall(?:-| )?(?:clock)?(?:-| )times?|elapsed|pauses?"
    "|p50|p90|p95|p99|percentiles?|durations?",
    "memory": "memory|heap|rss|resident set|footprint|working set",
    "cpu": "cpu|cycles|instructions|self time|ipc|(?:cache|branch|tlb)(?:-| )miss(?:es)?"
    "|level cache|utili[sz]ation",
}
_GROUPS: tuple[tuple[Metric, bool], ...] = (
    *((metric, True) for metric in _UNITS),
    *((metric, False) for metric in _WORDS),
)
_FIGURE = re.compile(rb"[0-9] ?%|[0-9]x\b")
_LEADING_FIGURE = re.compile(r"[~≈<>±+−–-]{0,2} ?[0-9]")
_DIGIT = re.compile(rb"[0-9]")
# Code in these languages is the output of a tool, not a program.
_OUTPUT = frozenset({"", "text", "txt", "console", "output", "plain", "plaintext", "none", "log", "csv"})
_FOLDED = re.compile(r"^[^\s;]+;\S+ +[0-9]+\r?$", re.MULTILINE)
_TREE = re.compile(r"^[ |│]*(?:[├└]──?|[|+`]--)", re.MULTILINE)
# On RE2, because "![![![" takes others a time that is quadratic.
_PICTURE: Any = re2.compile(r"!\[[^\]]*\](?:\([^)\n]*\)|\[[^\]]*\])|<(?:img|object|svg|iframe|embed)\b[^>]*>")
_FLAME = re.compile(r"flame[ _-]?(?:graph|chart)", re.IGNORECASE)
_CALLS = re.compile(r"call[ _-]?(?:graph|tree)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cue:
    """A unit or a word that tells what is measured; `unit`: it is one, and mostly with its number."""

    start: int
    end: int
    metric: Metric
    unit: bool


class Cues:
    """All cues of a page."""

    def __init__(self, document: Document) -> None:
        self._found = find_cues(plain(document.view))
        self._starts = [cue.start for cue in self._found]

    def within(self, start: int, end: int) -> Sequence[Cue]:
        """Return the cues that begin between two offsets."""
        return self._found[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


def find_cues(prose: bytes) -> list[Cue]:
    """Return the units and words in plain prose (see `plain.plain`), in order."""
    found = []
    for match in _pattern().finditer(prose):
        metric, unit = _GROUPS[match.lastindex - 1]
        found.append(Cue(match.start(), match.end(), metric, unit))
    return found


def metrics(document: Document, cues: Cues) -> list[Metric | None]:
    """Return for every block what its figures measure; None where there are none, or nobody can tell."""
    return [_metric(document, node, cues) for node in document.nodes]


def _metric(document: Document, node: Node, cues: Cues) -> Metric | None:
    if node.kind == "heading":
        return None
    if (graph := _graph(document, node)) or node.kind == "html":
        return graph
    if node.kind == "code":
        raw = document.text(node.start, node.end)
        prose = plain(raw)
        own: Sequence[Cue] = find_cues(prose) if node.language.lower() in _OUTPUT else ()
        if not _is_output(raw, own):
            return None
    else:
        own = _of_figures(node, cues)
        prose = plain(document.view[node.start : node.end])
    if node.kind == "table":
        if not _has_figures(document, node):
            return None
        if headed := [cue for cell in node.rows[0][1:] for cue in cues.within(cell.start, cell.end)]:
            return headed[0].metric
    elif not any(cue.unit for cue in own) and not _FIGURE.search(prose):
        return None
    return _best(own, [cues.within(*_span(document, i)) for i in (node.lead, node.section) if i is not None])


def _span(document: Document, index: int) -> tuple[int, int]:
    return document.nodes[index].start, document.nodes[index].end


def _of_figures(node: Node, cues: Cues) -> Sequence[Cue]:
    """Return the cues of a block; in a table, the first column says what varies, not what is measured."""
    if node.kind != "table" or len(node.rows) < 2:
        return cues.within(node.start, node.end)
    head = cues.within(node.rows[0][0].start, node.rows[0][-1].end) if node.rows[0] else ()
    columns = [cue for row in node.rows[1:] for cell in row[1:] for cue in cues.within(cell.start, cell.end)]
    labels = [
        cue for row in node.rows[1:] if row for cue in cues.within(row[0].start, row[0].end) if not cue.unit
    ]
    return [*head, *columns, *labels]


def _has_figures(document: Document, node: Node) -> bool:
    cells = [document.view[c.start : c.end].strip() for row in node.rows[1:] for c in row[1:]]
    return 4 * sum(_LEADING_FIGURE.match(cell) is not None for cell in cells) >= max(1, len(cells))


def _best(own: Sequence[Cue], around: Sequence[Sequence[Cue]]) -> Metric | None:
    """Weigh words against units, and what stands in the block against what stands around it."""
    weights: Counter[Metric] = Counter()
    for metric, unit in {(cue.metric, cue.unit): None for cue in own}:
        weights[metric] += 4 if unit else 5
    for found in around:
        for metric in dict.fromkeys(cue.metric for cue in found):
            weights[metric] += 2
    order = list(dict.fromkeys(cue.metric for found in (own, *around) for cue in found))
    return max(order, key=lambda metric: (weights[metric], -order.index(metric)), default=None)


def _graph(document: Document, node: Node) -> Metric | None:
    """Say which graph a block is: a picture, its data, or a tree of calls."""
    text = document.text(node.start, node.end)
    if node.kind == "code":
        if len(_FOLDED.findall(text)) > 1:
            return "flame-graph"
        around = " ".join(
            document.text(*_span(document, i)) for i in (node.lead, node.section) if i is not None
        )
        drawn = node.language.lower() in ("mermaid", "dot", "graphviz") or len(_TREE.findall(text)) > 1
        return "call-graph" if drawn and _CALLS.search(around) else None
    lines = _lines(document, node)
    if node.kind == "table" or ("![" not in lines and "<" not in lines):
        return None
    pictures = " ".join(_PICTURE.findall(lines))
    return "flame-graph" if _FLAME.search(pictures) else "call-graph" if _CALLS.search(pictures) else None


def _lines(document: Document, node: Node) -> str:
    """Return the whole lines of a block, whose span may begin after the markup of a picture."""
    source = document.source
    first, last = source.line(node.start), source.line(node.end)
    return source.text[source.line_start(first) : source.line_end(last)]


def _is_output(text: str, own: Sequence[Cue]) -> bool:
    return any(cue.unit for cue in own) and _DIGIT.search(plain(text)) is not None


@cache
def _pattern() -> Any:
    options = re2.Options()
    options.case_sensitive = False
    units = "|".join(f"({unit})" for unit in _UNITS.values())
    words = "|".join(rf"(\b(?:{words})\b)" for words in _WORDS.values())
    return re2.compile(f"{units}|{words}", options)
