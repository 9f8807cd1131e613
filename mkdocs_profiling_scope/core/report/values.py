"""The values that a report consists of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from mkdocs_profiling_scope.core.values import Finding, PageScope

Status = Literal["needs refactoring", "minor edits", "not reviewed", "fine"]
Share = Literal["measurement", "opportunity", "proposal", "comparison", "other"]
PartKind = Literal["text", "quote", "lines", "document"]

STATUSES: tuple[Status, ...] = ("needs refactoring", "minor edits", "not reviewed", "fine")
SHARES: tuple[Share, ...] = ("measurement", "opportunity", "proposal", "comparison", "other")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of what an action says; formats escape each kind in their own way.

    `lines` stands for the lines from `start_line` to `end_line` of the document that the action is
    about, `document` for a path, relative to the project; a `quote` is from the document.
    """

    kind: PartKind
    text: str
    start_line: int = 0
    end_line: int = 0

    def __str__(self) -> str:
        return f'"{self.text}"' if self.kind == "quote" else self.text


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do in a document, and the findings that are settled by it."""

    parts: tuple[Part, ...]
    codes: tuple[str, ...]
    start_line: int
    end_line: int
    required: bool  # a finding of a warning or an error is among those it settles
    places: tuple[tuple[int, int], ...] = ()  # first and last line of each piece that goes elsewhere
    destination: str | None = None  # path of the document that they go to, relative to the project

    @property
    def text(self) -> str:
        """Return what to do, in words."""
        return "".join(map(str, self.parts))

    @property
    def leaving(self) -> int:
        """Return how many lines go elsewhere, blank ones left out."""
        return covered(self.places)


def covered(places: Iterable[tuple[int, int]]) -> int:
    """Return how many lines there are from the first to the last of each place; places may overlap."""
    count = last = 0
    for start, end in sorted(places):
        count += max(0, end - max(start - 1, last))
        last = max(last, end)
    return count


@dataclass(frozen=True, slots=True)
class Review:
    """A document with its state; `why` says why it was not reviewed."""

    path: str
    status: Status
    scope: PageScope = "none"
    mode: str | None = None
    mode_title: str | None = None
    title: str = ""
    shares: tuple[tuple[Share, int], ...] = ()  # lines of each kind, blank ones left out
    findings: tuple[Finding, ...] = ()
    suppressed: int = 0
    actions: tuple[Action, ...] = ()
    why: str = ""

    @property
    def lines(self) -> int:
        """Return how many lines there are, blank ones left out."""
        return sum(lines for _, lines in self.shares)

    @property
    def leaving(self) -> int:
        """Return how many lines have to go elsewhere."""
        return covered(place for action in self.required for place in action.places)

    @property
    def required(self) -> tuple[Action, ...]:
        """Return what has to be done."""
        return tuple(action for action in self.actions if action.required)

    @property
    def optional(self) -> tuple[Action, ...]:
        """Return what is worth a look."""
        return tuple(action for action in self.actions if not action.required)

    def count(self, severity: str) -> int:
        """Return how many findings have `severity`."""
        return sum(finding.severity == severity for finding in self.findings)

    @property
    def by_code(self) -> dict[str, int]:
        """Return how many findings there are of each rule, by code."""
        return dict(sorted(Counter(finding.code for finding in self.findings).items()))


@dataclass(frozen=True, slots=True)
class First:
    """An action to begin with, and the review that it is from, with its number among all."""

    number: int
    review: Review
    action: Action


@dataclass(frozen=True, slots=True)
class Report:
    """The documents, those first that need most; `others` have no scope and no name that asks for one."""

    reviews: Collection[Review]  # may make each one when it is asked for, so that formats hold none for long
    others: int
    missing: tuple[tuple[str, int], ...]  # documents to create, with how many actions move text there
    counts: Mapping[Status, int]  # of documents
    first: tuple[First, ...]  # the few that take away most lines
