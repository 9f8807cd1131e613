"""Messages say what is compared with what, and quote words that tell."""

from __future__ import annotations

import pytest

from mkdocs_profiling_scope import Settings, analyse

SETTINGS = Settings.from_mapping(
    {"modes": {"ash": {"title": "Ash"}, "birch": {"title": "Birch"}, "oak": {"title": "Oak"}}}
)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Ash is faster than Birch.", '"Ash is faster than Birch." sets this mode against Birch;'),
        ("Oak is faster than Birch.", '"Oak is faster than Birch." compares Oak and Birch;'),
        ("We are faster than Oak and Birch.", "sets this mode against Oak and Birch;"),
        ("It is 2x faster than Oak and Birch.", "sets this mode against Oak and Birch;"),
        ("Ash is faster than Birch. Oak is a tree.", "sets this mode against Birch;"),
        ("To catch up with Oak we should cache.", "takes Oak as a reason for a change;"),
        (
            "| | |\n|---|---|\n| Ash | 12 ms |\n| Oak | 31 ms |",
            'the table "Ash | 12 ms" puts modes side by side;',
        ),
        ("| | Ash | Oak |\n|---|---|---|\n| read | 12 ms | 31 ms |", 'the table "Ash | Oak" puts modes'),
    ],
)
def test_a_message_says_what_is_compared(text: str, message: str) -> None:
    found = analyse(f"# Reads\n\n{text}\n", SETTINGS, scope="profiling", mode="ash").findings
    assert message in next(f.message for f in found if f.code.startswith("PS1"))


def test_the_reason_quotes_the_words_that_call_an_improvement_possible() -> None:
    text = "# Reads\n\nDecoding takes most of the time of a read, which leaves headroom.\n"
    (finding,) = analyse(text, SETTINGS, scope="profiling", mode="ash").findings
    assert finding.reason == '"headroom" says that an improvement is possible'
