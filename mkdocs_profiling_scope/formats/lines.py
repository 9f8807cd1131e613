"""A finding as one line of text, and what is shown below it."""

from __future__ import annotations

from collections.abc import Iterable

from mkdocs_profiling_scope.core.values import Finding
from mkdocs_profiling_scope.formats.excerpt import Excerpt
from mkdocs_profiling_scope.formats.visible import visible


def plain(finding: Finding, path: str) -> str:
    """Return `path:line:col: CODE message`, one line without a control character."""
    return f"{_place(finding, path)}: {finding.code} {visible(finding.message)}"


def line(finding: Finding, path: str) -> str:
    """Return the same with the severity before the message, where nothing else tells it; see `marked`."""
    return f"{_place(finding, path)}: {finding.code} {marked(finding)}"


def marked(finding: Finding) -> str:
    """Return the message of a finding, and before it what is not a warning: `[info] …`."""
    mark = "" if finding.severity == "warning" else f"[{finding.severity}] "
    return mark + visible(finding.message)


def paragraphs(findings: Iterable[Finding], excerpts: Iterable[Excerpt]) -> str:
    """Return for each finding its line, the words on the page that it is about, and the reason."""
    return "".join(f"{line(f, f.path)}\n{e.below}\n\n" for f, e in zip(findings, excerpts, strict=True))


def _place(finding: Finding, path: str) -> str:
    return f"{visible(path)}:{finding.start_line}:{finding.start_col}"
