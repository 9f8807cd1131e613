"""The signals of sentences that set modes against each other, whether they name one side or both.

What looks for them is imported late: its patterns take long to compile, and few pages need them.
"""

from __future__ import annotations

from mkdocs_profiling_scope.core.signals.signals import Prefix, Signals

_SIDES = Prefix("sides")
_IMPLIED = Prefix("implies")
_ALONE = ("other", "one")  # presence of one mode that is not the page's own, or may not be
# Cues without one of which a sentence sets nothing against the mode that it names.
_IMPLYING = frozenset(("comparative", "relation", "versus", "rank", "times", "beat", "degree", "numbers"))


def add_sides(view: str, signals: Signals) -> None:
    """Look for the words that set two modes of a sentence against each other."""
    several = [(i, s) for i, s in enumerate(signals.sentences) if len(s.modes) > 1]
    if not several:
        return
    from mkdocs_profiling_scope.core.signals.order import order
    from mkdocs_profiling_scope.core.signals.sides import are_readable, sides

    several = [(i, s) for i, s in several if are_readable(view, s.span, s.mentions)]
    for i, s in several:
        for name in order(view, s.span, s.mentions):
            signals.comparing.setdefault(name, s.span)
        if found := sides(view, s.span, s.mentions):
            signals.sentences[i] = s._replace(side=found.how)
            signals.comparing.setdefault(_SIDES[found.how], found.place)
    if several and not any(s.side for s in signals.sentences):
        signals.comparing[_SIDES["open"]] = several[0][1].span


def add_implied(view: str, signals: Signals) -> None:
    """Look for the words that set the one mode of a sentence against what it does not name."""
    alone = [
        (i, s)
        for i, s in enumerate(signals.sentences)
        if s.presence in _ALONE and not _IMPLYING.isdisjoint(s.cues)
    ]
    if not alone:
        return
    from mkdocs_profiling_scope.core.signals.implied import implied
    from mkdocs_profiling_scope.core.signals.sides import are_readable

    for i, s in alone:
        if not are_readable(view, s.span, s.mentions):
            continue
        for how, place in implied(view, s.span, s.mentions):
            signals.comparing.setdefault(_IMPLIED[how], place)
            if how == "said" and s.presence == "other":
                signals.sentences[i] = s._replace(side=how)
