"""Explanations as text: narrow enough, with numbers that add up, and nothing that drives a terminal."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from mkdocs_profiling_scope.core.analyse import explain
from mkdocs_profiling_scope.core.explained.values import Answer, Clue, Explanation, Opposite
from mkdocs_profiling_scope.formats.explained import text
from tests.docs.rule_pages import PAGES, ROOT, SETTINGS, examples

SUMMARY = (ROOT / "examples/siltgrain/docs/design/profiling/PROFILING_SUMMARY.md").read_text("utf-8")
LONG = f"# {'long ' * 60}\x1b[2J\n\nWe should {'x' * 300} replace\u202e the {'map ' * 90}.\n"
TEXTS = {
    "summary": SUMMARY,
    "long": LONG,
    "empty": "",
    **{example.id: example.text for page in PAGES for example in examples(page)},
}
ANSWER = re.compile(r"  (?:comparison|proposal): (?:no|yes|yes, certain); ([+-][\d.]+), ")
AMOUNT = re.compile(r" +([+-]\d+\.\d\d)  ")


def explained(page: str) -> Explanation:
    return explain(page, SETTINGS, path="p.md", scope="profiling", mode="native")


@pytest.mark.parametrize("name", TEXTS)
def test_fits_a_terminal_and_adds_up(name: str) -> None:
    printed = text.render("p.md", explained(TEXTS[name]))
    assert [line for line in printed.splitlines() if len(line) > text.WIDTH] == []
    assert "\x1b" not in printed
    assert "\u202e" not in printed
    score, total = 0, 0
    for line in [*printed.splitlines(), "  proposal: no; +0.00, "]:
        if found := ANSWER.match(line):
            assert total == score, line
            score, total = round(float(found[1]) * 100), 0
        elif found := AMOUNT.match(line):
            total += round(float(found[1]) * 100)


def test_color_changes_nothing_else() -> None:
    page = explained(SUMMARY)
    colored = text.render("p.md", page, color=True)
    assert "\x1b[32m" in colored
    assert "\x1b[31m" in colored
    assert re.sub(r"\x1b\[\d+m", "", colored) == text.render("p.md", page)


def test_what_no_signal_brings_is_said() -> None:
    page = explained("Reads of single rows take 62 % of the time.\n")
    seen = Clue("block before looks so", "the block before it looks the same", 1.2, "around", None)
    answer = Answer("proposal", -1.95, -3.15, -1.0, 1.95, 0.12, False, False, (seen,), Opposite(0.95))
    (account,) = page.accounts
    account = replace(account, answers=(account.answers[0], answer))
    lines = text.render("p.md", replace(page, accounts=(account,))).splitlines()
    at = lines.index("  proposal: no; -1.95, yes from -1.00, certain from +1.95; probability 0.12")
    assert lines[at + 1 :] == [
        "       +1.20          the block before it looks the same (around)",
        "       -3.15          before any signal",
        "    a proposal with 0.95 more, which no signal brings",
    ]
