"""Where a sentence ends: at a full stop after a unit, not at one of an abbreviation."""

from __future__ import annotations

import pytest

from mkdocs_profiling_scope.core.sentences import sentences


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
