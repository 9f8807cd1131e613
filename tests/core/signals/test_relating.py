"""How modes stand to each other in a sentence, with "Ash" as the mode of the page."""

from __future__ import annotations

import pytest

from mkdocs_profiling_scope.core.signals.modes import Mention
from mkdocs_profiling_scope.core.signals.relating import STANDING, relating
from mkdocs_profiling_scope.core.values import Span

MODES = ("Ash", "Birch", "Cedar")


def standing(text: str) -> list[str]:
    mentions = [
        Mention(i, i + len(mode), mode, False)
        for i in range(len(text))
        for mode in MODES
        if text.startswith(mode, i)
    ]
    return [name for name, _ in relating(text, Span(0, len(text)), mentions, "Ash")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ash is faster than Birch.", ["against mode", "modes apart"]),
        ("Ash is faster than the old Birch.", ["against mode", "modes apart"]),
        ("Birch takes longer than `Ash`.", ["against own", "modes apart"]),
        ("Ash is faster than it was.", ["against something else"]),
        ("Ash and Birch are faster than before.", ["against something else", "own mode in a row"]),
        ("Oak is faster than Ash, Birch and Cedar.", ["against own", "own mode in a row"]),
        ("It is faster than Birch or Cedar.", ["against mode", "modes in a row"]),
        ("A faster disk helps Ash, Oak, and Birch.", ["own mode in a row"]),
        ("Ash is fast, while Birch is not.", ["modes apart"]),
        ("Ash beats Birch and Cedar.", ["modes apart"]),
        ("Birch vs. Cedar", ["against mode", "modes apart"]),
        ("A pass over the log takes Ash longer.", []),
        ("Ash is slow.", []),
    ],
)
def test_modes_stand_apart_in_a_row_or_against_something(text: str, expected: list[str]) -> None:
    assert standing(text) == expected


def test_every_standing_is_known() -> None:
    assert set(standing("Ash over Birch over Oak")) <= set(STANDING)
