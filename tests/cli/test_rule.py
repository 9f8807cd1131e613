"""`profiling-scope rule`: what a rule is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mkdocs_profiling_scope.core.rules import RULES

if TYPE_CHECKING:
    from tests.cli.conftest import Project


def test_lists_all_rules_in_the_order_of_their_codes(folder: Project) -> None:
    lines = folder.run("rule").out.splitlines()
    assert lines[0].split() == ["code", "name", "default", "on"]
    assert [line.split()[:3] for line in lines[1:]] == [[rule.code, rule.name, rule.level] for rule in RULES]


@pytest.mark.parametrize("word", ["PS201", "ps201", "proposal"])
def test_explains_a_rule_by_code_or_name(folder: Project, word: str) -> None:
    rule = next(rule for rule in RULES if rule.code == "PS201")
    done = folder.run("rule", word)
    assert done.code == 0
    assert done.out.startswith("PS201 proposal\nwarning by default, on profiling pages\n")
    assert f"why: {rule.why}\n" in done.out
    assert f"remedy: {rule.remedy}\n" in done.out
    for example in (rule.flagged, rule.fine):
        assert all(line.strip() in done.out for line in example.splitlines())
    assert "<!-- profiling-scope: ignore[PS201] reason -->" in done.out


def test_json_has_everything_about_every_rule(folder: Project) -> None:
    everything = folder.run("rule", "--output-format", "json").json
    assert (everything["version"], len(everything["rules"])) == (1, len(RULES))
    (one,) = folder.run("rule", "PS101", "--output-format", "json").json["rules"]
    assert one == everything["rules"][0]
    assert list(one) == ["code", "name", "level", "scopes", "why", "remedy", "flagged", "fine"]


def test_a_rule_that_does_not_exist_is_an_error_with_a_guess(folder: Project) -> None:
    done = folder.run("rule", "oportunity")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("error: 'oportunity' is not a rule; did you mean 'opportunity'?")
