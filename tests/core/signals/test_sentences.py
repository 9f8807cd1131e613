"""Where a sentence ends: at a full stop after a unit, not at one of an abbreviation."""

from __future__ import annotations

import pytest

from mkdocs_profiling_scope.core.markdown.parse import parse
from mkdocs_profiling_scope.core.signals.sentences import sentences


@pytest.mark.parametrize(
    "marked",
    [
        "The disk delivers 310 MB/s.| With a cold cache it is less.",
        "It took 9.4 s.| We are done.",
        "Decoding takes 3.5 ns per value, e.g. With SIMD.",
        "Measured by J. Smith in spring.| Nobody has repeated it.",
        "Node vs. Rust, cf. Table 2.| So far.",
        "Is it faster?| It is not!| We measured.",
        "The file is a .NET log.| It has 2 GB.",
    ],
)
def test_sentences(marked: str) -> None:
    text = marked.replace("|", "")
    found = [text[start:end] for start, end in sentences(text, 0, len(text))]
    assert found == [part.strip() for part in marked.split("|")]


def test_a_name_begins_a_sentence() -> None:
    text = "It took 9 ms. ash took 3 ms, i.e. ash is ahead. so is oak"
    starts = {text.index("ash"), text.rindex("ash")}
    found = [text[start:end] for start, end in sentences(text, 0, len(text), starts)]
    assert found == ["It took 9 ms.", "ash took 3 ms, i.e. ash is ahead. so is oak"]


@pytest.mark.parametrize(
    "marked",
    [
        "**Date:** day 12\n|**Method**: ten reads, of which\nthe median counts\n|__Host:__ one socket",
        "> ✅ One footer\n> |✅ No lock",
        "This is said of the\n**native core** only:\n12 ms.",
        "It marks with\n**bold\nlines: two",
        "A break  \n|ends a line.",
    ],
)
def test_a_line_that_says_by_itself_what_it_is_about_is_a_sentence(marked: str) -> None:
    text = marked.replace("|", "")
    document = parse(text)
    (node,) = document.nodes
    starts = [start for start, _ in sentences(document.view, node.start, node.end)]
    expected = [len(part.replace("|", "")) for part in _before(marked)]
    assert [text[at:].lstrip("*_> ") for at in starts] == [text[at:].lstrip("*_> ") for at in expected]


@pytest.mark.parametrize(
    "marked",
    [
        "`SiltStream` is slower than `libsilt`.| It reads `.silt`",
        "It reads.| `parse()` is slow.| So is the `lexer`.",
        "Decoding takes 3.5 ns, e.g. `decode()` with SIMD.",
        "- `read`: 12 ms",
        "## `SiltStream` vs. `libsilt`",
    ],
)
def test_code_at_the_edges_of_a_sentence_is_part_of_it(marked: str) -> None:
    text = marked.replace("|", "")
    document = parse(text)
    (node,) = document.nodes
    found = sentences(document.view, node.start, node.end, code=document.code)
    assert [text[start:end] for start, end in found] == [
        part.strip().lstrip("-# ") for part in marked.split("|")
    ]


def test_code_alone_is_a_sentence_only_if_it_is_a_name() -> None:
    document = parse("`libsilt`")
    assert sentences(document.view, 0, 9, code=document.code) == []
    assert sentences(document.view, 0, 9, {1}, document.code) == [(0, 9)]


def _before(marked: str) -> list[str]:
    """Return what stands before each sentence."""
    parts = marked.split("|")
    return ["|".join(parts[:i]) for i in range(len(parts))]
