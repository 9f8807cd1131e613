"""What git knows of files: changes that are not committed, and the day of the last commit."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mkdocs_profiling_scope.hosts.project.git import GitError, git

_AT_ONCE = 500  # files; a command line has a length


class CommitsError(Exception):
    """A repository that git cannot tell about; says why."""


def uncommitted(root: Path, files: Sequence[Path]) -> list[str]:
    """Return the files that git knows changes of, new ones included; none where there is no repository.

    Raises:
        CommitsError: there is a repository, and git cannot tell.
    """
    found: list[str] = []
    for start in range(0, len(files), _AT_ONCE):
        names = [str(file) for file in files[start : start + _AT_ONCE]]
        said = _git(
            root, "--literal-pathspecs", "status", "--porcelain", "-z", "--untracked-files=all", "--", *names
        )
        found += [entry[3:] for entry in (said or "").split("\0") if entry[2:3] == " "]
    return sorted(found)


def last_day(root: Path, path: str) -> str:
    """Return the day of the last commit of a document; empty where git does not know."""
    try:
        return (_git(root, "log", "-1", "--format=%as", "--", path) or "").strip()
    except CommitsError:
        return ""


def _git(root: Path, *args: str) -> str | None:
    """Return what git says, None where there is no repository."""
    if not any((folder / ".git").exists() for folder in (root, *root.parents)):
        return None
    try:
        return git(root, *args).decode("utf-8", "replace")
    except OSError as error:
        raise CommitsError("git cannot be run, and this is a repository; install it") from error
    except GitError as error:
        raise CommitsError(f"git does not tell what is committed: {error}") from error
