"""Leaving: text goes from a page into the proposal, with provenance there and a pointer here."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from mkdocs_profiling_scope.core.markdown.parse import parse
from mkdocs_profiling_scope.core.refactor.links.anchors import (
    Slug,
    anchors,
    elements,
    heading_words,
    missing,
    set_elsewhere,
)
from mkdocs_profiling_scope.core.refactor.links.follow import Place
from mkdocs_profiling_scope.core.refactor.links.literal import literal
from mkdocs_profiling_scope.core.refactor.moves.cut import Line, cut, line_break, split_lines
from mkdocs_profiling_scope.core.refactor.moves.definitions import Definition
from mkdocs_profiling_scope.core.refactor.moves.moved import DEEPEST, Mover, Route, linked
from mkdocs_profiling_scope.core.refactor.moves.pointer import moved_to, pointer
from mkdocs_profiling_scope.core.refactor.moves.proposal import Piece, Proposal
from mkdocs_profiling_scope.core.refactor.moves.taken import new_labels, take, taken_along
from mkdocs_profiling_scope.core.refactor.selection.outline import lists_of_items, outline
from mkdocs_profiling_scope.core.refactor.separate import Separated, is_doubtful
from mkdocs_profiling_scope.core.refactor.values import PARTS, Move, Part, Unit

# Stand for addresses that are known when everything is in its place; private-use characters, so that no
# page has them.
_TOKEN = "\ue000{page}-{line}-{kind}\ue001"


@dataclass(slots=True)
class Leaving:
    """A page that text has left, and where that text has arrived."""

    page: Separated
    target: str
    key: int  # of the page among all
    slug: Slug
    lines: list[Line] = field(default_factory=list)
    at: dict[int, int] = field(default_factory=dict)  # line of the proposal, by line of the page as it was
    there: dict[int, str] = field(default_factory=dict)  # anchors of the proposal, by line
    levels: dict[Part, int] = field(default_factory=dict)  # of sections that have arrived

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
        old, now = anchors(self.page.document, self.slug), anchors(parse(self.text), self.slug)
        stayed = {number: now[new] for new, number in self.numbers.items() if new in now}
        found: dict[Place, Place] = {}
        for line, anchor in old.items():
            if line in self.at and self.at[line] in self.there:
                found[self.path, anchor] = (self.target, self.there[self.at[line]])
            elif stayed.get(line, anchor) != anchor:
                found[self.path, anchor] = (self.path, stayed[line])
        for line, anchor in set_elsewhere(self.page.document):
            if line in self.at:
                found.setdefault((self.path, anchor), (self.target, anchor))
        return found

    def settle(self, text: str) -> str:
        """Replace the tokens for this page in its own text, or in that of the proposal."""
        here, there = posixpath.dirname(self.path), posixpath.dirname(self.target)
        now = anchors(parse(self.text), self.slug)
        old = anchors(self.page.document, self.slug)
        stayed = {number: now[new] for new, number in self.numbers.items() if new in now}
        for unit in self.page.units:
            anchor = self.nearest_anchor(unit)
            goal = linked(self.target, here) + (f"#{anchor}" if anchor else "")
            text = text.replace(self.token(unit, "pointer"), goal)
            home = old.get(unit.start, "") if unit.heading else stayed.get(self._above(unit), "")
            source = linked(self.path, there) + (f"#{home}" if home else "")
            text = text.replace(self.token(unit, "source"), source)
        return text

    def nearest_anchor(self, unit: Unit) -> str:
        """Return the anchor of the heading that a unit stands under in the proposal, or of its own."""
        line = self.at.get(unit.start, 0)
        return self.there.get(max((at for at in self.there if at <= line), default=0), "")

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
                self._flat(unit),
                is_doubtful(self.page.before, unit),
            )
            for unit in self.page.units
        ]

    def _flat(self, unit: Unit) -> tuple[int, ...]:
        """Return the lines of headings that would have to be deeper than there are levels."""
        if not unit.heading:
            return ()
        line, now = self.page.document.source.line, self.levels.get(unit.part, 0)
        inside = [
            (line(n.start), n.level)
            for n in self.page.document.nodes
            if n.kind == "heading" and unit.start <= line(n.start) <= unit.end
        ]
        top = min(level for _, level in inside)
        return tuple(number for number, level in inside if level - top + now > DEEPEST)

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
    page: Separated,
    target: str,
    title: str,
    proposal: Proposal,
    exists: Callable[[str], bool],
    key: int,
    slug: Slug,
) -> Leaving:
    """Move what leaves a page into the proposal."""
    leaving = Leaving(page, target, key, slug)
    kept, taken, gone = taken_along(page)
    labels = new_labels(taken, page, proposal)
    items = lists_of_items(page.text)
    mover = Mover(page.document, Route(page.path, target, exists), labels)
    for part in PARTS:
        lines: list[tuple[str, int]] = []
        level = leaving.levels[part] = proposal.level(part)
        below = proposal.has(part, title)  # whether what comes next would read as part of another section
        last: Unit | None = None
        for unit in (unit for unit in page.units if unit.part == part):
            moved = mover.lines(unit, level)
            if not (last and _is_next_item(last, unit, items)):
                moved = _with_provenance(moved, unit, leaving)
                if below and not unit.heading and not (last and _is_beside(last, unit, leaving)):
                    moved = [(_heading(unit, level, leaving), 0), ("", 0), *moved]
                lines += [("", 0)] * bool(lines)
            below |= unit.heading
            last = unit
            lines += moved
        if lines:
            proposal.add(Piece(part, page.path, title, tuple(lines)))
    take(taken, page.path, mover, proposal)
    leaving.lines = _remaining(leaving, kept, gone)
    if all(piece.kind in ("heading", "rule", "footnote") for piece in outline(leaving.text)):
        leaving.lines = _instead(leaving, title)
    return leaving


def _instead(leaving: Leaving, title: str) -> list[Line]:
    """Return the lines of a page of which no text is left, and one more, so that readers find where it is."""
    unit, end = leaving.page.units[0], line_break(leaving.page.text)
    said = moved_to(title, leaving.token(unit, "pointer"), literal(posixpath.basename(leaving.target)))
    rest = list(leaving.lines)
    if rest and not rest[-1].blank:
        rest[-1:] = [replace(rest[-1], text=rest[-1].text.rstrip("\r\n") + end), Line(end, 0)]
    return [*rest, Line(said + end, 0, unit)]


def _is_next_item(last: Unit, unit: Unit, items: Mapping[int, int]) -> bool:
    """Say whether a unit consists of items of the list that those before it are from."""
    return unit.nested and last.nested and items.get(last.start, -1) == items.get(unit.start)


def _is_beside(last: Unit, unit: Unit, leaving: Leaving) -> bool:
    return not last.heading and leaving.sections(last) == leaving.sections(unit)


def _with_provenance(lines: list[tuple[str, int]], unit: Unit, leaving: Leaving) -> list[tuple[str, int]]:
    name = posixpath.basename(leaving.path)
    sections = leaving.sections(unit)
    where = f", section “{literal(' / '.join(sections))}”" if sections else ""
    said = f"From [{literal(name)}]({leaving.token(unit, 'source')}){where}"
    if not unit.heading:
        return [(f"{said}:", 0), ("", 0), *lines]
    rest = lines[1:]
    while rest and not rest[0][0].strip():
        rest.pop(0)
    return [lines[0], ("", 0), (f"{said}.", 0), *([("", 0)] if rest else []), *rest]


def _heading(unit: Unit, level: int, leaving: Leaving) -> str:
    """Return a heading for text that has none of its own."""
    sections = leaving.sections(unit)
    where = f"“{literal(sections[-1])}”" if sections else "the beginning"
    return f"{'#' * min(DEEPEST, level)} From {where}"


def _remaining(leaving: Leaving, kept: list[Definition], gone: list[Definition]) -> list[Line]:
    """Return the lines of the page without what has left, with pointers and the definitions it needs."""
    page = leaving.page
    away = [*page.units, *(Unit("proposals", d.start, d.end, nested=True) for d in gone)]
    away.sort(key=lambda unit: unit.start)
    bare = cut(page.text, away, lambda unit: [])
    text = "".join(line.text for line in bare)
    there = {*anchors(parse(text), leaving.slug).values(), *elements(text)}
    old = anchors(page.document, leaving.slug)

    def pointing(unit: Unit) -> list[str]:
        inside = [*sorted(old.items()), *set_elsewhere(page.document)]
        stubs = missing((anchor for line, anchor in inside if unit.start <= line <= unit.end), there)
        name = posixpath.basename(leaving.target)
        return pointer(page.document, unit, leaving.token(unit, "pointer"), stubs, literal(name))

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
