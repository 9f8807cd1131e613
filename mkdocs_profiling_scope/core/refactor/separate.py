"""Separation of one page: what leaves it, until nothing more would."""

from __future__ import annotations

import posixpath
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from mkdocs_profiling_scope.core.analyse import analyse
from mkdocs_profiling_scope.core.markdown.document import Document
from mkdocs_profiling_scope.core.markdown.parse import parse
from mkdocs_profiling_scope.core.refactor.conserve import lost_blocks
from mkdocs_profiling_scope.core.refactor.lines import split_lines
from mkdocs_profiling_scope.core.refactor.links.addresses import linked
from mkdocs_profiling_scope.core.refactor.links.anchors import anchors
from mkdocs_profiling_scope.core.refactor.moves.cut import Line, cut, pointers
from mkdocs_profiling_scope.core.refactor.moves.moved import dedented
from mkdocs_profiling_scope.core.refactor.moves.pointer import stand_in
from mkdocs_profiling_scope.core.refactor.selection.directives import with_directives
from mkdocs_profiling_scope.core.refactor.selection.enclosed import is_torn
from mkdocs_profiling_scope.core.refactor.selection.ending import ending
from mkdocs_profiling_scope.core.refactor.selection.marks import Marker
from mkdocs_profiling_scope.core.refactor.selection.outline import html_of, outline
from mkdocs_profiling_scope.core.refactor.selection.pointing import points
from mkdocs_profiling_scope.core.refactor.selection.units import units
from mkdocs_profiling_scope.core.refactor.values import Unit
from mkdocs_profiling_scope.core.settings.settings import Settings
from mkdocs_profiling_scope.core.values import Analysis

# Each round takes away at least one block; what has not settled by then is left to the next run.
_ROUNDS = 12


@dataclass(frozen=True, slots=True)
class Separated:
    """A page with what leaves it, and its analysis as it was."""

    path: str
    text: str
    document: Document
    before: Analysis
    units: tuple[Unit, ...]

    @property
    def title(self) -> str:
        """Return the first heading if it is of level 1, or the title in front matter, or the file name."""
        node = next((n for n in self.document.nodes if n.kind == "heading"), None)
        words = self.document.words(node.start, node.end).strip() if node and node.level == 1 else ""
        words = words or " ".join((self.document.metadata.text("title") or "").split())
        return words or " ".join(posixpath.basename(self.path).split())


def separate(
    path: str,
    text: str,
    settings: Settings,
    only: range | None = None,
    *,
    certain: bool = False,
    goal: Callable[[str | None], str | None] = lambda mode: None,
) -> Separated:
    """Find what leaves a profiling page.

    Args:
        path: of the page.
        text: of the page.
        settings: of the project.
        only: lines of which what leaves has to touch one; None for all.
        certain: whether what leaves has to hold a finding that is more than information.
        goal: gives the path of the proposal for a mode, if there is one.
    """
    document = parse(text)
    before = analyse(text, settings, path=path)
    sections = _sections(document)
    html = html_of(document.source)
    url = linked(goal(before.mode) or "page.md", posixpath.dirname(path))
    known = sorted(anchors(document).items())
    chosen: list[Unit] = []
    for _ in range(_ROUNDS):
        lines = cut(text, chosen, lambda unit: stand_in(document, unit, url, known))
        so_far = frozenset(chosen)
        found = _found(path, lines, settings, sections, certain=certain)
        fresh = [u for u in found if u not in so_far and _touches(u, only)]
        # What could not leave before may be able to now.
        if (wanted := _leaving(document, html, chosen, fresh)) == chosen:
            break
        chosen = wanted
    return Separated(path, text, document, before, tuple(chosen))


def _touches(unit: Unit, only: range | None) -> bool:
    return only is None or (unit.start < only.stop and unit.end >= only.start)


def _sections(document: Document) -> dict[int, int]:
    """Return the last line of each section by that of its heading."""
    ends: dict[int, int] = {}
    for i, node in enumerate(document.nodes):
        if node.kind == "heading":
            after = document.section_end(i)
            last = document.source.lines + 1
            if after < len(document.nodes):
                last = document.source.line(document.nodes[after].start)
            ends[document.source.line(node.start)] = last - 1
    return ends


def is_doubtful(analysis: Analysis, unit: Unit) -> bool:
    """Say whether nothing that is found in the lines of a unit is more than information."""
    return all(
        finding.severity == "info" or not finding.code.startswith(("PS1", "PS2"))
        for finding in analysis.findings
        if finding.start_line <= unit.end and finding.end_line >= unit.start
    )


