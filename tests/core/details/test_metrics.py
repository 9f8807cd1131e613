"""Kinds of measurement: each file in metrics/ is a page, a line of dashes, its metrics and its headline."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_profiling_scope import Settings, analyse
from mkdocs_profiling_scope.core.values import METRICS

CASES = sorted(Path(__file__).parent.glob("metrics/*.txt"))
SETTINGS = Settings.from_mapping(
    {"modes": {"native": {"aliases": ["native core"]}, "node": {"aliases": ["Node binding"]}}}
)


def listing(text: str) -> str:
    analysis = analyse(text, SETTINGS, scope="profiling", mode="native", details=True)
    rows = [f"{b.start_line} {b.kind} {b.metric or '-'}" for b in analysis.blocks if b.kind != "heading"]
    rows += [f"{m.metric}: {m.before}*{m.value}*{m.after}" for m in analysis.details.measurements]
    return "\n".join(rows) + "\n"


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_metrics(case: Path, ends: str, update: bool) -> None:
    text, _, expected = case.read_text("utf-8").partition("----\n")
    found = listing(text.replace("\n", ends))
    if update:
        case.write_text(f"{text}----\n{found}", "utf-8")
    assert found == expected


def test_every_kind_has_a_case() -> None:
    expected = "\n".join(case.read_text("utf-8").partition("----\n")[2] for case in CASES)
    assert [metric for metric in METRICS if f" {metric}\n" not in expected] == []


def test_nothing_is_measured_where_nobody_asks() -> None:
    analysis = analyse("A scan takes 2.7 s.\n", SETTINGS, scope="profiling", mode="native")
    assert analysis.blocks[0].metric is None
    assert analysis.details.measurements == ()


MARKUP = (
    "| ",
    "|\n",
    "|--|--|\n",
    "\n",
    "\n\n",
    "- ",
    "# ",
    "`x` ",
    "![flame graph](",
    ") ",
    "<td>",
    "</td>",
    "<table>",
)
FIGURES = (
    "12 ms",
    "~3.4.5 MB/s",
    "1,2,3 KB",
    "Throughput",
    ": ",
    "(ms)",
    "heap ",
    "7 %",
    "– 9 rec/s",
    "µs",
    "4x ",
)
PIECES = (*MARKUP, *FIGURES)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_whatever_is_measured_stands_in_the_text(text: str) -> None:
    analysis = analyse(text, SETTINGS, scope="profiling", mode="native", details=True)
    for found in analysis.details.measurements:
        block = analysis.blocks[found.block]
        number = re.findall(r"[0-9][0-9.,]*", found.value)[0]
        assert number in text[block.span.start : block.span.end]
