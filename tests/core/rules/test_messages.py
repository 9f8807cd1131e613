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


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("Birch is 2x slower with four threads than with one, and its advantage is gone.", "info"),
        ("Compared to all other tests, Birch 8 wins over release 9, which is 30% slower.", "info"),
        ("Birch is 2x slower with four threads than with one, and beats Ash.", "warning"),
        ("Birch wins by far: 12 ms vs. 31 ms, 2x faster.", "warning"),
    ],
)
def test_what_may_compare_another_mode_with_itself_is_information(text: str, severity: str) -> None:
    page = f"# Reads\n\n{text}\n\n| | Ash | Birch |\n|---|---|---|\n| read | 12 ms | 31 ms |\n"
    found = analyse(page, SETTINGS, scope="profiling", mode="ash").findings
    assert [f.severity for f in found if f.start_line == 3] == [severity]


def test_the_reason_quotes_the_words_that_call_an_improvement_possible() -> None:
    text = "# Reads\n\nDecoding takes most of the time of a read, which leaves headroom.\n"
    (finding,) = analyse(text, SETTINGS, scope="profiling", mode="ash").findings
    assert finding.reason == '"headroom" says that an improvement is possible'


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        (
            "Ash reads 41 million samples in a second, on one thread: 2x faster than Birch.",
            "… samples in a second",
        ),
        (
            "Ash, which reads 41 million samples/s, is faster than Birch, as it keeps its buffers.",
            "… which reads",
        ),
        (
            "For 4 KB, 16 KB, 64 KB and 256 KB, with a warm and with a cold cache, Oak beats Birch.",
            "… and 256 KB",
        ),
    ],
)
def test_a_long_sentence_is_quoted_where_it_compares(text: str, quoted: str) -> None:
    (finding,) = analyse(f"# Reads\n\n{text}\n", SETTINGS, scope="profiling", mode="ash").findings
    assert finding.message.startswith(f'"{quoted}')
    quotation = finding.message[1:].split('"')[0]
    assert "Birch" in quotation or "Oak" in quotation
    assert "faster" in quotation or "beats" in quotation or "ahead" in quotation
    assert len(quotation) <= 62
