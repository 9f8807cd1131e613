"""Documents that are in the folder and not on the site: MkDocs' `exclude_docs` and `draft_docs`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from mkdocs_profiling_scope.hosts.project.errors import UserError
from mkdocs_profiling_scope.hosts.project.paths import relative
from mkdocs_profiling_scope.hosts.project.project import Project


class ExcludedError(UserError):
    """A pattern that is none."""


def exclusion(project: Project) -> Callable[[Path], bool]:
    """Return what says of a file whether a build of the site leaves it out.

    Nothing is left out where MkDocs is not installed: it brings along what reads the patterns, and no
    site is built there.

    Raises:
        ExcludedError: a pattern cannot be used.
    """
    if not project.excluded:
        return lambda file: False
    try:
        # Imported here because few sites have such patterns; most commands can do without.
        from pathspec.gitignore import GitIgnoreSpec
    except ImportError:
        return lambda file: False

    def spec(key: str, patterns: str) -> GitIgnoreSpec:
        try:
            return GitIgnoreSpec.from_lines(patterns.splitlines())
        except ValueError as error:
            raise ExcludedError(f"{key}: {error}") from error

    specs = [spec(key, patterns) for key, patterns in project.excluded.items()]

    def is_excluded(file: Path) -> bool:
        path = relative(file, project.docs)
        return not path.startswith("../") and any(spec.match_file(path) for spec in specs)

    return is_excluded
