"""Headings and lead-ins know which modes the blocks after them name."""

from __future__ import annotations

import pytest

from mkdocs_profiling_scope import Settings
from mkdocs_profiling_scope.core.lexicon import load_lexicon
from mkdocs_profiling_scope.core.markdown.parse import parse
from mkdocs_profiling_scope.core.signals.gather import Gatherer
from mkdocs_profiling_scope.core.signals.held import HELD
from mkdocs_profiling_scope.core.signals.modes import names_of
from mkdocs_profiling_scope.core.signals.wording import Telling

NOTHING = Telling({}, {}, {}, {})
MODES = Settings.from_mapping({"modes": {"ash": {"title": "Ash"}, "birch": {"title": "Birch"}}}).modes


def held(text: str, own: str | None = "ash") -> dict[str, set[str]]:
    """Return by its text what each block of a page introduces, if it introduces any."""
    document = parse(text)
    found = Gatherer(document, load_lexicon(), names_of(MODES), own, {}, NOTHING).gather()
    of = {
        document.text(node.start, node.end): HELD.keys() & s.comparing.keys()
        for node, s in zip(document.nodes, found, strict=True)
    }
    return {block: names for block, names in of.items() if names}


@pytest.mark.parametrize(
    ("below", "expected"),
    [
        ("Nothing of them.", "over no mode"),
        ("Ash is here.", "over own mode"),
        ("Birch is here.", "over other mode"),
        ("Ash is here.\n\nBirch is there.", "over other mode"),
        ("Ash and Birch are here.", "over several modes"),
    ],
)
def test_a_heading_is_over_all_that_is_below_it(below: str, expected: str) -> None:
    assert held(f"## Comparison\n\n{below}\n") == {"## Comparison": {expected}}


def test_it_is_over_what_is_below_the_headings_under_it() -> None:
    assert held("# Times\n\n## In detail\n\nBirch is here.\n") == {
        "# Times": {"over other mode"},
        "## In detail": {"over other mode"},
    }


def test_a_lead_in_is_over_the_items_that_it_leads() -> None:
    assert held("It comes to this:\n\n- Birch is here\n") == {"It comes to this:": {"over other mode"}}


def test_without_an_own_mode_it_is_over_a_mode() -> None:
    assert held("## Comparison\n\nBirch is here.\n", own=None) == {"## Comparison": {"over a mode"}}


def test_what_a_comparing_word_is_over_is_a_signal_of_its_own() -> None:
    document = parse("## Ash vs the rest\n\nBirch is here.\n")
    heading, _ = Gatherer(document, load_lexicon(), names_of(MODES), "ash", {}, NOTHING).gather()
    assert "over other mode & versus" in heading.comparing
