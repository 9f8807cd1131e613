"""What the report on the judgement counts."""

from __future__ import annotations

import pytest

from bench.detection.bootstrap import interval, resampled
from bench.detection.corpus import About, Label
from bench.detection.figures import FIGURES, Figure, Tally, alarms, by_rule, confusion, share, tally, warnings
from bench.detection.matching import COMPARISON, PROPOSAL, Answer, match
from mkdocs_profiling_scope import Analysis
from tests.bench.measured import block, finding, measured

ABOUT = About("wild", "somebody", 1, "human")
RIGHT = ("other/cross", "other/cross")
WRONG = ("other/none", "other/cross")
MISSED = ("other/cross", "other/none")
QUIET = ("other/none", "other/none")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], Tally(0, 0, 0)),
        ([QUIET], Tally(0, 0, 0)),
        ([RIGHT, RIGHT, WRONG, MISSED, QUIET], Tally(2, 1, 1)),
        ([("other/context", "other/cross"), ("other/cross", "other/context")], Tally(0, 1, 1)),
        ([("other/unsure", "other/cross"), ("other/unsure", "other/none")], Tally(0, 0, 0)),
    ],
)
def test_comparisons(rows: list[tuple[str, str]], expected: Tally) -> None:
    assert tally([measured("a", rows)], COMPARISON) == expected


@pytest.mark.parametrize(
    ("gold", "ours", "expected"),
    [
        ("proposal", "proposal", Tally(1, 0, 0)),
        ("proposal", "opportunity", Tally(0, 0, 1)),
        ("other", "proposal", Tally(0, 1, 0)),
        ("other", "profiling", Tally(0, 0, 0)),
        ("opportunity", "proposal", Tally(0, 0, 0)),  # lies between: not scored
        ("unsure", "proposal", Tally(0, 0, 0)),
    ],
)
def test_proposals(gold: str, ours: str, expected: Tally) -> None:
    assert tally([measured("a", [(f"{gold}/none", f"{ours}/none")])], PROPOSAL) == expected


def test_precision_recall_and_f1() -> None:
    assert (Tally(6, 2, 4).precision, Tally(6, 2, 4).recall, Tally(6, 2, 4).f1) == (0.75, 0.6, 12 / 18)
    assert (Tally(0, 0, 0).precision, Tally(0, 0, 0).recall, Tally(0, 0, 0).f1) == (None, None, None)
    assert (Tally(0, 3, 0).precision, Tally(0, 3, 0).recall, Tally(0, 3, 0).f1) == (0.0, None, 0.0)


@pytest.mark.parametrize(
    ("lines", "blocks", "expected"),
    [
        (
            (1, 4),
            [(2, 2, "other/none"), (4, 4, "other/cross")],
            "cross",
        ),  # one of ours on its lines is enough
        ((1, 4), [(5, 9, "other/cross")], "none"),
        ((3, 3), [(1, 9, "other/cross")], "cross"),
        ((3, 3), [], "none"),  # nothing of ours there
    ],
)
def test_a_label_meets_all_blocks_on_its_lines(
    lines: tuple[int, int], blocks: list[tuple[int, int, str]], expected: str
) -> None:
    analysis = Analysis("p.md", "profiling", None, tuple(block(a, ours, b) for a, b, ours in blocks))
    found = match(ABOUT, [Label(*lines, "other", "cross")], analysis)
    assert found.answers == (Answer(("cross", expected), ("other", "other")),)


def test_warnings_are_right_where_a_label_on_their_lines_says_so() -> None:
    rows = [RIGHT, QUIET, ("opportunity/none", "proposal/none"), ("unsure/unsure", "other/cross")]
    told = [
        finding("PS101", 1),
        finding("PS101", 2),
        finding("PS101", 1, 2),  # a finding over two blocks, one of which compares
        finding("PS101", 4),  # readers do not agree there: neither right nor wrong
        finding("PS101", 2, sure=False),  # info, no warning
        finding("PS201", 3),
        finding("PS201", 2),
        finding("PS303", 2),  # not a matter of judgement
    ]
    page = measured("a", rows, told)
    assert warnings([page], COMPARISON) == (2, 3)
    assert warnings([page], PROPOSAL) == (1, 2)
    high, medium = by_rule([page], "PS101", "high"), by_rule([page], "PS101", "medium")
    assert (high.right, high.wrong, high.unsure) == (2, 1, 1)
    assert (medium.right, medium.wrong, medium.unsure) == (0, 1, 0)


def test_a_section_counts_the_blocks_inside_it() -> None:
    rows = [("proposal/none", "proposal/none")] * 3 + [("other/none", "proposal/none")]
    found = by_rule([measured("a", rows, [finding("PS203", 1, 4)])], "PS203", "high")
    assert (found.right, found.blocks, found.positive) == (1, 4, 3)


def test_alarms_are_counted_on_quiet_documents_alone() -> None:
    rows = [WRONG, ("other/none", "proposal/none"), ("other/none", "proposal/cross"), QUIET, RIGHT, MISSED]
    assert alarms([measured("a", rows, kind=1)]) == (0, 0)
    assert alarms([measured("a", rows, kind=5), measured("a", rows, kind=6)]) == (6, 8)


def test_confusion_counts_labels_against_ours() -> None:
    page = measured("a", [RIGHT, RIGHT, ("other/context", "other/cross")])
    assert confusion([page], COMPARISON) == {("cross", "cross"): 2, ("context", "cross"): 1}


F1 = FIGURES[0]


def test_owners_who_are_alike_leave_no_doubt() -> None:
    documents = [measured(owner, [RIGHT, WRONG]) for owner in ("a", "b", "c")]
    assert interval(resampled(documents, F1)) == (2 / 3, 2 / 3)


def test_one_owner_is_drawn_with_all_documents() -> None:
    documents = [measured("a", [RIGHT]), measured("a", [MISSED]), measured("a", [MISSED])]
    assert set(resampled(documents, F1)) == {0.5}


def test_owners_who_differ_make_a_wide_interval() -> None:
    good, bad = measured("a", [RIGHT] * 9), measured("b", [MISSED] * 9)
    drawn = resampled([good, bad], F1)
    assert interval(drawn) == (0.0, 1.0)
    # A quarter of the draws of two owners is twice the first, a quarter twice the second.
    assert 0.22 < drawn.count(0.0) / len(drawn) < 0.28
    assert 0.22 < drawn.count(1.0) / len(drawn) < 0.28
    assert resampled([bad, good], F1) == drawn  # whatever the order


def test_draws_without_anything_to_count_are_left_out() -> None:
    told = Figure("told", lambda documents: warnings(documents, COMPARISON), share)
    silent, loud = measured("a", [QUIET]), measured("b", [RIGHT], [finding("PS101", 1)])
    drawn = resampled([silent, loud], told)
    assert set(drawn) == {None, 1.0}
    assert interval(drawn) == (1.0, 1.0)
    assert interval(resampled([], told)) is None
