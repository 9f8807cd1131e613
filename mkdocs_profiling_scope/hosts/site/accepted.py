"""What the build does not report, because the baseline accepts it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from mkdocs.exceptions import PluginError

from mkdocs_profiling_scope.core.findings.baseline import Baseline
from mkdocs_profiling_scope.core.findings.fingerprints import normalised
from mkdocs_profiling_scope.core.markdown.source import Source
from mkdocs_profiling_scope.core.settings.settings import Settings
from mkdocs_profiling_scope.core.values import Analysis, Finding
from mkdocs_profiling_scope.formats.visible import visible
from mkdocs_profiling_scope.hosts.project.baseline_file import BaselineError, load_baseline


class Accepted:
    """The baseline of a project, read anew for every build."""

    def __init__(self) -> None:
        self._baseline = Baseline(Counter())

    def read(self, root: Path, settings: Settings) -> None:
        """Read the baseline of the project at `root`.

        Raises:
            PluginError: it cannot be read, or is missing though the settings name it.
        """
        try:
            self._baseline = load_baseline(root, settings) or Baseline(Counter())
        except BaselineError as error:
            raise PluginError(visible(str(error))) from None

    def new(self, analysis: Analysis, text: str) -> list[Finding]:
        """Return the findings of a page, whose source is `text`, that are not accepted."""
        if not self._baseline.counts:
            return list(analysis.findings)
        source = Source(text)
        words = [normalised(finding, source) for finding in analysis.findings]
        accepted = self._baseline.accepts(analysis.path, analysis.findings, words)
        return [finding for finding, old in zip(analysis.findings, accepted, strict=True) if not old]
