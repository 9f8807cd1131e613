"""How code that names modes sets figures beside them, as the output of a benchmark does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mkdocs_profiling_scope.core.document import Document, Node

_FIGURE = re.compile(r"(?<![\w.-])[~+-]?\d[\d,.]*(?![\w.-]*[A-Za-z_]{4})")
_COMMAND = re.compile(
    r"[ \t]*(?:[$>#%]|\./|(?:sudo|cargo|python3?|npm|make|pip|go|docker|git|cmake|bash|cd|export) )"
)
_SIGNS = re.compile(r"[\s|>*#=+\[\]()/\"'`:-]*")
IN_CODE = {
    "code names modes": "names several modes in code",
    "code names a mode": "names a mode in code",
    "commands name modes": "names modes in nothing but commands",
    "code gives a figure of a mode": "gives a figure beside a mode in code",
    "code gives figures of modes": "gives figures beside several modes in code",
    "code has lines of modes": "has lines of code that begin with modes",
    "code has modes in a line": "has a line of code with several modes",
}


def modes_and_figures(
    document: Document, node: Node, mentions: Sequence[tuple[int, str]]
) -> Iterator[str]:
    """Name the signals of a block of code.

    Args:
        document: the page.
        node: the block.
        mentions: where it names a mode, as an offset in the text, and which one; at least one.
    """
    text = document.source.text
    yield "code names modes" if len({mode for _, mode in mentions}) > 1 else "code names a mode"
    measured: set[str] = set()
    leading: set[str] = set()
    lines: dict[int, set[str]] = {}
    are_commands = True
    for at, mode in mentions:
        start = text.rfind("\n", 0, at) + 1
        end = text.find("\n", at, node.end)
        lines.setdefault(start, set()).add(mode)
        if _COMMAND.match(text, start):
            continue
        are_commands = False
        if _FIGURE.search(text, at, node.end if end < 0 else end):
            measured.add(mode)
        if _SIGNS.fullmatch(text, start, at):
            leading.add(mode)
    if are_commands:
        yield "commands name modes"
    if measured:
        yield "code gives figures of modes" if len(measured) > 1 else "code gives a figure of a mode"
    if len(leading) > 1:
        yield "code has lines of modes"
    if any(len(modes) > 1 for modes in lines.values()):
        yield "code has modes in a line"
