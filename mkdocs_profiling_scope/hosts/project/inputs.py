"""What a command works on: the project, its documents, and what is wrong with the paths given."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mkdocs_profiling_scope.core.named import NamedTuple
from mkdocs_profiling_scope.hosts.project.documents import (
    STDIN,
    Document,
    find_documents,
    markdown_files,
    stdin_document,
)
from mkdocs_profiling_scope.hosts.project.errors import UserError
from mkdocs_profiling_scope.hosts.project.excluded import exclusion
from mkdocs_profiling_scope.hosts.project.paths import absolute, shown
from mkdocs_profiling_scope.hosts.project.project import Project, find_project, named_project


class InputError(UserError):
    """Paths that contradict each other, or a folder that is not there."""


class Inputs(NamedTuple):
    """A project and the documents of it that are asked for."""

    project: Project
    documents: list[Document]
    problems: tuple[str, ...]  # paths that lead nowhere
    warnings: tuple[str, ...]  # of folders without Markdown
    whole: bool  # all documents of the project


def gather(paths: Sequence[str], config: str | None = None, stdin_filename: str | None = None) -> Inputs:
    """Find the project and the documents that `paths` name; without any, all of the project.

    Raises:
        ExcludedError: what the site is to leave out cannot be told.
        InputError: standard input is asked for along with files, or the project has no documents folder.
        SettingsFileError: the settings of the project cannot be used.
    """
    if STDIN in paths or stdin_filename is not None:
        return _from_stdin(paths, config, stdin_filename)
    places = [absolute(path) for path in paths]
    project = open_project(config, places[0] if places else None)
    if not places and not project.docs.is_dir():
        raise InputError(_no_documents(project))
    found = [place for place in places or [project.docs] if place.exists() or place.is_symlink()]
    return Inputs(
        project,
        find_documents(found, project.root, exclusion(project)),
        tuple(f"{shown(place)}: no such file or folder" for place in places if place not in found),
        tuple(
            f"{shown(place)}: no Markdown document in this folder"
            for place in found
            if place.is_dir() and next(markdown_files(place), None) is None
        ),
        whole=not places,
    )


def _no_documents(project: Project) -> str:
    if said := project.origins.get(("docs_dir",)):
        folder = project.settings.docs_dir
        return f"{shown(said)}: docs_dir: {folder!r} is no folder; correct it there, or give a PATH"
    missing = f"{shown(project.docs)}: no such folder; give a PATH, or name the folder with docs_dir"
    return missing + ("" if project.owner else " in the settings (none found)")


def open_project(config: str | None, place: Path | None = None) -> Project:
    """Return the project that `config` names, else the one that `place` or the current directory is in.

    Raises:
        SettingsFileError: the settings of the project cannot be used.
    """
    if config is not None:
        return named_project(absolute(config))
    start = place or Path.cwd()
    return find_project(start if start.is_dir() else start.parent)


def _from_stdin(paths: Sequence[str], config: str | None, stdin_filename: str | None) -> Inputs:
    if (other := next((path for path in paths if path != STDIN), None)) is not None:
        raise InputError(f"standard input and {other!r} cannot be combined; give one of them")
    name = absolute(stdin_filename) if stdin_filename else None
    project = open_project(config, name)
    return Inputs(project, [stdin_document(name, project.root)], (), (), whole=False)
