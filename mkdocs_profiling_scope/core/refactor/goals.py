"""Goals: the proposal that text from each page goes to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from mkdocs_profiling_scope.core.analyse import analyse
from mkdocs_profiling_scope.core.markdown.metadata import read_metadata
from mkdocs_profiling_scope.core.markdown.source import Source
from mkdocs_profiling_scope.core.refactor.separate import Separated
from mkdocs_profiling_scope.core.report.destination import destination, equally_near
from mkdocs_profiling_scope.core.settings.settings import Settings


class RefactorError(Exception):
    """A refactoring that cannot be planned; says why, and what to declare."""


class Goals:
    """Knows the proposals that there are, and which of them is the nearest."""

    def __init__(self, documents: Mapping[str, str], settings: Settings, to: str | None) -> None:
        """Take all documents by path, and the one that all text goes to; None for the nearest to each."""
        self._documents = documents
        self._settings = settings
        self._to = to
        self._known = list(_proposals(documents, settings))

    def of(self, path: str, mode: str | None) -> str | None:
        """Return the proposal that text from a page about a mode goes to, if there is one."""
        return self._to or destination(path, mode, self._known, self._settings)

    def unsure(self, pages: Iterable[Separated]) -> list[str]:
        """Return what to say of proposals that have been chosen, by their names alone, from several."""
        found: dict[str, int] = {}
        for page in pages if self._to is None else ():
            mode = page.before.mode
            near = equally_near(page.path, mode, self._known, self._settings)
            if len(near) > 1 and (goal := self.of(page.path, mode)):
                found[goal] = len(near)
        return [
            f"{goal}: is one of {several} proposals that are as near; --to FILE names another one"
            for goal, several in found.items()
        ]

    def chosen(self, found: Sequence[Separated]) -> dict[str, str]:
        """Return the proposal of each page with something to move.

        Raises:
            RefactorError: there is none, or it is a profiling page.
        """
        goals: dict[str, str] = {}
        for page in (page for page in found if page.units):
            goal = self.of(page.path, page.before.mode)
            if goal is None:
                raise RefactorError(
                    f"{page.path}: has something to move, and no proposal document is known; declare one "
                    "in pages, as in "
                    "{match: design/OPTIMIZATION_PROPOSAL.md, scope: proposal}"
                )
            if goal not in goals.values() and self._profiles(goal):
                raise RefactorError(f"{goal}: is a profiling page itself, and takes in no proposals")
            goals[page.path] = goal
        return goals

    def _profiles(self, path: str) -> bool:
        """Say whether a document is a profiling page, though it may not be among those to refactor."""
        text = self._documents.get(path)
        return text is not None and analyse(text, self._settings, path=path).scope == "profiling"


def _proposals(documents: Mapping[str, str], settings: Settings) -> Iterator[tuple[str, str | None]]:
    """Yield path and mode of each proposal that there is."""
    for path, text in documents.items():
        rule = settings.page_rule(path)
        declared = read_metadata(Source(text)).text("scope")
        if "proposal" in (declared, rule and rule.scope):
            analysis = analyse(text, settings, path=path)
            if analysis.scope == "proposal":
                yield path, analysis.mode
