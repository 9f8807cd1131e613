"""A page that text has left: where that text is now, and what is to be said of it."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from mkdocs_profiling_scope.core.markdown.document import Node
from mkdocs_profiling_scope.core.markdown.parse import parse
from mkdocs_profiling_scope.core.quoting import shortened
from mkdocs_profiling_scope.core.refactor.lines import split_lines
from mkdocs_profiling_scope.core.refactor.links.addresses import linked
from mkdocs_profiling_scope.core.refactor.links.anchors import (
    Slug,
    anchors,
    heading_words,
    on_github,
    set_by_html,
    set_elsewhere,
)
from mkdocs_profiling_scope.core.refactor.links.follow import Place
from mkdocs_profiling_scope.core.refactor.moves.cut import Line
from mkdocs_profiling_scope.core.refactor.moves.moved import DEEPEST
from mkdocs_profiling_scope.core.refactor.moves.proposal import Proposal
from mkdocs_profiling_scope.core.refactor.separate import Separated, is_doubtful
from mkdocs_profiling_scope.core.refactor.values import Move, Part, Unit

# Tokens stand for addresses that are known when everything is in its place; private-use characters, so that
# no page has them.
_TOKEN = re.compile("\ue000\\d+-\\d+-(?:pointer|source)\ue001")


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
    _headings: list[tuple[int, int]] = field(init=False)  # of the page as it was: line and index in the nodes
    _titles: dict[int, Node] = field(init=False)  # of tabs and admonitions, by line
    _source: list[str] = field(init=False)  # the lines of the page as it was

    def __post_init__(self) -> None:
        document = self.page.document
        nodes = enumerate(document.nodes)
        self._headings = [(document.source.line(n.start), i) for i, n in nodes if n.kind == "heading"]
        self._titles = {document.source.line(node.start): node for node in document.nodes if node.title}
        self._source = split_lines(self.page.text)

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
        """Return where the headings of the page are now, by where they were, if that has changed.

        What the site does not know as an anchor, but GitHub does, leads to the heading that it means there.
        """
        stayed, old = self._stayed(), anchors(self.page.document, self.slug)
        by_hand = set_elsewhere(self.page.document)
        found: dict[Place, Place] = {}
        for line, anchor in old.items():
            if line in self.at and self.at[line] in self.there:
                found[self.path, anchor] = (self.target, self.there[self.at[line]])
            elif stayed.get(line, anchor) != anchor:
                found[self.path, anchor] = (self.path, stayed[line])
        for line, anchor in by_hand:
            if line in self.at:
                found.setdefault((self.path, anchor), (self.target, anchor))
        known = {*old.values(), *(anchor for _, anchor in by_hand)}
        for line, anchor in on_github(self.page.document).items():
            if anchor not in known and self.at.get(line) in self.there:
                found[self.path, anchor] = (self.target, self.there[self.at[line]])
        return found

    def settle(self, text: str) -> str:
        """Replace the tokens for this page in its own text, or in that of the proposal."""
        here, there = posixpath.dirname(self.path), posixpath.dirname(self.target)
        homes = self._homes()
        addresses: dict[str, str] = {}
        for unit in self.page.units:
            anchor = self.nearest_anchor(unit)
            addresses[self.token(unit, "pointer")] = linked(self.target, here) + (
                f"#{anchor}" if anchor else ""
            )
            source = linked(self.path, there) + (f"#{homes[unit]}" if homes[unit] else "")
            addresses[self.token(unit, "source")] = source
        return _TOKEN.sub(lambda token: addresses.get(token[0], token[0]), text)

    def _homes(self) -> dict[Unit, str]:
        """Return the anchors of where units were: their own, which pointers have, or of the headings above.

        A pointer has none where a heading that has stayed has that anchor now.
        """
        old, stayed = anchors(self.page.document, self.slug), self._stayed()
        kept = {anchor for line in self.lines if line.unit for anchor in set_by_html(line.text)}
        lines = sorted(stayed)
        homes: dict[Unit, str] = {}
        for unit in self.page.units:
            above, own = bisect_right(lines, unit.start), old.get(unit.start, "")
            homes[unit] = stayed[lines[above - 1]] if above else ""
            if unit.heading and own in kept:
                homes[unit] = own
        return homes

    def _stayed(self) -> dict[int, str]:
        """Return the anchors of the headings that are still on the page, by the lines that they were on."""
        now = anchors(parse(self.text), self.slug)
        return {number: now[new] for new, number in self.numbers.items() if new in now}

    def nearest_anchor(self, unit: Unit) -> str:
        """Return the anchor of the heading that a unit stands under in the proposal, or of its own."""
        line = self.at.get(unit.start, 0)
        return self.there.get(max((at for at in self.there if at <= line), default=0), "")

    def token(self, unit: Unit, kind: str) -> str:
        """Return what stands for an address until it is known."""
        return f"\ue000{self.key}-{unit.start}-{kind}\ue001"

    def moves(self) -> list[Move]:
        """Return what has moved."""
        data = [
            (b.start_line, b.end_line)
            for b in self.page.before.blocks
            if b.scope == "profiling" and b.kind != "heading"
        ]
        return [
            Move(
                self.path,
                unit.start,
                unit.end,
                " / ".join(self.sections(unit)),
                unit.part,
                self.target,
                unit.heading,
                tuple(_within(unit, data)) if unit.heading else (),
                self._flat(unit) if unit.heading else (),
                is_doubtful(self.page.before, unit),
            )
            for unit in self.page.units
        ]

    def _flat(self, section: Unit) -> tuple[int, ...]:
        """Return the lines of headings that would have to be deeper than there are levels."""
        nodes = self.page.document.nodes
        inside = [(line, nodes[i].level) for line, i in _within(section, self._headings)]
        top, now = min(level for _, level in inside), self.levels.get(section.part, 0)
        return tuple(line for line, level in inside if level - top + now > DEEPEST)

    def sections(self, unit: Unit) -> list[str]:
        """Return the headings that a unit stands under, its own last; the title of the page is left out."""
        document = self.page.document
        _, index = self._heading(unit)
        words: list[str] = []
        while index is not None:
            node = document.nodes[index]
            if node.level > 1 or node.section is not None:
                words.append(heading_words(document, node))
            index = node.section
        return [word for word in words[::-1] if word]

    def begins_with_heading(self, unit: Unit) -> bool:
        """Say whether a unit is a section, in a tab and the like as well."""
        return self._heading(unit)[0] == unit.start

    def holds_heading(self, unit: Unit) -> bool:
        """Say whether there is a heading in a unit, below which what comes next would stand."""
        return bool(_within(unit, self._headings))

    def item_around(self, unit: Unit) -> str:
        """Return the words of the list item that a unit stands in, shortened; empty for none."""
        document = self.page.document
        line, nodes = document.source.line, document.nodes
        at = bisect_left(nodes, unit.start, key=lambda node: line(node.start))
        parent = nodes[at].parent if at < len(nodes) and line(nodes[at].start) <= unit.end else None
        if parent is None:
            return ""
        words = document.words(nodes[parent].start, nodes[parent].end).split()
        return shortened(" ".join(words).rstrip(" :"))

    def titles_around(self, unit: Unit) -> list[str]:
        """Return the titles of the tabs and admonitions that a unit stands in, the outermost first."""
        margin, at = _margin(self._source[unit.start - 1]), unit.start - 1
        found: list[str] = []
        while self._titles and margin and at:
            at -= 1
            if not self._source[at].strip() or _margin(self._source[at]) >= margin:
                continue
            margin = _margin(self._source[at])
            if title := self._titles.get(at + 1):
                found.append(" ".join(self.page.document.words(title.start, title.end).split()))
        return [shortened(title) for title in found[::-1] if title]

    def _heading(self, unit: Unit) -> tuple[int, int | None]:
        """Return line and index of the heading that a unit stands under, or its own; 0 and None for none."""
        after = bisect_left(self._headings, (unit.start + 1, 0))
        return self._headings[after - 1] if after else (0, None)


def _margin(line: str) -> int:
    return len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())


def _within(unit: Unit, found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return those of `found`, which begin with their lines, that begin in a unit."""
    first = bisect_left(found, (unit.start, 0))
    return found[first : bisect_left(found, (unit.end + 1, 0))]
