"""From rules to findings: levels, positions, what stands for what, and suppressions."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from operator import attrgetter

from mkdocs_profiling_scope.core.rules import RULES, Rule, Violation
from mkdocs_profiling_scope.core.rules.evidence import reason
from mkdocs_profiling_scope.core.rules.page import Page
from mkdocs_profiling_scope.core.values import Finding, Level, Severity

_COVERED = ("PS1", "PS2")
LONGEST = 500  # characters of a message, and of a reason; summaries of jobs have a limit of their own


def find(page: Page) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Return the findings of a page, and those that a directive on the page suppresses."""
    found: list[Finding] = []
    # First what stands for the findings of others, so that nobody looks for these there.
    for rule in sorted(RULES, key=attrgetter("covers"), reverse=True):
        if page.scope in rule.scopes and _level(rule, page) != "off":
            violations = (v for v in rule.check(page) if not _covered(rule, v, page))
            reported = [f for v in violations if (f := _finding(rule, v, page)) is not None]
            found += reported
            if rule.covers:
                page.covers.extend(finding.span for finding in reported)
    shown, hidden = _suppressed(page, found) if "<!--" in page.document.source.text else (found, [])
    return _sorted(shown), _sorted(hidden)


def _suppressed(page: Page, found: Sequence[Finding]) -> tuple[list[Finding], list[Finding]]:
    """Return what no directive suppresses, with what is wrong with directives; then what they suppress."""
    # Here, because few pages have comments.
    from mkdocs_profiling_scope.core.findings.suppressions import Suppressions

    suppressions = Suppressions.read(page.document)
    shown, hidden = suppressions.apply(found)
    if page.scope != "none":
        off = {rule.code for rule in RULES if _level(rule, page) == "off"}
        by_code = {rule.code: rule for rule in RULES}
        for code, violation in suppressions.violations(off):
            rule = by_code[code]
            if _level(rule, page) != "off" and (finding := _finding(rule, violation, page)):
                shown.append(finding)
    return shown, hidden


def _level(rule: Rule, page: Page) -> Level:
    return page.settings.rules.get(rule.code, rule.level)


def _covered(rule: Rule, violation: Violation, page: Page) -> bool:
    return rule.code.startswith(_COVERED) and page.is_covered(violation.span.start)


def _severity(rule: Rule, violation: Violation, page: Page) -> Severity | None:
    level = _level(rule, page)
    if level != "off" and violation.confidence == "medium" and page.settings.medium != "level":
        level = "info" if page.settings.medium == "info" else "off"
    return None if level == "off" else level


def _finding(rule: Rule, violation: Violation, page: Page) -> Finding | None:
    severity = _severity(rule, violation, page)
    if severity is None:
        return None
    source = page.document.source
    start_line, start_col = source.position(violation.span.start)
    end_line, end_col = source.position(violation.span.end)
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=severity,
        confidence=violation.confidence,
        message=_short(violation.message),
        reason=_reason(page, violation),
        path=page.path,
        span=violation.span,
        start_line=start_line,
        start_col=start_col,
        end_line=end_line,
        end_col=end_col,
        block=_block(page, violation.span.start),
    )


def _reason(page: Page, violation: Violation) -> str:
    # Only what is reported is put into words.
    found = violation.reason
    return _short(found if isinstance(found, str) else reason(page, found, violation.span))


def _short(text: str) -> str:
    """Leave the middle out of a text that quotes a name or a link without end."""
    half = LONGEST // 2
    return text if len(text) <= LONGEST else f"{text[:half]}…{text[1 - half :]}"


def _block(page: Page, offset: int) -> int | None:
    i = bisect_right(page.blocks, offset, key=lambda b: b.span.start) - 1
    return i if i >= 0 and offset < max(page.blocks[i].span.end, page.blocks[i].span.start + 1) else None


def _sorted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda f: (f.path, f.start_line, f.start_col, f.code)))
