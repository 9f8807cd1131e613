"""The values that a refactoring consists of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Part = Literal["comparative reasoning", "proposals"]  # in the order of the proposal document
PARTS: tuple[Part, ...] = get_args(Part)


@dataclass(frozen=True, slots=True)
class Unit:
    """Lines that leave a page together; 1-based, inclusive, in the page as it was."""

    part: Part
    start: int
    end: int
    heading: bool = False  # a whole section, which begins with its heading
    nested: bool = False  # inside a list or an admonition


@dataclass(frozen=True, slots=True)
class Move:
    """Lines that go from one document to another."""

    path: str
    start_line: int
    end_line: int
    section: str  # the headings above, and the unit's own; empty above the first
    part: Part
    target: str
    whole: bool  # a section
    data: tuple[tuple[int, int], ...] = ()  # lines of measurements that go along with their section
    flat: tuple[int, ...] = ()  # lines of headings for which there is no level deep enough
    doubtful: bool = False  # nothing that is found in them is more than information


@dataclass(frozen=True, slots=True)
class Left:
    """What a person has to decide: where, in words, and what to do."""

    path: str
    line: int  # in the document as it was
    new_path: str
    new_line: int  # in the document as it will be
    code: str  # of the finding; empty where there is none
    quote: str
    suggestion: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link whose target follows, or one that leads nowhere where `new` is empty."""

    path: str
    line: int  # in the document as it will be
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Edit:
    """A document before and after; `before` is None where it is created, `after` where it goes."""

    path: str
    before: str | None
    after: str | None
    source: str = ""  # the path that it had, if that changes


@dataclass(frozen=True, slots=True)
class Plan:
    """A refactoring: what is written, and what there is to say about it."""

    edits: tuple[Edit, ...] = ()
    moves: tuple[Move, ...] = ()
    left: tuple[Left, ...] = ()
    links: tuple[Link, ...] = ()
    dangling: tuple[Link, ...] = ()
    notes: tuple[str, ...] = ()
    layout: tuple[str, ...] = ()  # what becomes of each mode and variant, in words
    created: tuple[tuple[str, str], ...] = ()  # profiles that are to be measured, with their titles
    renamed: tuple[tuple[str, str], ...] = ()  # old and new paths
