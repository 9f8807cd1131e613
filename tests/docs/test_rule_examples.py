"""Every example on a rule page has exactly the findings that the page shows; `--update` rewrites them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mkdocs_profiling_scope.core.rules import RULES, Rule
from mkdocs_profiling_scope.core.rules.rule import SCOPED
from mkdocs_profiling_scope.core.values import PAGE_SCOPES
from tests.docs.rule_pages import GUIDELINES, PAGES, ROOT, Example, examples, update, without_fences

EXAMPLES = [example for page in (*PAGES, GUIDELINES) for example in examples(page)]
CHECKED_ON = {
    ("profiling",): "profiling pages",
    ("proposal",): "proposals",
    SCOPED: "pages with a scope",
    PAGE_SCOPES: "all pages",
}


@pytest.mark.parametrize("example", EXAMPLES, ids=[example.id for example in EXAMPLES])
def test_example(example: Example, request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update"):
        if example == examples(example.page)[0]:
            update(example.page)
        return
    assert example.findings is not None, f"{example.id}: no findings fence after the md fence"
    assert example.actual() == example.findings, f"{example.page.relative_to(ROOT)}:{example.line}"


@pytest.mark.parametrize("page", PAGES, ids=[page.stem for page in PAGES])
def test_page_shows_both_sides(page: Path) -> None:
    flagged = [example for example in examples(page) if example.section == "Flagged"]
    fine = [example for example in examples(page) if example.section == "Fine"]
    assert len(flagged) >= 2
    assert len(fine) >= 2
    assert [e.id for e in flagged if page.stem not in e.codes] == [], "flagged, but not by this rule"
    assert [e.id for e in fine if e.findings] == [], "fine means no finding of any rule"


@pytest.mark.parametrize("rule", RULES, ids=[rule.code for rule in RULES])
def test_page_agrees_with_rule(rule: Rule) -> None:
    lines = (ROOT / f"docs/rules/{rule.code}.md").read_text("utf-8").splitlines()
    assert lines[0] == f"# {rule.code}: {rule.name}"
    assert lines[2] == f"Default level **{rule.level}** · checked on {CHECKED_ON[rule.scopes]}"


@pytest.mark.parametrize("rule", RULES, ids=[rule.code for rule in RULES])
def test_page_answers_what_is_asked_of_a_rule(rule: Rule) -> None:
    page = without_fences((ROOT / f"docs/rules/{rule.code}.md").read_text("utf-8"))
    name, *parts = re.split(r"^## (.+)$", page, flags=re.MULTILINE)
    assert len(name.splitlines()) > 3, "what the rule finds"
    assert parts[::2] == ["Why", "Flagged", "Fine", "What to do", "Options", "Suppress"]
    options = parts[parts.index("Options") + 1]
    assert f"`rules: {{{rule.name}: " in options
    assert f"which is `{rule.level}` by default" in options


@pytest.mark.parametrize("rule", RULES, ids=[rule.code for rule in RULES])
def test_index_lists_rule(rule: Rule) -> None:
    rows = [line for line in (ROOT / "docs/rules/index.md").read_text("utf-8").splitlines() if "|" in line]
    assert any(f"[{rule.code}]({rule.code}.md) | {rule.name} | {rule.level} |" in row for row in rows)


def test_every_rule_has_a_page_and_every_page_a_rule() -> None:
    assert [page.stem for page in PAGES] == [rule.code for rule in RULES]
