"""The refactoring of a project on disk: which documents it is about, and whether they may be written."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from types import MappingProxyType

from mkdocs_profiling_scope.core.markdown.metadata import read_metadata
from mkdocs_profiling_scope.core.markdown.source import Source
from mkdocs_profiling_scope.core.refactor.goals import RefactorError
from mkdocs_profiling_scope.core.refactor.plan import LossError, Request, plan
from mkdocs_profiling_scope.core.refactor.values import Edit, Plan
from mkdocs_profiling_scope.hosts.checking.analysing import existence
from mkdocs_profiling_scope.hosts.project.documents import SUFFIXES, Document, document, is_lost, readable
from mkdocs_profiling_scope.hosts.project.errors import DefectError
from mkdocs_profiling_scope.hosts.project.inputs import InputError
from mkdocs_profiling_scope.hosts.project.paths import absolute, is_inside, relative
from mkdocs_profiling_scope.hosts.project.project import Project
from mkdocs_profiling_scope.hosts.refactoring.commits import CommitsError, last_day, uncommitted
from mkdocs_profiling_scope.hosts.refactoring.site_edits import FOREIGN, SiteEdits
from mkdocs_profiling_scope.hosts.refactoring.slugs import site_slugs
from mkdocs_profiling_scope.hosts.refactoring.transaction import Change, write_all


class NoPlaceError(InputError):
    """There is no document to move to; how another one is named is up to who asks."""


@dataclass(frozen=True, slots=True)
class Options:
    """What is asked of a refactoring; paths are as whoever asks writes them."""

    to: str | None = None  # the proposal; None for the nearest one
    archive: str | None = None  # the folder for documents as they were; None for no archive
    by_mode: bool = False  # whether there is to be one profile for each mode and variant
    certain: bool = False  # whether what is not certain stays where it is
    only: range | None = None  # lines to which what moves has to belong; None for all


_PLAIN = Options()


@dataclass(frozen=True, slots=True)
class Refactoring:
    """A plan for a project, and what could not be read for it."""

    project: Project
    plan: Plan
    selected: tuple[str, ...]  # documents with a scope, among those asked for
    problems: tuple[str, ...]


def refactoring(
    project: Project,
    asked: Sequence[Document],
    options: Options = _PLAIN,
    unsaved: Mapping[str, str] = MappingProxyType({}),
) -> Refactoring:
    """Plan the refactoring of the documents that are asked for.

    Args:
        project: that they belong to.
        asked: the documents.
        options: of the refactoring.
        unsaved: texts that an editor has, by path; they count, not what is on disk.

    Raises:
        InputError: `to` is no place for a proposal, or `archive` is no folder of the project.
        NoPlaceError: text has to move, and there is no document for it.
        DefectError: something would be lost, which no document should be able to bring about.
    """
    goal = _goal(project, options.to) if options.to is not None else None
    folder = _archive(project, options.archive) if options.archive is not None else None
    texts, problems = _read(project, unsaved)
    documents = {path: text for path, text in texts.items() if path.lower().endswith(SUFFIXES)}
    selected = tuple(
        found.path
        for found in asked
        if found.path in documents
        and project.settings.concerns(found.path, read_metadata(Source(documents[found.path])).values)
    )
    slugs = site_slugs(project)
    planned = _planned(
        Request(
            documents,
            selected,
            project.settings,
            existence(project.root),
            to=goal,
            archive=folder,
            only=options.only,
            by_mode=options.by_mode,
            slug=slugs.make,
            date=partial(last_day, project.root),
            certain=options.certain,
        )
    )
    _check_inside(project, planned)
    site = SiteEdits(project, planned, texts)
    site.follow()
    whole = replace(
        planned,
        edits=(*planned.edits, *site.edits()),
        links=(*planned.links, *site.links),
        notes=(*planned.notes, *site.notes, *([slugs.problem] if slugs.problem and planned.moves else [])),
    )
    return Refactoring(project, whole, selected, tuple(problems))


def write(found: Refactoring, *, force: bool) -> None:
    """Write the edits of a plan, all or none.

    Raises:
        InputError: git knows of changes to one of the files that are not committed, or cannot tell, and not
            `force`.
        TransactionError: a file cannot be written.
    """
    root = found.project.root
    changes = [change for edit in found.plan.edits for change in _changes(edit, root)]
    if not force:
        _check_committed(root, [change.file for change in changes if change.before is not None])
    write_all(root, changes)


def _planned(request: Request) -> Plan:
    try:
        return plan(request)
    except RefactorError as error:
        raise NoPlaceError(str(error)) from error
    except LossError as error:
        raise DefectError(str(error)) from error


def _read(project: Project, unsaved: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """Return the texts of all documents, and what is unsaved, by path, and why some could not be read."""
    problems: list[str] = []
    saved = (found for found in _documents(project) if found.path not in unsaved)
    texts = {found.path: text for found, text in readable(saved, problems)}
    return {**unsaved, **texts}, problems


def _check_inside(project: Project, planned: Plan) -> None:
    for edit in planned.edits:
        if not is_inside(project.root / edit.path, project.root):
            raise NoPlaceError(
                f"{edit.path}: is outside of the project, or behind a link, so that it is not written"
            )


def _check_committed(root: Path, files: Sequence[Path]) -> None:
    try:
        dirty = uncommitted(root, files)
    except CommitsError as error:
        raise InputError(f"{error}; write anyway with --force") from error
    if dirty:
        raise InputError(
            f"{', '.join(dirty)}: has uncommitted changes; commit them, so that git shows what "
            "the refactoring does, or write anyway with --force"
        )


def _changes(edit: Edit, root: Path) -> Iterator[Change]:
    before = None if edit.before is None else edit.before.encode("utf-8")
    after = None if edit.after is None else edit.after.encode("utf-8")
    if edit.source:
        yield Change(root / edit.source, before, None)
    yield Change(root / edit.path, None if edit.source else before, after)


def _goal(project: Project, to: str) -> str:
    file = absolute(to)
    if file.suffix not in SUFFIXES:
        raise InputError(f"--to: {to}: not Markdown by its name; allowed: {', '.join(SUFFIXES)}")
    if not is_inside(file, project.root):
        raise InputError(f"--to: {to}: outside of the project {project.root.as_posix()}")
    if file.is_dir():
        raise InputError(f"--to: {to}: is a folder; name a document in it")
    return relative(file, project.root)


def _archive(project: Project, folder: str) -> str:
    place = absolute(folder)
    if not is_inside(place, project.root):
        raise InputError(f"--archive: {folder}: outside of the project {project.root.as_posix()}")
    if place.exists() and not place.is_dir():
        raise InputError(f"--archive: {folder}: is a file; name a folder")
    return relative(place, project.root)


def _documents(project: Project) -> Iterator[Document]:
    """Yield the Markdown of the project that links may be in; what is reached through links is left out.

    Folders of the documents that cannot be listed are among them, so that reading them tells why; elsewhere
    they are passed by, as data of a service that runs in the project.
    """
    seen: set[Path] = set()
    closed: list[OSError] = []
    for folder in (project.docs, project.root):
        is_docs = folder == project.docs
        for here, folders, files in os.walk(folder, onerror=closed.append if is_docs else None):
            folders[:] = sorted(n for n in folders if _is_searched(here, n, foreign=not is_docs))
            for name in sorted(files):
                file = Path(here, name)
                if name.endswith(SUFFIXES) and not name.startswith(".") and file not in seen:
                    seen.add(file)
                    if is_inside(file, project.root):
                        yield document(file, project.root)
    yield from (document(Path(error.filename), project.root) for error in closed)


def _is_searched(parent: str, name: str, *, foreign: bool) -> bool:
    """Say whether a folder may hold Markdown of the project; `foreign` leaves out what is others'."""
    if name.startswith(".") or (foreign and name in FOREIGN):
        return False
    return is_lost(f"{parent}/{name}/pyvenv.cfg")
