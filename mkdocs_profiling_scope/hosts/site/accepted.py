"""What the build does not report, because the baseline accepts it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from mkdocs.exceptions import PluginError

from mkdocs_profiling_scope.core.findings.baseline import Baseline
from mkdocs_profiling_scope.core.markdown.source import Source
from mkdocs_profiling_scope.core.settings.settings import Settings
from mkdocs_profiling_scope.core.values import Analysis, Finding
from mkdocs_profiling_scope.formats.visible import visible
from mkdocs_profiling_scope.hosts.project.baseline_file import BaselineError, load_baseline, not_accepted


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

    def new(self, analysis: Analysis, text: str) -> tuple[Finding, ...]:
        """Return the findings of a page, whose source is `text`, that are not accepted."""
        if not self._baseline.counts:
            return analysis.findings
        return not_accepted(self._baseline, analysis, Source(text))
