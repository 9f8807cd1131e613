"""Cutting: a page without what leaves it, with pointers where sections stood."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mkdocs_profiling_scope.core.pointers import ANCHORS, POINTER
from mkdocs_profiling_scope.core.refactor.lines import line_break, split_lines
from mkdocs_profiling_scope.core.refactor.values import Unit


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its line break, and its number in the page as it was; 0 for one that was added.

    A line of a pointer has the unit that it stands for.
    """

    text: str
    number: int
    unit: Unit | None = None

    @property
    def blank(self) -> bool:
        """Say whether there is nothing on the line."""
        return not self.text.strip()


def cut(text: str, units: Sequence[Unit], pointer: Callable[[Unit], list[str]]) -> list[Line]:
    """Return the lines of a page without those of `units`, which are in order and do not overlap.

    Args:
        text: the page.
        units: what leaves.
        pointer: gives the lines, without breaks, that stand in for a unit, if any do.
    """
    lines, end = split_lines(text), line_break(text)
    out: list[Line] = []
    at = 0
    for unit in units:
        out += [Line(line, at + i + 1) for i, line in enumerate(lines[at : unit.start - 1])]
        at = unit.end
        rest_blank = at < len(lines) and not lines[at].strip()
        before_blank = not out or out[-1].blank
        said = pointer(unit)
        if said or unit.heading:
            if not before_blank:
                out.append(Line(end, 0))
            out += [Line(line + end, 0, unit) for line in said]
            if at < len(lines) and not rest_blank:
                out.append(Line(end, 0))
        elif before_blank:
            while at < len(lines) and not lines[at].strip():
                at += 1
            if at == len(lines):
                while out and out[-1].blank:
                    out.pop()
        elif not rest_blank and at < len(lines) and not unit.nested:
            out.append(Line(end, 0))
    return out + [Line(line, at + i + 1) for i, line in enumerate(lines[at:])]


def pointers(text: str) -> set[int]:
    """Return the numbers of the lines that are pointers, to the archive too, with the anchors above them."""
    lines = split_lines(text)
    found: set[int] = set()
    for i, line in enumerate(lines, 1):
        if POINTER.match(line):
            found.add(i)
            above = i - 1
            while above and ANCHORS.match(lines[above - 1]):
                found.add(above)
                above -= 1
    return found
