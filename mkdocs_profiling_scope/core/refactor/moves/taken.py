"""What text takes along: definitions that it uses, under names that are free where it goes."""

from __future__ import annotations

import posixpath

from mkdocs_profiling_scope.core.refactor.lines import split_lines
from mkdocs_profiling_scope.core.refactor.moves.definitions import Definition, definitions, text_without
from mkdocs_profiling_scope.core.refactor.moves.moved import Mover
from mkdocs_profiling_scope.core.refactor.moves.proposal import Proposal
from mkdocs_profiling_scope.core.refactor.separate import Separated
from mkdocs_profiling_scope.core.refactor.values import Unit


def taken_along(page: Separated) -> tuple[list[Definition], list[Definition], list[Definition]]:
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


def new_labels(taken: list[Definition], page: Separated, proposal: Proposal) -> dict[str, str]:
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


def take(taken: list[Definition], path: str, mover: Mover, proposal: Proposal) -> None:
    """Put definitions at the end of the proposal that are not there."""
    there = {line.strip() for line in split_lines(proposal.text)}
    lines: list[tuple[str, int]] = []
    last: Definition | None = None
    for definition in taken:
        unit = Unit("proposals", definition.start, definition.end)
        found = [(line, 0) for line, _ in mover.lines(unit, 1)]
        if found[0][0].strip() not in there:
            lines += [("", 0)] * bool(last and not definition.may_follow(last)) + found
            last = definition
    if lines:
        proposal.append(lines, path)
