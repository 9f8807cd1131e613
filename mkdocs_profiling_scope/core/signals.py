"""What a signal is: a name, and the place in a block that shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mkdocs_profiling_scope.core.modes import Mention
from mkdocs_profiling_scope.core.values import Span

COMPARING = frozenset(
    {"comparative", "relation", "versus", "rank", "times", "asking", "aside", "choose", "conclude", "own"}
    | {"rival", "question", "beat", "wonder", "pursue"}
)
NOT_PROPOSING = COMPARING - {"question", "own", "aside"} | {"number"}
PLACE = Span(-1, -1)  # of a signal that is about where a block stands


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its cues by class and its mentions of modes."""

    span: Span
    cues: Mapping[str, Span]
    mentions: tuple[Mention, ...]
    modes: frozenset[str]  # those that are mentioned, and not only in a link
    presence: str  # none | linked | own | other | one (own mode unknown) | two | others (own not among them)


@dataclass(slots=True)
class Signals:
    """What is known of one block before it is judged: signal name to the span that shows it."""

    proposing: dict[str, Span] = field(default_factory=dict)
    comparing: dict[str, Span] = field(default_factory=dict)
    sentences: list[Sentence] = field(default_factory=list)
    modes: tuple[str, ...] = ()  # mentioned, in order, without repetition

    def cues(self) -> set[str]:
        """Return the classes of all cues in the block."""
        return {name for s in self.sentences for name in s.cues}


def proposes(sentence: Sentence, *, begins: bool) -> bool:
    """Say whether a sentence plainly asks for a change; `begins`: it is the first of a list item."""
    cues = sentence.cues
    if cues.keys() & {"advice", "question", "study"}:
        return False
    if "modal" in cues:
        return True
    return "urge" in cues and cues["urge"].start == sentence.span.start and (begins or "act" in cues)


def projects(sentence: Sentence) -> bool:
    """Say whether a sentence plainly gives a number for what a change would bring."""
    cues = sentence.cues.keys()
    return (
        "foresee" in cues
        and bool(cues & {"arrow", "signed", "range", "times", "figure"})
        and "measured" not in cues
    )
