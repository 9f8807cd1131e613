"""How code that names modes sets figures beside them, as the output of a benchmark does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mkdocs_profiling_scope.core.markdown.document import Document, Node

_FIGURE = re.compile(r"(?<![\w.-])[~+-]?\d[\d,.]{0,15}(?![\w.-]{0,3}[A-Za-z_]{4})")  # not "2nd_pass"
_NEAR = 200  # characters from a mode to its figure
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


def modes_and_figures(document: Document, node: Node, mentions: Sequence[tuple[int, str]]) -> Iterator[str]:
    """Name the signals of a block of code.

    Args:
        document: the page.
        node: the block.
        mentions: where it names a mode, as an offset in the text, and which one, in order; at least one.
    """
    text = document.source.text
    yield "code names modes" if len({mode for _, mode in mentions}) > 1 else "code names a mode"
    measured: set[str] = set()
    leading: set[str] = set()
    are_commands, share_a_line = True, False
    start, end, first = 0, -1, ""  # the line of the last mention, and the mode that it names first
    for at, mode in mentions:
        if at > end:
            start, end, first = text.rfind("\n", 0, at) + 1, text.find("\n", at, node.end), mode
            end = node.end if end < 0 else end
            is_command = _COMMAND.match(text, start, end)
            if not is_command and _SIGNS.fullmatch(text, start, at):
                leading.add(mode)
        share_a_line |= mode != first
        if not is_command:
            are_commands = False
            if _FIGURE.search(text, at, min(end, at + _NEAR)):
                measured.add(mode)
    if are_commands:
        yield "commands name modes"
    if measured:
        yield "code gives figures of modes" if len(measured) > 1 else "code gives a figure of a mode"
    if len(leading) > 1:
        yield "code has lines of modes"
    if share_a_line:
        yield "code has modes in a line"
