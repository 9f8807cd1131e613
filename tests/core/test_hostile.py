"""Input that nobody writes on purpose: the analysis takes it, and says nothing that is not there."""

from __future__ import annotations

import pytest

from mkdocs_profiling_scope import Analysis, Settings, analyse
from mkdocs_profiling_scope.core.markdown.html import html_rows
from mkdocs_profiling_scope.core.refactor.selection.outline import outline

SETTINGS = Settings.from_mapping({"modes": {"native": {"aliases": ["siltgrain"]}, "node": {}}})


def run(text: str) -> Analysis:
    return analyse(text, SETTINGS, scope="profiling", mode="native")


def test_an_empty_page_has_no_blocks() -> None:
    assert run("").blocks == ()
    assert run("\ufeff").blocks == ()


def test_one_line_of_five_megabytes_is_one_block() -> None:
    (block,) = run("word " * 1_000_000).blocks
    assert (block.start_line, block.end_line) == (1, 1)


def test_a_hundred_thousand_items_are_as_many_blocks() -> None:
    assert len(run("- a measured item\n" * 100_000).blocks) == 100_000


@pytest.mark.parametrize(
    "text",
    [
        "*" * 100_000,
        "`" * 100_001,
        "[" * 50_000,
        ">" * 50_000,
        "|" + "a|" * 5_000 + "\n|" + "-|" * 5_000 + "\n",
        "".join("  " * i + "- x\n" for i in range(500)),
        "".join("    " * i + "!!! note\n\n" for i in range(200)),
        "<div>" * 10_000,
        "<table>" + "<tr><td>1</td></tr>" * 1_000,
        "<table>\n<tr>\n</tr>\n<tr><td>1</td></tr>\n</table>",
        "<!-- profiling-scope:" + " " * 5_000 + "x",
        "<!-- profiling-scope" + " a" * 50_000 + " -->",
        "| a | b |\n|---|---|\n" + "|<!--" * 20_000 + "\n" + "|<!-- -->" * 20_000 + "x\n",
        "a" + "." * 200_000 + "x",
        "*[" * 50_000,
        "<table>\n" + "<tr><td>1\n" * 2_000,
        "".join("    " * i + "!!! note\n\n" for i in range(300)) + "\n" * 200_000,
        "null \x00 and \x0c and \x85 and \u2028 and \ud800",
    ],
    ids=[
        "stars",
        "ticks",
        "brackets",
        "quotes",
        "columns",
        "lists",
        "containers",
        "tags",
        "rows",
        "a row without cells",
        "a directive of blanks",
        "a comment about the tool",
        "comments behind cells",
        "dots",
        "abbreviations that do not end",
        "rows that do not end",
        "blank lines in containers",
        "controls",
    ],
)
def test_nothing_is_found_where_nothing_is_said(text: str) -> None:
    assert [f for f in run(text).findings if f.severity != "info"] == []


@pytest.mark.parametrize(
    "text",
    [
        "siltgrain" + ", a'' and" * 20_000 + " x node is faster\n",
        "node is faster than siltgrain than " * 20_000,
        "node is faster than " + "'" * 100_000 + " siltgrain\n",
    ],
    ids=["an enumeration", "modes in a chain", "quotes before a mode"],
)
def test_a_long_sentence_about_modes_is_one_block(text: str) -> None:
    assert len(run(text).blocks) == 1


def test_messages_stay_short_whatever_they_quote() -> None:
    name = "x" * 100_000
    page = f"""---
scope: {name}
mode: {name}
---
# Reading

node {name} is slower than native.

<!-- profiling-scope: ignore[{name}] -->

<!-- profiling-scope: {name}[PS101] -->
"""
    found = run(page).findings
    assert {"PS101", "PS302", "PS902", "PS903"} == {finding.code for finding in found}
    assert max(len(text) for finding in found for text in (finding.message, finding.reason)) <= 500


def test_a_directive_that_does_not_end_is_none() -> None:
    (found,) = run("# Reading\n\n<!-- profiling-scope: ignore[PS101]" + " a" * 20_000).findings
    assert (found.code, found.start_line) == ("PS903", 3)


@pytest.mark.parametrize(
    "matter",
    [
        "- a\n- list\n",
        f"a: {'[' * 300_000}\n",
        f"a:\n  {'- ' * 300_000}\n",
        "just text\n",
        "a: [unclosed\n",
        "date: 2026-99-99\n",
        "a: &x [*x]\n",
    ],
    ids=["a list", "flow without end", "lists in lists", "text", "not closed", "no date", "itself"],
)
def test_front_matter_that_is_no_mapping_declares_nothing(matter: str) -> None:
    analysis = analyse(f"---\n{matter}---\n\n# Title\n", SETTINGS)
    assert (analysis.scope, analysis.mode) == ("none", None)


@pytest.mark.parametrize(
    "matter", ["title: a: b\nscope: proposal\n", "scope: 'proposal'\na: [\n", "\ta: b\nscope: proposal # x\n"]
)
def test_front_matter_that_is_no_yaml_is_told_if_it_declares_something(matter: str) -> None:
    analysis = analyse(f"---\n{matter}---\n\n# Title\n", SETTINGS)
    assert (analysis.scope, [finding.code for finding in analysis.findings]) == ("proposal", ["PS302"])


@pytest.mark.parametrize("scope", ["", "[profiling]", "{a: b}", "12", "2026-01-01"])
def test_a_scope_that_is_none_is_reported(scope: str) -> None:
    codes = [f.code for f in analyse(f"---\nscope: {scope}\n---\n\n# Title\n", SETTINGS).findings]
    assert codes == ([] if scope == "" else ["PS302"])


def test_thousands_of_directives_hold_where_they_stand() -> None:
    pair = "<!-- profiling-scope: ignore[PS101] reason -->\n\n- The node is slower than siltgrain.\n\n"
    analysis = run("# Title\n\n" + pair * 5_000 + "Text.\n\nThe node is slower than siltgrain.\n")
    assert len(analysis.suppressed) == 5_000
    assert [f.code for f in analysis.findings] == ["PS101"]


def test_cells_of_tables_in_tables_belong_to_one_row_each() -> None:
    text = "<table><tr><td>a</td><td><table><tr><td>b</td></tr></table></td></tr></table>\n"
    rows = [[text[a:b] for a, b in row] for row in html_rows(text)]
    assert [[cell[:5] for cell in row] for row in rows] == [["<td>a", "<td><"], ["<td>b"]]


def test_a_page_may_nest_deeper_than_python_calls() -> None:
    [quote] = outline(">" * 3000)
    assert 100 < sum(1 for _ in quote.walk()) < 1000  # what is further in belongs to the innermost of these
