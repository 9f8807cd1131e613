"""Which lines changed since a revision, as git tells it; the working tree counts, and so do new files."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from mkdocs_profiling_scope.hosts.project.errors import UserError
from mkdocs_profiling_scope.hosts.project.git import GitError, git

_REMOTE = re.compile(r"(\w[\w.-]*)/(\w[\w./-]*)")
_HUNK = re.compile(rb"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_ESCAPE = re.compile(rb'\\([abtnvfr"\\]|[0-7]{3})')
_ESCAPED = dict(zip(b'abtnvfr"\\', b'\a\b\t\n\v\f\r"\\', strict=True))
# Neither the user's settings nor a driver for Markdown may change what is read below.
_DIFF = (
    *("diff", "--unified=0", "--find-renames", "--no-color", "--no-ext-diff", "--no-textconv"),
    *("--src-prefix=a/", "--dst-prefix=b/", "--diff-filter=d"),
)


class ChangesError(UserError):
    """A revision that cannot be compared with."""

    def __init__(self, ref: str, problem: str) -> None:
        super().__init__(f"--diff {ref}: {problem}")


@dataclass(frozen=True, slots=True)
class Changes:
    """Changed lines by file; a new file has changed as a whole."""

    lines: Mapping[Path, tuple[range, ...]]
    new: frozenset[Path]

    def touch(self, file: Path | None, start_line: int, end_line: int) -> bool:
        """Say whether one of the lines of `file`, both inclusive, has changed."""
        if file is None:
            return True
        file = file.resolve()
        return file in self.new or any(
            changed.start <= end_line and start_line < changed.stop for changed in self.lines.get(file, ())
        )


def changes_since(ref: str, folder: Path) -> Changes:
    """Return what changed in the repository of `folder`: since `ref`, or with `ref...` since its merge base.

    Raises:
        ChangesError: there is no git, no repository, no such revision, or no common ancestor.
    """
    top = Path(os.fsdecode(_git(ref, folder, "rev-parse", "--show-toplevel").rstrip(b"\n")))
    base = _base(ref, folder)
    lines = dict(_changed(_git(ref, top, *_DIFF, base, "--"), top))
    others = _git(ref, top, "ls-files", "--others", "--exclude-standard", "-z").split(b"\0")
    return Changes(lines, frozenset((top / os.fsdecode(name)).resolve() for name in others if name))


def _base(ref: str, folder: Path) -> str:
    name, dots, end = ref.partition("...") if "..." in ref else ref.partition("..")
    if end not in ("", "HEAD"):
        raise ChangesError(ref, f"ends with {end!r}; what is compared is the working tree: leave it out")
    try:
        _git(ref, folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    except ChangesError as error:
        branch = _REMOTE.fullmatch(name)
        fetch = f"; fetch it, as with `git fetch {branch[1]} {branch[2]}`" if branch else ""
        problem = f"no such revision here{fetch}{_shallow(ref, folder)}"
        raise ChangesError(ref, problem) from error
    if dots != "...":
        return name
    try:
        return os.fsdecode(_git(ref, folder, "merge-base", name, "HEAD").strip())
    except ChangesError as error:
        hint = _shallow(ref, folder) or "; name a revision that has one"
        raise ChangesError(ref, f"no common ancestor with HEAD is here{hint}") from error


def _shallow(ref: str, folder: Path) -> str:
    if _git(ref, folder, "rev-parse", "--is-shallow-repository").strip() != b"true":
        return ""
    return "; this clone is shallow: `git fetch --unshallow` or, for actions/checkout, `fetch-depth: 0`"


def _git(ref: str, folder: Path, *args: str) -> bytes:
    try:
        return git(folder, *args)
    except OSError as error:
        raise ChangesError(ref, "git cannot be run; install it, or leave --diff out") from error
    except GitError as error:
        raise ChangesError(ref, str(error) or f"git {args[0]} failed") from error


def _changed(diff: bytes, top: Path) -> Iterator[tuple[Path, tuple[range, ...]]]:
    """Read the hunks of a diff without context; lines of text are counted, as they can look like headers."""
    path: Path | None = None
    found: list[range] = []
    skip = 0
    for line in diff.split(b"\n"):
        if skip and not line.startswith(b"\\"):
            skip -= 1
        elif hunk := _HUNK.match(line):
            removed, start, added = (1 if group is None else int(group) for group in hunk.groups())
            skip = removed + added
            if added:
                found.append(range(start, start + added))
        elif line.startswith(b"+++ "):
            if path is not None:
                yield path, tuple(found)
            path, found = (top / _name(line[4:])).resolve(), []
    if path is not None:
        yield path, tuple(found)


def _name(written: bytes) -> str:
    written = written.rstrip(b"\t")  # which git adds after a name with a blank; one in the name is quoted
    if written.startswith(b'"'):  # as in C, but with bytes above 127 as they are
        written = _ESCAPE.sub(_unescaped, written[1:-1])
    return os.fsdecode(written.removeprefix(b"b/"))


def _unescaped(escape: re.Match[bytes]) -> bytes:
    code = escape[1]
    return bytes([int(code, 8) if len(code) == 3 else _ESCAPED[code[0]]])
