"""The check of many documents: analysed, or remembered, and counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs_profiling_scope.core.findings.baseline import Baseline, Known
from mkdocs_profiling_scope.core.markdown.metadata import read_metadata
from mkdocs_profiling_scope.core.markdown.source import Source
from mkdocs_profiling_scope.core.named import NamedTuple
from mkdocs_profiling_scope.core.settings.settings import Settings
from mkdocs_profiling_scope.core.values import Finding
from mkdocs_profiling_scope.formats.excerpt import Excerpt, excerpt
from mkdocs_profiling_scope.formats.run import PageRun, Run, page_run
from mkdocs_profiling_scope.hosts.checking.analysing import analyse_document, existence, noting
from mkdocs_profiling_scope.hosts.checking.check_cache import CheckCache, Outcome, digest
from mkdocs_profiling_scope.hosts.checking.jobs import in_processes, portions, worthwhile
from mkdocs_profiling_scope.hosts.project.documents import Document, DocumentError
from mkdocs_profiling_scope.hosts.project.stamps import stamp

if TYPE_CHECKING:
    from mkdocs_profiling_scope.hosts.checking.changes import Changes

_NOTHING = Baseline(Counter())


class Checked(NamedTuple):
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
    unknown: list[Document] = []
    for document in documents:
        outcome = None if cache is None else _remembered(document, cache, exists)
        if outcome is None:
            unknown.append(document)
        else:
            tally.add(document, outcome)
    for document, came_to in zip(unknown, _analysed(unknown, settings, root, jobs), strict=True):
        if isinstance(came_to, str):
            tally.problems.append(came_to)
            tally.unknown.add(document.path)
            continue
        tally.add(document, came_to)
        if cache is not None and document.file:
            cache.put(document.path, came_to)
    if cache is not None:
        cache.save({*tally.known, *tally.unknown} if whole else None)
    stale: Counter[Known] = Counter()
    if baseline is not None:
        everywhere = {key.path for key in baseline.counts} - tally.unknown
        stale = baseline.stale(tally.found(), everywhere if whole else tally.known, _codes(settings))
    return Checked(tally.run(), tuple(tally.problems), tally.found, stale)


def _remembered(document: Document, cache: CheckCache, exists: Callable[[str], bool]) -> Outcome | None:
    """Return what the cache knows of a document that has not changed, which is read only if it may have."""
    outcome = cache.get(document.path, exists) if document.file else None
    if outcome is None:
        return None
    now = stamp(document.file)
    if now is not None and now == outcome.stamp:
        return outcome
    try:
        if digest(document.read()) != outcome.digest:
            return None
    except DocumentError:  # which whoever analyses it will tell
        return None
    if now is not None:
        cache.touch(document.path, now)
    return outcome


@dataclass(slots=True, eq=False)
class _Tally:
    """What has been found so far."""

    baseline: Baseline
    changes: Changes | None
    problems: list[str] = field(default_factory=list)
    known: set[str] = field(default_factory=set)  # paths of documents that were read
    unknown: set[str] = field(default_factory=set)  # and of those that cannot be
    _found: list[tuple[Document, Outcome]] = field(default_factory=list)  # with a scope or findings
    _accepted: int = 0
    _unchanged: int = 0

    def add(self, document: Document, outcome: Outcome) -> None:
        """Count a document, and keep what was found in it."""
        self.known.add(document.path)
        if outcome.scoped or outcome.found.counts:
            self._found.append((document, outcome))

    def found(self) -> Counter[Known]:
        """Count all findings by what they are known by in another run, which few checks ask for."""
        return Counter(
            Known(document.path, finding.code, about.words)
            for document, outcome in self._found
            for finding, about in zip(*outcome.found.load(), strict=True)
        )

    def run(self) -> Run:
        """Return what it came to."""
        # In a document they are in order.
        found = sorted(self._found, key=lambda found: found[0].shown)
        pages = (self._shown(document, outcome.found) for document, outcome in found)
        scoped = [(document, outcome) for document, outcome in found if outcome.scoped]
        return Run(
            tuple(page for page in pages if page.counts),
            len(self.known),
            len(scoped),
            tuple(document.shown for document, _ in scoped),
            self._accepted,
            self._unchanged,
            sum(not outcome.english for _, outcome in scoped),
        )

    def _shown(self, document: Document, found: PageRun) -> PageRun:
        """Return what is to be shown of what was found in a document."""
        if not found.counts or not (self.baseline.counts or self.changes or document.shown != document.path):
            return found
        pairs: Iterable[tuple[Finding, Excerpt]] = zip(*found.load(), strict=True)
        if self.baseline.counts:
            findings, excerpts = found.load()
            accepted = self.baseline.accepts(document.path, findings, (about.words for about in excerpts))
            self._accepted += sum(accepted)
            pairs = (pair for pair, old in zip(pairs, accepted, strict=True) if not old)
        left: list[tuple[Finding, Excerpt]] = []
        for finding, about in pairs:
            if self.changes and not self.changes.touch(document.file, finding.start_line, finding.end_line):
                self._unchanged += 1
            else:
                left.append((finding._replace(path=document.shown), about))
        return page_run(tuple(finding for finding, _ in left), tuple(about for _, about in left))


def _codes(settings: Settings) -> set[str]:
    """Return the codes of the rules that are not switched off."""
    # Imported here because rules take the analysis along, which a check that remembers can do without.
    from mkdocs_profiling_scope.core.rules import RULES

    return {rule.code for rule in RULES if settings.rules.get(rule.code, rule.level) != "off"}


def _analysed(
    documents: Sequence[Document], settings: Settings, root: Path, jobs: int | None
) -> Iterator[Outcome | str]:
    """Analyse documents, in order; in this process, each only after what was done with the one before it."""
    sizes = [document.size() for document in documents]
    wanted = jobs or worthwhile(sum(sizes))
    if wanted == 1:
        exists = existence(root)
        return (_outcome(document, settings, exists) for document in documents)
    parts = portions(documents, sizes)
    if parts:
        import_module("mkdocs_profiling_scope.core.analyse")  # here, so that no process has to do it again
    return chain.from_iterable(in_processes(partial(_portion, settings, root), parts, wanted))


def _portion(settings: Settings, root: Path, documents: Iterable[Document]) -> list[Outcome | str]:
    exists = existence(root)
    return [_outcome(document, settings, exists) for document in documents]


def _outcome(document: Document, settings: Settings, exists: Callable[[str], bool]) -> Outcome | str:
    """Read and analyse a document; if it cannot be read, return why."""
    before = stamp(document.file)
    try:
        text = document.read()
    except DocumentError as error:
        return str(error)
    known = digest(text), before
    source = Source(text)
    if not settings.concerns(document.path, read_metadata(source).values):
        return Outcome(*known, {}, False, True, page_run((), ()))
    asked: dict[str, bool] = {}
    analysis = analyse_document(document, text, settings, noting(exists, asked), reasons=False)
    # A scope that is misspelt is no scope, but it has been looked at.
    scoped = analysis.scope != "none" or bool(analysis.findings)
    excerpts = tuple(excerpt(finding, source) for finding in analysis.findings)
    return Outcome(*known, asked, scoped, analysis.english, page_run(analysis.findings, excerpts))
