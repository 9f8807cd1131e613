"""What is left to a person: findings that stay, each with its place and a suggestion."""

from __future__ import annotations

import re
from collections.abc import Mapping

from mkdocs_profiling_scope.core.analyse import analyse
from mkdocs_profiling_scope.core.markdown.plain import plain
from mkdocs_profiling_scope.core.refactor.selection.pointing import points
from mkdocs_profiling_scope.core.refactor.values import Left
from mkdocs_profiling_scope.core.report.wording import words
from mkdocs_profiling_scope.core.settings.settings import Settings
from mkdocs_profiling_scope.core.signals.modes import names_of
from mkdocs_profiling_scope.core.values import Analysis, Finding

_REASON = re.compile(
    r"\b(?:because(?! of)|since|therefore|hence|thus|suggest(?:s|ing)?|so that)\b", re.IGNORECASE
)
_SUGGESTIONS = {
    "PS101": "drop what is said about {others}, or say in this mode's own figures what limits {mode}",
    "PS101 alone": "drop the comparison, or say that both are runs of {mode}",
    "PS101 reason": "drop the justification by {others}; rephrase it: to identify bottlenecks in {mode}",
    "PS102": "drop the question, or rephrase it: to identify bottlenecks in {mode}",
    "PS103": "drop the justification by {others}; argue in the proposal from what limits {mode}",
    "PS104": "keep the figures of {mode}, and take those of {others} to the proposal",
    "PS105": "rename the heading to say what is measured in {mode}",
    "PS201 heading": "rename the heading to say what is measured, or move the section by hand",
    "pointer": "leave it, or shorten it to a link: it says where proposals are",
    "PS201": "take the proposal out of the sentence, or leave it if it is a step of the method",
    "PS202": "take the projection out, or say that it was measured",
    "PS203": "move the section by hand; what is around it keeps it from being cut out",
}


def left_to_a_person(
    path: str, text: str, settings: Settings, numbers: Mapping[int, int] | None
) -> list[Left]:
    """Return the findings in a page as it will be that a person has to settle.

    Args:
        path: of the page.
        text: of the page when the refactoring is done.
        settings: of the project.
        numbers: the line in the page as it was, by its new one; None where it does not change.
    """
    analysis = analyse(text, settings, path=path)
    if analysis.scope != "profiling":
        return []
    return [
        Left(
            path,
            numbers.get(finding.start_line, 0) if numbers is not None else finding.start_line,
            path,
            finding.start_line,
            finding.code,
            words(text[finding.span.start : finding.span.end], heading=finding.code == "PS105"),
            _suggestion(finding, analysis, text, settings),
        )
        for finding in analysis.findings
        if finding.code in _SUGGESTIONS
    ]


def _suggestion(finding: Finding, analysis: Analysis, text: str, settings: Settings) -> str:
    block = analysis.blocks[finding.block] if finding.block is not None else None
    span = block.span if block and finding.code != "PS203" else finding.span
    said = text[span.start : span.end]
    named = dict.fromkeys(mode for _, _, mode in names_of(settings.modes).find(said, plain(said)))
    others = [settings.title_of(mode) for mode in named if mode != analysis.mode]
    kind = finding.code
    if kind == "PS101" and not others and block and block.kind != "heading":
        kind = "PS101 alone"
    elif kind == "PS101" and (_REASON.search(text, *finding.span) or _argues(finding, analysis)):
        kind = "PS101 reason"
    elif kind in ("PS201", "PS203") and points(said, settings):
        kind = "pointer"
    elif kind == "PS201" and block and block.kind == "heading":
        kind = "PS201 heading"
    return _SUGGESTIONS[kind].format(
        mode=settings.title_of(analysis.mode) or "this mode", others=" and ".join(others) or "other modes"
    )


def _argues(finding: Finding, analysis: Analysis) -> bool:
    """Say whether the block that compares also says what could be better."""
    return any(f.block == finding.block and f.code in ("PS103", "PS204") for f in analysis.findings)
