"""What a plan says, in words: for each document what moves, what is left, and which links follow."""

from __future__ import annotations

from collections.abc import Sequence

from mkdocs_profiling_scope.core.counted import counted
from mkdocs_profiling_scope.core.refactor.moves.moved import DEEPEST
from mkdocs_profiling_scope.core.refactor.values import Left, Link, Move, Plan

_PERSON = "needs a person:"


def lines(plan: Plan) -> list[str]:
    """Return the plan, line by line; places are in documents as they are now, unless it says otherwise."""
    out: list[str] = []
    paths = {found.path for listed in (plan.moves, plan.left, plan.links, plan.dangling) for found in listed}
    for path in sorted(paths):
        out += [f"{path}:"]
        out += [_move(move) for move in plan.moves if move.path == path]
        out += [_left(left) for left in plan.left if left.path == path]
        out += [_link(link) for link in plan.links if link.path == path]
        out += [_dangling(link) for link in plan.dangling if link.path == path]
    if plan.edits and (plan.links or plan.dangling):
        out += ["lines of links are those after the refactoring"]
    if plan.layout:
        out += ["one profile for each mode and variant:", *plan.layout]
    return [*out, *plan.notes, summary(plan)]


def summary(plan: Plan) -> str:
    """Return what the plan comes to."""
    persons = len(plan.left) + sum(_PERSON in line for line in plan.layout)
    doubtful = sum(move.doubtful for move in plan.moves)
    parts = [
        counted(len(plan.moves), "move") + (f" ({doubtful} not certain)" if doubtful else ""),
        f"{persons} left to a person",
        f"{counted(len(plan.links), 'link')} to follow",
        f"{counted(len(plan.edits), 'document')} to change",
    ]
    return ", ".join(parts) if plan.edits or plan.left or plan.layout else "nothing to refactor"


def _move(move: Move) -> str:
    what = "section" if move.whole else "text"
    where = f" of “{move.section}”" if move.section and not move.whole else ""
    name = f" “{move.section}”" if move.section and move.whole else ""
    at = _range((move.start_line, move.end_line))
    said = f"  move {what}{name} ({at}){where} to {move.target}, {move.part}"
    if move.doubtful:
        said += "; not certain (information only)"
    if move.data:
        said += f"; measurements go along: {_ranges(move.data)}"
    if move.flat:
        said += f"; headings deeper than {DEEPEST} stay at {DEEPEST}: {_ranges([(n, n) for n in move.flat])}"
    return said


def _left(left: Left) -> str:
    line = left.line or left.new_line
    later = f" (then line {left.new_line})" if left.new_line != line else ""
    if left.new_path != left.path:
        later = f" (then {left.new_path}:{left.new_line})"
    code = f"{left.code} " if left.code else ""
    return f'  {_PERSON} {left.path}:{line}{later}: {code}"{left.quote}": {left.suggestion}'


def _link(link: Link) -> str:
    return f"  link follows: {link.path}:{link.line}: {link.old} becomes {link.new}"


def _dangling(link: Link) -> str:
    return f"  link leads nowhere, as before: {link.path}:{link.line}: {link.old}"


def _ranges(ranges: Sequence[tuple[int, int]]) -> str:
    return ", ".join(map(_range, ranges))


def _range(lines: tuple[int, int]) -> str:
    return f"line {lines[0]}" if lines[0] == lines[1] else f"lines {lines[0]}-{lines[1]}"
