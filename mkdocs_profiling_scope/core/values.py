"""The values that an analysis consists of."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal, get_args

from mkdocs_profiling_scope.core.named import NamedTuple, maker

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

KINDS: tuple[Kind, ...] = get_args(Kind)
PAGE_SCOPES: tuple[PageScope, ...] = get_args(PageScope)
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
LEVELS: tuple[Level, ...] = get_args(Level)
METRICS: tuple[Metric, ...] = get_args(Metric)


class Span(NamedTuple):
    """A half-open range of character offsets into the original text of a page."""

    start: int
    end: int


as_span: Callable[[Iterable[int]], Span] = maker(Span)


class Block(NamedTuple):
    """A heading, paragraph, list item, table, code or HTML block, and what it was judged to be.

    Attributes:
        span: its characters, without what merely continues the container around it (quote marks,
            indentation before the first character, the final line break).
        start_line: 1-based.
        end_line: 1-based and inclusive.
        kind: what it is in Markdown.
        level: of a heading, 1 to 6; 0 for every other kind.
        scope: what it says, whatever the page's scope is.
        comparison: whether it sets modes against each other, or mentions another one as context.
        reasons: what led to both, in short texts.
        words: an ordinary word of its prose, for hosts that mark blocks in Markdown.
        metric: what its figures measure; None unless `analyse` was asked for details.
    """

    span: Span
    start_line: int
    end_line: int
    kind: Kind
    level: int
    scope: BlockScope = "other"
    comparison: Comparison = "none"
    reasons: tuple[str, ...] = ()
    words: Span | None = None
    metric: Metric | None = None


class Finding(NamedTuple):
    """What a rule has to say about one place.

    Attributes:
        code: of the rule, which never changes its meaning.
        name: of the rule.
        severity: the level that is in force for the rule, or for findings of medium confidence.
        confidence: medium where the surroundings of the words decided and not the words.
        message: what is wrong, and where it belongs.
        reason: what led to it.
        path: as it was given to `analyse`.
        span: the characters that it is about.
        start_line: 1-based.
        start_col: 1-based, in characters.
        end_line: 1-based and inclusive.
        end_col: 1-based and exclusive.
        block: index into `Analysis.blocks` of the block that it starts in.
    """

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
    block: int | None = None


class Measurement(NamedTuple):
    """A figure that stands for a page: `value` as it is written, with the words around it."""

    metric: Metric
    before: str
    value: str
    after: str
    block: int  # index into `Analysis.blocks`


class Citation(NamedTuple):
    """A reference to a document: the paths that it can mean, likeliest first, and the anchor in it."""

    paths: tuple[str, ...]
    anchor: str


class Proposal(NamedTuple):
    """A section that proposes, or the page as a whole, and the documents that it refers to."""

    title: str  # of the section; empty where it is the page
    citations: tuple[Citation, ...]


class Reading(NamedTuple):
    """Where a finding stands on the page, and how its words read there, without markup.

    Attributes:
        block: index into `Analysis.blocks`; None for a finding about the page.
        words: empty where the finding is about no words but a whole block, or about none.
        earlier: how often they stand in the same block before.
    """

    block: int | None
    words: str = ""
    earlier: int = 0


class Details(NamedTuple):
    """What overviews and the preview say of a page.

    Attributes:
        title: of the front matter, or else the first heading, without markup.
        measurements: the few figures that stand for a profiling page.
        proposals: the sections of a proposal, with what they cite.
        readings: one for each finding.
    """

    title: str = ""
    measurements: tuple[Measurement, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    readings: tuple[Reading, ...] = ()


class Analysis(NamedTuple):
    """Everything known about one page.

    Attributes:
        path: as it was given.
        scope: what the page is.
        mode: id of the mode that it is about, if one is known.
        blocks: in document order; they never overlap, and a list item is its own lines without the
            items nested in it.
        findings: in document order.
        suppressed: the findings that a comment on the page silences.
        details: what overviews say of the page; empty where nobody asked for them.
        english: if not, what the page says was not judged, and findings are about its structure.
    """

    path: str
    scope: PageScope
    mode: str | None
    blocks: tuple[Block, ...] = ()
    findings: tuple[Finding, ...] = ()
    suppressed: tuple[Finding, ...] = ()
    details: Details = Details()
    english: bool = True
