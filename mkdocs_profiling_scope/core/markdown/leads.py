"""Which block introduces which: the sentence before a list, a table or code."""

from __future__ import annotations

from mkdocs_profiling_scope.core.markdown.document import Node


def link_leads(nodes: list[Node], text: str, view: str) -> None:
    """Set `lead` on every block that the block before it introduces."""
    lead: int | None = None
    for i, node in enumerate(nodes):
        if node.kind == "heading":
            lead = None
            continue
        if node.kind != "paragraph" or node.parent is not None:
            node.lead = lead
            continue
        prose = view[node.start : node.end].strip()
        if prose.endswith(":") or _is_bold(text[node.start : node.end + 2], prose):
            lead = i
        else:
            node.lead = lead if lead == i - 1 else None
            lead = None


def _is_bold(raw: str, prose: str) -> bool:
    """Say whether a paragraph is a few words in bold and nothing else, which is a heading in all but name."""
    mark = raw[:2]  # a paragraph ends before that which closes it
    bold = mark in ("**", "__") and raw.find(mark, 2) == len(raw) - 2
    return bold and len(prose) < 80 and not prose.endswith((".", "!"))
