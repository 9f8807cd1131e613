"""What a block looks like, whatever it says."""

from __future__ import annotations

import re

from mkdocs_profiling_scope.core.markdown.document import Document, Node
from mkdocs_profiling_scope.core.signals.signals import Prefix

_TEXT = frozenset(("", "text", "txt", "console", "bash", "sh", "shell"))
# The subject of a commit, by the convention that many release notes are made from.
_COMMIT = re.compile(
    r"\W{0,8}(?:feat|fix|perf|refactor|chore|docs|test|build|ci|style|revert)(?:\([^()\n]*\))?!?:\s"
)
_BOLD = re.compile(r"(?:(?:[-*+]|[0-9]+[.)])\s+)?(?:\[.\]\s+)?(?:\*\*|__)")
_IS = Prefix("is")
CHANGE = "is a change that was made"
_HEADING = ("is heading 0", "is heading 1", "is heading 2", "is heading 3", "is heading 4")


def shape(document: Document, node: Node) -> list[str]:
    """Name the signals of the shape of a block."""
    kind = node.kind
    names = [_IS["title" if node.title else kind]]
    if kind == "heading":
        names.append(_HEADING[min(node.level, 4)])
    elif kind == "code":
        names.append("is code of text" if node.language in _TEXT else "is code of program")
    elif kind == "paragraph" or kind == "item":
        prose = document.view[node.start : node.end].strip()
        length = len(prose) if len(prose) < 45 else len(" ".join(prose.split()))
        names.append("is short" if length < 45 else "is medium" if length < 130 else "is long")
        if prose.endswith(":"):
            names.append("ends in colon")
        if _COMMIT.match(prose) or document.names_change(node.start, node.end):
            names.append(CHANGE)
        if node.ordered:
            names.append("is numbered")
        if node.task is not None:
            names.append("is ticked task" if node.task else "is open task")
        if node.parent is not None:
            names.append("is nested")
        if node.quoted:
            names.append("is quoted")
        if _BOLD.match(document.source.text, node.start):
            names.append("begins bold")
    return names
