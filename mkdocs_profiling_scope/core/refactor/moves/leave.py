"""Leaving: text goes from a page into the proposal, with provenance there and a pointer here."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from dataclasses import replace

from mkdocs_profiling_scope.core.markdown.parse import parse
from mkdocs_profiling_scope.core.refactor.lines import line_break, split_lines
from mkdocs_profiling_scope.core.refactor.links.addresses import Route
from mkdocs_profiling_scope.core.refactor.links.anchors import anchors, missing, set_by_html, set_elsewhere
from mkdocs_profiling_scope.core.refactor.links.literal import literal
from mkdocs_profiling_scope.core.refactor.moves.cut import Line, cut
from mkdocs_profiling_scope.core.refactor.moves.definitions import Definition
from mkdocs_profiling_scope.core.refactor.moves.leaving import Leaving
from mkdocs_profiling_scope.core.refactor.moves.moved import DEEPEST, Mover
from mkdocs_profiling_scope.core.refactor.moves.pointer import is_pointed_to, moved_to, pointer
from mkdocs_profiling_scope.core.refactor.moves.proposal import Piece, Proposal
from mkdocs_profiling_scope.core.refactor.moves.taken import new_labels, take, taken_along
from mkdocs_profiling_scope.core.refactor.selection.outline import lists_of_items, outline
from mkdocs_profiling_scope.core.refactor.values import PARTS, Part, Unit


def leave(leaving: Leaving, name: str, proposal: Proposal, exists: Callable[[str], bool]) -> None:
    """Move what leaves a page into the proposal, where `name` is the Markdown that says which page it is."""
    page = leaving.page
    kept, taken, gone = taken_along(page)
    labels = new_labels(taken, page, proposal)
    items = lists_of_items(page.text)
    mover = Mover(page.document, Route(page.path, leaving.target, exists), labels)
    for part in PARTS:
        leaving.levels[part] = proposal.level(part)
        lines = _arriving(leaving, part, mover, items, below=proposal.has(part, name))
        if lines:
            proposal.add(Piece(part, page.path, name, tuple(lines)))
    take(taken, page.path, mover, proposal)
    leaving.lines = _remaining(leaving, kept, gone)
    if all(piece.kind in ("heading", "rule", "footnote") for piece in outline(leaving.text)):
        leaving.lines = _instead(leaving)


def _arriving(
    leaving: Leaving, part: Part, mover: Mover, items: Mapping[int, int], *, below: bool
) -> list[tuple[str, int]]:
    """Return the lines that arrive in a part of the proposal, each with its number in the page, or 0.

    Args:
        leaving: the page.
        part: of the proposal.
        mover: of the page.
        items: as `lists_of_items` returns them.
        below: whether what comes next would read as part of another section.
    """
    level = leaving.levels[part]
    lines: list[tuple[str, int]] = []
    pointed = False  # whether a pointer leads to the heading above already
    last: Unit | None = None
    for unit in (unit for unit in leaving.page.units if unit.part == part):
        moved = mover.lines(unit, level)
        if not (last and _is_next_item(last, unit, items)):
            moved = _with_provenance(moved, unit, leaving)
            beside = last is not None and _is_beside(last, unit, leaving)
            begins = leaving.begins_with_heading(unit)
            points = not begins and is_pointed_to(leaving.page.document, unit)
            if not begins and ((below and not beside) or (points and pointed)):
                moved = [(_heading(unit, level, leaving), 0), ("", 0), *moved]
                below, pointed = True, False
            pointed = points or (pointed and not begins)
            lines += [("", 0)] * bool(lines)
        below |= leaving.holds_heading(unit)
        last = unit
        lines += moved
    return lines


def _instead(leaving: Leaving) -> list[Line]:
    """Return the lines of a page of which no text is left, and one more, so that readers find where it is."""
    unit, end = leaving.page.units[0], line_break(leaving.page.text)
    said = moved_to(
        leaving.page.title, leaving.token(unit, "pointer"), literal(posixpath.basename(leaving.target))
    )
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
    if titles := leaving.titles_around(unit):
        where += f", “{literal(' / '.join(titles))}”"
    if item := leaving.item_around(unit):
        where += f", item “{literal(item)}”"  # what the text is about stays
    said = f"From [{literal(name)}]({leaving.token(unit, 'source')}){where}"
    if not leaving.begins_with_heading(unit):
        return [(f"{said}:", 0), ("", 0), *lines]
    rest = lines[1:]
    while rest and not rest[0][0].strip():
        rest.pop(0)
    return [lines[0], ("", 0), (f"{said}.", 0), *([("", 0)] if rest else []), *rest]


def _heading(unit: Unit, level: int, leaving: Leaving) -> str:
    """Return a heading for text that has none of its own."""
    names = [*leaving.sections(unit)[-1:], *leaving.titles_around(unit)[-1:]]
    where = ", ".join(f"“{literal(name)}”" for name in names) or "the beginning"
    return f"{'#' * min(DEEPEST, level)} From {where}"


def _remaining(leaving: Leaving, kept: list[Definition], gone: list[Definition]) -> list[Line]:
    """Return the lines of the page without what has left, with pointers and the definitions it needs."""
    page = leaving.page
    away = [*page.units, *(Unit("proposals", d.start, d.end, nested=True) for d in gone)]
    away.sort(key=lambda unit: unit.start)
    bare = cut(page.text, away, lambda unit: [])
    text = "".join(line.text for line in bare)
    there = {*anchors(parse(text), leaving.slug).values(), *set_by_html(text)}
    old = [*sorted(anchors(page.document, leaving.slug).items()), *set_elsewhere(page.document)]
    name = literal(posixpath.basename(leaving.target))

    def pointing(unit: Unit) -> list[str]:
        stubs = missing((anchor for line, anchor in old if unit.start <= line <= unit.end), there)
        return pointer(page.document, unit, leaving.token(unit, "pointer"), stubs, name)

    lines = cut(page.text, away, pointing)
    if kept:
        end = line_break(page.text)
        if lines and not lines[-1].text.endswith(("\n", "\r")):
            lines[-1] = Line(lines[-1].text + end, lines[-1].number, lines[-1].unit)
        source = split_lines(page.text)
        for i, d in enumerate(kept):
            if not (i and d.may_follow(kept[i - 1])):
                lines.append(Line(end, 0))
            lines += [Line(source[n - 1].rstrip("\r\n") + end, 0) for n in range(d.start, d.end + 1)]
    return lines
