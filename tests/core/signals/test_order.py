"""The order in which a sentence names modes and says words that compare."""

from __future__ import annotations

from mkdocs_profiling_scope.core.signals.modes import Mention
from mkdocs_profiling_scope.core.signals.order import in_words, order
from mkdocs_profiling_scope.core.values import Span


def signals(text: str) -> set[str]:
    mentions = [Mention(at, at + len(m), m, False) for m in ("Ash", "Birch") if (at := text.find(m)) >= 0]
    return set(order(text, Span(0, len(text)), sorted(mentions, key=lambda m: m.start)))


def test_same_words_in_another_order_are_told_apart() -> None:
    assert "order mode rank than another" in signals("Ash is faster than Birch")
    assert "order mode another rank" in signals("Ash and Birch are faster")


def test_which_mode_is_named_first_does_not_count() -> None:
    assert signals("Ash is faster than Birch") == signals("Birch is faster than Ash")


def test_a_negation_is_no_part_of_the_whole_order_but_of_its_pieces() -> None:
    said = signals("Ash is not faster than Birch")
    assert {"order mode rank than another", "order mode not rank"} <= said


def test_distances_count() -> None:
    assert {"near 1 rank 1", "near 0 than 0"} <= signals("Ash is faster than Birch")
    assert "near - rank 0" in signals("Faster Ash, and Birch")


def test_it_is_said_in_words() -> None:
    assert in_words("order mode rank than another") == (
        'has in this order a mode, a word that ranks, "than" or the like, another mode'
    )
    assert in_words("near 1 rank -") == "has a word that ranks close after a mode, and not before a mode"
