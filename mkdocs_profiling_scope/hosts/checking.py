"""The analysis of many documents, one after the other."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, partial
from importlib import import_module
from itertools import chain
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs_profiling_scope.core.baseline import Baseline, Known, known
from mkdocs_profiling_scope.core.metadata import read_metadata
from mkdocs_profiling_scope.core.settings import Settings
from mkdocs_profiling_scope.core.source import Source
from mkdocs_profiling_scope.core.values import Analysis, Finding, PageScope
from mkdocs_profiling_scope.formats.run import Run
from mkdocs_profiling_scope.hosts.check_cache import CheckCache, Outcome, Packed, packed, unpacked
from mkdocs_profiling_scope.hosts.documents import Document, DocumentError
from mkdocs_profiling_scope.hosts.errors import DefectError
from mkdocs_profiling_scope.hosts.jobs import in_processes, portions, worthwhile
from mkdocs_profiling_scope.hosts.paths import is_file

if TYPE_CHECKING:
    from mkdocs_profiling_scope.core.explained.values import Explanation
    from mkdocs_profiling_scope.hosts.changes import Changes

_NOTHING = Baseline(Counter())


_Task = tuple[Document, str]  # a document to be analysed, and its text
_Done = tuple[Document, dict[str, bool], Packed]  # and the files that were asked for, and what it came to


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check came to."""

    run: Run
    problems: tuple[str, ...]  # why documents could not be read
    found: Callable[[], Counter[Known]]  # all findings, also those that are accepted, or on unchanged lines
    stale: Counter[Known]  # what the baseline accepts and nobody found


