"""Input that nobody writes on purpose: the analysis takes it, and says nothing that is not there."""

from __future__ import annotations

import pytest

from mkdocs_profiling_scope import Analysis, Settings, analyse

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
        "controls",
    ],
)
def test_nothing_is_found_where_nothing_is_said(text: str) -> None:
    assert [f for f in run(text).findings if f.severity != "info"] == []


@pytest.mark.parametrize(
    "matter",
    ["- a\n- list\n", "just text\n", "a: [unclosed\n", "date: 2026-99-99\n", "a: &x [*x]\n"],
)
def test_front_matter_that_is_no_mapping_declares_nothing(matter: str) -> None:
    analysis = analyse(f"---\n{matter}---\n\n# Title\n", SETTINGS)
    assert (analysis.scope, analysis.mode) == ("none", None)


@pytest.mark.parametrize("scope", ["", "[profiling]", "{a: b}", "12", "2026-01-01"])
def test_a_scope_that_is_none_is_reported(scope: str) -> None:
    codes = [f.code for f in analyse(f"---\nscope: {scope}\n---\n\n# Title\n", SETTINGS).findings]
    assert codes == ([] if scope == "" else ["PS302"])
