"""Signals that say more together than apart have a name, a place and a weight of their own."""

from __future__ import annotations

import pytest

from mkdocs_profiling_scope.core.analyse import explain
from mkdocs_profiling_scope.core.judgement.models import load_models
from mkdocs_profiling_scope.core.judgement.pairs import Pairs, joined, may_join, parts
from mkdocs_profiling_scope.core.signals.signals import PLACE, Shown
from mkdocs_profiling_scope.core.values import Span
from tests.docs.rule_pages import SETTINGS

RANKS, OTHER, PAGE = "rank", "names other", "page compares little"


def test_the_name_of_a_pair_is_that_of_both() -> None:
    assert parts(joined(RANKS, OTHER)) == (RANKS, OTHER)


@pytest.mark.parametrize("name", [RANKS, "own words & other", "says +", "says a + b", "order a + b"])
def test_what_is_no_pair(name: str) -> None:
    assert parts(name) is None


def test_words_are_in_no_pair() -> None:
    assert not may_join("says faster")


def test_both_must_be_there() -> None:
    pairs = Pairs([RANKS, OTHER, joined(RANKS, OTHER), joined(RANKS, PAGE)])
    assert [name for name, _, _ in pairs.of(dict.fromkeys([RANKS, OTHER]))] == [joined(RANKS, OTHER)]
    assert not list(pairs.of({RANKS: 0}))


def test_a_pair_is_where_one_of_its_signals_is() -> None:
    pairs = Pairs([joined(PAGE, RANKS), joined(PAGE, OTHER)])
    shown = Shown({PAGE: PLACE, RANKS: Span(4, 9), OTHER: PLACE})
    pairs.join(shown)
    assert shown[joined(PAGE, RANKS)] == Span(4, 9)
    assert shown[joined(PAGE, OTHER)] == PLACE


def test_the_pairs_that_are_shipped_are_of_signals() -> None:
    weights = load_models().comparing.weights
    found = [both for name in weights if (both := parts(name))]
    assert found
    for both in found:
        assert all(may_join(part) and parts(part) is None and part in weights for part in both)


def test_a_pair_is_told_by_what_both_mean() -> None:
    text = "# Reading\n\nThe core is 3x faster than Node, which takes 9 s.\n"
    page = explain(text, SETTINGS, scope="profiling", mode="native")
    clues = [clue for account in page.accounts for answer in account.answers for clue in answer.clues]
    told = [clue for clue in clues if parts(clue.signal)]
    assert told
    assert all(", and " in clue.meaning for clue in told)
