"""What a signal is: a name, and the place in a block that shows it."""

from __future__ import annotations

from collections.abc import Callable, KeysView, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from mkdocs_profiling_scope.core.named import NamedTuple, maker
from mkdocs_profiling_scope.core.signals.modes import Mention
from mkdocs_profiling_scope.core.values import Span

COMPARING = frozenset(
    {"comparative", "relation", "versus", "rank", "times", "asking", "aside", "choose", "conclude", "own"}
    | {"rival", "question", "beat", "wonder", "pursue", "contrast", "differ", "alike", "degree"}
    | {"figures", "numbers", "setting"}
)
NOT_PROPOSING = COMPARING - {"question", "own", "aside"} | {"number"}
ASKING_NOTHING = frozenset(("question", "study", "example"))  # whatever a sentence with these asks for
WISHING = frozenset(("wish", "request", "ought"))  # what wishes are known by
_NEXT = 8  # characters between a wish and what is wished for
_ADDRESSED = 40  # characters between what is asked and whom it is asked of
SAYS = "says "  # begins the names of the signals of wording.py
ORDER, NEAR = "order ", "near "  # begin the names of the signals of order.py
SAYS_LITTLE = "page says little"  # of paragraphs and items on a page with few blocks that have sentences
PLACE = Span(-1, -1)  # of a signal that is about where a block stands


class Prefix(dict[str, str]):
    """The names of signals that begin with the same word, by what follows it; each is made once."""

    def __init__(self, prefix: str) -> None:
        super().__init__()
        self._prefix = prefix

    def __missing__(self, rest: str) -> str:
        name = self[rest] = f"{self._prefix} {rest}"
        return name


class Sentence(NamedTuple):
    """A sentence with its cues by class and its mentions of modes."""

    span: Span
    cues: Mapping[str, Span]
    mentions: tuple[Mention, ...] = ()
    modes: frozenset[str] = frozenset()  # those that are mentioned, and not only in a link
    presence: str = (
        "none"  # none | linked | own | other | one (own mode unknown) | two | others (own not among them)
    )
    standing: frozenset[str] = frozenset()  # how the modes stand to each other, see relating.py
    side: str | None = None  # how two of them are set against each other, see sides.py


as_sentence = maker(Sentence)


def is_against_others(sentence: Sentence) -> bool:
    """Say whether a sentence names modes in a row that the rest is set against: "faster than A and B"."""
    return sentence.presence == "others" and {"against mode", "modes in a row"} <= sentence.standing


class Shown(dict[str, Span]):
    """Signals with their places; the words among them come late, when somebody asks for `all`.

    Nobody asks for most blocks: what the words weigh is enough to judge them.
    """

    words: Sequence[float] = ()  # the weights of those that are still to come
    _search: tuple[Callable[..., Mapping[str, Span]], tuple[Any, ...]]

    def add_words(
        self, weights: Sequence[float], search: Callable[..., Mapping[str, Span]], *arguments: Any
    ) -> None:
        """Add the words of the block, once; `search` gives the signals that weigh this, with their places."""
        if weights:
            self.words, self._search = weights, (search, arguments)

    def all(self) -> Mapping[str, Span]:
        """Return all signals with their places."""
        if self.words:
            search, arguments = self._search
            self.update(search(*arguments))
            self.words = ()
        return self


@dataclass(slots=True, eq=False)
class Signals:
    """What is known of one block before it is judged: signal name to the span that shows it."""

    proposing: Shown = field(default_factory=Shown)
    comparing: Shown = field(default_factory=Shown)
    sentences: list[Sentence] = field(default_factory=list)
    said: Mapping[str, Span] = field(default_factory=dict)  # the first cue of each class
    modes: tuple[str, ...] = ()  # mentioned, in order, without repetition
    among_comparisons: bool = False  # what stands around the block compares, or names a mode
    role: str | None = None  # of a heading: what its section is for
    hint: str | None = None  # of a heading without a role: the signal of what it hints at

    def cues(self) -> KeysView[str]:
        """Return the classes of all cues in the block."""
        return self.said.keys()


def first_of_each(found: Sequence[Sentence]) -> Mapping[str, Span]:
    """Return the first cue of each class in a block."""
    if len(found) == 1:
        return found[0].cues
    said: dict[str, Span] = {}
    for sentence in reversed(found):
        said |= sentence.cues
    return said


def proposes(sentence: Sentence, *, begins: bool) -> bool:
    """Say whether a sentence plainly asks for a change; `begins`: it is the first of a list item."""
    cues = sentence.cues
    asks = cues.get("modal")
    if asks is None and "urge" in cues and cues["urge"].start == sentence.span.start:
        # "Consider the Node binding for …" advises which one to choose.
        asks = cues["urge"] if "act" in cues or (begins and not sentence.modes) else None
    if asks is None or cues.keys() & ASKING_NOTHING:
        return False
    # "We recommend that you …" speaks to users; "we should …, see the guide" does not.
    return "advice" not in cues or cues["advice"].start > asks.end + _ADDRESSED


def wishes(sentence: Sentence) -> bool:
    """Say whether a sentence plainly wishes for a change, whoever is to make it."""
    cues = sentence.cues
    if "wish" in cues and "example" not in cues:
        # "It would be nice to measure …" asks for nothing but a measurement.
        return "study" not in cues or not 0 <= cues["study"].start - cues["wish"].end <= _NEXT
    if cues.keys() & ASKING_NOTHING:
        return False
    if "request" in cues and cues["request"].start == sentence.span.start:
        return True
    # "The reader should return a view instead of a copy"; "you should …" is advice.
    return "ought" in cues and "change" in cues and "advice" not in cues


# What speaks of a change, or of what is to come.
_AHEAD = frozenset(
    {
        "expected",
        "foresee",
        "will",
        "modal",
        "intend",
        "urge",
        "recommend",
        "act",
        "change",
        "price",
        "effort",
    }
    | {"plan", "option", "solution", "proposal", "announce", "opportunity", "optimization", "present"}
    | {"arrow", "range", "signed"}
)


def measures(said: Mapping[str, Span]) -> Span | None:
    """Return where a block plainly gives what was measured, if it says nothing of a change."""
    if said.keys().isdisjoint(_AHEAD):
        return said.get("figure") or said.get("measured")
    return None


FIGURES = ("arrow", "signed", "range", "times", "figure")


def projects(sentence: Sentence) -> bool:
    """Say whether a sentence plainly gives a number for what a change would bring."""
    cues = sentence.cues.keys()
    return "foresee" in cues and not cues.isdisjoint(FIGURES) and "measured" not in cues
