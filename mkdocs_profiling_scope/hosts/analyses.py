"""The analyses of a site's pages, kept from build to build while serving."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from mkdocs_profiling_scope.core.analyse import analyse
from mkdocs_profiling_scope.core.settings import Settings
from mkdocs_profiling_scope.core.values import Analysis


@dataclass(frozen=True, slots=True)
class _Entry:
    digest: bytes
    answers: dict[str, bool]  # which files were asked for, and whether they were there
    analysis: Analysis


class Analyses:
    """Analyses pages again only when their text, the settings or a file that they name changed."""

    def __init__(self) -> None:
        self._settings = Settings()
        self._entries: dict[str, _Entry] = {}

    def use(self, settings: Settings) -> None:
        """Analyse with `settings` from now on."""
        if settings != self._settings:
            self._settings = settings
            self._entries.clear()

    def of(self, path: str, text: str, exists: Callable[[str], bool]) -> Analysis:
        """Return the analysis of `text`, the source of the page at `path`, relative to the project."""
        digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        entry = self._entries.get(path)
        if (
            entry is not None
            and entry.digest == digest
            and all(exists(asked) is answer for asked, answer in entry.answers.items())
        ):
            return entry.analysis
        answers: dict[str, bool] = {}

        def ask(asked: str) -> bool:
            answers[asked] = exists(asked)
            return answers[asked]

        analysis = analyse(text, self._settings, path=path, exists=ask, details=True)
        self._entries[path] = _Entry(digest, answers, analysis)
        return analysis