def _found(
    path: str, lines: Sequence[Line], settings: Settings, sections: Mapping[int, int], *, certain: bool
) -> list[Unit]:
    """Return what leaves the page that `lines` are, in lines of the page as it was."""
    text = "".join(line.text for line in lines)
    analysis = analyse(text, settings, path=path)
    if analysis.scope != "profiling":
        return []
    document, pieces = parse(text), outline(text)
    known = pointers(text)

    def alone(rest: str) -> Analysis:
        page = f"# Profile\n\n{rest}\n"
        return analyse(page, settings, path=path, scope="profiling", mode=analysis.mode)

    def measures(rest: str) -> bool:
        return any(block.scope == "profiling" for block in alone(rest).blocks[1:])

    def is_quiet(rest: str) -> bool:
        said = alone(rest)
        return all(block.scope in ("other", "profiling") for block in said.blocks) and not said.findings

    prose = ((i, node) for i, node in enumerate(document.nodes) if node.kind in ("paragraph", "item"))
    pointing = {i for i, node in prose if points(document.text(node.start, node.end), settings)}
    parts = Marker(analysis, document, pieces, measures, pointing).mark()
    found = units(pieces, analysis.blocks, parts, known, ending(document.source, pieces, is_quiet))
    return [
        mapped
        for unit in with_directives(found, document)
        if not (certain and is_doubtful(analysis, unit)) and (mapped := _mapped(unit, lines, sections))
    ]


def _leaving(
    document: Document,
    html: Sequence[tuple[int, str]],
    chosen: list[Unit],
    fresh: Sequence[Unit],
) -> list[Unit]:
    """Return `chosen` with those of `fresh` that can leave as well, so that what stays reads as it did.

    All at once, if they can, else each half: to look at the whole page for each of them takes a minute where
    there are a thousand.
    """
    if not fresh:
        return chosen
    wanted = chosen
    for unit in fresh:
        wanted = _absorbed(wanted, unit)
    kept = any(unit.start <= line <= unit.end for line in _long_headings(document) for unit in fresh)
    torn = any(_is_torn(unit, html) for unit in wanted)
    if not kept and not torn and _is_sound(document, wanted):
        return wanted
    if len(fresh) == 1:
        return chosen
    half = len(fresh) // 2
    for part in (fresh[:half], fresh[half:]):
        chosen = _leaving(document, html, chosen, part)
    return chosen


def _mapped(unit: Unit, lines: Sequence[Line], sections: Mapping[int, int]) -> Unit | None:
    spans = [
        (line.unit.start, line.unit.end) if line.unit else (line.number, line.number)
        for line in lines[unit.start - 1 : unit.end]
        if line.unit or line.number
    ]
    if not spans:
        return None
    start = min(span[0] for span in spans)
    # The pointer to a section that followed stands in this one now.
    last = sections.get(start) if unit.heading else None
    end = max(span[1] for span in spans if last is None or span[1] <= last)
    return replace(unit, start=start, end=end)


def _absorbed(chosen: Sequence[Unit], unit: Unit) -> list[Unit]:
    """Return `chosen`, which are in order, with a unit that takes up those that it touches."""
    before = [u for u in chosen if u.end < unit.start]
    after = [u for u in chosen if u.start > unit.end]
    touched = (unit, *chosen[len(before) : len(chosen) - len(after)])
    whole = replace(unit, start=min(u.start for u in touched), end=max(u.end for u in touched))
    return [*before, whole, *after]


def _long_headings(document: Document) -> list[int]:
    """Return where headings of several lines begin, as only level 1 and 2 can have when underlined."""
    line = document.source.line
    starts = [(line(n.start), line(max(n.start, n.end - 1))) for n in document.nodes if n.kind == "heading"]
    return [first for first, last in starts if last - first > 1]


def _is_torn(unit: Unit, html: Sequence[tuple[int, str]]) -> bool:
    """Say whether an HTML element begins in a unit and ends elsewhere, or the other way round."""
    first, after = bisect_left(html, (unit.start, "")), bisect_left(html, (unit.end + 1, ""))
    return is_torn("\n".join(text for _, text in html[first:after]))


def _is_sound(document: Document, chosen: Sequence[Unit]) -> bool:
    """Say whether every block is the same kind of block when `chosen` have left."""
    text = document.source.text
    lines = cut(text, chosen, lambda unit: stand_in(document, unit, "page.md", ()))
    kept = "".join(line.text for line in lines)
    was = split_lines(text)
    moved = ["\n".join(dedented([line.rstrip("\r\n") for line in was[u.start - 1 : u.end]])) for u in chosen]
    return not lost_blocks([text], [kept, *moved])
