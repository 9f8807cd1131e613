"""The code frame below a finding: what it shows, and that the marks stand below the words."""

from __future__ import annotations

import pytest

from mkdocs_profiling_scope.core.markdown.source import Source
from mkdocs_profiling_scope.core.values import Finding, Span
from mkdocs_profiling_scope.formats.excerpt import excerpt
from mkdocs_profiling_scope.formats.frame import WIDTH
from mkdocs_profiling_scope.formats.run import Run, page_run
from mkdocs_profiling_scope.formats.text import render


def framed(text: str, words: str) -> list[str]:
    source, start = Source(text), text.index(words)
    span = Span(start, start + len(words))
    (line, col), (end_line, end_col) = source.position(span.start), source.position(span.end)
    found = Finding("PS101", "x", "info", "high", "m", "", "p.md", span, line, col, end_line, end_col)
    return render(Run((page_run((found,), (excerpt(found, source),)),), 1, 1)).rstrip("\n").split("\n")[1:]


@pytest.mark.parametrize(
    ("text", "words", "lines"),
    [
        (
            "# Reading\n\nIt is quick. **Node** is slower.\n",
            "Node** is slower.",
            ["3 | It is quick. **Node** is slower.", "  |                ^^^^^^^^^^^^^^^^^"],
        ),
        (
            "日本語\tis 🙂 slower",
            "slower",
            ["1 | 日本語    is 🙂 slower", "  | " + " " * 16 + "^^^^^^"],
        ),
        (
            "> one\r\n> two\r\n",
            "one\r\n> two",
            ["1 | > one", "  |   ^^^", "2 | > two", "  | ^^^^^"],
        ),
        (
            "a\n## Plan\n\n1\n2\n3\n",
            "## Plan\n\n1\n2\n3",
            ["2 | ## Plan", "  | ^^^^^^^", "3 |", "4 | 1", "  | ^", "  | … 2 more lines"],
        ),
        ("a\x1b[2Jb slower", "slower", [r"1 | a\x1b[2Jb slower", "  |           ^^^^^^"]),
    ],
    ids=["line", "wide", "lines", "section", "control"],
)
def test_shows_the_lines_with_the_words_underlined(text: str, words: str, lines: list[str]) -> None:
    assert framed(text, words) == lines


def test_a_long_line_is_cut_around_the_words() -> None:
    text = "word " * 100 + "Node is slower." + " more" * 100
    shown, marks = framed(text, "Node is slower.")
    assert len(shown) <= WIDTH + len("1 | ……")
    assert shown.startswith("1 | …") and shown.endswith("…")
    assert shown[marks.index("^") : marks.rindex("^") + 1] == "Node is slower."


def test_colors_the_marks_by_severity() -> None:
    source = Source("slower\n")
    found = Finding("PS101", "x", "error", "high", "m", "r", "p.md", Span(0, 6), 1, 1, 1, 7)
    assert "\x1b[31m^^^^^^\x1b[0m" in render(
        Run((page_run((found,), (excerpt(found, source),)),), 1, 1), color=True
    )
