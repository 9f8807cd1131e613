"""All rules as HTML, for what links to the documentation of one of them."""

from __future__ import annotations

from mkdocs_profiling_scope.core.rules import RULES, Rule
from mkdocs_profiling_scope.core.values import PAGE_SCOPES
from mkdocs_profiling_scope.formats.report.markup import ENGLISH, as_text

TITLE = "Rules of profiling-scope"


def fragment() -> str:
    """Return the page without its title."""
    return "\n".join([f"<div {ENGLISH}>", *map(_rule, RULES), "</div>"])


def anchors() -> list[tuple[str, str]]:
    """Return id and text of the headings."""
    return [(rule.code, f"{rule.code} {rule.name}") for rule in RULES]


def pages(rule: Rule) -> str:
    """Return which pages a rule is about."""
    return "any page" if set(rule.scopes) == set(PAGE_SCOPES) else " and ".join(rule.scopes) + " pages"


def _rule(rule: Rule) -> str:
    comment = f"<!-- profiling-scope: ignore[{rule.code}] reason -->"
    return (
        f'<h2 id="{rule.code}">{rule.code} {as_text(rule.name)}</h2>\n'
        f"<p><em>{rule.level} by default, on {pages(rule)}</em></p>\n"
        f"<p><strong>Why:</strong> {as_text(rule.why)}.</p>\n"
        f"<p><strong>Fix:</strong> {as_text(rule.remedy)}.</p>\n"
        f"<p>Reported:</p>\n<blockquote><p>{as_text(rule.flagged)}</p></blockquote>\n"
        f"<p>Fine:</p>\n<blockquote><p>{as_text(rule.fine)}</p></blockquote>\n"
        f"<p>Suppress it with <code>{as_text(comment)}</code>, or turn it off with "
        f"<code>rules: &#123;{as_text(rule.name)}: &quot;off&quot;&#125;</code>.</p>"
    )
