"""The analysis of one document, and of which documents there is any."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs_profiling_scope.core.markdown.metadata import read_metadata
from mkdocs_profiling_scope.core.markdown.source import Source
from mkdocs_profiling_scope.core.settings.settings import Settings
from mkdocs_profiling_scope.core.values import Analysis
from mkdocs_profiling_scope.hosts.project.documents import Document, readable
from mkdocs_profiling_scope.hosts.project.errors import DefectError
from mkdocs_profiling_scope.hosts.project.paths import is_file

if TYPE_CHECKING:
    from mkdocs_profiling_scope.core.explained.values import Explanation


def with_scope(
    documents: Iterable[Document], settings: Settings, problems: list[str]
) -> Iterator[tuple[Document, str]]:
    """Yield the documents that `check` would analyse, as `readable` does."""
    for document, text in readable(documents, problems):
        if settings.concerns(document.path, read_metadata(Source(text)).values):
            yield document, text


def analyse_document(
    document: Document,
    text: str,
    settings: Settings,
    exists: Callable[[str], bool],
    *,
    details: bool = False,
    reasons: bool = True,
) -> Analysis:
    """Analyse one document.

    Raises:
        DefectError: the analysis failed, which no document should be able to bring about.
    """
    # Imported here because a check that remembers all documents does not wait for it.
    from mkdocs_profiling_scope.core.analyse import analyse

    try:
        return analyse(text, settings, path=document.path, exists=exists, details=details, reasons=reasons)
    except Exception as error:
        raise _defect(document, error) from error


def explain_document(document: Document, text: str, settings: Settings) -> Explanation:
    """Explain the judgement of one document.

    Raises:
        DefectError: the analysis failed, which no document should be able to bring about.
    """
    # Imported here as above.
    from mkdocs_profiling_scope.core.analyse import explain

    try:
        return explain(text, settings, path=document.path)
    except Exception as error:
        raise _defect(document, error) from error


def _defect(document: Document, error: Exception) -> DefectError:
    return DefectError(f"{document.shown}: {type(error).__name__}: {error}")


def existence(root: Path) -> Callable[[str], bool]:
    """Return a function that tells whether a path relative to `root` is a file."""
    return cache(partial(is_file, root))


def noting(exists: Callable[[str], bool], answers: dict[str, bool]) -> Callable[[str], bool]:
    """Return `exists` as a function that adds each of its answers to `answers`, by path."""

    def ask(path: str) -> bool:
        answers[path] = exists(path)
        return answers[path]

    return ask
