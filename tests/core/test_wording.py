"""Words of a block: the same signals by name, as for judging, and with their places, as for reasons."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mkdocs_profiling_scope.core.modes import Mention
from mkdocs_profiling_scope.core.parse import parse
from mkdocs_profiling_scope.core.values import Span
from mkdocs_profiling_scope.core.wording import leading_names, leading_words, lowered, places, wording


class Everything(dict[str, str]):
    """Knows every word, by itself."""

    def get(self, words: str, default: object = None) -> str:
        return words


def said(text: str, *modes: str, own: str = "Rust") -> dict[str, Span]:
    """Return the words of `text` with their places, in which each of `modes` is named once."""
    mentions = [Mention(text.index(mode), text.index(mode) + len(mode), mode, False) for mode in modes]
    return places(lowered(text), Span(0, len(text)), mentions, own, Everything())


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
def test_names_are_those_that_have_places(parts: list[str], data: st.DataObject) -> None:
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
    arguments = lowered(text), block, inside, "Rust", Everything()
    assert wording(*arguments).keys() == places(*arguments).keys()


def leading(text: str) -> dict[str, str]:
    """Return what the first block of `text` begins with, each with the words that show it."""
    document = parse(text)
    found = leading_words(document, document.nodes[0], Everything())
    return {name: document.text(*span) for name, span in found}


@given(st.text(alphabet="#-* aZéİß’':.\n2", max_size=40))
def test_leading_names_are_those_of_leading_words(text: str) -> None:
    document = parse(text)
    for node in document.nodes:
        places = leading_words(document, node, Everything())
        assert set(leading_names(document, node, Everything(), lowered(document.view))) == {
            name for name, _ in places
        }


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


def test_code_and_tables_have_no_leading_words() -> None:
    assert leading("```\nreplace\n```") == {}


@given(st.text())
def test_lower_case_moves_nothing(text: str) -> None:
    lower = lowered(text)
    assert len(lower.text) == len(lower.words) == len(lower.signs) == len(text)
