"""Gathers the signals of a page: cues, mentions, shape and relations, once for every block."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from mkdocs_profiling_scope.core.document import Document, Node
from mkdocs_profiling_scope.core.lexicon import Hit, Lexicon
from mkdocs_profiling_scope.core.modes import Names, find_mentions
from mkdocs_profiling_scope.core.plain import plain
from mkdocs_profiling_scope.core.sentences import sentences
from mkdocs_profiling_scope.core.shape import shape
from mkdocs_profiling_scope.core.signals import (
    COMPARING,
    NOT_PROPOSING,
    PLACE,
    Sentence,
    Signals,
    projects,
    proposes,
)
from mkdocs_profiling_scope.core.surroundings import add_surroundings
from mkdocs_profiling_scope.core.values import Kind, Span

_WITH_ANOTHER = ("other", "others", "two")  # presence of a mode that is not the page's own


class Gatherer:
    """Gathers the signals of a page; every text is matched once."""

    def __init__(self, document: Document, lexicon: Lexicon, names: Names, own: str | None) -> None:
        prose = plain(document.view)
        self._document = document
        self._names = names
        self._own = own
        self._hits = lexicon.hits(prose)
        self._hit_starts = [place.start for place, _ in self._hits]
        self.mentions = find_mentions(document, names, prose)
        self._mention_starts = [m.start for m in self.mentions]

    def gather(self) -> list[Signals]:
        """Return the signals of every block, in document order."""
        found = [self._own_signals(node) for node in self._document.nodes]
        add_surroundings(self._document.nodes, found, self._own)
        return found

    # -- inside the block

    def _own_signals(self, node: Node) -> Signals:
        signals = Signals()
        for span in self._units(node):
            cues: dict[str, Span] = {}
            for place, classes in self._between(span.start, span.end):
                if place.end > node.end:
                    place = Span(place.start, node.end)
                for name in classes:
                    cues.setdefault(name, place)
            lo, hi = (bisect_left(self._mention_starts, x) for x in (span.start, span.end))
            mentions = tuple(self.mentions[lo:hi])
            modes = frozenset(m.mode for m in mentions if not m.linked)
            presence = self._presence(modes) if modes else "linked" if mentions else "none"
            signals.sentences.append(Sentence(span, cues, mentions, modes, presence))
        signals.modes = tuple(
            dict.fromkeys(m.mode for s in signals.sentences for m in s.mentions if not m.linked)
        )
        self._shape(node, signals)
        self._cues(node, signals)
        self._relations(node, signals)
        self._plainly(node, signals)
        if node.kind in ("table", "html"):
            self._table(node, signals)
        if node.kind == "code":
            self._code(node, signals)
        return signals

    def _units(self, node: Node) -> list[Span]:
        if node.kind == "table":
            return [Span(row[0].start, row[-1].end) for row in node.rows if row]
        return sentences(self._document.view, node.start, node.end)

    def _between(self, start: int, end: int) -> Sequence[Hit]:
        return self._hits[bisect_left(self._hit_starts, start) : bisect_left(self._hit_starts, end)]

    def _shape(self, node: Node, signals: Signals) -> None:
        raw = self._document.text(node.start, node.end)
        for name in shape(node, self._document.prose(node), raw):
            signals.proposing[name] = PLACE
            signals.comparing[name] = PLACE

    def _cues(self, node: Node, signals: Signals) -> None:
        if not signals.sentences:
            return
        first = signals.sentences[0].span
        view = self._document.view
        colon = view.find(":", first.start, min(first.end, first.start + 45))
        where = {"heading": "heading", "table": "table"}.get(node.kind, "")
        for s in signals.sentences:
            for name, span in s.cues.items():
                target = [signals.comparing] * (name in COMPARING) + [signals.proposing] * (
                    name not in NOT_PROPOSING
                )
                for signals_of in target:
                    signals_of.setdefault(f"{where} {name}".strip(), span)
                    if s.span is first and not where:
                        if span.start <= first.start + 1:
                            signals_of.setdefault(f"begins {name}", span)
                        if colon >= 0 and span.end <= colon:
                            signals_of.setdefault(f"label {name}", span)
        if node.kind == "table":
            for name, span in signals.sentences[0].cues.items():
                signals.proposing.setdefault(f"column {name}", span)
                signals.comparing.setdefault(f"column {name}", span)

    def _relations(self, node: Node, signals: Signals) -> None:
        """Combine, sentence by sentence, which modes are there with what is said."""
        for s in signals.sentences:
            present = s.presence
            if present != "none":
                first = s.mentions[0]
                signals.comparing.setdefault(f"names {present}", Span(first.start, first.end))
            for name, span in s.cues.items():
                if name in COMPARING:
                    signals.comparing.setdefault(f"{present} & {name}", span)
            if "comparative" in s.cues and "relation" in s.cues:
                signals.comparing.setdefault(f"{present} & comparative relation", s.cues["comparative"])
            if "own" in s.cues and present == "other":
                signals.comparing.setdefault("own words & other", s.cues["own"])

    def _plainly(self, node: Node, signals: Signals) -> None:
        """Name the sentences that say plainly what they are, whatever surrounds them."""
        for i, s in enumerate(signals.sentences):
            if self._compares(s):
                signals.comparing.setdefault("plainly compares", s.span)
            begins = i == 0 and node.kind == "item"
            if node.kind in ("paragraph", "item") and proposes(s, begins=begins):
                signals.proposing.setdefault("plainly proposes", s.span)
            if projects(s):
                signals.proposing.setdefault("plainly projects", s.span)
        if signals.sentences:
            self._plainly_first(node.kind, signals, signals.sentences[0])

    def _plainly_first(self, kind: Kind, signals: Signals, first: Sentence) -> None:
        """Name what headings, header rows and labels say plainly."""
        cues = first.cues
        if kind == "heading" and "announce" in cues and "measured" not in cues:
            signals.proposing.setdefault("plainly announces", cues["announce"])
        if kind == "heading" and "versus" in cues and first.presence in _WITH_ANOTHER:
            signals.comparing.setdefault("plainly compares", first.span)
        if kind == "table" and "price" in cues and cues.keys() & {"option", "foresee", "optimization"}:
            signals.proposing.setdefault("plainly prices", cues["price"])
        if kind == "item" and "label price" in signals.proposing:
            signals.proposing.setdefault("plainly prices", cues["price"])

    def _compares(self, sentence: Sentence) -> bool:
        cues = sentence.cues.keys()
        if sentence.presence in _WITH_ANOTHER:
            return (
                "beat" in cues
                or {"comparative", "asking"} <= cues
                or {"comparative", "times", "relation"} <= cues
            )
        return "rival" in cues and "beat" in cues and self._own is not None

    def _presence(self, modes: frozenset[str]) -> str:
        if len(modes) > 1:
            return "two" if self._own is None or self._own in modes else "others"
        if self._own is None:
            return "one"
        return "own" if self._own in modes else "other"

    def _table(self, node: Node, signals: Signals) -> None:
        header = node.rows[0] if node.rows else []
        columns = [self._modes_in(cell) for cell in header]
        heads = [self._modes_in(row[0]) for row in node.rows[1:] if row]
        for name, cells in (("columns", columns), ("rows", heads)):
            modes = set().union(*cells) if cells else set()
            if len([c for c in cells if c]) > 1 and len(modes) > 1:
                signals.comparing[f"{name} are modes"] = PLACE
            elif len(modes) > 1:
                signals.comparing[f"{name} name modes"] = PLACE
            elif modes:
                signals.comparing[f"{name} name {'own' if modes == {self._own} else 'a'} mode"] = PLACE
        if len(signals.modes) > 1:
            signals.comparing["table names modes"] = PLACE
        signals.proposing[
            "table has figures"
            if any("number" in s.cues for s in signals.sentences[1:])
            else "table has no figures"
        ] = PLACE

    def _modes_in(self, cell: Span) -> set[str]:
        lo, hi = (bisect_left(self._mention_starts, x) for x in (cell.start, cell.end))
        return {m.mode for m in self.mentions[lo:hi]}

    def _code(self, node: Node, signals: Signals) -> None:
        text = self._document.text(node.start, node.end)
        modes = {mode for _, _, mode in self._names.find(text, plain(text))}
        if len(modes) > 1:
            signals.comparing["code names modes"] = PLACE
        elif modes:
            signals.comparing["code names a mode"] = PLACE
