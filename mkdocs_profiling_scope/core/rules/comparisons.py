"""PS1xx: where a profiling page sets modes against each other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mkdocs_profiling_scope.core.judgement.classify import sets_aside
from mkdocs_profiling_scope.core.markdown.document import PROSE
from mkdocs_profiling_scope.core.quoting import quoted
from mkdocs_profiling_scope.core.rules.evidence import decisive, prose_span, quote
from mkdocs_profiling_scope.core.rules.page import Page
from mkdocs_profiling_scope.core.rules.rule import Rule, Violation
from mkdocs_profiling_scope.core.signals.signals import Sentence, Signals, is_against_others, proposes
from mkdocs_profiling_scope.core.values import Confidence, Span

_RELATING = frozenset(
    ["comparative", "relation", "versus", "rank", "times", "choose", "rival", "asking", "question"]
)
_SETTING_BESIDE = frozenset(("relation", "versus", "rank", "beat"))
# No number of a name ("Apache-2.0", "HTTP/2") or of a bound ("O(1)").
_FIGURE = re.compile(r"(?<![\w/.-])(?<!\w\()[~<>+-]?\d")
_WORD = re.compile(r"[^\W\d_]{3,}")  # none of "Node v20 (x64)" but the name
_BETWEEN = ("vs", "vs.", "versus")  # figures, too: "38 rules vs. 82"
UNSURE_SIDES = frozenset(f"sides {how}" for how in ("open", "likely", "asked", "denied", "alike"))


def _confidence(page: Page, index: int) -> Confidence:
    """Certain only where the block itself names another mode; what is inherited is information."""
    verdict = page.judgements[index].comparing
    found = page.signals[index]
    named = any(m != page.mode for m in found.modes) or "rival" in found.cues()
    certain = verdict.is_certain and named and _is_related(found) and not _is_within_another(page, index)
    return "high" if certain else "medium"


def _is_related(found: Signals) -> bool:
    """Say whether modes that stand in one sentence are set against each other, by it or all around it."""
    said = any(sentence.side == "said" or is_against_others(sentence) for sentence in found.sentences)
    return found.among_comparisons or said or not UNSURE_SIDES & found.comparing.keys()


def _is_within_another(page: Page, index: int) -> bool:
    """Say whether a block may compare another mode with itself: "Node is slower with four threads"."""
    found = page.signals[index]
    against = found.comparing.get("against something else")
    return (
        against is not None
        and page.document.view[against.start : against.end].strip().lower() not in _BETWEEN
        and len(found.modes) == 1
        and found.said.keys().isdisjoint(("own", "rival"))
        and found.comparing.keys().isdisjoint(("against mode", "against own"))
    )


def _others(page: Page, index: int, sentence: Sentence) -> list[str]:
    """Return the titles of the other modes that a sentence names, or else its block."""
    others = [mode for mode in page.signals[index].modes if mode != page.mode]
    return [page.title_of(m) for m in others if m in sentence.modes] or list(map(page.title_of, others))


def _crossing(page: Page, *kinds: str) -> Iterator[int]:
    for i, block in enumerate(page.blocks):
        if block.comparison == "cross" and block.kind in kinds:
            yield i


def _sentence(page: Page, index: int) -> Sentence | None:
    def weigh(sentence: Sentence, inside: float) -> float:
        if sets_aside(sentence):
            return -1.0
        related = bool(sentence.modes - {page.mode}) and not sentence.cues.keys().isdisjoint(_RELATING)
        return inside + 2.0 * related

    return decisive(page.judgements[index].comparing, page.signals[index].sentences, weigh)


def _kind(sentence: Sentence, *, in_proposal: bool) -> str:
    """Return the rule that a comparing sentence breaks; `in_proposal`: its block proposes, too."""
    cues = sentence.cues.keys()
    if "wonder" in cues or ("question" in cues and sentence.cues["question"].end >= sentence.span.end - 2):
        return "PS102"
    argues = (
        proposes(sentence, begins=True)
        or "intend" in cues
        or {"opportunity", "conclude"} <= cues
        or ({"act", "pursue"} <= cues and (in_proposal or _begins_with_aim(sentence)))
        # "The implementation is faster than …" names one, and changes none.
        or (in_proposal and {"solution", "relation"} <= cues)
    )
    return "PS103" if argues else "PS101"


def _begins_with_aim(sentence: Sentence) -> bool:
    """Say whether a sentence begins as "To catch up, share the buffers" does."""
    return sentence.cues["pursue"].start <= sentence.span.start + len("to ")


def _statements(page: Page) -> list[tuple[int, Sentence, str]]:
    """Return the comparing sentences of prose, each with its block and the rule that it breaks.

    Of each comparing block, these are the decisive one, and others that say plainly how modes compare.
    """
    return [
        (i, sentence, _kind(sentence, in_proposal=page.blocks[i].scope == "proposal"))
        for i in _crossing(page, *PROSE)
        if not page.document.nodes[i].rows
        and not _completes_another(page, i)
        and (decisive := _sentence(page, i)) is not None
        for sentence in page.signals[i].sentences
        if sentence is decisive or _is_plain(page, sentence)
    ]


def _is_plain(page: Page, sentence: Sentence) -> bool:
    """Say whether a sentence sets modes against each other by itself, whatever its block does."""
    cues = sentence.cues.keys()
    others = sentence.modes - {page.mode}
    return sentence.side == "said" and bool(others) and bool(cues & _RELATING) and not sets_aside(sentence)


def _completes_another(page: Page, index: int) -> bool:
    """Say whether a block that names no other mode goes on with a lead-in that is reported already."""
    lead = page.document.nodes[index].lead
    return (
        lead is not None
        and page.blocks[lead].comparison == "cross"
        and page.blocks[lead].kind in ("paragraph", "item")
        and all(mode == page.mode for mode in page.signals[index].modes)
    )


def _telling(page: Page, sentence: Sentence) -> list[Span]:
    """Return where a sentence names another mode, and says first how that compares."""
    named = [Span(m.start, m.end) for m in sentence.mentions if m.mode != page.mode][:1]
    return named + sorted(span for cue, span in sentence.cues.items() if cue in _RELATING)[:1]


def _prose(code: str, message: str, page: Page, *, without_own: str = "") -> Iterator[Violation]:
    """Report the sentences that break a rule; `without_own` is the message for one about others alone."""
    for i, sentence, kind in page.once(_statements):
        if kind == code:
            others = _others(page, i, sentence)
            modes = sentence.modes or page.signals[i].modes
            ours = page.mode in modes or "own" in sentence.cues or is_against_others(sentence)
            text = (message if ours or len(others) < 2 or not without_own else without_own).format(
                quote=quote(page, sentence.span, _telling(page, sentence)),
                others=" and ".join(others) or "another mode",
            )
            yield Violation(sentence.span, text, page.judgements[i].comparing, _confidence(page, i))


def _comparison(page: Page) -> Iterator[Violation]:
    yield from _prose(
        "PS101",
        "{quote} sets this mode against {others}; comparisons of modes belong in the proposal",
        page,
        without_own="{quote} compares {others}; comparisons of modes belong in the proposal",
    )


def _question(page: Page) -> Iterator[Violation]:
    yield from _prose(
        "PS102",
        "{quote} asks about {others}; ask about this mode, or move the question to the proposal",
        page,
    )


def _justification(page: Page) -> Iterator[Violation]:
    yield from _prose(
        "PS103", "{quote} takes {others} as a reason for a change; the argument belongs in the proposal", page
    )


def _table(page: Page) -> Iterator[Violation]:
    for i in _crossing(page, "table", "html"):
        if page.document.nodes[i].rows and _has_figures(page, i):
            span = page.blocks[i].span
            message = (
                f"the table {_head(page, i)} puts modes side by side; the comparison belongs in the proposal"
            )
            confidence = _confidence(page, i) if _names_sides(page, i) else "medium"
            yield Violation(span, message, page.judgements[i].comparing, confidence)


def _names_sides(page: Page, index: int) -> bool:
    """Say whether a table names a mode as one side: among others, in its header, as a row, or "vs Node".

    One that stands in a cell among other words, or behind the first, is what something was measured with.
    """
    found, view = page.signals[index], page.document.view
    header, *rows = page.document.nodes[index].rows
    naming = [sentence for sentence in found.sentences if sentence.modes]
    if len(found.modes) != 1 or any(sentence.cues.keys() & _SETTING_BESIDE for sentence in naming):
        return True
    named = [m for sentence in naming for m in sentence.mentions]
    return any(m.start < header[-1].end for m in named if header) or any(
        row[0].start <= m.start < row[0].end
        and not _WORD.search(view[row[0].start : m.start] + view[m.end : row[0].end])
        for row in filter(None, rows)
        for m in named
    )


def _head(page: Page, index: int) -> str:
    """Quote the first row that says something; that of a table without a header is empty."""
    words = page.document.words
    rows = (
        [text for cell in row if (text := words(*cell).strip())] for row in page.document.nodes[index].rows
    )
    return quoted(" | ".join(next(filter(None, rows), ())))


def _has_figures(page: Page, index: int) -> bool:
    """Say whether the table measures or ranks modes; one of what is supported where compares nothing.

    Where rows name modes, and the header does not, their figures count: "16 GB" of memory measures no mode.
    The sentences of HTML are no rows.
    """
    view, found = page.document.view, page.signals[index].sentences
    rows, is_html = found[1:], page.blocks[index].kind == "html"
    naming = [] if is_html or not rows or found[0].modes else [row for row in rows if row.modes]
    if any(row.cues.keys() & {"rank", "comparative", "times"} for row in rows):
        return True
    figures = [row for row in naming or rows if _FIGURE.search(view[row.span.start : row.span.end])]
    return len(figures) >= (2 if len(naming) > 1 else 1)  # one of several rows of modes compares nothing


def _heading(page: Page) -> Iterator[Violation]:
    for i in _crossing(page, "heading"):
        head = quote(page, prose_span(page, i))
        message = f"the heading {head} announces a comparison of modes; it belongs in the proposal"
        yield Violation(page.blocks[i].span, message, page.judgements[i].comparing, _confidence(page, i))


PS101 = Rule(
    code="PS101",
    name="cross-mode-comparison",
    level="warning",
    scopes=("profiling",),
    why="a profile says what one mode does; set against another mode, its numbers are read as an argument",
    remedy="say what limits this mode, keep its own figure, and move the comparison to the proposal",
    flagged="The Node binding needs three times as long as the native core.",
    fine="For context, the Node binding reaches 410k rows/s; this page profiles the native core on its own.",
    check=_comparison,
)
PS102 = Rule(
    code="PS102",
    name="cross-mode-question",
    level="warning",
    scopes=("profiling",),
    why="a question why another mode does better is answered by comparing, not by profiling this mode",
    remedy="ask where this mode spends its time, or move the question to the proposal",
    flagged="Why does the Node binding scale better than the native core?",
    fine="Where does the native core spend its time with eight threads?",
    check=_question,
)
PS103 = Rule(
    code="PS103",
    name="cross-mode-justification",
    level="warning",
    scopes=("profiling",),
    why="another mode's result does not show that a change to this mode pays off",
    remedy="base the proposal on this mode's own bottleneck, and argue it in the proposal",
    flagged="The Node binding is faster here, so we should batch the reads as it does.",
    fine="Reads of single rows take 62 % of the time of the native core.",
    check=_justification,
)
PS104 = Rule(
    code="PS104",
    name="cross-mode-table",
    level="warning",
    scopes=("profiling",),
    why="a table with a column or a row for each mode is a comparison without a comparative word",
    remedy="keep this mode's figures here, and move the table to the proposal",
    flagged="| Metric | Native core | Node binding |",
    fine="| Threads | Throughput | Speedup over one thread |",
    check=_table,
)
PS105 = Rule(
    code="PS105",
    name="cross-mode-heading",
    level="warning",
    scopes=("profiling",),
    why="a heading that announces a comparison invites everything below it to compare",
    remedy="move the section to the proposal, or name what is measured in this mode",
    flagged="## Native core vs. Node binding",
    fine="## Scaling of the native core from 1 to 8 threads",
    check=_heading,
)
