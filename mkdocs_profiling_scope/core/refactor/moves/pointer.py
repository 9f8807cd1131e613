"""Pointers: what stands on a page instead of a section or a table that has left it."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_left
from collections.abc import Sequence
from urllib.parse import unquote

from mkdocs_profiling_scope.core.markdown.document import Document, Node
from mkdocs_profiling_scope.core.refactor.links.literal import code, literal
from mkdocs_profiling_scope.core.refactor.values import Unit

_BLANKS = re.compile(r"[ \t]+")


def pointer(
    document: Document, unit: Unit, url: str, anchors: Sequence[str] = (), name: str = "proposal"
) -> list[str]:
    """Return the lines, without breaks, that stand in for a section or a table; none for other text.

    A table leaves one, because text that stays often speaks of it: "the second row", "these gaps". In a tab
    or an admonition it is as far from the margin as the table was.
    """
    title = _title(document, unit)
    if title is None:
        return []
    stubs = "".join(f'<a id="{anchor}"></a>' for anchor in anchors)
    indent = _indent(document, unit) if unit.nested else ""
    return [indent + line for line in (stubs, moved_to(title, url, name)) if line]


def is_pointed_to(document: Document, unit: Unit) -> bool:
    """Say whether a pointer stands in for a unit."""
    return _title(document, unit) is not None


def stand_in(document: Document, unit: Unit, url: str, known: Sequence[tuple[int, str]]) -> list[str]:
    """Return a pointer as it will read, as near as can be told before all has its place.

    A page is judged with its pointers, of which a short one is read as a label, and a longer one is not.

    Args:
        document: the page.
        unit: what leaves it.
        url: the address of the proposal.
        known: the lines of the headings of the page with their anchors, in order.
    """
    first, after = bisect_left(known, (unit.start, "")), bisect_left(known, (unit.end + 1, ""))
    inside = [anchor for _, anchor in known[first:after]]
    anchor = next(iter(inside), known[first - 1][1] if first else "section")
    where = f"{url}#{anchor}" if unit.heading else f"{url}#from-{anchor}"
    return pointer(document, unit, where, inside, literal(posixpath.basename(unquote(url))))


def moved_to(title: str, url: str, name: str) -> str:
    """Return the line that says where what has a title is now.

    The title is a code span, because a title that proposes would be taken for a proposal once more.
    """
    return f"Moved to [{name}]({url}): {code(title)}"


def _title(document: Document, unit: Unit) -> str | None:
    """Return the words of the heading of a section, or of the first rows of tables."""
    line, nodes = document.source.line, document.nodes
    first = bisect_left(nodes, unit.start, key=lambda node: line(node.start))
    if unit.heading:
        return document.words(nodes[first].start, nodes[first].end).strip() or "section"
    after = bisect_left(nodes, unit.end + 1, key=lambda node: line(node.start))
    inside = nodes[first:after]
    tables = [node for node in inside if node.kind == "table" and node.rows]
    # In a list it would be one more block of an item; a section within a tab leaves with its heading.
    bare = not any(node.kind in ("item", "heading") or node.parent is not None for node in inside)
    if not tables or (unit.nested and not (bare and _indent(document, unit))):
        return None
    return "; ".join(_first_row(document, table) for table in tables)


def _indent(document: Document, unit: Unit) -> str:
    """Return the blanks that a unit begins with."""
    blanks = _BLANKS.match(document.source.text, document.source.line_start(unit.start))
    return blanks[0] if blanks else ""


def _first_row(document: Document, table: Node) -> str:
    cells = (document.words(cell.start, cell.end).strip(" |") for cell in table.rows[0])
    return ", ".join(" ".join(cell.split()) for cell in cells if cell) or "table"
