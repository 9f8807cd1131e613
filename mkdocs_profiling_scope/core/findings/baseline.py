"""The baseline: findings that were there before, known by path, code and normalised text, not by line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from mkdocs_profiling_scope.core.named import NamedTuple
from mkdocs_profiling_scope.core.values import Finding


class Known(NamedTuple):
    """What a finding is known by; `path` is relative to the project."""

    path: str
    code: str
    text: str


class Baseline(NamedTuple):
    """How many findings of each kind are accepted."""

    counts: Counter[Known]

    def accepts(self, path: str, findings: Iterable[Finding], words: Iterable[str]) -> list[bool]:
        """Say of each finding of a page whether it is accepted.

        Args:
            path: of the page, relative to the project.
            findings: in order.
            words: for each finding what `fingerprints.normalised` returns.
        """
        met: Counter[Known] = Counter()
        accepted: list[bool] = []
        for finding, said in zip(findings, words, strict=True):
            key = Known(path, finding.code, said)
            met[key] += 1
            accepted.append(met[key] <= self.counts[key])
        return accepted

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
