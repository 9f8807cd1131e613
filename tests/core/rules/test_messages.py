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
        (
            "**Reads**: Birch/Oak scan it all\\\n**Ash**: has an index\\\n**Result**: 90x faster lookups",
            "sets this mode against Birch and Oak;",
        ),
        ("[Birch](https://birch.example) is 2x faster than Ash.", "sets this mode against Birch;"),
        ("> [!NOTE]\n> Ash is faster than Birch.", '"Ash is faster than Birch." sets this mode against'),
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


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("The gap between two ticks of the Birch loop is 3 ms.", "info"),
        ("Fusing two passes wins 8 % on logs that Birch wrote.", "info"),
        ("The Birch runtime dominates the flame graph with 62 %, and the parser wins back little.", "info"),
        ("It wins against Birch: Birch needs 12 ms, Ash needs 3 ms.", "warning"),
        # One mode in a cell among other words, or behind the first: what something was measured with.
        ("| Step | Old | New | Gain |\n|-|-|-|-|\n| Birch setup | 9 ms | 3 ms | 3x faster |", "info"),
        ("| Change | Speedup | Where |\n|-|-|-|\n| Fused passes | 1.1x | Birch |", "info"),
        (
            "| Reader | Time | |\n|-|-|-|\n| Birch v3 | 9 ms | 3x slower |\n| Ash | 3 ms | baseline |",
            "warning",
        ),
        ("| Step | Time |\n|-|-|\n| Decode | 9 ms, 2x slower than Birch |", "warning"),
    ],
)
def test_words_and_cells_that_may_mean_something_else_are_information(text: str, severity: str) -> None:
    found = analyse(f"# Reads\n\n{text}\n", SETTINGS, scope="profiling", mode="ash").findings
    assert [f.severity for f in found if f.code.startswith("PS1")] == [severity]


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


@pytest.mark.parametrize(
    ("lead", "proposes"),
    [
        ("To add a new transport:", False),
        ("To reproduce the figures, from a clean checkout:", False),
        ("To reduce the copies:", True),
        ("To add a transport sooner, we propose:", True),
    ],
)
def test_a_step_of_instructions_proposes_nothing(lead: str, proposes: bool) -> None:
    text = f"# Reads\n\nA read takes 12 ms.\n\n{lead}\n\n1. Implement `bench_udp()`\n2. Build, and run it\n"
    findings = analyse(text, SETTINGS, scope="profiling", mode="ash").findings
    assert ("PS201" in [f.code for f in findings]) == proposes


@pytest.mark.parametrize(
    "text",
    [
        "Ash is faster than Birch.",
        "## Ash vs. Birch",
        "> - Ash is faster than Birch.",
        "## **Ash** vs. Birch",
    ],
)
def test_a_reason_does_not_quote_what_the_message_quotes(text: str) -> None:
    (found,) = analyse(f"# Reads\n\n{text}\n", SETTINGS, scope="profiling", mode="ash").findings
    assert found.reason.startswith("says how the modes compare; names two modes; ")
    assert "Birch" in found.message
    assert "Birch" not in found.reason


def test_a_reason_quotes_another_sentence_of_the_block() -> None:
    text = "# Reads\n\nAsh is faster than Birch. It reads. Ash uses less memory than Birch.\n"
    found = analyse(text, SETTINGS, scope="profiling", mode="ash").findings
    quoting = [f.reason.startswith('"Ash is faster than Birch." names the modes') for f in found]
    assert quoting == [False, True]
