"""Notes: what stands below a table and explains a mark in it, such as an asterisk, belongs to it."""

from __future__ import annotations

import re

from mkdocs_profiling_scope.core.markdown.document import Document, Node

# A backslash before an asterisk is a blank where prose is read.
_MARK = re.compile(r"\*(?: ?\*){0,2}|[†‡§¶]{1,3}|[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,2}")


def noted(document: Document) -> dict[int, int]:
    """Return the table that each note explains, both by index."""
    found: dict[int, int] = {}
    table: int | None = None
    for i, node in enumerate(document.nodes):
        if node.kind == "table":
            table = i
        elif table is not None and _is_note(document, node, document.nodes[table]):
            found[i] = table
        else:
            table = None
    return found


def _is_note(document: Document, node: Node, table: Node) -> bool:
    """Say whether a paragraph begins with a mark that stands behind something in a table."""
    mark = _MARK.match(document.view[node.start : node.end].lstrip())
    if node.kind != "paragraph" or node.depth != table.depth or not mark:
        return False
    signs = " ?".join(map(re.escape, mark[0].replace(" ", "")))
    behind = re.compile(rf"[^\s*](?:{signs}(?! ?\*|\w)|\s+{signs}\s*\Z)")
    return any(behind.search(document.view[c.start : c.end]) for row in table.rows for c in row)
