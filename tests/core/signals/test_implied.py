"""How a sentence sets the one mode that it names, "Birch", against the page's own, which it need not name."""

from __future__ import annotations

import pytest

from mkdocs_profiling_scope.core.signals.implied import implied
from mkdocs_profiling_scope.core.signals.modes import Mention
from mkdocs_profiling_scope.core.values import Span


def how(text: str) -> str | None:
    at = text.index("Birch")
    return next(
        (how for how, _ in implied(text, Span(0, len(text)), [Mention(at, at + 5, "b", False)])), None
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It needs less memory than Birch.", "said"),
        ("It takes three times as long as Birch.", "said"),
        ("A read costs half of what it costs in Birch.", "said"),
        ("This is within 18% of the Birch baseline.", "said"),
        ("It comes out ahead of Birch by a fifth.", "said"),
        ("It is 12 % behind Birch.", "said"),
        ("It takes half the memory of Birch.", "said"),
        ("The new cache outperforms Birch.", "said"),
        ("Small logs are read faster, compared to Birch.", "said"),
        ("The gap to Birch closes at eight threads.", "said"),
        ("Is it faster than Birch?", "asked"),
        ("We measure whether it is faster than Birch.", "asked"),
        ("It is not faster than Birch.", "denied"),
        ("It is on a par with Birch.", "alike"),
        ("Small logs favor Birch.", "likely"),
        ("Winner: Birch", "likely"),
        ("On small logs, Birch takes the lead.", "likely"),
        ("Birch leads by 12% at eight threads.", "likely"),
        ("It reads 4 MB/s where Birch reads 1 MB/s.", "likely"),
        ("Birch needs 12 s for the log; we need 3 s.", "likely"),
        ("Birch looks worse on small logs.", "ranked"),
    ],
)
def test_a_mode_is_set_against_what_is_not_named(text: str, expected: str) -> None:
    assert how(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Birch reads 12 MB/s.",
        "Birch reads 12 MB/s with one thread, and 20 MB/s with two.",
        "The numbers of Birch are on a page of their own.",
        "Reads are faster than before the cache of Birch was there.",
        "Check whether the overhead of a call to Birch dominates.",
        "Birch start-up dominates the profile of small logs.",
        "Switching to Birch led to fewer copies.",
        "The reader spends 40 % of its time in Birch.",
        "It loses 12 % of the time to Birch callbacks, and half of its time goes to Birch.",
        "The lock ahead of the Birch callback is held for 3 ms.",
        "Birch calls this function once for each record; it takes 12 ns.",
    ],
)
def test_what_speaks_of_a_mode_need_not_set_it_against_anything(text: str) -> None:
    assert how(text) is None


def test_the_words_that_tell_have_their_place() -> None:
    text = "So far, it needs less memory than Birch."
    at = text.index("Birch")
    places = [place for _, place in implied(text, Span(0, len(text)), [Mention(at, at + 5, "b", False)])]
    assert [text[place.start : place.end] for place in places] == ["less memory than"]
