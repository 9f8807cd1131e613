"""What is left to a person: findings that stay, each with its place and a suggestion."""

from __future__ import annotations

from collections.abc import Mapping

from mkdocs_profiling_scope.core.analyse import analyse
from mkdocs_profiling_scope.core.refactor.values import Left
from mkdocs_profiling_scope.core.report.wording import words
from mkdocs_profiling_scope.core.settings import Settings
from mkdocs_profiling_scope.core.values import Analysis, Finding

_SUGGESTIONS = {
    "PS101": "drop what is said about {others}, or say in this mode's own figures what limits {mode}",
    "PS102": "drop the question, or rephrase it: to identify bottlenecks in {mode}",
    "PS103": "drop the justification; argue in the proposal from what limits {mode}",
    "PS104": "keep the figures of {mode}, and take those of {others} to the proposal",
    "PS105": "rename the heading to say what is measured in {mode}",
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
            finding.start_line,
            finding.code,
            words(text[finding.span.start : finding.span.end], heading=finding.code == "PS105"),
            _suggestion(finding, analysis, settings),
        )
        for finding in analysis.findings
        if finding.code in _SUGGESTIONS
    ]


def _suggestion(finding: Finding, analysis: Analysis, settings: Settings) -> str:
    mode = next((mode.title for mode in settings.modes if mode.id == analysis.mode), "this mode")
    return _SUGGESTIONS[finding.code].format(mode=mode, others="other modes")
