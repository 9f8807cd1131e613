"""Gathers the signals of a page: cues, mentions, shape and relations, once for every block."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence, Set

from mkdocs_profiling_scope.core.lexicon import Lexicon
from mkdocs_profiling_scope.core.markdown.document import PROSE, Document, Node
from mkdocs_profiling_scope.core.markdown.plain import plain
from mkdocs_profiling_scope.core.signals.code_figures import modes_and_figures
from mkdocs_profiling_scope.core.signals.modes import Mention, Names, find_mentions, modes_in_code
from mkdocs_profiling_scope.core.signals.opposing import add_implied, add_sides
from mkdocs_profiling_scope.core.signals.plainly import say_plainly
from mkdocs_profiling_scope.core.signals.relating import STANDING, relating
from mkdocs_profiling_scope.core.signals.roles import add_role
from mkdocs_profiling_scope.core.signals.sentences import sentences
from mkdocs_profiling_scope.core.signals.shape import shape
from mkdocs_profiling_scope.core.signals.side_by_side import side_by_side
from mkdocs_profiling_scope.core.signals.signals import (
    COMPARING,
    NOT_PROPOSING,
    PLACE,
    Prefix,
    Sentence,
    Shown,
    Signals,
    as_sentence,
    first_of_each,
)
from mkdocs_profiling_scope.core.signals.surroundings import add_surroundings
from mkdocs_profiling_scope.core.signals.wording import (
    Lower,
    Telling,
    label_end,
    lowered,
    places,
    telling_weights,
    telling_words,
    wording,
)
from mkdocs_profiling_scope.core.values import Span, as_span

_AT = {"heading": Prefix("heading"), "table": Prefix("table")}
_SEVERAL = {"figure": "figures", "number": "numbers"}  # the name of a second cue of a class
_BEGINS, _LABEL, _COLUMN, _NAMES = Prefix("begins"), Prefix("label"), Prefix("column"), Prefix("names")
_LABELLED = Prefix("labelled")
# What follows a word that is the name of an operation, and asks for none: "Replace is 2.3x faster".
_NAMED = re.compile(r"(?:-\w+)*\s+(?:is|are|was|were|has|had|remains?|stays?|takes?|took|needs?|costs?)\b")
_NOTHING: frozenset[str] = frozenset()
_RANKING = frozenset(("comparative", "rank"))
_STANDING = {how: Prefix(f"{how} &") for how in STANDING}
_BESIDE = {who: Prefix(f"{who} &") for who in ("none", "linked", "own", "other", "one", "two", "others")}


class Gatherer:
    """Gathers the signals of a page; every text is matched once."""

    def __init__(
        self,
        document: Document,
        lexicon: Lexicon,
        names: Names,
        own: str | None,
        comparing: Mapping[str, float],
        proposing: Telling,
    ) -> None:
        """`comparing` are the words that count on pages that name modes, `proposing` those on all."""
        prose = plain(document.view)
        self._document = document
        self._in_code = modes_in_code(document, names)
        self._own = own
        self._lexicon = lexicon
        self._hits = lexicon.hits(prose)
        self._hit_starts = [start for (start, _), _ in self._hits]
        self.mentions = find_mentions(document, names, prose)
        self._mention_starts = [m.start for m in self.mentions]
        self._wordings = comparing if self.mentions else {}  # without modes, nothing compares
        self.lower = lowered(document.view)
        self._telling = proposing

    def gather(self) -> list[Signals]:
        """Return the signals of every block, in document order."""
        found = [self._own_signals(node) for node in self._document.nodes]
        add_surroundings(self._document.nodes, found, self._own)
        return found

    # -- inside the block

    def _own_signals(self, node: Node) -> Signals:
        shapes = dict.fromkeys(shape(self._document, node), PLACE)
        mentions = self._mentions(node.start, node.end)
        found = self._sentences(node, mentions)
        signals = Signals(Shown(shapes), Shown(shapes), found)
        if found:
            signals.said = first_of_each(found)
            if mentions:
                signals.modes = tuple({m.mode: 0 for s in found for m in s.mentions if not m.linked})
            if signals.said:
                self._cues(node, signals)
            compared = not signals.said.keys().isdisjoint(COMPARING)
            if compared or mentions:
                self._relations(signals, compared)
            if node.kind in PROSE:
                if len(signals.modes) > 1:
                    add_sides(self._document.view, signals)
                if signals.modes and compared:
                    add_implied(self._document.view, signals)
            if signals.said:
                lead = None if node.lead is None else self._document.nodes[node.lead]
                say_plainly(self._document.view, node, lead, signals, self._own)
            self._words(node, signals, mentions)
            add_role(self._document, node, signals, self._lexicon)
        if node.kind == "table" or node.rows:  # also of HTML
            self._table(node, signals)
        elif node.kind == "code" and (named := self._in_code.get(node.start)):
            signals.comparing |= dict.fromkeys(modes_and_figures(self._document, node, named), PLACE)
        return signals

    def _units(self, node: Node, names: Set[int]) -> list[Span]:
        if node.kind == "table":
            return [as_span((row[0].start, row[-1].end)) for row in node.rows if row]
        if node.kind == "code":
            return []
        return sentences(self._document.view, node.start, node.end, names, self._document.code)

    def _words(self, node: Node, signals: Signals, mentions: Sequence[Mention]) -> None:
        """Weigh the words of a block that has sentences."""
        words = self.lower.words_in(node.start, node.end)
        if self._wordings:
            block = as_span((node.start, node.end))
            said = self.lower, block, mentions, self._own, self._wordings
            signals.comparing.add_words(wording(*said, words), places, *said)
        telling = self._document, node, self._telling, self.lower
        signals.proposing.add_words(telling_weights(*telling, words), _telling_places, *telling)

    def _sentences(self, node: Node, named: Sequence[Mention]) -> list[Sentence]:
        hits, starts, block_end = self._hits, self._hit_starts, node.end
        found = []
        for span in self._units(node, {m.start for m in named}):
            start, end = span
            cues: dict[str, Span] = {}
            first = bisect_left(starts, start)
            for (begin, stop), classes in hits[first : bisect_left(starts, end, first)]:
                place = as_span((begin, stop if stop < block_end else block_end))
                for name in classes:
                    if name == "urge" and begin <= start + 1 and _NAMED.match(self._document.view, stop):
                        continue
                    if name not in cues:
                        cues[name] = place
                    elif name in _SEVERAL:
                        cues.setdefault(_SEVERAL[name], place)
            mentions = self._mentions(start, end) if named else ()
            if mentions:
                modes = frozenset([m.mode for m in mentions if not m.linked])
                presence = self._presence(modes) if modes else "linked"
                found.append(as_sentence((span, cues, mentions, modes, presence, _NOTHING, None)))
            else:
                found.append(as_sentence((span, cues, (), _NOTHING, "none", _NOTHING, None)))
        return found

    def _mentions(self, start: int, end: int) -> tuple[Mention, ...]:
        starts = self._mention_starts
        first = bisect_left(starts, start)
        if first == len(starts) or starts[first] >= end:
            return ()
        return tuple(self.mentions[first : bisect_left(starts, end, first)])

    def _cues(self, node: Node, signals: Signals) -> None:
        at = _AT.get(node.kind)
        for name, span in signals.said.items():
            label = name if at is None else at[name]
            if name in COMPARING:
                signals.comparing[label] = span
            if name not in NOT_PROPOSING:
                signals.proposing[label] = span
        first = signals.sentences[0]
        if at is None:
            self._opening(first, signals, node.end)
        elif node.kind == "table":
            for name, span in first.cues.items():
                signals.proposing[_COLUMN[name]] = signals.comparing[_COLUMN[name]] = span

    def _opening(self, first: Sentence, signals: Signals, block_end: int) -> None:
        """Name what a block begins with, what stands in its label, before a colon, and right after that."""
        start, end = first.span
        colon = label_end(self._document, start, end)
        for name, span in first.cues.items():  # in the order in which they stand
            if span.start <= start + 1:
                self._both(signals, name, _BEGINS[name], span)
            elif span.start >= colon:
                break
            if span.end <= colon:
                self._both(signals, name, _LABEL[name], span)
        if colon >= 0:
            for name, span in self._cues_at(colon + 1, block_end):
                self._both(signals, name, _LABELLED[name], span)

    def _cues_at(self, start: int, end: int) -> Iterator[tuple[str, Span]]:
        """Yield the classes of the cues with which the words after `start` begin."""
        view = self._document.view
        while start < end and not view[start].isalnum():
            start += 1
        for i in range(bisect_left(self._hit_starts, start), len(self._hits)):
            place, classes = self._hits[i]
            if place[0] != start or place[1] > end:
                break
            for name in classes:
                yield name, Span(*place)

    def _both(self, signals: Signals, cue: str, name: str, span: Span) -> None:
        if cue in COMPARING:
            signals.comparing[name] = span
        if cue not in NOT_PROPOSING:
            signals.proposing[name] = span

    def _relations(self, signals: Signals, compared: bool) -> None:
        """Combine, sentence by sentence, which modes are there with what is said, if it compares."""
        add = signals.comparing.setdefault
        for i, s in enumerate(signals.sentences):
            present, cues = s.presence, s.cues
            if present != "none":
                add(_NAMES[present], Span(s.mentions[0].start, s.mentions[0].end))
            if not compared:
                continue
            if present != "none" and not cues.keys().isdisjoint(COMPARING):
                standing = dict(relating(self._document.view, s.span, s.mentions, self._own))
                signals.sentences[i] = s._replace(standing=frozenset(standing))
                for how, span in standing.items():
                    add(how, span)
                    for name in _RANKING & cues.keys():
                        add(_STANDING[how][name], cues[name])
            beside = _BESIDE[present]
            for name, span in cues.items():
                if name in COMPARING:
                    add(beside[name], span)
            if "comparative" in cues and "relation" in cues:
                add(beside["comparative relation"], cues["comparative"])
            if present == "other" and "own" in cues:
                add("own words & other", cues["own"])

    def _presence(self, modes: frozenset[str]) -> str:
        if len(modes) > 1:
            return "two" if self._own is None or self._own in modes else "others"
        if self._own is None:
            return "one"
        return "own" if self._own in modes else "other"

    def _table(self, node: Node, signals: Signals) -> None:
        for name in side_by_side(node.rows, self._modes_in, self._own):
            signals.comparing[name] = PLACE
        if len(signals.modes) > 1:
            signals.comparing["table names modes"] = PLACE
        signals.proposing[
            "table has figures"
            if any("number" in s.cues for s in signals.sentences[1:])
            else "table has no figures"
        ] = PLACE

    def _modes_in(self, cell: Span) -> set[str]:
        return {m.mode for m in self._mentions(cell.start, cell.end)}


def _telling_places(document: Document, node: Node, known: Telling, lower: Lower) -> Mapping[str, Span]:
    places: dict[str, Span] = {}
    for name, span in telling_words(document, node, known, lower):
        places.setdefault(name, span)
    return places