def check(
    documents: Collection[Document],
    settings: Settings,
    root: Path,
    *,
    baseline: Baseline | None = None,
    changes: Changes | None = None,
    whole: bool = False,
    cache: CheckCache | None = None,
    jobs: int | None = None,
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
        jobs: how many processes analyse; None uses as many as pay.
    """
    exists = existence(root)
    tally = _Tally(baseline or _NOTHING, changes)
    waiting: list[Source] = []

    def unknown() -> Iterator[_Task]:
        """Yield the documents that have to be analysed, once they are read."""
        for document in documents:
            if (text := tally.read(document)) is None:
                continue
            source = Source(text)
            if cache is not None and (remembered := cache.get(document.path, text, exists)) is not None:
                tally.add(document, source, remembered)
            elif settings.concerns(document.path, read_metadata(source).values):
                waiting.append(source)
                yield document, text

    done = _analysed(unknown(), settings, root, _jobs(jobs, documents))
    for i, (document, asked, values) in enumerate(done):
        tally.add(document, waiting[i], unpacked(values))
        if cache is not None:
            cache.put(document.path, waiting[i].text, asked, values)
    if cache is not None:
        cache.save({*tally.known, *tally.unknown} if whole else None)
    stale: Counter[Known] = Counter()
    if baseline is not None:
        everywhere = {key.path for key in baseline.counts} - tally.unknown
        stale = baseline.stale(tally.found(), everywhere if whole else tally.known, _codes(settings))
    return Checked(tally.run(), tuple(tally.problems), tally.found, stale)


@dataclass(slots=True)
class _Tally:
    """What has been read and found so far."""

    baseline: Baseline
    changes: Changes | None
    problems: list[str] = field(default_factory=list)
    known: set[str] = field(default_factory=set)  # paths of documents that were read
    unknown: set[str] = field(default_factory=set)  # and of those that cannot be
    _found: list[tuple[str, Source, tuple[Finding, ...]]] = field(default_factory=list)
    _sources: dict[str, Source] = field(default_factory=dict)
    _shown: list[Finding] = field(default_factory=list)
    _accepted: int = 0
    _unchanged: int = 0
    _not_english: int = 0

    def read(self, document: Document) -> str | None:
        """Return the text of `document`; None if it cannot be read."""
        try:
            text = document.read()
        except DocumentError as error:
            self.problems.append(str(error))
            self.unknown.add(document.path)
            return None
        self.known.add(document.path)
        return text

    def add(self, document: Document, source: Source, outcome: Outcome) -> None:
        """Count the findings of `document`, and keep those that are to be shown."""
        scoped, english, findings = outcome
        if scoped:
            self._sources[document.shown] = source
            self._not_english += not english
        if findings:
            self._found.append((document.path, source, findings))
        new, accepted = list(findings), list[Finding]()
        if self.baseline.counts:
            new, accepted = self.baseline.split(document.path, findings, source)
        here = [finding for finding in new if self._changed(document, finding)]
        self._accepted += len(accepted)
        self._unchanged += len(new) - len(here)
        if document.shown != document.path:
            here = [dataclasses.replace(finding, path=document.shown) for finding in here]
        self._shown += here

    def found(self) -> Counter[Known]:
        """Count all findings by what they are known by in another run, which few checks ask for."""
        return Counter(
            known(path, finding, source) for path, source, findings in self._found for finding in findings
        )

    def run(self) -> Run:
        """Return what it came to."""
        order = sorted(self._shown, key=attrgetter("path", "start_line", "start_col", "code"))
        read, checked = len(self.known), len(self._sources)
        counts = self._accepted, self._unchanged, self._not_english
        return Run(tuple(order), read, checked, self._sources, *counts)

    def _changed(self, document: Document, finding: Finding) -> bool:
        return self.changes is None or self.changes.touch(document.file, finding.start_line, finding.end_line)


def _codes(settings: Settings) -> set[str]:
    """Return the codes of the rules that are not switched off."""
    # Imported here because rules take the analysis along, which a check that remembers can do without.
    from mkdocs_profiling_scope.core.rules import RULES

    return {rule.code for rule in RULES if settings.rules.get(rule.code, rule.level) != "off"}


def _jobs(wanted: int | None, documents: Iterable[Document]) -> int:
    return wanted or worthwhile(sum(document.size() for document in documents))


def _analysed(tasks: Iterable[_Task], settings: Settings, root: Path, jobs: int) -> Iterator[_Done]:
    """Analyse documents, in order; in this process, each only after what was done with the one before it."""
    if jobs == 1:
        exists = existence(root)
        return (_outcome(task, settings, exists) for task in tasks)
    parts = portions(tasks, lambda task: len(task[1]))
    if parts:
        import_module("mkdocs_profiling_scope.core.analyse")  # here, so that no process has to do it again
    return chain.from_iterable(in_processes(partial(_portion, settings, root), parts, jobs))


def _portion(settings: Settings, root: Path, tasks: Iterable[_Task]) -> list[_Done]:
    return list(_analysed(tasks, settings, root, 1))


def _outcome(task: _Task, settings: Settings, exists: Callable[[str], bool]) -> _Done:
    document, text = task
    asked: dict[str, bool] = {}

    def ask(path: str) -> bool:
        asked[path] = exists(path)
        return asked[path]

    analysis = analyse_document(document, text, settings, ask, reasons=False)
    # A scope that is misspelt is no scope, but it has been looked at.
    scoped = analysis.scope != "none" or bool(analysis.findings)
    return document, asked, packed(Outcome(scoped, analysis.english, analysis.findings))


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
    reasons: bool = True,
) -> Analysis:
    """Analyse one document.

    Raises:
        DefectError: the analysis failed, which no document should be able to bring about.
    """
    # Imported here because a check that remembers all documents does not wait for it.
    from mkdocs_profiling_scope.core.analyse import analyse

    try:
        return analyse(
            text,
            settings,
            path=document.path,
            scope=scope,
            exists=exists,
            details=details,
            reasons=reasons,
        )
    except Exception as error:
        raise DefectError(f"{document.shown}: {type(error).__name__}: {error}") from error


def explain_document(document: Document, text: str, settings: Settings) -> Explanation:
    """Explain the judgement of one document.

    Raises:
        DefectError: the analysis failed, which no document should be able to bring about.
    """
    from mkdocs_profiling_scope.core.analyse import explain

    try:
        return explain(text, settings, path=document.path)
    except Exception as error:
        raise DefectError(f"{document.shown}: {type(error).__name__}: {error}") from error


def existence(root: Path) -> Callable[[str], bool]:
    """Return a function that tells whether a path relative to `root` is a file."""
    return cache(partial(is_file, root))
