"""The signals that a block takes from what stands around it."""

from __future__ import annotations

from collections.abc import Sequence

from mkdocs_profiling_scope.core.document import Node
from mkdocs_profiling_scope.core.signals import COMPARING, NOT_PROPOSING, PLACE, Signals
from mkdocs_profiling_scope.core.values import Span


def add_surroundings(nodes: Sequence[Node], found: Sequence[Signals], own: str | None) -> None:
    """Give every block the signals of its headings, its lead-in, the item around it and the page."""
    title = next((i for i, node in enumerate(nodes) if node.kind == "heading"), None)
    compares = _page(found)
    for i, node in enumerate(nodes):
        signals = found[i]
        _borrow(signals, "in", found, node.section, own)
        above = nodes[node.section].section if node.section is not None else None
        while above is not None and above != title:
            _borrow(signals, "below", found, above, own)
            above = nodes[above].section
        if title != i:
            _borrow(signals, "page", found, title, own)
        _borrow(signals, "under", found, node.parent, own)
        _borrow(signals, "led by", found, node.lead, own)
        signals.comparing.update(compares)


def _borrow(
    signals: Signals, where: str, found: Sequence[Signals], index: int | None, own: str | None
) -> None:
    if index is None:
        return
    other = found[index]
    for name in other.cues():
        if name in COMPARING:
            signals.comparing[f"{where} {name}"] = PLACE
        if name not in NOT_PROPOSING:
            signals.proposing[f"{where} {name}"] = PLACE
    if other.modes:
        kind = _kind(other.modes, own)
        signals.comparing[f"{where} {kind}"] = PLACE
        if "versus" in other.cues():
            signals.comparing[f"{where} {kind} & versus"] = PLACE
    elif where in ("in", "page", "led by") and "versus" in other.cues():
        signals.comparing[f"{where} no mode & versus"] = PLACE


def _kind(modes: tuple[str, ...], own: str | None) -> str:
    if len(modes) > 1:
        return "two modes"
    if own is None:
        return "a mode"
    return "own mode" if own in modes else "other mode"


def _page(found: Sequence[Signals]) -> dict[str, Span]:
    """Say how much of the page speaks of several modes."""
    spoken = [s for s in found if s.sentences]
    share = sum(len(s.modes) > 1 for s in spoken) / len(spoken) if spoken else 0
    amount = "never" if share == 0 else "little" if share < 0.05 else "some" if share < 0.15 else "much"
    signals = {f"page compares {amount}": PLACE}
    if any("columns are modes" in s.comparing or "rows are modes" in s.comparing for s in found):
        signals["page has a table of modes"] = PLACE
    return signals
