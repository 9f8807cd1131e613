"""Leaving: text goes from a page into the proposal, with provenance there and a pointer here."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from dataclasses import dataclass, field

from mkdocs_profiling_scope.core.parse import parse
from mkdocs_profiling_scope.core.refactor.anchors import anchors, elements, heading_words, missing
from mkdocs_profiling_scope.core.refactor.cut import Line, cut, line_break, split_lines
from mkdocs_profiling_scope.core.refactor.definitions import Definition, definitions, text_without
from mkdocs_profiling_scope.core.refactor.follow import Place
from mkdocs_profiling_scope.core.refactor.moved import Mover, Route, relative
from mkdocs_profiling_scope.core.refactor.proposal import Piece, Proposal
from mkdocs_profiling_scope.core.refactor.separate import Separated, pointer
from mkdocs_profiling_scope.core.refactor.values import PARTS, Move, Unit

# Stand for addresses that are known when everything is in its place; private-use characters, so that no
# page has them.
_TOKEN = "\ue000{page}-{line}-{kind}\ue001"


@dataclass(slots=True)
class Leaving:
    """A page that text has left, and where that text has arrived."""

    page: Separated
    target: str
    key: int  # of the page among all
    lines: list[Line] = field(default_factory=list)
    at: dict[int, int] = field(default_factory=dict)  # line of the proposal, by line of the page as it was
    there: dict[int, str] = field(default_factory=dict)  # anchors of the proposal, by line

    @property
    def path(self) -> str:
        """Return the path of the page."""
        return self.page.path

    @property
    def text(self) -> str:
        """Return the page as it is now; addresses may still be tokens."""
        return "".join(line.text for line in self.lines)

    @property
    def numbers(self) -> dict[int, int]:
        """Return the old number of each line by its new one."""
        return {new: line.number for new, line in enumerate(self.lines, 1) if line.number}

    def arrived(self, proposal: Proposal, there: dict[int, str]) -> None:
        """Note where the text stands when the proposal is complete, and the anchors there by line."""
        self.there = there
        self.at = {
            number: line
            for line, origin in enumerate(proposal.origins, 1)
            if origin and origin[0] == self.path
            for number in [origin[1]]
        }

    def places(self) -> dict[Place, Place]:
        """Return where the headings of the page are now, by where they were, if that has changed."""
        old, now = anchors(self.page.document), anchors(parse(self.text))
        stayed = {number: now[new] for new, number in self.numbers.items() if new in now}
        found: dict[Place, Place] = {}
        for line, anchor in old.items():
            if line in self.at and self.at[line] in self.there:
                found[self.path, anchor] = (self.target, self.there[self.at[line]])
            elif stayed.get(line, anchor) != anchor:
                found[self.path, anchor] = (self.path, stayed[line])
        return found

    def settle(self, text: str) -> str:
        """Replace the tokens for this page in its own text, or in that of the proposal."""
        here, there = posixpath.dirname(self.path), posixpath.dirname(self.target)
        now = anchors(parse(self.text))
        old = anchors(self.page.document)
        stayed = {number: now[new] for new, number in self.numbers.items() if new in now}
        for unit in self.page.units:
            anchor = self.there.get(self.at.get(unit.start, 0), "")
            goal = relative(self.target, here) + (f"#{anchor}" if anchor else "")
            text = text.replace(self.token(unit, "pointer"), goal)
            home = old.get(unit.start, "") if unit.heading else stayed.get(self._above(unit), "")
            source = relative(self.path, there) + (f"#{home}" if home else "")
            text = text.replace(self.token(unit, "source"), source)
        return text

    def token(self, unit: Unit, kind: str) -> str:
        """Return what stands for an address until it is known."""
        return _TOKEN.format(page=self.key, line=unit.start, kind=kind)

    def _above(self, unit: Unit) -> int:
        source = self.page.document.source
        headings = [source.line(n.start) for n in self.page.document.nodes if n.kind == "heading"]
        return max((line for line in headings if line < unit.start), default=0)

    def moves(self) -> list[Move]:
        """Return what has moved."""
        blocks = self.page.before.blocks
        return [
            Move(
                self.path,
                unit.start,
                unit.end,
                " / ".join(self.sections(unit)),
                unit.part,
                self.target,
                unit.heading,
                tuple(
                    (b.start_line, b.end_line)
                    for b in blocks
                    if unit.heading
                    and unit.start <= b.start_line <= unit.end
                    and b.scope == "profiling"
                    and b.kind != "heading"
                ),
            )
            for unit in self.page.units
        ]

    def sections(self, unit: Unit) -> list[str]:
        """Return the headings that a unit stands under, its own last; the title of the page is left out."""
        document = self.page.document
        nodes = document.nodes
        last = next(
            (
                i
                for i in reversed(range(len(nodes)))
                if nodes[i].kind == "heading" and document.source.line(nodes[i].start) <= unit.start
            ),
            None,
        )
        words: list[str] = []
        while last is not None:
            if nodes[last].level > 1 or nodes[last].section is not None:
                words.append(heading_words(document, nodes[last]))
            last = nodes[last].section
        return [word for word in words[::-1] if word]


def leave(
    page: Separated, target: str, title: str, proposal: Proposal, exists: Callable[[str], bool], key: int
) -> Leaving:
    """Move what leaves a page into the proposal."""
    leaving = Leaving(page, target, key)
    kept, taken, gone = _definitions(page)
    labels = _labels(taken, page, proposal)
    mover = Mover(page.document, Route(page.path, target, exists), labels)
    for part in PARTS:
        lines: list[tuple[str, int]] = []
        level = proposal.level(part)
        for unit in (unit for unit in page.units if unit.part == part):
            moved = mover.lines(unit, level)
            lines += [("", 0)] * bool(lines) + _with_provenance(moved, unit, leaving)
        if lines:
            proposal.add(Piece(part, page.path, title, tuple(lines)))
    _take_definitions(taken, page.path, mover, proposal)
    leaving.lines = _remaining(leaving, kept, gone)
    return leaving


def _with_provenance(lines: list[tuple[str, int]], unit: Unit, leaving: Leaving) -> list[tuple[str, int]]:
    name = posixpath.basename(leaving.path)
    sections = leaving.sections(unit)
    where = f", section “{' / '.join(sections)}”" if sections else ""
    said = f"From [{name}]({leaving.token(unit, 'source')}){where}"
    if not unit.heading:
        return [(f"{said}:", 0), ("", 0), *lines]
    rest = lines[1:]
    while rest and not rest[0][0].strip():
        rest.pop(0)
    return [lines[0], ("", 0), (f"{said}.", 0), *([("", 0)] if rest else []), *rest]


def _definitions(page: Separated) -> tuple[list[Definition], list[Definition], list[Definition]]:
    """Return the definitions that the page would lose, that the moved text needs, that only it needs."""
    moved = {n for unit in page.units for n in range(unit.start, unit.end + 1)}
    known = definitions(page.document)
    lines = split_lines(page.text)
    away = "".join(lines[n - 1] for n in sorted(moved))
    stays = text_without(page.document, known, moved)
    needed, used = _closure(known, lines, stays), _closure(known, lines, away)
    kept = [d for d in known if d.start in moved and d in needed]
    taken = [d for d in known if d.start not in moved and d in used]
    # Nobody sees an abbreviation that is not used; where it can be cut out is not certain.
    return kept, taken, [d for d in taken if d not in needed and not d.label.startswith("*")]


def _closure(known: list[Definition], lines: list[str], text: str) -> list[Definition]:
    """Return the definitions that `text` uses, and those that these use."""
    used: list[Definition] = []
    while fresh := [d for d in known if d not in used and d.is_used_in(text)]:
        used += fresh
        text = "".join("".join(lines[d.start - 1 : d.end]) for d in fresh)
    return used


def _labels(taken: list[Definition], page: Separated, proposal: Proposal) -> dict[str, str]:
    """Return new names for the labels that mean something else in the proposal already."""
    there = {d.label.casefold() for d in definitions(proposal.document)}
    moved = {n for unit in page.units for n in range(unit.start, unit.end + 1)}
    own = [d for d in definitions(page.document) if d in taken or d.start in moved]
    stem = posixpath.basename(page.path).rsplit(".", 1)[0].lower()
    found: dict[str, str] = {}
    for d in own:
        if d.label.casefold() in there and not d.label.startswith("*"):
            mark = "^" if d.label.startswith("^") else ""
            found[d.label] = f"{mark}{stem}-{d.label.removeprefix('^')}"
    return found


def _take_definitions(taken: list[Definition], path: str, mover: Mover, proposal: Proposal) -> None:
    there = {line.strip() for line in split_lines(proposal.text)}
    lines: list[tuple[str, int]] = []
    for definition in taken:
        unit = Unit("proposals", definition.start, definition.end)
        found = [(line, 0) for line, _ in mover.lines(unit, 1)]
        if found[0][0].strip() not in there:
            lines += [("", 0)] * bool(definition.label.startswith("^") and lines) + found
    if lines:
        proposal.append(lines, path)


def _remaining(leaving: Leaving, kept: list[Definition], gone: list[Definition]) -> list[Line]:
    """Return the lines of the page without what has left, with pointers and the definitions it needs."""
    page = leaving.page
    away = [*page.units, *(Unit("proposals", d.start, d.end, nested=True) for d in gone)]
    away.sort(key=lambda unit: unit.start)
    bare = cut(page.text, away, lambda unit: [])
    text = "".join(line.text for line in bare)
    there = {*anchors(parse(text)).values(), *elements(text)}
    old = anchors(page.document)

    def pointing(unit: Unit) -> list[str]:
        stubs = missing((old[line] for line in sorted(old) if unit.start <= line <= unit.end), there)
        name = posixpath.basename(leaving.target)
        return pointer(page.document, unit, leaving.token(unit, "pointer"), stubs, name)

    lines = cut(page.text, away, pointing)
    if kept:
        end = line_break(page.text)
        if lines and not lines[-1].text.endswith(("\n", "\r")):
            lines[-1] = Line(lines[-1].text + end, lines[-1].number, lines[-1].unit)
        source = split_lines(page.text)
        lines.append(Line(end, 0))
        for d in kept:
            lines += [Line(source[n - 1].rstrip("\r\n") + end, 0) for n in range(d.start, d.end + 1)]
    return lines
