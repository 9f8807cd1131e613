"""Sentences that say plainly what they are, whatever surrounds them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mkdocs_profiling_scope.core.markdown.document import Node
from mkdocs_profiling_scope.core.signals.shape import CHANGE
from mkdocs_profiling_scope.core.signals.signals import (
    ASKING_NOTHING,
    FIGURES,
    WISHING,
    Sentence,
    Signals,
    measures,
    projects,
    proposes,
    wishes,
)
from mkdocs_profiling_scope.core.values import Kind, Span

_WITH_ANOTHER = ("other", "others", "two")  # presence of a mode that is not the page's own
_SEVERAL_MODES = ("two", "others")
_COMPARED = frozenset(("beat", "comparative", "figures", "pursue"))
_TARGET = frozenset(("pursue", "rank", "figure"))  # "match Node's 52 ms"
# What these say of one mode may be of time or place: "the gap between two ticks", "wins 8 %", "parity test".
_VAGUE = re.compile(r"win(?:s|ning)?|loses?|gap between|ahead of|parity", re.IGNORECASE)
# What introduces steps that a reader takes, and changes of nothing.
_INSTRUCTS = re.compile(
    r"to (?:add|build|collect|configure|create|debug|enable|generate|install|measure|profile|record"
    r"|regenerate|reproduce|run|set up|test|update|use|verify)\b"
    r"(?!.*\b(?:we|i|should|propose|recommend)\b).*:\Z",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST = 200  # characters of such a line
_PRONOUN = len("ours")
_NEAR = 80  # characters between a word that tells who is ahead and one of those who are compared


def say_plainly(view: str, node: Node, lead: Node | None, signals: Signals, own: str | None) -> None:
    """Name the sentences that say plainly what they are, whatever surrounds them but the `lead`."""
    # Most blocks have none of the cues that it takes, so that their sentences need no look.
    said, found = signals.said, signals.sentences
    if len(signals.modes) > 1 or "implies said" in signals.comparing or not _COMPARED.isdisjoint(said):
        for s in found:
            if _compares(view, s, own):
                signals.comparing.setdefault("plainly compares", s.span)
    is_text = node.kind in ("paragraph", "item") and CHANGE not in signals.proposing
    if ("modal" in said or "urge" in said) and is_text and not _is_step(view, node, lead):
        for i, s in enumerate(found):
            if proposes(s, begins=i == 0 and node.kind == "item"):
                signals.proposing.setdefault("plainly proposes", s.span)
        if "labelled urge" in signals.proposing and found[0].cues.keys().isdisjoint(ASKING_NOTHING):
            signals.proposing.setdefault("plainly proposes", found[0].span)
    if not said.keys().isdisjoint(WISHING) and is_text:
        for s in found:
            if wishes(s):
                signals.proposing.setdefault("plainly wishes", s.span)
    if "foresee" in said:
        rows = [row for row in node.rows if row]  # those that have a sentence
        for i, s in enumerate(found):
            if projects(s) and not (i and node.kind == "table" and _is_verdict(rows[i], s)):
                signals.proposing.setdefault("plainly projects", s.span)
    if node.kind in ("paragraph", "item") and (measured := measures(said)):
        signals.proposing["plainly measures"] = measured
    _plainly_first(node.kind, signals, signals.sentences[0])


def _is_step(view: str, node: Node, lead: Node | None) -> bool:
    """Say whether an item is a step of instructions: "To add a transport: 1. Implement a function"."""
    if node.kind != "item" or lead is None or not node.ordered or lead.end - lead.start > _LONGEST:
        return False
    return _INSTRUCTS.match(view[lead.start : lead.end].strip()) is not None


def _plainly_first(kind: Kind, signals: Signals, first: Sentence) -> None:
    """Name what headings, header rows and labels say plainly."""
    cues = first.cues
    if kind == "heading" and "announce" in cues and "measured" not in cues:
        signals.proposing.setdefault("plainly announces", cues["announce"])
    if kind in ("heading", "table") and "versus" in cues and first.presence in _WITH_ANOTHER:
        signals.comparing.setdefault("plainly compares", first.span)
    if kind == "table" and "price" in cues and cues.keys() & {"option", "foresee", "optimization"}:
        signals.proposing.setdefault("plainly prices", cues["price"])
    if kind == "item" and "label price" in signals.proposing:
        signals.proposing.setdefault("plainly prices", cues["price"])


def _compares(view: str, sentence: Sentence, own: str | None) -> bool:
    if sentence.side is not None:  # what only stands side by side is likely to compare, and no more
        return sentence.side != "likely"
    cues, standing = sentence.cues, sentence.standing
    if "own mode in a row" in standing:  # "A and B are faster than before", "C++ is faster than A and B"
        return False
    against = "against mode" in standing or "against own" in standing
    # "A and B have better tools", "both A and B are slower than we thought"
    if not against and ("modes in a row" in standing or "against something else" in standing):
        return False
    if sentence.presence in _SEVERAL_MODES and (
        "figures" in cues
        or ("comparative" in cues and (against or _is_between_modes(cues.get("contrast"), sentence)))
    ):
        return True
    if sentence.presence in _WITH_ANOTHER:
        return (
            ("beat" in cues and _is_near_modes(cues["beat"], sentence) and not _is_vague(view, sentence))
            or (cues.keys() >= _TARGET and _is_near_modes(cues["pursue"], sentence))
            or ("comparative" in cues and "asking" in cues)
            or ("figures" in cues and "own" in cues and _is_named(cues["own"]))
            or ("comparative" in cues and "times" in cues and "relation" in cues)
        )
    return "rival" in cues and "beat" in cues and own is not None


def _is_between_modes(cue: Span | None, sentence: Sentence) -> bool:
    """Say whether a word stands between two modes, as in "A is fast, but B is not"."""
    mentions = sentence.mentions
    return cue is not None and mentions[0].end <= cue.start and cue.end <= mentions[-1].start


def _is_named(own: Span) -> bool:
    """Say whether a page's own side is called "this mode" and the like, and not only "we"."""
    return own.end - own.start > _PRONOUN


def _is_vague(view: str, sentence: Sentence) -> bool:
    """Say whether a word may tell who is ahead or something else, where no second mode is named."""
    place = " ".join(view[slice(*sentence.cues["beat"])].split())
    return sentence.presence == "other" and _VAGUE.fullmatch(place) is not None


def _is_near_modes(cue: Span, sentence: Sentence) -> bool:
    """Say whether a mode is named near a word; a long sentence says much that has nothing to do with it."""
    return any(cue.start - _NEAR <= m.end and m.start <= cue.end + _NEAR for m in sentence.mentions)


def _is_verdict(row: Sequence[Span], sentence: Sentence) -> bool:
    """Say whether "expected" in a row is said of a figure that was measured, in a cell after it."""
    said = sentence.cues["foresee"].start
    at = next((i for i, cell in enumerate(row) if cell.start <= said < cell.end), 0)
    figures = [sentence.cues[name].start for name in FIGURES if name in sentence.cues]
    return at > 0 and not any(row[at].start <= figure < row[at].end for figure in figures)
