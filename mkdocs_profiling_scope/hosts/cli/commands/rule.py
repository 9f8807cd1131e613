"""`profiling-scope rule`: explains a rule, or lists all."""

from __future__ import annotations

import textwrap
from typing import Any

import click

from mkdocs_profiling_scope.core.rules import RULES, Rule
from mkdocs_profiling_scope.formats import json_
from mkdocs_profiling_scope.formats.rules_page import pages
from mkdocs_profiling_scope.hosts.cli import terminal
from mkdocs_profiling_scope.hosts.cli.commands import SHORT_HELP
from mkdocs_profiling_scope.hosts.cli.commands.options import complete_rule, debug_option, format_option
from mkdocs_profiling_scope.hosts.cli.selection import find_rule


@click.command("rule", short_help=SHORT_HELP["rule"])
@click.argument("rule", metavar="[CODE|NAME]", required=False, shell_complete=complete_rule)
@format_option("text", "json")
@debug_option()
def command(rule: str | None, output_format: str) -> int:
    """Explain a rule; without a code or name, list all."""
    rules = (find_rule(rule),) if rule else RULES
    if output_format == "json":
        terminal.result(json_.dump({"rules": [_json(each) for each in rules]}))
    else:
        terminal.result(_explanation(rules[0]) if rule else _table(rules))
    return 0


def _table(rules: tuple[Rule, ...]) -> str:
    rows = [("code", "name", "default", "on"), *((r.code, r.name, r.level, pages(r)) for r in rules)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "".join("  ".join(map(str.ljust, row, widths)).rstrip() + "\n" for row in rows)


def _explanation(rule: Rule) -> str:
    parts = [
        f"{rule.code} {rule.name}\n{rule.level} by default, on {pages(rule)}",
        f"why: {rule.why}",
        f"remedy: {rule.remedy}",
        f"flagged:\n{textwrap.indent(rule.flagged.strip(), '    ')}",
        f"fine:\n{textwrap.indent(rule.fine.strip(), '    ')}",
        f'turn it off with rules: {{{rule.name}: "off"}}, or for one place with\n'
        f"    <!-- profiling-scope: ignore[{rule.code}] reason -->",
    ]
    return "\n\n".join(parts) + "\n"


def _json(rule: Rule) -> dict[str, Any]:
    return {
        "code": rule.code,
        "name": rule.name,
        "level": rule.level,
        "scopes": list(rule.scopes),
        "why": rule.why,
        "remedy": rule.remedy,
        "flagged": rule.flagged,
        "fine": rule.fine,
    }
