"""From findings to what to do: sections stand for what is in them, neighbours become one action."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from mkdocs_profiling_scope.core.report.values import Action
from mkdocs_profiling_scope.core.report.wording import Kind, Place, row, say, say_each, words
from mkdocs_profiling_scope.core.values import Analysis, Block, Finding

_COMPARING = ("PS101", "PS103", "PS104", "PS105")
_PROPOSING = ("PS201", "PS202")
_KINDS: dict[str, Kind] = {
    "PS101": "comparison",
    "PS102": "question",
    "PS103": "justification",
    "PS104": "table",
    "PS201": "proposal",
    "PS202": "projection",
    "PS204": "opportunity",
}
_TARGET = re.compile(r"\]\(\s*([^)\s]+)")
_STAYING: tuple[Kind, ...] = ("question", "opportunity", "rename", "rename-or-move")


def actions(text: str, analysis: Analysis, mode: str | None, destination: str | None) -> tuple[Action, ...]:
    """Return what to do in a document, in the order of its lines.

    Args:
        text: its source.
        analysis: of the text.
        mode: title of the mode that it is about.
        destination: path of the proposal that text goes to, relative to the project.
    """
    planner = _Planner(text, analysis, mode, destination)
    found = [*planner.proposal_sections(), *planner.comparison_sections(), *planner.rest(), *planner.others()]
    return tuple(sorted(found, key=lambda action: (action.start_line, action.end_line, action.codes)))


class _Planner:
    def __init__(self, text: str, analysis: Analysis, mode: str | None, destination: str | None) -> None:
        self.text = text
        self.blocks = analysis.blocks
        self.mode = mode
        self.destination = destination
        self.findings = analysis.findings
        self.at: dict[int, list[Finding]] = {}
        for finding in analysis.findings:
            if finding.code in (*_KINDS, "PS105") and finding.block is not None:
                self.at.setdefault(finding.block, []).append(finding)

    def proposal_sections(self) -> Iterable[Action]:
        for finding in self.findings:
            if finding.code == "PS203" and finding.block is not None:
                inside = [i for i, b in enumerate(self.blocks) if _within(b, finding)]
                title = words(_source(self.text, self.blocks[finding.block]), heading=True)
                yield self._action("move-section", inside, title, [finding])

    def comparison_sections(self) -> Iterable[Action]:
        title = next((i for i, b in enumerate(self.blocks) if b.kind == "heading"), None)
        for i, block in enumerate(self.blocks):
            if block.kind != "heading" or (i == title and block.level == 1):
                continue
            if not self.at:
                return
            inside = [j for j in _section(self.blocks, i) if self.blocks[j].kind != "heading"]
            comparing = [j for j in inside if j in self.at and self._codes(j) & {*_COMPARING, "PS102"}]
            announced = "PS105" in self._codes(i)
            if len(comparing) < (1 if announced else 2):
                continue
            # Below a heading that announces it, a list needs no comparative word in every item.
            if 3 * len(comparing) >= len(inside) if announced else len(comparing) == len(inside):
                whole = [i, *_section(self.blocks, i)]
                name = words(_source(self.text, block), heading=True)
                yield self._action("take-out-section", whole, name, self._settled(whole))

    def rest(self) -> Iterable[Action]:
        """Yield what to do about the blocks that are in none of the sections: runs, then single ones."""
        numbers = sorted(self.at)
        # Blocks with numbers in a row, of one family, make a run.
        for _, run in groupby(
            enumerate(numbers), key=lambda item: (item[1] - item[0], self._family(item[1]))
        ):
            chosen = [number for _, number in run]
            kind = self._kind(chosen[0]) if len(chosen) == 1 else self._joint(chosen)
            settled = [f for n in chosen for f in self.at[n]]
            yield self._action(kind, chosen, self._quote(chosen[0], kind), settled)

    def others(self) -> Iterable[Action]:
        """Yield what to do about the findings that ask for no text to be taken away."""
        handled = {*_KINDS, "PS105", "PS203"}
        rest = sorted((f for f in self.findings if f.code not in handled), key=lambda f: f.code)
        for (code, severity), group in groupby(rest, key=lambda f: (f.code, f.severity)):
            found = list(group)
            places = [Place(f.start_line, f.start_line, self._named(f)) for f in found]
            yield Action(
                say_each(code, places), (code,), found[0].start_line, found[-1].start_line, severity != "info"
            )

    def _named(self, finding: Finding) -> str:
        source = self.text[finding.span.start : finding.span.end]
        target = _TARGET.search(source) if finding.code == "PS303" else None
        if target:
            return target[1]
        # A directive is a comment, which says nothing about what it is there for.
        return "" if finding.code.startswith("PS9") else words(source, heading=finding.code == "PS304")

    def _action(self, kind: Kind, numbers: Sequence[int], quote: str, settled: Sequence[Finding]) -> Action:
        for number in numbers:
            self.at.pop(number, None)
        chosen = [self.blocks[number] for number in numbers]
        start, end = chosen[0].start_line, max(block.end_line for block in chosen)
        tables = tuple(
            (f.start_line, self.blocks[f.block].end_line)
            for f in settled
            if f.code == "PS104" and f.block is not None
        )
        place = Place(start, end, quote, 1 if "section" in kind else len(numbers), tables)
        return Action(
            say(kind, place, self.mode, self.destination),
            tuple(sorted({finding.code for finding in settled})),
            start,
            end,
            any(finding.severity != "info" for finding in settled),
            () if kind in _STAYING else tuple((block.start_line, block.end_line) for block in chosen),
            self.destination if kind not in (*_STAYING, "comparison") else None,
        )

    def _settled(self, numbers: Iterable[int]) -> list[Finding]:
        return [finding for number in numbers for finding in self.at.get(number, ())]

    def _codes(self, number: int) -> set[str]:
        return {finding.code for finding in self.at.get(number, ())}

    def _family(self, number: int) -> object:
        """Return what blocks must share to be one action; what is done one by one is a family of its own."""
        codes = self._codes(number)
        if self.blocks[number].kind in ("heading", "table") or codes & {"PS102", "PS103", "PS104"}:
            return number
        return "comparing" if codes & {*_COMPARING} else "proposing"

    def _joint(self, numbers: Sequence[int]) -> Kind:
        codes = {code for number in numbers for code in self._codes(number)}
        if codes & {*_COMPARING}:
            return "comparison"
        return "proposal" if codes & {*_PROPOSING} else "opportunity"

    def _kind(self, number: int) -> Kind:
        """Return what to do about a block by itself: the first of its findings, by code, decides."""
        codes = self._codes(number)
        if self.blocks[number].kind == "heading":
            return "rename" if "PS105" in codes else "rename-or-move"
        if self.blocks[number].kind == "table" and not codes & {"PS104"}:
            return "move-table" if codes & {*_PROPOSING} else "table"
        # A question that compares is a question; a justification is worse than a comparison.
        order = ("PS102", "PS103", "PS104", "PS101", "PS202", "PS201", "PS204")
        return _KINDS[next(code for code in order if code in codes)]

    def _quote(self, number: int, kind: Kind) -> str:
        """Return the words that an action of `kind` is about, which need not be the first that were found."""
        found = self.at[number]
        block = self.blocks[number]
        finding = next((f for f in found if _KINDS.get(f.code) == kind), found[0])
        if block.kind == "table":
            return row(_source(self.text, block))
        if block.kind == "heading":
            return words(_source(self.text, block), heading=True)
        return words(self.text[finding.span.start : finding.span.end])


def _source(text: str, block: Block) -> str:
    return text[block.span.start : block.span.end]


def _within(block: Block, finding: Finding) -> bool:
    return finding.span.start <= block.span.start < finding.span.end


def _section(blocks: Sequence[Block], heading: int) -> Iterable[int]:
    for i in range(heading + 1, len(blocks)):
        if blocks[i].kind == "heading" and blocks[i].level <= blocks[heading].level:
            return
        yield i
