"""What headings and lead-ins introduce: which modes the blocks after them name."""

from __future__ import annotations

from collections.abc import Sequence

from mkdocs_profiling_scope.core.document import Node
from mkdocs_profiling_scope.core.signals import COMPARING, PLACE, Prefix, Signals

HELD = {
    "over several modes": "introduces a block that names several modes",
    "over own mode": "introduces blocks that name no mode but the page's own",
    "over other mode": "introduces blocks that name another mode",
    "over a mode": "introduces blocks that name a mode",
    "over no mode": "introduces blocks that name no mode",
}
_SAID = {held: Prefix(f"{held} &") for held in HELD}


def add_held(nodes: Sequence[Node], found: Sequence[Signals], own: str | None) -> None:
    """Tell headings and lead-ins which modes are named by what they introduce.

    "Comparison" over a table of modes compares them; over a table of thread counts it does not.
    """
    named: dict[int, set[str]] = {}
    beside: set[int] = set()  # what introduces a block that names several modes
    for node, signals in zip(nodes, found, strict=True):
        for i in _introduce(nodes, node):
            named.setdefault(i, set()).update(signals.modes)
            if len(signals.modes) > 1:
                beside.add(i)
    for i, modes in named.items():
        held = "over several modes" if i in beside else _held(modes, own)
        signals = found[i]
        signals.comparing[held] = PLACE
        for cue, span in signals.said.items():
            if cue in COMPARING:
                signals.comparing[_SAID[held][cue]] = span


def _introduce(nodes: Sequence[Node], node: Node) -> list[int]:
    """Return what introduces a block: its lead-in and all headings above it."""
    if node.kind == "heading":
        return []
    above = [] if node.lead is None or nodes[node.lead].kind == "heading" else [node.lead]
    section = node.section
    while section is not None:
        above.append(section)
        section = nodes[section].section
    return above


def _held(modes: set[str], own: str | None) -> str:
    if not modes:
        return "over no mode"
    if own is None:
        return "over a mode"
    return "over own mode" if modes == {own} else "over other mode"
