"""What the server answers: diagnostics, hovers and code actions, made from an analysed page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lsprotocol import types

from mkdocs_profiling_scope.core.findings.new_suppression import Insertion, suppress, suppress_on_page
from mkdocs_profiling_scope.core.rules import RULES
from mkdocs_profiling_scope.core.values import Block, Finding
from mkdocs_profiling_scope.hosts.server.pages import OpenPage
from mkdocs_profiling_scope.hosts.server.places import Units, to_offset, to_position, to_range

SOURCE = "profiling-scope"
_SEVERITIES = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "info": types.DiagnosticSeverity.Information,
}
_LINES = re.compile(r"(.*)#L(\d+)-L(\d+)")
_WHY = {rule.code: rule.why for rule in RULES}
_REMEDIES = {rule.code: rule.remedy for rule in RULES}


def diagnostics(page: OpenPage, units: Units) -> list[types.Diagnostic]:
    """Return a diagnostic for each finding."""
    return [_diagnostic(page, finding, units) for finding in page.findings]


def hover(page: OpenPage, position: types.Position, units: Units) -> types.Hover | None:
    """Return why the findings at `position` are findings, and what its block was judged to be."""
    offset = to_offset(page.source, position, units)
    here = [finding for finding in page.findings if finding.span.start <= offset < finding.span.end]
    block = next((b for b in page.analysis.blocks if b.span.start <= offset < b.span.end), None)
    about = here[-1] if here else block
    if about is None:
        return None
    parts = [_explained(finding) for finding in here] + ([_judged(block)] if block else [])
    return types.Hover(
        types.MarkupContent(types.MarkupKind.Markdown, "\n\n---\n\n".join(parts)),
        to_range(page.source, about.span, units),
    )


def code_actions(page: OpenPage, uri: str, asked: types.Range, units: Units) -> Iterator[types.CodeAction]:
    """Yield the ways to suppress the findings in the range `asked`."""
    for finding in _touching(page, asked, units):
        if finding.code.startswith("PS9"):
            continue
        here = suppress(page.source, page.analysis, finding)
        whole = suppress_on_page(page.source, finding)
        title = f"Suppress {finding.code} ({finding.name})"
        if here != whole:
            yield _action(page, uri, finding, f"{title} here; then write the reason", here, units)
        yield _action(page, uri, finding, f"{title} on this page; then write the reason", whole, units)


def move_actions(page: OpenPage, uri: str, asked: types.Range, units: Units) -> list[types.CodeAction]:
    """Return the ways to move what is found in the range `asked`, without their edits, which take a while."""
    here = [
        finding
        for finding in _touching(page, asked, units)
        if finding.code.startswith(("PS1", "PS2")) and finding.code != "PS204"  # which stays where it is
    ]
    if page.analysis.scope != "profiling" or not here:
        return []
    lines = min(finding.start_line for finding in here), max(finding.end_line for finding in here)
    what = "this section" if any(finding.code == "PS203" for finding in here) else "this"
    return [
        types.CodeAction(
            title=f"Move {what} to the proposal",
            kind=types.CodeActionKind.QuickFix,
            diagnostics=[_diagnostic(page, finding, units) for finding in here],
            data=f"{uri}#L{lines[0]}-L{lines[1]}",
        ),
        types.CodeAction(
            title="Move proposals and comparisons of this page to the proposal",
            kind=types.CodeActionKind.RefactorRewrite,
            data=uri,
        ),
    ]


def _touching(page: OpenPage, asked: types.Range, units: Units) -> list[Finding]:
    start, end = (to_offset(page.source, place, units) for place in (asked.start, asked.end))
    return [finding for finding in page.findings if finding.span.start <= end and finding.span.end >= start]


def to_move(data: str) -> tuple[str, range | None]:
    """Return which page, and which lines of it, the `data` of an action is about."""
    found = _LINES.fullmatch(data)
    return (found[1], range(int(found[2]), int(found[3]) + 1)) if found else (data, None)


def _diagnostic(page: OpenPage, finding: Finding, units: Units) -> types.Diagnostic:
    return types.Diagnostic(
        range=to_range(page.source, finding.span, units),
        message=finding.message,
        severity=_SEVERITIES[finding.severity],
        code=finding.code,
        source=SOURCE,
    )


def _explained(finding: Finding) -> str:
    reason = f"\n\n*Reason* {_plain(finding.reason)}" if finding.reason else ""
    why, remedy = _WHY[finding.code], _REMEDIES[finding.code]
    return f"**{finding.code}** {finding.name}: {_plain(finding.message)}\n\n{why}\n\n{remedy}{reason}"


def _judged(block: Block) -> str:
    comparison = f", comparison *{block.comparison}*" if block.comparison != "none" else ""
    reasons = "".join(f"\n- {_plain(reason)}" for reason in block.reasons)
    return f"This {block.kind}: scope *{block.scope}*{comparison}\n{reasons}".rstrip()


def _plain(text: str) -> str:
    return "".join(f"\\{char}" if char in r"\`*_{}[]<>#|" else char for char in text)


def _action(
    page: OpenPage, uri: str, finding: Finding, title: str, insertion: Insertion, units: Units
) -> types.CodeAction:
    place = to_position(page.source, insertion.offset, units)
    edit = types.TextEdit(types.Range(place, place), insertion.text)
    return types.CodeAction(
        title=title,
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[_diagnostic(page, finding, units)],
        edit=types.WorkspaceEdit(changes={uri: [edit]}),
    )
