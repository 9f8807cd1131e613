"""Words of a block: the same signals by name, as for judging, and with their places, as for reasons."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_profiling_scope.core.markdown.parse import parse
from mkdocs_profiling_scope.core.signals.modes import Mention
from mkdocs_profiling_scope.core.signals.signals import SAYS
from mkdocs_profiling_scope.core.signals.wording import (
    INSIDE,
    Telling,
    lowered,
    places,
    telling_weights,
    telling_words,
    wording,
)
from mkdocs_profiling_scope.core.values import Span


class Everything(dict[str, float]):
    """Knows every word, each with a weight of its own."""

    def __init__(self, sign: float = 1.0) -> None:
        super().__init__()
        self._sign = sign

    def get(self, words: str, default: object = None) -> float:
        return self.setdefault(words, self._sign * (len(self) + 1))


def weight(signal: str, telling: Telling) -> float:
    """Return what a signal of a word weighs."""
    what, _, word = signal.removeprefix(SAYS).rpartition(":")
    known: dict[str, float] = getattr(telling, what or "heading")
    return known[word]


def said(text: str, *modes: str, own: str = "Rust") -> dict[str, Span]:
    """Return the words of `text` with their places, in which each of `modes` is named once."""
    mentions = [Mention(text.index(mode), text.index(mode) + len(mode), mode, False) for mode in modes]
    found = places(lowered(text), Span(0, len(text)), mentions, own, Everything())
    return {signal.removeprefix(SAYS): span for signal, span in found.items()}


def test_words_are_signals_and_two_in_a_row_if_one_is_a_mode() -> None:
    assert list(said("Faster than Polars is", "Polars")) == [
        "faster",
        "than",
        "than <other>",
        "is",
        "<other> is",
    ]


def test_modes_are_told_apart_by_whose_they_are() -> None:
    assert list(said("Rust Polars", "Rust", "Polars")) == ["<own> <other>"]


def test_a_number_is_any_number() -> None:
    assert list(said("1,000.5 of 3")) == ["#", "of"]


def test_a_signal_is_where_it_stands_first() -> None:
    assert said("so and SO")["so"] == (0, 2)


@given(
    st.lists(
        st.sampled_from(["Rust", "Polars", "than", "İt's", "it’s", "3.5", "—", ", ", " ", "p50", "?", "ß"]),
        max_size=20,
    ),
    st.data(),
)
def test_what_weighs_has_a_place(parts: list[str], data: st.DataObject) -> None:
    text = "".join(parts)
    offsets = st.integers(0, len(text))
    spans = sorted(
        Span(*sorted(pair)) for pair in data.draw(st.lists(st.tuples(offsets, offsets), max_size=4))
    )
    mentions = [
        Mention(start, end, data.draw(st.sampled_from(["Rust", "Polars"])), False) for start, end in spans
    ]
    block = Span(*sorted(data.draw(st.tuples(offsets, offsets))))
    inside = [mention for mention in mentions if block.start <= mention.start <= mention.end <= block.end]
    known = Everything()
    arguments = lowered(text), block, inside, "Rust", known
    weights = wording(*arguments, lowered(text).words_in(*block))
    assert sorted(weights) == sorted(known[signal.removeprefix(SAYS)] for signal in places(*arguments))


def told(text: str) -> dict[str, str]:
    """Return the words by which the first block of `text` tells what it is for, each as it stands there."""
    document = parse(text)
    telling = Telling(*(Everything() for _ in range(4)))
    found = telling_words(document, document.nodes[0], telling, lowered(document.view))
    return {signal.removeprefix(SAYS): document.text(*span) for signal, span in found}


def leading(text: str) -> dict[str, str]:
    """Return those of them that count where a block begins."""
    return {name: words for name, words in told(text).items() if not name.startswith(INSIDE)}


@given(st.text(alphabet="#-* aZéİßK\u0301—’':.\n2", max_size=40))
def test_telling_weights_are_those_of_telling_words(text: str) -> None:
    document = parse(text)
    lower, telling = lowered(document.view), Telling(*map(Everything, (1.0, -1.0, 0.1, -0.1)))
    for node in document.nodes:
        signals = {signal for signal, _ in telling_words(document, node, telling, lower)}
        weights = telling_weights(document, node, telling, lower, lower.words_in(node.start, node.end))
        assert sorted(weights) == sorted(weight(signal, telling) for signal in signals)


def test_every_word_of_a_heading_counts() -> None:
    assert leading("## Future work, part 2") == {"future": "Future", "work": "work", "part": "part"}


def test_of_prose_the_first_word_counts() -> None:
    assert leading("- **Replace** the map.") == {"first:replace": "Replace"}


def test_after_a_label_its_words_count_and_the_first_one_that_follows() -> None:
    assert leading("Main risk: more memory") == {
        "label:main": "Main",
        "label:risk": "risk",
        "first:more": "more",
    }


def test_a_label_is_as_long_with_either_line_end() -> None:
    label = "What it costs\nto build all\nof it again now"
    assert leading(f"{label}: two days")["first:two"] == "two"
    assert leading(f"{label}: two days".replace("\n", "\r\n"))["first:two"] == "two"
    assert "first:two" not in leading(f"{label} and then: two days")


def test_inside_of_prose_every_word_counts() -> None:
    assert told("Don't copy.") == {
        "inside:don": "Don",
        "inside:t": "t",
        "inside:copy": "copy",
        "first:don": "Don",
    }


@pytest.mark.parametrize("word", ["caf\u00e9s", "cafe\u0301s"])
def test_a_word_with_an_accent_is_none_however_it_is_written(word: str) -> None:
    assert [name for name in told(f"“Try—{word}”") if name.startswith(INSIDE)] == ["inside:try"]


def test_code_and_tables_have_no_telling_words() -> None:
    assert told("```\nreplace\n```") == {}


@given(st.text())
def test_lower_case_moves_nothing(text: str) -> None:
    lower = lowered(text)
    assert len(lower.text) == len(lower.words) == len(lower.signs) == len(text)
