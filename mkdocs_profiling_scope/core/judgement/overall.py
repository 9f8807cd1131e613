"""What a page looks like as a whole: whether some, much or most of it proposes.

A design proposal is one by its frame, and seldom by its single sentences: people write it in the present
tense. So a page is judged before its blocks are, by how it is divided, what its headings say, what stands
at its top, and how often its blocks say what. Each block then has the answers among its signals.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from operator import attrgetter, itemgetter, mul
from typing import TYPE_CHECKING

from mkdocs_profiling_scope.core.markdown.document import Document, Node
from mkdocs_profiling_scope.core.named import NamedTuple
from mkdocs_profiling_scope.core.signals.signals import PLACE, Prefix, Signals

if TYPE_CHECKING:
    from mkdocs_profiling_scope.core.signals.wording import Lower

QUESTIONS = {"some": 0.01, "much": 0.3, "mostly": 0.7}  # with the share of blocks from which it is so
_LEAST = 10  # blocks from which a page looks like something
_STEPS = (
    (-2.5, "never"),
    (-0.8, "hardly"),
    (0.8, "maybe"),
    (2.5, "likely"),
    (math.inf, "surely"),
)  # log-odds
ANSWERS = tuple(answer for _, answer in _STEPS)
_TOP = 30  # lines in which a page says who wrote it, when, and what became of it
_WORD = re.compile(r"[a-z][a-z'-]+")
_FIELD = re.compile(r"^[ \t>*|_+-]*([A-Za-z][A-Za-z #-]{0,24}?)[*_ ]*[:|][*_ ]*(.{0,40})", re.MULTILINE)
# What design proposals say of themselves at their top, in the templates of Python, Rust, Kubernetes, Ethereum
# and others, and what release notes and reports say there.
_FIELDS = frozenset(
    re.split(
        r",\s+",
        """author, authors, status, created, type, champion, champions, rfc, rfc pr, rfc #, start date, date,
        feature, feature name, tracking issue, rust issue, requires, discussion-to, discussions-to, sponsor,
        sponsors, reviewers, approvers, last updated, last-updated, owner, owners, proposal, replaces,
        superseded by, superseded-by, ticket, issue, issues, pr, title, category, version, updated, deciders,
        proposed, implementation, related, target, draft, review manager, decision notes, stage, editor,
        editors""",
    )
)
# How often these are said tells reports, guides and specifications from proposals, whatever they are about.
_COMMON = re.split(
    r"\s+",
    """add after allow are be been before can could currently design did do does existing first goal had has
    have he here how i if implement is it may me might must my need needs new next no not now our proposal
    propose shall should support that then there these they this to today us use used using was we were
    when where which who why will would you your""",
)
_SAYS, _OFTEN, _COMMONLY = Prefix("says"), Prefix("often says"), Prefix("word")
_kind = attrgetter("kind")
_RELEASE = re.compile(r"[#\s\[]*(?:v?\d+\.\d|\d{4}-\d\d)")


class Overall(NamedTuple):
    """Judges a page by its traits: for each of `QUESTIONS` a linear model."""

    bias: Sequence[float]
    weights: Mapping[str, Sequence[float]]  # of a trait, for each question

    def scores(self, traits: Mapping[str, float]) -> list[float]:
        """Return the log-odds of every question."""
        get = self.weights.get
        known = [(value, weights) for name, value in traits.items() if (weights := get(name))]
        values, found = [value for value, _ in known], [weights for _, weights in known]
        return [
            bias + math.fsum(map(mul, values, map(itemgetter(k), found))) for k, bias in enumerate(self.bias)
        ]

    @staticmethod
    def can_tell(found: Sequence[Signals]) -> bool:
        """Say whether a page has enough blocks to look like something."""
        return len(found) >= _LEAST

    def tell(self, document: Document, found: Sequence[Signals], lower: Lower) -> None:
        """Give every block of a page, whose prose is `lower`, the signals of what the page looks like."""
        if self.can_tell(found):
            said = dict.fromkeys(answers(self.scores(traits(document, found, lower))), PLACE)
            for signals in found:
                signals.proposing |= said


def answers(scores: Sequence[float]) -> list[str]:
    """Return the names of the signals for the log-odds of the questions."""
    return [
        f"page proposes {question} {next(answer for most, answer in _STEPS if score < most)}"
        for question, score in zip(QUESTIONS, scores, strict=True)
    ]


def traits(document: Document, found: Sequence[Signals], lower: Lower) -> dict[str, float]:
    """Return what tells of a page as a whole, with how much of it there is, 0 to about 3."""
    headings = [i for i, node in enumerate(document.nodes) if node.kind == "heading"]
    return {
        **dict(_sections(document, found, headings)),
        **_spoken(found),
        **dict(_top(document)),
        **_shape(document.nodes),
        **_common(lower),
    }


def _sections(
    document: Document, found: Sequence[Signals], headings: Sequence[int]
) -> Iterator[tuple[str, float]]:
    """Yield what sections are for, the words of headings, and those of the title once more."""
    if not headings:
        return
    of = 3 / max(3, len(headings))
    roles = Counter(role for i in headings if (role := found[i].role) is not None)
    for role, count in roles.items():
        yield f"section {role}", 1.0
        yield f"sections {role}", count * of
    texts = [document.view[node.start : node.end] for node in map(document.nodes.__getitem__, headings)]
    for word in set(_WORD.findall("\n".join(texts).lower())):
        yield f"heading {word}", 1.0
    for word in _WORD.findall(texts[0].lower()):
        yield f"title {word}", 1.0
    yield "releases", of * sum(1 for text in texts if _RELEASE.match(text))


def _spoken(found: Sequence[Signals]) -> dict[str, float]:
    """Say which cues there are, and in how many of the blocks with sentences."""
    spoken = [signals.said for signals in found if signals.sentences]
    of = 4 / max(8, len(spoken))
    counts = Counter(chain.from_iterable(spoken))
    often = {_OFTEN[cue]: min(1.0, count * of) for cue, count in counts.items()}
    return often | {_SAYS[cue]: 0.5 for cue in counts}


def _common(lower: Lower) -> dict[str, float]:
    """Say how often common words are said, in a share of all words: 1 is one of 60."""
    counts = lower.counts()
    of = 60 / (sum(counts.values()) + 200)
    return {_COMMONLY[word]: min(2.0, of * counts[word]) for word in _COMMON if word in counts}


def _top(document: Document) -> Iterator[tuple[str, float]]:
    """Yield the fields at the top of a page, and the words of its status."""
    text, end = document.source.text, 0
    for _ in range(_TOP):
        end = text.find("\n", end) + 1
        if not end:
            end = len(text)
            break
    fields = set()
    for field, value in _FIELD.findall(text[: min(end, _TOP * 200)]):
        field = field.lower()
        if field in _FIELDS:
            fields.add(field)
            yield f"field {field}", 1.0
            if field == "status":
                for word in _WORD.findall(value.lower())[:2]:
                    yield f"status {word}", 1.0
    if len(fields) > 1:
        yield "fields", 2.0


def _shape(nodes: Sequence[Node]) -> dict[str, float]:
    of = 2 / max(1, len(nodes))
    kinds = {f"is {kind}": count * of for kind, count in Counter(map(_kind, nodes)).items()}
    return {**kinds, "long": math.log(max(1, len(nodes))) / 4}
