"""Bearings: text that says "the table above" of one that is in the other document now, or introduces it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

from mkdocs_profiling_scope.core.markdown.document import Document, Node
from mkdocs_profiling_scope.core.refactor.moves.leaving import Leaving
from mkdocs_profiling_scope.core.refactor.moves.pointer import is_pointed_to
from mkdocs_profiling_scope.core.refactor.values import Left
from mkdocs_profiling_scope.core.report.wording import words
from mkdocs_profiling_scope.core.signals.sentences import sentences

_THING = r"(?P<thing{n}>table|section|list)s?"
_SAID = re.compile(
    rf"\b(?:{_THING.format(n=1)}\s+(?P<after>above|below)"
    rf"|(?P<before>above|below|following|preceding|previous|next)\s+{_THING.format(n=2)})\b",
    re.IGNORECASE,
)
_BACK = ("above", "preceding", "previous")
_KINDS = {"table": "table", "section": "heading", "list": "item"}


def out_of_reach(leaving: Leaving) -> list[Left]:
    """Return where a page speaks of a table, a section or a list that has left it, or has stayed without it.

    What is linked follows, and what introduces a table stands above its pointer; what introduces anything
    else that has left does so in vain.
    """
    document = leaving.page.document
    units = leaving.page.units
    gone = {n for unit in units for n in range(unit.start, unit.end + 1)}
    pointed = {n for unit in units if is_pointed_to(document, unit) for n in range(unit.start, unit.end + 1)}
    new = {number: line for line, number in leaving.numbers.items()}
    line_of = document.source.line
    found: list[Left] = []
    known = {kind: [i for i, n in enumerate(document.nodes) if n.kind == kind] for kind in _KINDS.values()}
    for i, node in enumerate(document.nodes):
        if node.kind not in ("paragraph", "item"):
            continue
        for at, thing, other in _said(document, i, known):
            moved, away = line_of(at) in gone, line_of(document.nodes[other].start) in gone
            if moved == away or document.nodes[other].lead == i:
                continue
            line = line_of(at)
            place = (leaving.target, leaving.at.get(line, 0)) if moved else (leaving.path, new.get(line, 0))
            where = leaving.path if moved else leaving.target
            said = f"say which {thing} it speaks of, or link to it: it is in {where}"
            found.append(Left(leaving.path, line, *place, "", _quoted(document, node, at), said))
    for i in _in_vain(document, gone, pointed):
        node, line = document.nodes[i], line_of(document.nodes[i].start)
        said = f"end it without a colon: what it introduced is in {leaving.target}"
        quote = _quoted(document, node, node.end - 1)
        found.append(Left(leaving.path, line, leaving.path, new.get(line, 0), "", quote, said))
    return found


def _in_vain(document: Document, gone: set[int], pointed: set[int]) -> Iterator[int]:
    """Yield the blocks that stay and introduce nothing any more, not even a pointer.

    `gone` has the lines that have left, `pointed` those that a pointer stands for.
    """
    nodes, line = document.nodes, document.source.line
    inside: dict[int, list[Node]] = {}
    for node in nodes:
        above = node.parent if node.parent is not None else node.lead
        if above is not None:
            inside.setdefault(above, []).append(node)
    for i, led in inside.items():
        node = nodes[i]
        leads = any(n.kind == "table" and line(n.start) in pointed for n in led)
        ends = document.view[node.start : node.end].rstrip().endswith(":")
        if ends and not leads and line(node.start) not in gone and all(line(n.start) in gone for n in led):
            yield i


def _said(
    document: Document, index: int, known: Mapping[str, Sequence[int]]
) -> Iterator[tuple[int, str, int]]:
    """Yield where a block speaks of a table, a section or a list, which of these, and the index of that.

    `known` has the indices of the blocks of each kind.
    """
    node = document.nodes[index]
    for match in _SAID.finditer(document.view, node.start, node.end):
        if document.link_at(match.start()) is not None:
            continue
        thing = (match["thing1"] or match["thing2"]).lower()
        back = (match["after"] or match["before"]).lower() in _BACK
        other = _nearest(document, index, known[_KINDS[thing]], back=back)
        if other is not None:
            yield match.start(), thing, other


def _nearest(document: Document, index: int, known: Sequence[int], *, back: bool) -> int | None:
    """Return the nearest of the blocks `known` before or after a block, which is under no such heading."""
    above: set[int] = set()
    section = document.nodes[index].section
    while section is not None:
        above.add(section)
        section = document.nodes[section].section
    at = bisect_left(known, index) - 1 if back else bisect_right(known, index)
    while 0 <= at < len(known) and known[at] in above:
        at -= 1
    return known[at] if 0 <= at < len(known) else None


def _quoted(document: Document, node: Node, at: int) -> str:
    spans = sentences(document.view, node.start, node.end, code=document.code)
    span = next((s for s in spans if s.start <= at < s.end), None)
    return words(document.source.text[span.start : span.end] if span else "")
