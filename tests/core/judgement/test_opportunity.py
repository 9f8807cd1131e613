"""What says that an improvement is possible: some words do anywhere, vague ones only near a proposal."""

from __future__ import annotations

import pytest

from mkdocs_profiling_scope.core.analyse import analyse
from tests.docs.rule_pages import SETTINGS

PAGE = """
# How to record a profile

Follow these steps to see where your time goes.

## Prepare the machine

Install the profiler with your package manager. You need version 2.

- Close what else you run.
- Use a large file, so that you have enough samples.

## Record a run

Run your program below the profiler. You see the functions with the most samples at the top.

- {said}

## Troubleshooting

If you see no names, compile with symbols.
"""


@pytest.mark.parametrize(
    ("said", "is_possible"),
    [
        ("Your buffer has 64 MB, with enough headroom for a minute.", False),
        ("Samples that you do not keep are wasted.", False),
        ("You see where there is room for improvement.", True),
    ],
)
def test_vague_words_call_an_improvement_possible_near_a_proposal_only(said: str, is_possible: bool) -> None:
    analysis = analyse(PAGE.format(said=said), SETTINGS, scope="profiling", mode="native")
    found = [block.scope == "opportunity" for block in analysis.blocks]
    assert any(found) == is_possible
