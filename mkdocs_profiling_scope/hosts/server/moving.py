"""The refactoring of an open page as an edit of the workspace, with the texts that the editor has."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import takewhile
from pathlib import Path

from lsprotocol import types

from mkdocs_profiling_scope.core.markdown.source import Source
from mkdocs_profiling_scope.core.refactor.values import Edit
from mkdocs_profiling_scope.core.values import Span
from mkdocs_profiling_scope.hosts.project.documents import document
from mkdocs_profiling_scope.hosts.project.paths import is_inside, relative
from mkdocs_profiling_scope.hosts.project.project import Project
from mkdocs_profiling_scope.hosts.refactoring.refactoring import Options, refactoring
from mkdocs_profiling_scope.hosts.server.places import Units, to_range

Change = types.TextDocumentEdit | types.CreateFile | types.RenameFile | types.DeleteFile


def move(
    project: Project, file: Path, texts: Mapping[Path, str], units: Units, only: range | None = None
) -> types.WorkspaceEdit:
    """Return what moves the proposals and comparisons of the page `file` to the proposal.

    Args:
        project: that the page belongs to.
        file: the page.
        texts: of all open documents, saved or not.
        units: how the client counts.
        only: lines to which what moves has to belong; None for all of the page.

    Raises:
        NoPlaceError: no proposal document is known, or it is a profiling page itself.
    """
    ours = (path for path in texts if path == file or is_inside(path, project.root))
    unsaved = {relative(path, project.root): texts[path] for path in ours}
    plan = refactoring(project, [document(file, project.root)], Options(only=only), unsaved).plan
    changes: list[Change] = []
    for edit in plan.edits:
        uri = (project.root / edit.path).as_uri()
        if edit.before is None:
            changes.append(types.CreateFile(uri))
        changes.append(_edited(uri, edit, units))
    return types.WorkspaceEdit(document_changes=changes)


def _edited(uri: str, edit: Edit, units: Units) -> types.TextDocumentEdit:
    """Return the edit of one document, from the first line that differs to the last."""
    before = (edit.before or "").splitlines(keepends=True)
    after = (edit.after or "").splitlines(keepends=True)
    head = _same(before, after)
    tail = _same(before[head:][::-1], after[head:][::-1])
    start = len("".join(before[:head]))
    end = len("".join(before[: len(before) - tail]))
    text = "".join(after[head : len(after) - tail])
    change = types.TextEdit(to_range(Source(edit.before or ""), Span(start, end), units), text)
    return types.TextDocumentEdit(types.OptionalVersionedTextDocumentIdentifier(uri), [change])


def _same(left: list[str], right: list[str]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(left, right, strict=False)))
