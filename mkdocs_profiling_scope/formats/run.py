"""What a check of several documents came to: what every format is made from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial
from itertools import chain

from mkdocs_profiling_scope.core.findings.fingerprints import fingerprints
from mkdocs_profiling_scope.core.named import NamedTuple
from mkdocs_profiling_scope.core.values import Finding
from mkdocs_profiling_scope.formats.excerpt import Excerpt
from mkdocs_profiling_scope.formats.lines import paragraphs


class Found(NamedTuple):
    """Findings of a page, by line, column and code, with the path as it is to be shown."""

    findings: tuple[Finding, ...]
    excerpts: tuple[Excerpt, ...]  # one for each finding


class PageRun(NamedTuple):
    """What was found on a page; `load` returns it one by one, which takes a while where it is remembered."""

    counts: Mapping[str, int]  # by severity
    text: str  # as `lines.paragraphs` returns it
    load: Callable[[], Found]


def page_run(findings: tuple[Finding, ...], excerpts: tuple[Excerpt, ...]) -> PageRun:
    """Return what was found on a page from its findings."""
    counts = dict(Counter[str](finding.severity for finding in findings))
    return PageRun(counts, paragraphs(findings, excerpts), partial(Found, findings, excerpts))


class Run(NamedTuple):
    """What a check found, page by page, by path."""

    pages: tuple[PageRun, ...]  # those with findings
    documents: int  # that were read
    checked: int  # of these, the ones with a scope
    paths: tuple[str, ...] = ()  # of the documents with a scope, in order
    accepted: int = 0  # findings that are in the baseline
    unchanged: int = 0  # findings on lines that nobody asked for
    not_english: int = 0  # of the documents with a scope, those of which only the structure was looked at

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return the findings of all pages."""
        return tuple(chain.from_iterable(page.load().findings for page in self.pages))

    @property
    def excerpts(self) -> tuple[Excerpt, ...]:
        """Return what formats show of the text, one for each finding."""
        return tuple(chain.from_iterable(page.load().excerpts for page in self.pages))

    @property
    def without_scope(self) -> int:
        """Return how many documents were left alone because no scope is declared for them."""
        return self.documents - self.checked

    @property
    def with_findings(self) -> int:
        """Return how many documents have findings."""
        return len(self.pages)

    def count(self, severity: str) -> int:
        """Return how many findings have `severity`."""
        return sum(page.counts.get(severity, 0) for page in self.pages)

    @property
    def by_rule(self) -> dict[tuple[str, str], int]:
        """Return how many findings there are for each code and name, most first, then by code."""
        counts = Counter((finding.code, finding.name) for finding in self.findings)
        return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))

    @property
    def fingerprints(self) -> tuple[str, ...]:
        """Return for each finding what it is recognised by in another run."""
        return fingerprints(self.findings, [excerpt.words for excerpt in self.excerpts])
