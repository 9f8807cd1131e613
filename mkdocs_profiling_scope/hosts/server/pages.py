"""The pages that are open in an editor: their projects, and what was found in them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from mkdocs_profiling_scope.core.analyse import analyse
from mkdocs_profiling_scope.core.findings.baseline import Baseline
from mkdocs_profiling_scope.core.markdown.metadata import read_metadata
from mkdocs_profiling_scope.core.markdown.source import Source
from mkdocs_profiling_scope.core.values import Analysis, Finding
from mkdocs_profiling_scope.hosts.project.baseline_file import load_baseline, not_accepted
from mkdocs_profiling_scope.hosts.project.documents import SUFFIXES
from mkdocs_profiling_scope.hosts.project.paths import is_file, relative
from mkdocs_profiling_scope.hosts.project.project import Project, find_project, settings_state


@dataclass(frozen=True, slots=True)
class OpenPage:
    """A page as the editor has it; `findings` are those that no baseline accepts."""

    source: Source
    analysis: Analysis
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Known:
    state: tuple[tuple[str, int, int], ...]  # of its settings
    project: Project
    baseline: Baseline | None


class Pages:
    """Analyses pages with the settings of their projects, which are read again when they change."""

    def __init__(self) -> None:
        self._projects: dict[Path, _Known] = {}

    def forget(self) -> None:
        """Read all settings again, also what they inherit from."""
        self._projects.clear()

    def read(self, file: Path, text: str) -> OpenPage | None:
        """Analyse the page `file` with the `text` that it has in the editor; None for one without scope.

        Raises:
            SettingsFileError: the settings of its project cannot be used.
            BaselineError: the baseline of its project cannot be used.
        """
        if file.suffix.lower() not in SUFFIXES:
            return None
        known = self._project(file.parent)
        project, source = known.project, Source(text)
        path = relative(file, project.root)
        if not project.settings.concerns(path, read_metadata(source).values):
            return None
        analysis = analyse(text, project.settings, path=path, exists=partial(is_file, project.root))
        if known.baseline is None:
            return OpenPage(source, analysis, analysis.findings)
        return OpenPage(source, analysis, not_accepted(known.baseline, analysis, source))

    def project(self, file: Path) -> Project:
        """Return the project of a page that was read."""
        return self._project(file.parent).project

    def _project(self, folder: Path) -> _Known:
        state = settings_state(folder)
        known = self._projects.get(folder)
        if known is None or known.state != state:
            project = find_project(folder)
            known = _Known(state, project, load_baseline(project.root, project.settings))
            self._projects[folder] = known
        return known
