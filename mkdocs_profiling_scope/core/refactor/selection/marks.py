"""Marks: which blocks of a profiling page leave it, and for which part of the proposal."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence, Set

from mkdocs_profiling_scope.core.markdown.document import Document
from mkdocs_profiling_scope.core.refactor.selection.labels import introduced, is_label, is_text
from mkdocs_profiling_scope.core.refactor.selection.notes import noted
from mkdocs_profiling_scope.core.refactor.selection.outline import Piece
from mkdocs_profiling_scope.core.refactor.values import Part
from mkdocs_profiling_scope.core.values import Analysis, Finding, Span

_COMPARING = frozenset(("PS101", "PS103", "PS104", "PS105"))
_PROPOSING = frozenset(("PS201", "PS202"))
# What takes up less of its block than this has something else beside it.
_WHOLE = 0.6
_QUESTION = 0.85
_MANY = 4  # as many times more items are a list that is not torn by one that is not certain
_LABEL = 6  # as many words are a label; those of a sentence are said of more than what they introduce
_LABELLED = re.compile(r"\s*(?:\*\*|__)[^*_:]+(?::(?:\*\*|__)|(?:\*\*|__):)")


class Marker:
    """Decides block by block, then lets lists, and what introduces or illustrates, follow."""

    def __init__(
        self,
        analysis: Analysis,
        document: Document,
        pieces: list[Piece],
        measures: Callable[[str], bool],
        pointing: Set[int] = frozenset(),
    ) -> None:
        """Take a page, how to tell whether a text measures, and the blocks that say where proposals are."""
        self._parts: dict[int, Part] = {}
        self._analysis = analysis
        self._lines = [block.start_line for block in analysis.blocks]
        self._document = document
        self._pieces = pieces
        self._measures = measures
        first = next((i for i, block in enumerate(analysis.blocks) if block.kind == "heading"), None)
        self._title = first if first is not None and analysis.blocks[first].level == 1 else None
        self._pointing = pointing
        self._led = introduced(document)
        self._lead = {i: lead for lead, led in self._led.items() for i in led}
        self._found: dict[int, list[Finding]] = {}
        for finding in analysis.findings:
            if finding.block is not None and finding.code.startswith(("PS1", "PS2")):
                self._found.setdefault(finding.block, []).append(finding)

    def mark(self) -> dict[int, Part]:
        """Return the part that each leaving block goes to, by its index."""
        self._sections()
        self._comparisons()
        for index in self._found:
            if index not in self._parts and (part := self._single(index)):
                self._parts[index] = part
        self._label_items()
        self._lists()
        self._follow()
        return self._parts

    def _codes(self, index: int) -> set[str]:
        return {finding.code for finding in self._found.get(index, ())}

    def _section(self, heading: int) -> range:
        return range(heading + 1, self._document.section_end(heading))

    def _text(self, heading: int) -> list[int]:
        """Return the blocks of a section that are no headings."""
        return [i for i in self._section(heading) if self._document.nodes[i].kind != "heading"]

    def _sections(self) -> None:
        for finding in self._analysis.findings:
            if finding.code == "PS203" and finding.block is not None and not self._points(finding.block):
                for i in (finding.block, *self._section(finding.block)):
                    self._parts[i] = "proposals"
        for i, block in enumerate(self._analysis.blocks):
            announces = block.kind == "heading" and block.scope == "proposal" and i != self._title
            if announces and self._mostly_proposes(i) and not self._points(i):
                for j in (i, *self._section(i)):
                    self._parts[j] = "proposals"

    def _points(self, heading: int) -> bool:
        """Say whether at least half of a section says no more than where proposals are."""
        inside = self._text(heading)
        return 2 * sum(map(self._is_pointing, inside)) >= len(inside)

    def _is_pointing(self, index: int) -> bool:
        """Say whether a block says where proposals are, or is what such a block introduces."""
        node = self._document.nodes[index]
        return bool(self._pointing & {index, self._lead.get(index), node.parent})

    def _mostly_proposes(self, heading: int) -> bool:
        """Say whether a section that announces proposals mostly consists of them, and measures little."""
        inside = self._text(heading)
        proposing = self._belonging_to_proposals(inside)
        data = [j for j in inside if j not in proposing and self._is_data(j)]
        reported = any(self._codes(j) & _PROPOSING for j in (heading, *inside))
        return reported and 2 * len(proposing) > len(inside) >= 3 * len(data)

    def _belonging_to_proposals(self, inside: Sequence[int]) -> set[int]:
        """Return those blocks under a heading that announces proposals that are some, or are in one."""
        found: set[int] = set()
        for i in inside:  # what is around a block stands before it
            is_one = i in self._parts or self._codes(i) & (_PROPOSING | {"PS204"})
            if is_one or self._document.nodes[i].parent in found:
                found.add(i)
        return found

    def _comparisons(self) -> None:
        for i, block in enumerate(self._analysis.blocks):
            if block.kind != "heading" or i in self._parts or i == self._title:
                continue
            inside = self._text(i)
            comparing = {j for j in inside if self._codes(j) & (_COMPARING | {"PS102"})}
            comparing |= {j for j in inside if self._introduces(j) and self._led[j] <= comparing}
            announced = any(f.code == "PS105" and f.confidence == "high" for f in self._found.get(i, ()))
            mixed = 4 * len(comparing) >= len(inside) if announced else len(comparing) == len(inside)
            if mixed and len(comparing) > (not announced):
                self._take(i)

    def _introduces(self, index: int) -> bool:
        return index in self._led and self._analysis.blocks[index].scope != "profiling"

    def _take(self, heading: int) -> None:
        for j in (heading, *self._section(heading)):
            self._parts.setdefault(j, "comparative reasoning")

    def _single(self, index: int) -> Part | None:
        if self._is_pointing(index):
            return None
        block, codes = self._analysis.blocks[index], self._codes(index)
        certain = any(f.confidence == "high" for f in self._found[index])
        if block.kind == "heading":
            return None
        if block.kind == "table" or self._document.nodes[index].rows:
            if "PS104" in codes:
                return "comparative reasoning"
            return "proposals" if certain and codes & _PROPOSING else None
        if "PS102" in codes:
            return "comparative reasoning" if self._share(index, "PS102") >= _QUESTION else None
        if not codes & _PROPOSING or self._is_about_the_page(index):
            return None
        if self._share(index, *_PROPOSING) < _WHOLE and self._measures(self._rest(index)):
            return None  # a measurement stands in the same paragraph
        return "comparative reasoning" if codes & _COMPARING else "proposals"

    def _is_about_the_page(self, index: int) -> bool:
        """Say whether a block below the title says what page this is: its status, its date and the like."""
        node, nodes = self._document.nodes[index], self._document.nodes
        lines = self._document.text(node.start, node.end).splitlines()
        below_title = node.section is None or nodes[node.section].section is None
        return (
            node.kind == "paragraph"
            and len(lines) > 1
            and below_title
            and (node.section is None or nodes[node.section].level == 1)
            and all(_LABELLED.match(line) for line in lines)
        )

    def _span(self, index: int, *codes: str) -> Span:
        return next(f.span for f in self._found[index] if f.code in codes)

    def _share(self, index: int, *codes: str) -> float:
        span, node = self._span(index, *codes), self._document.nodes[index]
        words = len(self._document.view[span.start : span.end].split())
        return words / max(1, len(self._document.view[node.start : node.end].split()))

    def _rest(self, index: int) -> str:
        span, node = self._span(index, *_PROPOSING), self._document.nodes[index]
        text = self._document.text(node.start, span.start) + self._document.text(span.end, node.end)
        return " ".join(text.split())

    def _label_items(self) -> None:
        """Let items go that would be labels of nothing: all that is in them goes."""
        inside: dict[int, list[int]] = {}
        for i, node in enumerate(self._document.nodes):
            if node.parent is not None:
                inside.setdefault(node.parent, []).append(i)
        for item in sorted(inside, reverse=True):  # the innermost first
            leaving = [i for i in inside[item] if i in self._parts]
            stays = any(i not in self._parts and self._document.nodes[i].kind != "code" for i in inside[item])
            if leaving and not stays and item not in self._parts and is_label(self._document, item):
                self._parts[item] = self._majority(leaving)

    def _lists(self) -> None:
        for piece in (p for outer in self._pieces for p in outer.walk() if p.kind == "list"):
            known = [inside[0] for item in piece.children if (inside := item.blocks(self._lines))]
            if self._compares_throughout(known):
                self._put((i for i in known if i not in self._parts), "comparative reasoning")
            leaving = [i for i in known if i in self._parts]
            comparing = [i for i in known if self._introduced_by_comparison(i)]
            if len(known) > 1 and 2 * len({*leaving, *comparing}) > len(known):
                self._put((i for i in comparing if i not in self._parts), "comparative reasoning")
                leaving = sorted({*leaving, *comparing})
            # What takes part in a list most of which leaves is not understood without it.
            if 2 * len(leaving) > len(known) and not any(self._is_data(i) for i in known):
                self._put((i for i in known if i not in self._parts), self._majority(leaving))
            elif (2 if piece.ordered else _MANY) * len(leaving) < len(known):
                # What is not certain stays where it is a step before others, or one item of many.
                for i in {*leaving} & {*known[: -1 if piece.ordered else None]} & self._found.keys():
                    if self._parts[i] == "proposals" and all(f.confidence != "high" for f in self._found[i]):
                        del self._parts[i]

    def _compares_throughout(self, items: Sequence[int]) -> bool:
        """Say whether a list under a label is like a table: each item sets modes against each other."""
        leads = {self._lead.get(i) for i in items}
        found = [[f for f in self._found.get(i, ()) if f.code in _COMPARING] for i in items]
        labelled = len(leads) == 1 and all(
            i is not None and self._is_short(i) and self._document.nodes[i].parent is None for i in leads
        )
        return labelled and all(found) and any(f.confidence == "high" for fs in found for f in fs)

    def _is_short(self, index: int) -> bool:
        node = self._document.nodes[index]
        return node.kind == "paragraph" and len(self._document.words(node.start, node.end).split()) <= _LABEL

    def _introduced_by_comparison(self, index: int) -> bool:
        """Say whether an item compares, and so does what introduces its list."""
        lead = self._lead.get(index)
        return all(i is not None and self._codes(i) & _COMPARING for i in (lead, index))

    def _is_data(self, index: int) -> bool:
        return self._analysis.blocks[index].scope == "profiling"

    def _majority(self, indices: Iterable[int]) -> Part:
        parts = [self._parts[i] for i in indices]
        return max(parts, key=parts.count)

    def _put(self, indices: Iterable[int], part: Part) -> None:
        for i in indices:
            self._parts[i] = part

    def _follow(self) -> None:
        nodes, blocks = self._document.nodes, self._analysis.blocks
        for i, node in enumerate(nodes):  # what is nested in an item, or introduced, goes along
            above = node.parent if node.parent is not None else self._lead.get(i)
            if i not in self._parts and above is not None and above in self._parts:
                self._parts[i] = self._parts[above]
            elif node.kind == "code" and blocks[i].scope == "proposal" and i - 1 in self._parts:
                self._parts.setdefault(i, self._parts[i - 1])
        for i, table in noted(self._document).items():
            if table in self._parts:
                self._parts.setdefault(i, self._parts[table])
        for i, led in self._led.items():
            if nodes[i].kind != "paragraph" or not led <= self._parts.keys():
                continue
            # What says more than what the tables are is the page's: pointers stand where they were.
            tables = all(nodes[j].kind == "table" for j in led)
            if not (tables and i not in self._parts and is_text(self._document, i)):
                # In one part of the proposal, as nothing but the other says what either is.
                self._put((i, *led), self._majority(led))
