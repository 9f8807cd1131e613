"""What headings and lead-ins introduce: which modes the blocks after them name."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from mkdocs_profiling_scope.core.markdown.document import Node
from mkdocs_profiling_scope.core.signals.signals import COMPARING, PLACE, Prefix, Signals

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
    for i in range(len(nodes) - 1, -1, -1):  # what a section has is known before that of the one around it
        node = nodes[i]
        modes: Collection[str] | None = found[i].modes if node.kind != "heading" else named.get(i)
        if modes is None:
            continue
        several = i in beside if node.kind == "heading" else len(modes) > 1
        for above in (node.section, node.lead):
            if above is None:
                continue
            if above not in named:
                named[above] = set(modes)
            elif modes:
                named[above].update(modes)
            if several:
                beside.add(above)
    for i, within in named.items():
        held = "over several modes" if i in beside else _held(within, own)
        signals = found[i]
        signals.comparing[held] = PLACE
        for cue, span in signals.said.items():
            if cue in COMPARING:
                signals.comparing[_SAID[held][cue]] = span


def _held(modes: set[str], own: str | None) -> str:
    if not modes:
        return "over no mode"
    if own is None:
        return "over a mode"
    return "over own mode" if modes == {own} else "over other mode"
