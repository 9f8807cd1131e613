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
        opening = node.kind == "paragraph" and node.parent is None
        prose = view[node.start : node.end].strip() if opening else ""
        if opening and (prose.endswith(":") or _bold_alone(text[node.start : node.end], prose)):
            node.lead = None
            lead = i
        elif opening:
            node.lead = lead if lead == i - 1 else None
            lead = None
        else:
            node.lead = lead


def _bold_alone(raw: str, prose: str) -> bool:
    marks = (raw[:2], raw.rstrip()[-2:])
    return len(prose) < 80 and marks in (("**", "**"), ("__", "__")) and not prose.endswith((".", "!"))
