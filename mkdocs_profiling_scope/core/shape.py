"""What a block looks like, whatever it says."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_profiling_scope.core.document import Node

_TEXT = frozenset(("", "text", "txt", "console", "bash", "sh", "shell"))


def shape(node: Node, prose: str, raw: str) -> Iterator[str]:
    """Name the signals of the shape of a block, given its prose and its source."""
    yield f"is {'title' if node.title else node.kind}"
    if node.kind == "heading":
        yield f"is heading {min(node.level, 4)}"
    elif node.kind == "code":
        yield f"is code of {'text' if node.language in _TEXT else 'program'}"
    elif node.kind in ("paragraph", "item"):
        yield "is short" if len(prose) < 45 else "is medium" if len(prose) < 130 else "is long"
        marks = {
            "ends in colon": prose.endswith(":"),
            "is numbered": node.ordered,
            "is task": node.task,
            "is nested": node.parent is not None,
            "is quoted": node.quoted,
            "begins bold": raw.lstrip("-*+0123456789.) ").startswith(("**", "__")),
        }
        yield from (name for name, there in marks.items() if there)
