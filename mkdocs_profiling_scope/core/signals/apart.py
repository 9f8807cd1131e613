"""Blocks that compare within one mode, as nothing in them or around them names another one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from mkdocs_profiling_scope.core.markdown.document import PROSE, Node
from mkdocs_profiling_scope.core.signals.signals import COMPARING, FIGURES, Signals

_NEAR = 2  # blocks before and after one that still say what it speaks of
_AGAINST = frozenset(("versus", "rank"))  # what a heading or a lead-in sets modes against each other with


def apart(nodes: Sequence[Node], found: Sequence[Signals], own: str | None) -> Iterator[int]:
    """Yield the blocks that compare, but name no mode, where nothing around them names another one.

    "Blocks of 64 KB are 3.4x faster" compares block sizes. What begins with "Fewer copies" and gives no
    figures may go on with what was said of two modes further above.
    """
    named = [i for i, signals in enumerate(found) if any(mode != own for mode in signals.modes)]
    for i, (node, signals) in enumerate(zip(nodes, found, strict=True)):
        said = signals.said
        if node.kind not in PROSE or said.keys().isdisjoint(COMPARING) or "rival" in said:
            continue
        if not named:
            yield i
        elif not signals.modes and _gives_figures(signals):
            above = list(_above(nodes, node))
            near = named[bisect_left(named, i - _NEAR) : bisect_right(named, i + _NEAR)]
            if not any(_sets_against(found[a], own) for a in above) and not any(
                nodes[j].section == node.section for j in near
            ):
                yield i


def _gives_figures(signals: Signals) -> bool:
    return "begins comparative" not in signals.comparing or not signals.said.keys().isdisjoint(FIGURES)


def _above(nodes: Sequence[Node], node: Node) -> Iterator[int]:
    """Yield the lead-in of a block, the item around it, and all headings that it stands below."""
    for above in (node.lead, node.parent, node.section):
        if above is not None:
            yield above
    while node.section is not None and (above := nodes[node.section].section) is not None:
        yield above
        node = nodes[node.section]


def _sets_against(above: Signals, own: str | None) -> bool:
    return not _AGAINST.isdisjoint(above.said) or any(mode != own for mode in above.modes)
