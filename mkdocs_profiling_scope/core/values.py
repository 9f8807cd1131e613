"""The values that an analysis consists of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

Kind = Literal["heading", "paragraph", "item", "table", "code", "html"]
PageScope = Literal["profiling", "proposal", "none"]
BlockScope = Literal["profiling", "proposal", "opportunity", "other"]
Comparison = Literal["cross", "context", "none"]
Severity = Literal["error", "warning", "info"]
Level = Literal["error", "warning", "info", "off"]
Confidence = Literal["high", "medium"]
Metric = Literal[
    "throughput", "latency", "memory", "cpu", "allocation", "bottleneck", "call-graph", "flame-graph"
]

KINDS: tuple[Kind, ...] = ("heading", "paragraph", "item", "table", "code", "html")
PAGE_SCOPES: tuple[PageScope, ...] = ("profiling", "proposal", "none")
LEVELS: tuple[Level, ...] = ("error", "warning", "info", "off")
METRICS: tuple[Metric, ...] = get_args(Metric)


class Span(NamedTuple):
    """A half-open range of character offsets into the original text of a page."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item, table, code or HTML block, and what it was judged to be.

    Lines are 1-based and inclusive. `span` leaves out what merely continues the container around
    the block (quote marks, indentation before the first character, the final line break).
    """

    span: Span
    start_line: int
    end_line: int
    kind: Kind
    level: int  # of a heading, 1 to 6; 0 for every other kind
    scope: BlockScope = "other"
    comparison: Comparison = "none"
    reasons: tuple[str, ...] = ()
    words: Span | None = None  # an ordinary word of its prose, for hosts that mark blocks in Markdown
    metric: Metric | None = None  # what its figures measure


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule has to say about one place; lines and columns are 1-based, `end_col` exclusive."""

    code: str
    name: str
    severity: Severity
    confidence: Confidence
    message: str
    reason: str
    path: str
    span: Span
    start_line: int
    start_col: int
    end_line: int
    end_col: int
    block: int | None = None  # index into `Analysis.blocks` of the block that it starts in


@dataclass(frozen=True, slots=True)
class Measurement:
    """A figure that stands for a page: `value` as it is written, with the words around it."""

    metric: Metric
    before: str
    value: str
    after: str
    block: int  # index into `Analysis.blocks`


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference to a document: the paths that it can mean, likeliest first, and the anchor in it."""

    paths: tuple[str, ...]
    anchor: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A section that proposes, or the page as a whole, and the documents that it refers to."""

    title: str  # of the section; empty where it is the page
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Details:
    """What overviews say of a page."""

    title: str = ""  # of the front matter, or else the first heading, without markup
    measurements: tuple[Measurement, ...] = ()  # of a profiling page
    proposals: tuple[Proposal, ...] = ()  # of a proposal


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything known about one page: what it is, its blocks in document order, its findings."""

    path: str
    scope: PageScope
    mode: str | None
    blocks: tuple[Block, ...] = ()
    findings: tuple[Finding, ...] = ()
    suppressed: tuple[Finding, ...] = ()
    details: Details = Details()  # empty where nobody asked for them
