"""PS2xx: where a profiling page proposes, plans or prices changes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from mkdocs_profiling_scope.core.judgement.verdict import Verdict
from mkdocs_profiling_scope.core.markdown.document import PROSE
from mkdocs_profiling_scope.core.rules.evidence import decisive, prose_span, quote, reason
from mkdocs_profiling_scope.core.rules.page import Page
from mkdocs_profiling_scope.core.rules.rule import Rule, Violation
from mkdocs_profiling_scope.core.signals.signals import PLACE, SAYS, Sentence, projects
from mkdocs_profiling_scope.core.values import Confidence, Span

MOSTLY = 0.6  # share of its blocks that makes a section a proposal, if its heading proposes
NEARLY_ALL = 0.85  # if it does not
ANNOUNCED = 0.3  # if its heading surely proposes, and nothing below it was measured
_STATING = frozenset((*PROSE, "table", "heading"))
_NOTHING = ("n/a", "none", "tbd", "todo")  # what stands in an empty section of a template
SURE = 0.92  # mean probability of its proposing blocks that makes a section certain
SURE_OF_ALL = 0.85  # the same where all of its blocks propose, and its heading surely does


def _confidence(page: Page, index: int) -> Confidence:
    return "high" if page.judgements[index].proposing.is_certain else "medium"


def _is_proposal(page: Page, index: int) -> bool:
    return page.blocks[index].scope == "proposal"


def _reported_with_another(page: Page, index: int) -> bool:
    """Say whether the item above or the lead-in is reported already and speaks for this block."""
    node = page.document.nodes[index]
    return any(above is not None and _is_proposal(page, above) for above in (node.parent, node.lead))


def _best(page: Page, index: int) -> Sentence | None:
    found = page.signals[index].sentences
    return decisive(page.judgements[index].proposing, found, lambda s, inside: inside + 1.0 * projects(s))


def _statements(page: Page) -> list[tuple[int, Span, bool]]:
    """Return the proposing blocks, each with the words that decided, and whether these project a gain."""
    found = []
    for i, block in enumerate(page.blocks):
        if not _is_proposal(page, i) or block.kind not in _STATING or page.is_covered(block.span.start):
            continue
        verdict = page.judgements[i].proposing
        is_heading = block.kind == "heading"
        if not _says_so(verdict) or (is_heading and (not verdict.is_certain or _is_empty(page, i))):
            continue  # what it announces, or inherits, shows around it, or as a section, and that is PS203
        sentence = _best(page, i)
        if sentence is None:
            continue
        projecting = projects(sentence)
        if projecting or not _reported_with_another(page, i):
            span = block.span if block.kind in ("table", "heading") else sentence.span
            found.append((i, span, projecting))
    return found


def _proposal(page: Page) -> Iterator[Violation]:
    for i, span, projecting in page.once(_statements):
        if projecting:
            continue
        message = f"{quote(page, span)} proposes or plans a change; it belongs in the proposal"
        yield Violation(span, message, page.judgements[i].proposing, _confidence(page, i))


def _expected(page: Page) -> Iterator[Violation]:
    for i, span, projecting in page.once(_statements):
        if not projecting:
            continue
        message = f"{quote(page, span)} projects a gain that nobody has measured; it belongs in the proposal"
        yield Violation(span, message, page.judgements[i].proposing, _confidence(page, i))


def _section(page: Page) -> Iterator[Violation]:
    after = 0
    title = _page_title(page)
    blocks = page.blocks
    known = [i for i, block in enumerate(blocks) if block.scope == "proposal" and block.kind != "heading"]
    for i, block in enumerate(blocks):
        if i < after or block.kind != "heading" or i == title or _is_empty(page, i):
            continue
        end = page.document.section_end(i)
        if bisect_left(known, i) == bisect_left(known, end):  # nothing below it proposes
            continue
        inside = [j for j in range(i + 1, end) if page.blocks[j].kind != "heading"]
        proposing = [j for j in inside if page.blocks[j].scope == "proposal"]
        share = len(proposing) / len(inside)
        if not any(page.judgements[j].proposing.score >= 0 for j in [i, *proposing]):
            continue
        if share < _least(page, i, inside) or (not _is_proposal(page, i) and len(proposing) < 3):
            continue
        after = end
        yield _section_violation(page, i, end, proposing, len(inside))


def _is_empty(page: Page, heading: int) -> bool:
    """Say whether nothing stands in the section of a heading but a word for nothing."""
    document = page.document
    only = document.section_end(heading) == heading + 2
    return only and document.prose(document.nodes[heading + 1]).lower().rstrip(".") in _NOTHING


def _least(page: Page, heading: int, inside: list[int]) -> float:
    """Return the share of proposing blocks that makes the section of a heading a proposal."""
    if not _is_proposal(page, heading):
        return NEARLY_ALL
    measured = any(page.blocks[j].scope == "profiling" for j in inside)
    return ANNOUNCED if page.judgements[heading].proposing.is_certain and not measured else MOSTLY


def _page_title(page: Page) -> int | None:
    return next((i for i, b in enumerate(page.blocks) if b.kind == "heading" and b.level == 1), None)


def _section_violation(page: Page, index: int, end: int, proposing: list[int], inside: int) -> Violation:
    lines = f"lines {page.blocks[index].start_line}-{page.blocks[end - 1].end_line}"
    verdicts = [page.judgements[j].proposing for j in [index, *proposing]]
    sure = SURE_OF_ALL if verdicts[0].is_certain and len(proposing) == inside else SURE
    probability = sum(v.probability() for v in verdicts)
    certain = 2 * sum(v.is_certain for v in verdicts) >= len(verdicts) or probability >= sure * len(verdicts)
    title = quote(page, prose_span(page, index)) if page.signals[index].sentences else "without a title"
    return Violation(
        Span(page.blocks[index].span.start, max(page.blocks[j].span.end for j in range(index, end))),
        f"the section {title} ({lines}) is a proposal; it belongs in the proposal document",
        f"{len(proposing)} of its {inside} blocks propose or plan; "
        + reason(page, verdicts[0] if _says_so(verdicts[0]) else max(verdicts[1:], key=lambda v: v.score)),
        "high" if certain else "medium",
    )


def _says_so(verdict: Verdict) -> bool:
    """Say whether words of the block speak for it, and not just one that such blocks often have."""
    return any(e.span != PLACE and not e.signal.startswith(SAYS) for e in verdict.strongest())


def _opportunity(page: Page) -> Iterator[Violation]:
    for i, block in enumerate(page.blocks):
        if block.scope == "opportunity" and block.kind in PROSE:
            sentence = next(s for s in page.signals[i].sentences if "opportunity" in s.cues)
            cue = sentence.cues["opportunity"]
            message = f"{quote(page, sentence.span, [cue])} says what could be better; a profile says what is"
            yield Violation(
                sentence.span, message, f"{quote(page, cue)} says that an improvement is possible"
            )


PS201 = Rule(
    code="PS201",
    name="proposal",
    level="warning",
    scopes=("profiling",),
    why="a recommendation, a plan or the price of a change is a decision, and belongs where it is discussed",
    remedy="move it to the proposal and leave the measurement that it rests on",
    flagged="We should replace the row map with a sorted vector.",
    fine="Looking up the row map takes 31 % of the time.",
    check=_proposal,
)
PS202 = Rule(
    code="PS202",
    name="expected-result",
    level="warning",
    scopes=("profiling",),
    why="a projected gain stands beside measured figures and is taken for one of them",
    remedy="move the projection to the proposal; measure, and report the result here",
    flagged="Expected result: 1.9M → 2.4M rows/s.",
    fine="After the change, throughput rose from 1.9M to 2.4M rows/s.",
    check=_expected,
)
PS203 = Rule(
    code="PS203",
    name="proposal-section",
    level="warning",
    scopes=("profiling",),
    why="a whole section of proposals turns a profile into advocacy",
    remedy="move the section to the proposal and leave a one-line pointer",
    flagged="## Optimization roadmap",
    fine="## Where the time goes",
    check=_section,
    covers=True,
)
PS204 = Rule(
    code="PS204",
    name="opportunity",
    level="info",
    scopes=("profiling",),
    why="an improvement that is said to be possible is on the way to a proposal",
    remedy="state the cost that was measured; take the idea to the proposal",
    flagged="A 40 % reduction of the heap is possible.",
    fine="40 % of the heap is padding.",
    check=_opportunity,
)
