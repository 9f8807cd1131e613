"""Pages as a whole: what they look like, from which traits, and which are too short to look like anything."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_profiling_scope.core.analyse import explain
from mkdocs_profiling_scope.core.explained.values import Explanation
from mkdocs_profiling_scope.core.judgement.overall import ANSWERS, QUESTIONS, answers
from tests.docs.rule_pages import SETTINGS

PROPOSAL = """
# Chunked reading

- Author: Ines Moor
- Status: draft

## Motivation

The reader holds a whole file in memory.

## Detailed design

The reader has a ring of chunks. A chunk has a header and a body.

A full chunk is given back to the ring by the last of its records.

## Drawbacks

Records that cross chunks are copied.

## Alternatives

Mapping the file is simpler, and does not work on pipes.

## Unresolved questions

- Who chooses the size of a chunk?
"""
GUIDE = """
# How to profile the reader

Follow these steps to see where your time goes.

## Install the tools

Install the profiler with your package manager. You need version 2.

## Record a run

Run your program below the profiler.

- Use a large file, so that you have enough samples.
- Close what else you run.

## Read the result

You see the functions with the most samples at the top.

## Troubleshooting

If you see no names, compile with symbols.
"""


def told(text: str) -> Explanation:
    return explain(text.lstrip("\n"), SETTINGS, scope="profiling", mode="native")


def signals(page: Explanation) -> set[str]:
    return {look.signal for look in page.looks}


def test_a_design_in_the_present_tense_is_a_proposal_by_its_frame() -> None:
    page = told(PROPOSAL)
    assert "page proposes much likely" in signals(page)
    assert signals(page) <= {f"page proposes {q} {a}" for q in QUESTIONS for a in ("maybe", "likely")}
    traits = {trait.name for look in page.looks for trait in look.traits}
    assert {"section design", "section state", "heading motivation", "field status"} <= traits


def test_a_guide_is_none() -> None:
    page = told(GUIDE)
    assert signals(page) <= {f"page proposes {q} {a}" for q in QUESTIONS for a in ("never", "hardly")}
    assert all(look.traits[0].meaning == 'how often it says "you"' for look in page.looks)


def test_common_words_count_alike_however_letters_are_composed() -> None:
    text = f"{PROPOSAL}\nThe naïve reader we’ve had is né, and we will see.\n"
    assert told(normalize("NFD", text)).looks == told(normalize("NFC", text)).looks


def test_the_answer_of_a_page_is_a_signal_of_all_its_blocks() -> None:
    page = told(GUIDE)
    counted = [
        {clue.signal for clue in answer.clues if clue.signal in signals(page)}
        for account in page.accounts
        for answer in account.answers
        if answer.question == "proposal"
    ]
    assert counted[0], "what the page looks like counts"
    assert all(found == counted[0] for found in counted)


@pytest.mark.parametrize("page", [PROPOSAL, GUIDE])
def test_the_score_is_the_sum_of_its_traits(page: str) -> None:
    for look in told(page).looks:
        assert look.score == pytest.approx(look.bias + sum(trait.amount for trait in look.traits))
        assert all(trait.meaning and trait.meaning != trait.name for trait in look.traits)


def test_a_short_page_does_not_look_like_anything() -> None:
    assert told("# Proposal\n\n## Motivation\n\nIt is slow.\n").looks == ()


def test_a_page_in_another_language_does_not_look_like_anything() -> None:
    assert told(f"---\nlang: de\n---\n{PROPOSAL}").looks == ()


def test_line_ends_change_nothing() -> None:
    assert told(PROPOSAL.replace("\n", "\r\n")).looks == told(PROPOSAL).looks


@given(st.lists(st.floats(-50, 50), min_size=len(QUESTIONS), max_size=len(QUESTIONS)))
def test_every_score_has_one_answer(scores: list[float]) -> None:
    found = [name.split() for name in answers(scores)]
    assert [(question, answer in ANSWERS) for _, _, question, answer in found] == [
        (q, True) for q in QUESTIONS
    ]
