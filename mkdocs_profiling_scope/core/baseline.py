"""The baseline: findings that were there before, known by path, code and normalised text, not by line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from mkdocs_profiling_scope.core.fingerprints import normalised
from mkdocs_profiling_scope.core.source import Source
from mkdocs_profiling_scope.core.values import Finding


class Known(NamedTuple):
    """What a finding is known by; `path` is relative to the project."""

    path: str
    code: str
    text: str


def known(path: str, finding: Finding, source: Source) -> Known:
    """Return what `finding` on the page at `path` is known by."""
    return Known(path, finding.code, normalised(finding, source))


@dataclass(frozen=True, slots=True)
class Baseline:
    """How many findings of each kind are accepted."""

    counts: Counter[Known]

    def split(
        self, path: str, findings: Sequence[Finding], source: Source
    ) -> tuple[list[Finding], list[Finding]]:
        """Return the findings of a page that are new, and those that are accepted."""
        met: Counter[Known] = Counter()
        new: list[Finding] = []
        accepted: list[Finding] = []
        for finding in findings:
            key = known(path, finding, source)
            met[key] += 1
            (accepted if met[key] <= self.counts[key] else new).append(finding)
        return new, accepted

    def stale(self, found: Counter[Known], paths: Collection[str], codes: Collection[str]) -> Counter[Known]:
        """Return what is accepted and no longer found.

        Args:
            found: all findings of a check, with those that are accepted.
            paths: pages that can tell; of others nothing is known.
            codes: rules that can tell.
        """
        left = self.counts - found
        return Counter({key: n for key, n in left.items() if key.path in paths and key.code in codes})

    def without(self, stale: Counter[Known]) -> Baseline:
        """Return the baseline without what is stale."""
        return Baseline(self.counts - stale)


def ordered(counts: Counter[Known]) -> Iterable[tuple[Known, int]]:
    """Return the entries by path, code and text."""
    return sorted(counts.items())
