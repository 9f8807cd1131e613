"""Byte order marks: aside while pages are taken apart, and where they were in what is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from mkdocs_profiling_scope.core.markdown.source import BOM
from mkdocs_profiling_scope.core.refactor.values import Edit


def without_marks(documents: Mapping[str, str]) -> dict[str, str]:
    """Return the documents without the marks that they begin with, which belong to no line."""
    return {path: text.removeprefix(BOM) for path, text in documents.items()}


def with_marks(edits: Iterable[Edit], documents: Mapping[str, str]) -> tuple[Edit, ...]:
    """Return the edits of documents without marks as those of `documents`."""
    return tuple(_marked(edit, documents.get(edit.source or edit.path, "")) for edit in edits)


def _marked(edit: Edit, document: str) -> Edit:
    if not document.startswith(BOM):
        return edit
    after = None if edit.after is None else BOM + edit.after
    return replace(edit, before=document, after=after)
