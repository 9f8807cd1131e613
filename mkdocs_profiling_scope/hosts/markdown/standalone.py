"""The Markdown extension without a plugin: finds the page and its settings, analyses and marks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from mkdocs_profiling_scope.core.analyse import analyse
from mkdocs_profiling_scope.core.values import Analysis
from mkdocs_profiling_scope.hosts.markdown.marking import mark
from mkdocs_profiling_scope.hosts.markdown.marks import Marks
from mkdocs_profiling_scope.hosts.markdown.stash import stashed
from mkdocs_profiling_scope.hosts.markdown.tagging import end_of_title, page_attributes, tags
from mkdocs_profiling_scope.hosts.project.paths import is_file, relative
from mkdocs_profiling_scope.hosts.project.project import Project, find_project, named_project, settings_state

if TYPE_CHECKING:
    from markdown import Markdown

# What Zensical registers in every Markdown instance: knows the page that is rendered.
_CONTEXT = "rendering_context"


@dataclass(slots=True)
class Rendering:
    """The page that is being rendered, once its text is there."""

    project: Project | None = None
    analysis: Analysis | None = None


class Marker(Preprocessor):
    """Analyses the page before any other preprocessor sees it, and marks its blocks."""

    def __init__(self, md: Markdown, marks: Marks, rendering: Rendering, path: str, config: str) -> None:
        super().__init__(md)
        self._marks = marks
        self._rendering = rendering
        self._path = path
        self._config = config

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines with marks, where the page has a scope."""
        file, root = self._page()
        if file is None:
            return lines
        project = _project(root, Path(self._config) if self._config else None)
        path = relative(file, project.root)
        text = "\n".join(lines)
        source = _read(file, text)
        analysis = analyse(
            source,
            project.settings,
            path=path,
            exists=lambda asked: is_file(project.root, asked),
            details=True,
            reasons=False,
        )
        if analysis.scope == "none" or not project.settings.tags:
            return lines
        self._rendering.project, self._rendering.analysis = project, analysis
        marked = mark(text, source, analysis, tags(analysis, project.settings.labels), self._marks)
        return (marked or text).split("\n")

    def _page(self) -> tuple[Path | None, Path]:
        """Return the file of the page, if anybody knows it, and the folder to look for settings in."""
        if self._path:
            file = Path(self._path).absolute()
            return file, file.parent
        if _CONTEXT not in self.md.preprocessors:
            return None, Path.cwd()
        context: Any = self.md.preprocessors[_CONTEXT]
        root = Path(context.config.get("root_dir") or Path.cwd())
        return root / context.config["docs_dir"] / context.page.path, root


class Banner(Treeprocessor):
    """Puts an element into the page that says what it is."""

    def __init__(self, md: Markdown, rendering: Rendering) -> None:
        super().__init__(md)
        self._rendering = rendering

    def run(self, root: Element) -> None:
        """Put it behind the title or the raw HTML with it, or first where there is none."""
        project, analysis = self._rendering.project, self._rendering.analysis
        if project is None or analysis is None:
            return
        self._rendering.project = self._rendering.analysis = None
        element = Element("div", page_attributes(analysis, project.settings))
        element.tail = "\n"
        title = next(filter(self._is_title, root.iter()), None)
        if title is not None:
            parent = next(above for above in root.iter() if title in above)
            parent.insert(list(parent).index(title) + 1, element)
        elif len(root):
            root.insert(0, element)

    def _is_title(self, element: Element) -> bool:
        kept = stashed(self.md, element)
        return element.tag == "h1" or (kept is not None and end_of_title(kept[1]) > 0)


def _read(file: Path, text: str) -> str:
    try:
        return file.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return text  # made up by somebody, or not ours to complain about


def _project(folder: Path, config: Path | None) -> Project:
    return _cached(folder, config, settings_state(folder, config))


@lru_cache(maxsize=4)
def _cached(folder: Path, config: Path | None, state: tuple[tuple[str, int, int], ...]) -> Project:
    # Read once for all pages, and again when `state` is another.
    return named_project(config) if config else find_project(folder)
