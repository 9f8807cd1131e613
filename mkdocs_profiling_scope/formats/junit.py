"""Findings as JUnit XML, in the shape that Jenkins and GitLab read: a suite a document, a case a finding."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from mkdocs_profiling_scope.core.values import Finding
from mkdocs_profiling_scope.formats.lines import plain
from mkdocs_profiling_scope.formats.run import Run
from mkdocs_profiling_scope.formats.visible import visible
from mkdocs_profiling_scope.formats.xml import document, element, text


def render(run: Run, *, color: bool = False) -> str:
    """Return a document in which warnings and errors are failures; pages without findings have passed."""
    by_path: dict[str, list[Finding]] = {path: [] for path in run.paths}
    for finding in run.findings:
        by_path.setdefault(finding.path, []).append(finding)
    tests = sum(max(len(found), 1) for found in by_path.values())
    root = element(
        "testsuites", name="profiling-scope", tests=tests, failures=_failures(run.findings), errors=0
    )
    root.extend(_suite(path, found) for path, found in by_path.items())
    return document(root)


def _failures(findings: Sequence[Finding]) -> int:
    return sum(finding.severity != "info" for finding in findings)


def _suite(path: str, findings: list[Finding]) -> Element:
    suite = element(
        "testsuite", name=path, tests=max(len(findings), 1), failures=_failures(findings), errors=0, skipped=0
    )
    if not findings:
        suite.append(element("testcase", classname=path, name="no findings", file=path))
    suite.extend(map(_case, findings))
    return suite


def _case(finding: Finding) -> Element:
    place = f"{finding.start_line}:{finding.start_col}"
    name = f"{place} {finding.code} {finding.name}"
    case = element("testcase", classname=finding.path, name=name, file=finding.path, line=finding.start_line)
    told = f"{plain(finding, finding.path)}\n{visible(finding.reason)}".rstrip()
    if finding.severity == "info":  # nothing that should turn a pipeline red
        below = element("system-out")
    else:
        below = element("failure", type_=finding.severity, message=finding.message)
    below.text = text(told)
    case.append(below)
    return case
