"""What a check of several documents came to: what every format is made from."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from mkdocs_profiling_scope.core.fingerprints import fingerprints
from mkdocs_profiling_scope.core.values import Finding
from mkdocs_profiling_scope.formats.excerpt import Excerpt


class Run(NamedTuple):
    """The findings of a check, by path, line, column and code, with paths as they are to be shown."""

    findings: tuple[Finding, ...]
    documents: int  # that were read
    checked: int  # of these, the ones with a scope
    excerpts: tuple[Excerpt, ...] = ()  # one for each finding
    paths: tuple[str, ...] = ()  # of the documents with a scope, in order
    accepted: int = 0  # findings that are in the baseline
    unchanged: int = 0  # findings on lines that nobody asked for
    not_english: int = 0  # of the documents with a scope, those of which only the structure was looked at

    @property
    def without_scope(self) -> int:
        """Return how many documents were left alone because no scope is declared for them."""
        return self.documents - self.checked

    @property
    def with_findings(self) -> int:
        """Return how many documents have findings."""
        return len({finding.path for finding in self.findings})

    def count(self, severity: str) -> int:
        """Return how many findings have `severity`."""
        return sum(finding.severity == severity for finding in self.findings)

    @property
    def by_rule(self) -> dict[tuple[str, str], int]:
        """Return how many findings there are for each code and name, most first, then by code."""
        counts = Counter((finding.code, finding.name) for finding in self.findings)
        return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))

    @property
    def fingerprints(self) -> tuple[str, ...]:
        """Return for each finding what it is recognised by in another run."""
        return fingerprints(self.findings, [excerpt.words for excerpt in self.excerpts])
