"""Regions: which block is tied to which, and what tied blocks say about each other."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_profiling_scope.core.judgement.judge import judge
from mkdocs_profiling_scope.core.judgement.models import load_models
from mkdocs_profiling_scope.core.judgement.regions import AFTER, HEADING, ITEM, LEAD, Regions, ties
from mkdocs_profiling_scope.core.markdown.document import Document
from mkdocs_profiling_scope.core.markdown.parse import parse

PAGE = """# Reading

Opening takes 210 ms.

## Ideas

These would help:

- Keep the footer.
    - It is read twice.
- Share the arena.

### Later

Nothing yet.
"""
WEIGHTS = {"heading": [-0.5, -1.0, 1.0], "block": [-1.5, -2.0, 1.5], "first": [-1.0, -1.0, 1.5]}
SCORES = st.lists(st.floats(-8, 8), min_size=9, max_size=9)


def around(scores: Sequence[float], text: str = PAGE) -> list[dict[str, float]]:
    return [dict(said) for said in Regions(WEIGHTS).around(parse(text).nodes, scores)]


def test_every_block_but_the_first_is_tied_to_one_before_it() -> None:
    nodes = parse(PAGE).nodes
    tied = [
        (nodes[i].kind, tie and (nodes[tie.block].kind, tie.block, tie.role))
        for i, tie in enumerate(ties(nodes))
    ]
    assert tied == [
        ("heading", None),
        ("paragraph", ("heading", 0, HEADING)),
        ("heading", ("heading", 0, HEADING)),
        ("paragraph", ("heading", 2, HEADING)),
        ("item", ("paragraph", 3, LEAD)),
        ("item", ("item", 4, ITEM)),
        ("item", ("paragraph", 3, LEAD)),
        ("heading", ("heading", 2, HEADING)),
        ("paragraph", ("heading", 7, HEADING)),
    ]


def test_a_page_of_one_block_has_nothing_around_it() -> None:
    assert around([2.0], "One.\n") == [{}]
    assert around([], "") == []


def test_a_heading_and_what_stands_below_it_speak_for_each_other() -> None:
    silent = around([0.0] * 9)
    found = around([0, 0, 6.0, 0, 0, 0, 0, 0, 0])
    assert found[3][HEADING] > silent[3][HEADING]
    assert found[7][HEADING] > silent[7][HEADING], "a section below is tied to the heading above"
    found = around([0, 0, 0, 0, 6.0, 0, 6.0, 0, 0])
    assert found[2][AFTER] > silent[2][AFTER], "through the line that introduces the list"


@given(SCORES)
def test_what_others_add_is_what_counting_all_cases_gives(scores: list[float]) -> None:
    nodes = parse(PAGE).nodes
    tied = ties(nodes)
    found = around(scores)
    for block in range(9):
        weight = {True: 0.0, False: 0.0}
        for case in itertools.product((False, True), repeat=9):
            total = math.fsum(score for score, so in zip(scores, case, strict=True) if so)
            for i, tie in enumerate(tied):
                if tie is not None and (case[i] or case[tie.block]):
                    which = 2 if case[i] and case[tie.block] else 0 if case[i] else 1
                    learned = math.fsum(WEIGHTS[trait][which] for trait in tie.traits if trait in WEIGHTS)
                    total += learned * 9 / (9 + 10)
            weight[case[block]] += math.exp(total)
        exact = math.log(weight[True] / weight[False])
        assert scores[block] + math.fsum(found[block].values()) == pytest.approx(exact, abs=1e-6)


@given(SCORES, st.integers(0, 8), st.floats(-8, 8))
def test_a_block_never_counts_for_itself(scores: list[float], block: int, other: float) -> None:
    changed = [*scores[:block], other, *scores[block + 1 :]]
    assert around(scores)[block] == pytest.approx(around(changed)[block])


@given(SCORES, st.integers(0, 8))
def test_what_looks_more_so_raises_all_others_or_leaves_them(scores: list[float], block: int) -> None:
    before, after = around(scores), around([*scores[:block], 9.0, *scores[block + 1 :]])
    for one, two in zip(before, after, strict=True):
        assert math.fsum(two.values()) >= math.fsum(one.values()) - 1e-9


def test_the_shorter_a_page_the_less_ties_say() -> None:
    text = "# Plan\n\nOne.\n"
    short = around([6.0, 0.0], text)[1][HEADING]
    long = around([6.0, 0.0, *[0.0] * 200], text + "\n## Two\n\nThree.\n" * 100)[1][HEADING]
    assert 0 < short < long


def test_a_page_without_end_costs_no_recursion_and_no_overflow() -> None:
    text = "# Long\n\nPlans:\n\n" + "- Keep the footer.\n" * 20_000
    said = around([50.0] * 20_002, text)
    assert all(math.isfinite(value) for one in said for value in one.values())


def test_no_tie_turns_a_proposal_against_another() -> None:
    """Moving a proposal away must not make one of what stays: tied blocks are judged alike, or freely."""
    regions = load_models().regions
    for node in (PAGE, "Text.\n\n# One\n\n| A |\n|---|\n| 1 |\n\n```c\nx\n```\n\n# Two\n"):
        for tie in ties(parse(node).nodes):
            if tie is not None:
                odds = regions.odds(tie.traits)
                assert odds.both >= odds.first * odds.second, tie


def test_judging_needs_no_page() -> None:
    empty: Document = parse("")
    assert judge(empty, [], load_models()) == []
