"""The signals that a block takes from what stands around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from mkdocs_profiling_scope.core.markdown.document import Node
from mkdocs_profiling_scope.core.signals.apart import apart
from mkdocs_profiling_scope.core.signals.held import add_held
from mkdocs_profiling_scope.core.signals.signals import (
    COMPARING,
    NOT_PROPOSING,
    PLACE,
    SAYS_LITTLE,
    Prefix,
    Signals,
    is_against_others,
)
from mkdocs_profiling_scope.core.values import Span

_IN, _BELOW, _PAGE = Prefix("in"), Prefix("below"), Prefix("page")
_UNDER, _LED_BY, _ROLE = Prefix("under"), Prefix("led by"), Prefix("role")
_AFTER = Prefix("after role")
_OF_PROPOSALS = frozenset(("proposal", "design", "alternatives", "aims", "state"))  # roles, see roles.toml
_LITTLE = 3  # blocks with sentences, the title among them, up to which a page is no more than a remark
_ENOUGH = 10  # blocks from which it says something that none is of a kind
# From so many blocks with advice on, and such a share, "we should" may be said to users.
_ADVICE_LEAST, _ADVICE_SHARE = 3, 0.1
_PLAINLY = ("plainly proposes", "plainly projects", "plainly asks", "plainly wishes")
_COMPARES = frozenset(
    ("versus", "rank", "comparative", "relation", "differ", "beat", "choose", "times", "rival")
) | {"contrast", "asking"}
_TO_COME = frozenset(("ahead", "modal", "plan", "recommend", "will"))  # "to be done"
_TOLD = frozenset(("advice", "study", "measured"))  # of what one ought to do as a reader, or to find out


def add_surroundings(nodes: Sequence[Node], found: Sequence[Signals], own: str | None) -> None:
    """Give every block the signals of its headings, its lead-in, the item around it and the page."""
    around = _Surroundings(nodes, found, own)
    add_held(nodes, found, own)
    after: dict[int | None, str] = {}  # of each section, what its last label was for
    for i, (node, signals) in enumerate(zip(nodes, found, strict=True)):
        if node.kind != "heading":
            if signals.role is not None:
                after[node.section] = _AFTER[signals.role]
            elif node.section in after:
                name = after[node.section]
                signals.proposing[name] = signals.comparing[name] = PLACE
        section = around.section(i)
        section.give(signals)
        if section.announced and (asks := _asking(node, signals, found)) is not None:
            signals.proposing["plainly asks"] = asks
        if around.says_little and node.kind in ("paragraph", "item"):
            signals.proposing[SAYS_LITTLE] = PLACE
            if len(signals.modes) > 1:
                signals.comparing[SAYS_LITTLE] = PLACE
            if node.kind == "paragraph" and (bid := _bid(signals)) is not None:
                signals.proposing.setdefault("plainly wishes", bid)
        if around.advises or section.is_done:
            for name in _PLAINLY:
                signals.proposing.pop(name, None)
        if node.parent is not None:
            around.neighbour(_UNDER, node.parent).give(signals)
        if node.lead is not None:
            around.neighbour(_LED_BY, node.lead).give(signals)
        if "sides open" in signals.comparing and not (
            signals.among_comparisons or any(map(is_against_others, signals.sentences))
        ):
            signals.comparing["nowhere related"] = signals.comparing["sides open"]
            signals.comparing.pop("plainly compares", None)
    for i in apart(nodes, found, own):
        found[i].comparing["plainly unrelated"] = PLACE


def _asking(node: Node, signals: Signals, found: Sequence[Signals]) -> Span | None:
    """Return where a block asks for a change, if its heading announces changes."""
    lead = {} if node.lead is None else found[node.lead].said
    if "study" in lead and "act" not in lead:
        return None  # "Profiling will show:" introduces what is found out
    if node.kind == "item":
        said = signals.proposing
        asks: Span | None = said.get("begins act") or said.get("begins urge") or said.get("labelled act")
        return asks
    if node.kind == "paragraph" and _TOLD.isdisjoint(signals.said):
        return signals.said.get("recommend")
    return None


def _bid(signals: Signals) -> Span | None:
    """Return where a sentence tells somebody to make something, as in "Allow a reader to skip rows"."""
    for s in signals.sentences:
        bid = s.cues.get("bid")
        if bid and bid.start == s.span.start and s.cues.keys().isdisjoint(_TOLD):
            return bid
    return None


def _says_done(heading: Signals) -> bool:
    """Say whether a heading says that what it is about is done: "✅ Pooling", "Phase 1 (completed)"."""
    said = heading.said
    if heading.role == "done" or "ticked" in said:
        return True
    done = said.get("finished")
    ends = done is not None and heading.sentences[-1].span.end - done.end <= 1
    return ends and said.keys().isdisjoint(_TO_COME)


@dataclass(slots=True, eq=False)
class _Part:
    """Signals that come from one place, the same for every block around which it stands."""

    proposing: dict[str, Span] = field(default_factory=dict)
    comparing: dict[str, Span] = field(default_factory=dict)
    announced: bool = False  # a heading above, but for the title, plainly announces proposals
    is_done: bool = False  # a heading above, but for the title, says that what it is about is done
    compares: bool = False  # it compares, or names a mode

    def give(self, signals: Signals) -> None:
        signals.proposing |= self.proposing
        signals.comparing |= self.comparing
        signals.among_comparisons |= self.compares

    def borrow(self, where: Prefix, other: Signals, own: str | None) -> None:
        """Say of another block what it says, and which modes it names."""
        for name in other.said:
            if name in COMPARING:
                self.comparing[where[name]] = PLACE
            if name not in NOT_PROPOSING:
                self.proposing[where[name]] = PLACE
        if other.role is not None:
            self.proposing[where[_ROLE[other.role]]] = self.comparing[where[_ROLE[other.role]]] = PLACE
        if other.hint is not None:
            self.proposing[where[other.hint]] = PLACE
        versus = "versus" in other.said
        self.compares |= bool(other.modes) or not other.said.keys().isdisjoint(_COMPARES)
        if other.modes:
            kind = _kind(other.modes, own)
            self.comparing[where[kind]] = PLACE
            for name in other.said:
                if name in COMPARING:
                    self.comparing[where[f"{kind} & {name}"]] = PLACE
        elif versus and (where is _IN or where is _PAGE or where is _LED_BY):
            self.comparing[where["no mode & versus"]] = PLACE


class _Surroundings:
    """Makes the signals of each place once; most blocks share theirs with others."""

    def __init__(self, nodes: Sequence[Node], found: Sequence[Signals], own: str | None) -> None:
        self._nodes = nodes
        self._found = found
        self._own = own
        self._title = next((i for i, node in enumerate(nodes) if node.kind == "heading"), None)
        self._page = _page(found)
        spoken = [s for s in found if s.sentences]
        self._compares = "page has a table of modes" in self._page or (
            len(spoken) >= _ENOUGH and "page compares much" in self._page
        )
        advice = sum("advice" in s.said for s in spoken)
        self.says_little = len(spoken) <= _LITTLE
        self.advises = advice >= _ADVICE_LEAST and advice / len(spoken) > _ADVICE_SHARE
        self._shape = _shape(nodes, found, len(spoken), advice)
        self._sections: dict[int | None, _Part] = {}
        self._neighbours: dict[tuple[int, bool], _Part] = {}

    def section(self, index: int) -> _Part:
        """Return what a block takes from its headings and from the page as a whole."""
        if index == self._title:
            return _Part(comparing=self._page, compares=self._compares)
        section = self._nodes[index].section
        if section not in self._sections:
            self._sections[section] = self._headings(section)
        return self._sections[section]

    def neighbour(self, where: Prefix, index: int) -> _Part:
        """Return what a block takes from its lead-in, or from the item around it."""
        key = index, where is _UNDER
        if key not in self._neighbours:
            part = self._neighbours[key] = _Part()
            part.borrow(where, self._found[index], self._own)
        return self._neighbours[key]

    def _headings(self, section: int | None) -> _Part:
        part = _Part(dict(self._shape), dict(self._page), compares=self._compares)
        above, where = section, _IN
        # The title is "in" only for what stands right below it; for all else it is the page.
        while above is not None and (where is _IN or above != self._title):
            part.borrow(where, self._found[above], self._own)
            if above != self._title:
                part.announced |= "plainly announces" in self._found[above].proposing
                part.is_done |= _says_done(self._found[above])
            above, where = self._nodes[above].section, _BELOW
        if self._title is not None:
            part.borrow(_PAGE, self._found[self._title], self._own)
        return part


def _shape(nodes: Sequence[Node], found: Sequence[Signals], spoken: int, advice: int) -> dict[str, Span]:
    """Say whether the page has the sections of a design proposal, and whether it speaks to its users.

    `spoken` blocks have sentences, and `advice` of them speak to users.
    """
    signals = {}
    roles = {s.role for node, s in zip(nodes, found, strict=True) if node.kind == "heading"}
    if len(roles & _OF_PROPOSALS) > 2:
        signals["page has the parts of a proposal"] = PLACE
    if advice > spoken / 4:
        signals["page advises"] = PLACE
    elif not advice and spoken >= _ENOUGH:
        signals["page never advises"] = PLACE
    return signals


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
