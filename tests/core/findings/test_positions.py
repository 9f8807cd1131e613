"""Positions: offsets, lines and columns lead back to the original text, whatever stands before them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_profiling_scope import Settings, analyse
from mkdocs_profiling_scope.core.markdown.source import Source

SETTINGS = Settings.from_mapping(
    {"modes": {"native": {"aliases": ["siltgrain"]}, "node": {"aliases": ["Node binding", "SiltStream"]}}}
)
SENTENCE = "The Node binding is 3.7x slower than siltgrain."
PIECES = [
    SENTENCE,
    "We should replace the map with a vector.",
    "# Native core vs. Node binding",
    "- Expected result: 1.9M → 2.4M rows/s",
    "    indented",
    '!!! note "Why is SiltStream faster?"',
    "    body of it, 4 µs per row 🚀",
    "```",
    "| Mode | Native | Node |",
    "|---|---|---|",
    "| rows/s | 41M | 12M |",
    "> quoted, naïve",
    "<div>raw <b>html</b></div>",
    "<!-- profiling-scope: ignore[PS101] reason -->",
    "[link](../OPTIMIZATION_PROPOSAL.md)",
    "\t- tabbed",
    "",
    "",
]
pages = st.tuples(
    st.lists(st.sampled_from(PIECES), max_size=25), st.sampled_from(["\n", "\r\n"]), st.booleans()
)


def page(parts: tuple[list[str], str, bool]) -> str:
    lines, end, bom = parts
    return ("\ufeff" if bom else "") + end.join(lines)


@pytest.mark.parametrize(
    "before",
    [
        "",
        "---\nscope: profiling\n---\n\n",
        "Title: with MultiMarkdown metadata\n\n",
        "\ufeff---\r\nscope: profiling\r\n---\r\n\r\n",
        "!!! note\n    ",
        '=== "Tab"\n\n    - item\n\n        ',
        "> ",
        "- one\n- two\n\n  ",
        "Ünïcödé 🚀 → µs\n\n",
        "<!-- comment -->\n",
    ],
)
def test_a_finding_stands_on_its_words(before: str) -> None:
    text = before + SENTENCE + "\n"
    (finding,) = [
        f for f in analyse(text, SETTINGS, scope="profiling", mode="native").findings if f.code == "PS101"
    ]
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    assert text[finding.span.start : finding.span.end] == SENTENCE
    assert lines[finding.start_line - 1][finding.start_col - 1 : finding.end_col - 1] == SENTENCE
    assert finding.block is not None


@given(pages)
def test_blocks_are_ordered_and_never_overlap(parts: tuple[list[str], str, bool]) -> None:
    text = page(parts)
    blocks = analyse(text, SETTINGS, scope="profiling", mode="native").blocks
    assert all(0 <= b.span.start <= b.span.end <= len(text) for b in blocks)
    assert all(a.span.end <= b.span.start for a, b in pairwise(blocks))
    assert all(1 <= b.start_line <= b.end_line <= text.count("\n") + 1 for b in blocks)


@given(pages)
def test_line_ends_change_no_judgement(parts: tuple[list[str], str, bool]) -> None:
    lf, crlf = (page((parts[0], end, parts[2])) for end in ("\n", "\r\n"))
    one, other = (analyse(text, SETTINGS, scope="profiling", mode="native") for text in (lf, crlf))
    assert [(b.start_line, b.kind, b.scope, b.comparison) for b in one.blocks] == [
        (b.start_line, b.kind, b.scope, b.comparison) for b in other.blocks
    ]
    assert [(f.code, f.start_line, f.start_col, f.end_col) for f in one.findings] == [
        (f.code, f.start_line, f.start_col, f.end_col) for f in other.findings
    ]


@given(st.text(max_size=200))
def test_any_text_can_be_analysed(text: str) -> None:
    for finding in analyse(text, SETTINGS, scope="profiling", mode="native").findings:
        assert 0 <= finding.span.start <= finding.span.end <= len(text)


@pytest.mark.parametrize(
    "text",
    [
        "`The Node binding is 3.7x slower than siltgrain.`\n",
        "```\nThe Node binding is 3.7x slower than siltgrain.\n```\n",
        "    The Node binding is 3.7x slower than siltgrain.\n",
        "<!-- The Node binding is 3.7x slower than siltgrain. -->\n",
        "[x]: siltgrain-is-faster-than-the-Node-binding.md\n",
        "<https://example.org/the-Node-binding-is-slower-than-siltgrain>\n",
        "---\ntitle: The Node binding is 3.7x slower than siltgrain.\n---\n",
        "<script>The Node binding is 3.7x slower than siltgrain.</script>\n",
    ],
)
def test_what_is_no_prose_gives_no_finding(text: str) -> None:
    assert analyse(text, SETTINGS, scope="profiling", mode="native").findings == ()


@given(st.text(st.sampled_from("ab \r\n")), st.data())
def test_lines_from_an_offset_are_those_that_are_counted(text: str, data: st.DataObject) -> None:
    source = Source(text)
    offset = data.draw(st.integers(0, len(text)))
    counted = [
        (source.line_start(line), source.line_end(line))
        for line in range(source.line(offset), source.lines + 1)
    ]
    assert list(Source(text).lines_from(offset)) == counted


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_marks_the_lines_of_a_quote_is_not_among_the_words(end: str) -> None:
    text = end.join(["# Core", "", "> The Node binding is 3.7x", "> slower than siltgrain.", ""])
    (finding,) = analyse(text, SETTINGS, path="p.md", scope="profiling", mode="native").findings
    assert finding.message.startswith(f'"{SENTENCE}" sets this mode against node;')
