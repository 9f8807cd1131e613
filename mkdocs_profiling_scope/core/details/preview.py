"""The preview: what is said of the findings of a page beside the text that they are about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mkdocs_profiling_scope.core.counted import each_severity
from mkdocs_profiling_scope.core.findings.fingerprints import fingerprints, normalised
from mkdocs_profiling_scope.core.findings.new_suppression import suppress
from mkdocs_profiling_scope.core.markdown.source import Source
from mkdocs_profiling_scope.core.rules import RULES
from mkdocs_profiling_scope.core.values import Analysis, Finding, Reading

_REMEDIES = {rule.code: rule.remedy for rule in RULES}


@dataclass(frozen=True, slots=True)
class Note:
    """What is said of one finding.

    Attributes:
        finding: that it is about.
        reading: where it stands, and the words to be marked.
        remedy: how to fix it.
        comment: the comment that suppresses it; empty where that makes no sense.
        place: where the comment belongs.
        key: what it is recognised by when lines above it come and go.
    """

    finding: Finding
    reading: Reading
    remedy: str
    comment: str
    place: str
    key: str


@dataclass(frozen=True, slots=True)
class Preview:
    """The notes of a page, in document order, and in short texts what there is to say of it as a whole."""

    notes: tuple[Note, ...]
    summary: tuple[str, ...]


def preview(text: str, analysis: Analysis, findings: Sequence[Finding]) -> Preview:
    """Return the preview of a page.

    Args:
        text: the source of the page.
        analysis: of the page, with details.
        findings: those of its findings that are to be shown, which are not those that a baseline accepts.
    """
    source = Source(text)
    readings = dict(zip(map(id, analysis.findings), analysis.details.readings, strict=True))
    keys = fingerprints(findings, [normalised(finding, source) for finding in findings])
    notes = tuple(
        _note(source, analysis, finding, readings[id(finding)], key)
        for finding, key in zip(findings, keys, strict=True)
    )
    return Preview(notes, tuple(_summary(analysis, findings)))


def _note(source: Source, analysis: Analysis, finding: Finding, reading: Reading, key: str) -> Note:
    comment, place = "", ""
    if not finding.code.startswith("PS9"):  # about a suppression: another one would hide the mistake
        insertion = suppress(source, analysis, finding, "reason")
        comment = insertion.comment
        where = "on its own line, before" if insertion.own_line else "at the end of"
        place = f"{where} line {source.line(insertion.offset)}"
    return Note(finding, reading, _REMEDIES[finding.code], comment, place, key[:16])


def _summary(analysis: Analysis, findings: Sequence[Finding]) -> list[str]:
    if not analysis.english:
        judged = ["not in English, so its words were not judged"]
    else:
        judged = [] if findings else ["nothing found"]
    said = each_severity(lambda severity: sum(finding.severity == severity for finding in findings))
    if analysis.suppressed:
        said.append(f"{len(analysis.suppressed)} suppressed")
    if accepted := len(analysis.findings) - len(findings):
        said.append(f"{accepted} in the baseline")
    return judged + said
