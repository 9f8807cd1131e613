"""Which modes a sentence sets against each other, with "Ash", "Birch" and "Cedar" as modes."""

from __future__ import annotations

import pytest

from mkdocs_profiling_scope.core.signals.modes import Mention
from mkdocs_profiling_scope.core.signals.sides import are_readable, sides
from mkdocs_profiling_scope.core.values import Span

MODES = ("Ash", "Birch", "Cedar")


def how(text: str) -> str | None:
    mentions = [
        Mention(i, i + len(mode), mode, False)
        for i in range(len(text))
        for mode in MODES
        if text.startswith(mode, i)
    ]
    found = sides(text, Span(0, len(text)), mentions)
    return found.how if found else None


@pytest.mark.parametrize(
    "text",
    [
        "Ash is faster than Birch.",
        "Ash, with its new cache, reads faster than Birch does.",
        "Ash uses one thread (for now), and is still faster than Birch.",
        "We chose Ash because it needs less memory than Birch.",
        "The Ash and Oak builds start faster than the Birch build.",
        "Sorting is quicker in Ash than in Birch.",
        "I am more at home with Ash than I am with Birch.",
        "With Ash, a reader has less to load than with Birch.",
        "Compared to Birch, Ash has the better throughput.",
        "Unlike Birch, Ash gets faster with every thread.",
        "Ash outperforms Birch on small logs.",
        "Ash: 3 instructions per byte, Birch: 11",
        "Ash is superior to Birch for small logs.",
        "We prefer Ash to Birch.",
        "We prefer Ash over Birch because it starts at once.",
        "Ash takes three times as long as Birch.",
        "Ash needs half of the memory of Birch.",
        "Ash reaches 50% of Birch's rate (67 MB/s), while Ash's reader is quicker.",
        "Ash takes 12 ms, Birch 40 ms.",
        "It is 12 ms for Ash and 40 ms for Birch.",
        "Why is Ash faster than Birch?",
        "Ash and Birch are faster than Cedar.",
        "Ash stays ahead of Birch with eight threads.",
        "Ash is 12 % behind Birch.",
    ],
)
def test_one_mode_is_set_against_another(text: str) -> None:
    assert how(text) == "said"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Is Ash faster than Birch?", "asked"),
        ("We measure whether Ash is faster than Birch.", "asked"),
        ("Ash is not faster than Birch.", "denied"),
        ("I do not think that Ash is faster than Birch.", "denied"),
        ("There is no doubt that Ash is faster than Birch.", "said"),
        ("Ash is as fast as Birch.", "alike"),
        ("Ash is on a par with Birch.", "alike"),
        ("We compare Ash with Birch.", "likely"),
        ("Ash vs. Birch", "likely"),
        ("Ash is slow on large logs, but Birch is faster.", "likely"),
        ("Time of Ash and of Birch: Ash is twice as fast", "likely"),
    ],
)
def test_what_is_asked_denied_or_only_likely(text: str, expected: str) -> None:
    assert how(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Ash and Birch are faster than before.",
        "Both Ash and Birch are slower than Oak.",
        "Oak is faster than Ash, Birch and Cedar.",
        "It is four times faster than Ash, and ten times faster than Birch.",
        "For a faster build, use Ash or Birch.",
        "A faster disk helps Ash and Birch.",
        "Ash and Birch have better tools today.",
        "Ash runs on more than ten systems, Birch on three.",
        "Ash reads the log rather than asking Birch.",
        "Ash is faster than Oak, and Birch is new.",
        "Oak takes 12 ms where Ash or Birch is installed.",
        "A disk of 512 MB or better, Ash 3, and Birch 7 or 8 are required.",
        "Ash holds the lock ahead of the Birch callback.",
        "Ash hides the pool behind Birch and its queue.",
    ],
)
def test_modes_that_nothing_sets_against_each_other(text: str) -> None:
    assert how(text) is None


@pytest.mark.parametrize(
    "piece", ["Ash, ", "than ", "Ash than ", "faster ", "a-b-", "and Ash ", "12 ms ", "(", "twice the "]
)
def test_only_short_sentences_are_readable(piece: str) -> None:
    text = "Ash " + piece * 700 + "Birch"
    mentions = [Mention(i, i + 3, "Ash", False) for i in range(len(text)) if text.startswith("Ash", i)]
    assert not are_readable(text, Span(0, len(text)), mentions)


def test_how_a_sentence_is_wrapped_does_not_make_it_longer() -> None:
    text = "Ash reads a log\r\n        while Birch\r\n        waits\r\n" * 12
    assert not are_readable(text.replace("\r\n        ", "words and words "), Span(0, len(text)), ())
    assert are_readable(text, Span(0, len(text)), ())
