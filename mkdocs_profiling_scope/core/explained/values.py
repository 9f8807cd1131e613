"""The values that the explanation of a page consists of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mkdocs_profiling_scope.core.values import Block, PageScope

# Where a signal was seen: in the block itself, or in what stands around it.
Source = Literal["block", "heading", "section above", "page", "list item", "lead-in", "around"]
Question = Literal["comparison", "proposal"]


@dataclass(frozen=True, slots=True)
class Words:
    """A place on the page and what stands there; lines and columns are 1-based, `end_col` exclusive."""

    start_line: int
    start_col: int
    end_line: int
    end_col: int
    text: str  # one space between words, not shortened


@dataclass(frozen=True, slots=True)
class Clue:
    """A signal that counted.

    Attributes:
        signal: its name in `weights.json`.
        meaning: what it is, in words.
        amount: what it added to the log-odds.
        source: where it was seen.
        words: the words that show it, if it is one that words show.
    """

    signal: str
    meaning: str
    amount: float
    source: Source
    words: Words | None


@dataclass(frozen=True, slots=True)
class Missing:
    """A signal that is not there and would speak for a "yes", with what it would add to the log-odds."""

    signal: str
    meaning: str
    amount: float


@dataclass(frozen=True, slots=True)
class Opposite:
    """What would have to change for the opposite judgement, all else being as it is.

    Attributes:
        distance: how far the log-odds are from the threshold, never negative.
        without: a few signals whose absence would be enough, if the judgement is "yes".
        with_any: signals each of which would be enough, strongest first, if the judgement is "no".
        with_all: the fewest signals that would be enough together, if none is by itself.

    All three are empty where no change of signals is enough.
    """

    distance: float
    without: tuple[Clue, ...] = ()
    with_any: tuple[Missing, ...] = ()
    with_all: tuple[Missing, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one of the two questions that a block is asked.

    Attributes:
        score: log-odds: `bias` and the amounts of all `clues`.
        threshold: from which score on the answer is "yes".
        certain: from which score on it is certain enough for a warning.
        probability: what the score says, 0 to 1.
        clues: the signals that counted, strongest first.
    """

    question: Question
    score: float
    bias: float
    threshold: float
    certain: float
    probability: float
    is_so: bool
    is_certain: bool
    clues: tuple[Clue, ...]
    opposite: Opposite


@dataclass(frozen=True, slots=True)
class Account:
    """A block with both answers.

    Attributes:
        words: where its prose begins and ends, or the block itself.
        notes: what else its labels follow from: `context`, `opportunity` and `profiling` are no answers
            of the model.
    """

    block: Block
    words: Words
    answers: tuple[Answer, Answer]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trait:
    """What tells of a page as a whole: its name in `weights.json`, in words, and what it adds."""

    name: str
    meaning: str
    amount: float  # log-odds


@dataclass(frozen=True, slots=True)
class Look:
    """What a page looks like as a whole: the answer to one question.

    Attributes:
        question: in `core/judgement/overall.py`.
        signal: what every block gets of it, with its `meaning` in words.
        score: log-odds: `bias` and the amounts of all `traits`.
        traits: those that counted, strongest first.
    """

    question: str
    signal: str
    meaning: str
    score: float
    bias: float
    traits: tuple[Trait, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why every block of a page was judged as it was.

    `looks` is empty for a page that is too short to look like something, and for one that is not English.
    """

    path: str
    scope: PageScope
    mode: str | None
    english: bool
    looks: tuple[Look, ...]
    accounts: tuple[Account, ...]
