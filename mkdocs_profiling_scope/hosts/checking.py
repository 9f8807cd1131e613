"""The analysis of many documents, one after the other."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from functools import cache, partial
from pathlib import Path

from mkdocs_profiling_scope.core.analyse import analyse
from mkdocs_profiling_scope.core.metadata import read_metadata
from mkdocs_profiling_scope.core.settings import Settings
from mkdocs_profiling_scope.core.source import Source
from mkdocs_profiling_scope.core.values import Analysis, Finding, PageScope
from mkdocs_profiling_scope.formats.run import Run
from mkdocs_profiling_scope.hosts.documents import Document, DocumentError
from mkdocs_profiling_scope.hosts.paths import is_file


class DefectError(Exception):
    """A defect in the analysis, with the document that brought it to light."""


def check(documents: Iterable[Document], settings: Settings, root: Path) -> tuple[Run, list[str]]:
    """Return the findings in `documents`, and why some of them could not be read."""
    exists = existence(root)
    findings: list[Finding] = []
    problems: list[str] = []
    sources: dict[str, Source] = {}
    read = checked = 0
    for document in documents:
        try:
            text = document.read()
        except DocumentError as error:
            problems.append(str(error))
            continue
        read += 1
        source = Source(text)
        if not settings.concerns(document.path, read_metadata(source).values):
            continue
        analysis = analyse_document(document, text, settings, exists)
        # A scope that is misspelt is no scope, but it has been looked at.
        if analysis.scope != "none" or analysis.findings:
            checked += 1
            sources[document.shown] = source
        findings += (dataclasses.replace(finding, path=document.shown) for finding in analysis.findings)
    findings.sort(key=lambda finding: (finding.path, finding.start_line, finding.start_col, finding.code))
    return Run(tuple(findings), read, checked, sources), problems


def scoped(documents: Iterable[Document], settings: Settings) -> tuple[list[Document], list[str]]:
    """Return the documents that `check` would analyse, and why some of them could not be read."""
    found: list[Document] = []
    problems: list[str] = []
    for document in documents:
        try:
            text = document.read()
        except DocumentError as error:
            problems.append(str(error))
            continue
        if settings.concerns(document.path, read_metadata(Source(text)).values):
            found.append(document)
    return found, problems


def analyse_document(
    document: Document,
    text: str,
    settings: Settings,
    exists: Callable[[str], bool],
    scope: PageScope | None = None,
    *,
    details: bool = False,
) -> Analysis:
    """Analyse one document.

    Raises:
        DefectError: the analysis failed, which no document should be able to bring about.
    """
    try:
        return analyse(text, settings, path=document.path, scope=scope, exists=exists, details=details)
    except Exception as error:
        raise DefectError(f"{document.shown}: {type(error).__name__}: {error}") from error


def existence(root: Path) -> Callable[[str], bool]:
    """Return a function that tells whether a path relative to `root` is a file."""
    return cache(partial(is_file, root))
