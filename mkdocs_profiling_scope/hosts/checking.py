"""The analysis of many documents, one after the other."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from mkdocs_profiling_scope.core.analyse import analyse
from mkdocs_profiling_scope.core.baseline import Baseline, Known, known
from mkdocs_profiling_scope.core.metadata import read_metadata
from mkdocs_profiling_scope.core.rules import RULES
from mkdocs_profiling_scope.core.settings import Settings
from mkdocs_profiling_scope.core.source import Source
from mkdocs_profiling_scope.core.values import Analysis, Finding, PageScope
from mkdocs_profiling_scope.formats.run import Run
from mkdocs_profiling_scope.hosts.changes import Changes
from mkdocs_profiling_scope.hosts.check_cache import CheckCache
from mkdocs_profiling_scope.hosts.documents import Document, DocumentError
from mkdocs_profiling_scope.hosts.paths import is_file

_NOTHING = Baseline(Counter())


class DefectError(Exception):
    """A defect in the analysis, with the document that brought it to light."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check came to."""

    run: Run
    problems: tuple[str, ...]  # why documents could not be read
    found: Counter[Known]  # all findings, also those that are accepted, or on unchanged lines
    stale: Counter[Known]  # what the baseline accepts and nobody found


def check(
    documents: Iterable[Document],
    settings: Settings,
    root: Path,
    *,
    baseline: Baseline | None = None,
    changes: Changes | None = None,
    whole: bool = False,
    cache: CheckCache | None = None,
) -> Checked:
    """Check `documents`.

    Args:
        documents: to be checked.
        settings: of the project.
        root: of the project.
        baseline: findings that are accepted.
        changes: lines to which findings have to belong.
        cache: what was found before in documents that have not changed.
        whole: whether these are all documents of the project, so that a missing one is gone.
    """
    exists = existence(root)
    shown: list[Finding] = []
    problems: list[str] = []
    sources: dict[str, Source] = {}
    found: Counter[Known] = Counter()
    silent: set[str] = set()  # paths of which nothing is known
    read: list[str] = []
    accepted = unchanged = 0
    for document in documents:
        try:
            text = document.read()
        except DocumentError as error:
            problems.append(str(error))
            silent.add(document.path)
            continue
        read.append(document.path)
        source = Source(text)
        if not settings.concerns(document.path, read_metadata(source).values):
            continue
        scoped, findings = _findings(document, text, settings, exists, cache)
        if scoped:
            sources[document.shown] = source
        found.update(known(document.path, finding, source) for finding in findings)
        new, old = (baseline or _NOTHING).split(document.path, findings, source)
        here = [f for f in new if changes is None or changes.touch(document.file, f.start_line, f.end_line)]
        accepted, unchanged = accepted + len(old), unchanged + len(new) - len(here)
        shown += (dataclasses.replace(finding, path=document.shown) for finding in here)
    if cache is not None:
        cache.save({*read, *silent} if whole else None)
    shown.sort(key=lambda finding: (finding.path, finding.start_line, finding.start_col, finding.code))
    run = Run(tuple(shown), len(read), len(sources), sources, accepted, unchanged)
    return Checked(run, tuple(problems), found, _stale(baseline, found, settings, read, silent, whole))


def _findings(
    document: Document,
    text: str,
    settings: Settings,
    exists: Callable[[str], bool],
    cache: CheckCache | None,
) -> tuple[bool, tuple[Finding, ...]]:
    """Return whether a document has a scope, and its findings."""
    if cache is not None and (remembered := cache.get(document.path, text, exists)) is not None:
        return remembered
    asked: dict[str, bool] = {}

    def ask(path: str) -> bool:
        asked[path] = exists(path)
        return asked[path]

    analysis = analyse_document(document, text, settings, ask)
    # A scope that is misspelt is no scope, but it has been looked at.
    scoped = analysis.scope != "none" or bool(analysis.findings)
    if cache is not None:
        cache.put(document.path, text, asked, scoped, analysis.findings)
    return scoped, analysis.findings


def _stale(
    baseline: Baseline | None,
    found: Counter[Known],
    settings: Settings,
    read: Collection[str],
    silent: Collection[str],
    whole: bool,
) -> Counter[Known]:
    if baseline is None:
        return Counter()
    paths = {key.path for key in baseline.counts} - set(silent) if whole else set(read)
    codes = {rule.code for rule in RULES if settings.rules.get(rule.code, rule.level) != "off"}
    return baseline.stale(found, paths, codes)


def with_scope(documents: Iterable[Document], settings: Settings) -> tuple[list[Document], list[str]]:
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
