"""Writing many files, all or none: temporary files, a journal, and renames that a next run can finish."""

from __future__ import annotations

import contextlib
import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs_profiling_scope.hosts.project.durable import digest, read, sync_folder, write
from mkdocs_profiling_scope.hosts.project.errors import UserError, why
from mkdocs_profiling_scope.hosts.project.paths import is_inside, shown

JOURNAL = ".profiling-scope-journal.json"
_NEW, _OLD = ".profiling-scope-new", ".profiling-scope-old"


class TransactionError(UserError):
    """Files that cannot be written; nothing has changed, or the message says what to do."""


@dataclass(frozen=True, slots=True)
class Change:
    """A file with the bytes that it has, None where it is not there, and gets, None to delete it."""

    file: Path
    before: bytes | None
    after: bytes | None


def write_all(root: Path, changes: Sequence[Change]) -> None:
    """Write all of `changes`, or none.

    Raises:
        TransactionError: a file cannot be written, or is not what it was; all files are as before.
    """
    journal = root / JOURNAL
    entries = [_entry(change, root) for change in changes]
    folders = [folder for change in changes for folder in _missing(change.file.parent)]
    record = {"folders": [_name(f, root) for f in dict.fromkeys(folders)], "files": entries}
    try:
        _check(root, changes)
        _save(journal, {"state": "preparing", **record})
        for change in changes:
            _prepare(change)
        _check(root, changes)
        _save(journal, {"state": "renaming", **record})
        for change in changes:
            _put(change.file, delete=change.after is None)
            sync_folder(change.file.parent)
    except KeyboardInterrupt:
        _undo(root, record)
        raise
    except OSError as error:
        raise TransactionError(f"{_said(error)}; {_undo(root, record)}") from error
    except TransactionError as error:
        raise TransactionError(f"{error}; {_undo(root, record)}") from error
    # All is written; what is left lying about, the next run takes away.
    with contextlib.suppress(OSError):
        _clean_up(root, record)


def is_interrupted(root: Path) -> bool:
    """Say whether a refactoring of the project at `root` has been left unfinished, or is being written."""
    return any((root / name).exists() for name in (JOURNAL, JOURNAL + _NEW))


def recover(root: Path) -> str | None:
    """Finish or undo what an interrupted run has left behind; return what was done, None if nothing was.

    Raises:
        TransactionError: the journal is not one of ours, or a file is neither as before nor as it was to
            become; nothing is touched.
    """
    try:
        record = _journal(root)
        return None if record is None else _recovered(root, record)
    except OSError as error:
        raise TransactionError(
            f"{_said(error)}; an interrupted refactoring could not be finished, run it again when that is "
            "mended"
        ) from error


def _recovered(root: Path, record: Mapping[str, Any]) -> str:
    if record["state"] == "preparing":
        _clean_up(root, record, folders=True)
        return "an interrupted refactoring was undone; it had not changed anything yet"
    for entry in record["files"]:
        if digest(read(root / entry["file"])) not in (entry["before"], entry["after"]):
            raise TransactionError(
                f"{entry['file']}: was changed after a refactoring was interrupted; compare it with "
                f"{_name(_beside(root / entry['file'], _NEW), root)}, then delete {JOURNAL} and the files "
                f"that end in {_NEW} and {_OLD}"
            )
    if not _roll_forward(root, record):
        _roll_back(root, record)
        return "an interrupted refactoring was undone"
    _clean_up(root, record)
    return f"an interrupted refactoring was finished: {len(record['files'])} files"


def _journal(root: Path) -> dict[str, Any] | None:
    """Read the journal, None where there is none.

    It may come with a repository that somebody else has made, so it must not lead out of the project.
    """
    journal = root / JOURNAL
    if not journal.is_file():
        journal.with_name(journal.name + _NEW).unlink(missing_ok=True)
        return None
    try:
        record = json.loads(journal.read_text("utf-8"))
        names = [*record["folders"], *(entry["file"] for entry in record["files"])]
        states = [record["state"] in ("preparing", "renaming")]
        states += [isinstance(entry[key], str) for entry in record["files"] for key in ("before", "after")]
        ours = all(states) and all(is_inside(root / name, root) for name in names)
    except (ValueError, TypeError, LookupError):
        ours = False
    if not ours or journal.is_symlink():
        raise TransactionError(f"{shown(journal)}: is no journal of this project; look at it, then delete it")
    return dict(record)


def _said(error: OSError) -> str:
    where = f"{error.filename}: " if error.filename else ""
    return f"{where}{why(error)}"


def _undo(root: Path, record: Mapping[str, Any]) -> str:
    """Undo what has been done, and say whether that was possible."""
    try:
        _roll_back(root, record)
    except OSError as error:
        return f"undoing that failed as well ({_said(error)}); the next run finishes or undoes it"
    return "nothing has been changed"


def _entry(change: Change, root: Path) -> dict[str, str]:
    return {
        "file": _name(change.file, root),
        "before": digest(change.before),
        "after": digest(change.after),
    }


def _check(root: Path, changes: Sequence[Change]) -> None:
    for change in changes:
        if not is_inside(change.file, root):
            raise TransactionError(f"{shown(change.file)}: is outside of the project, or behind a link")
        if read(change.file) != change.before:
            raise TransactionError(f"{shown(change.file)}: was changed in the meantime")
        if change.before is not None and not change.file.stat().st_mode & 0o222:
            raise TransactionError(f"{shown(change.file)}: is read-only")


def _prepare(change: Change) -> None:
    change.file.parent.mkdir(parents=True, exist_ok=True)
    new = _beside(change.file, _NEW)
    if change.after is not None:
        write(new, change.after)
    if change.before is not None:
        if change.after is not None:
            shutil.copymode(change.file, new)
        write(_beside(change.file, _OLD), change.before)
    sync_folder(change.file.parent)


def _roll_forward(root: Path, record: Mapping[str, Any]) -> bool:
    """Rename what has not been renamed; say whether that was possible, else do nothing."""
    waiting = [e for e in record["files"] if digest(read(root / e["file"])) != e["after"]]
    news = [_beside(root / entry["file"], _NEW) for entry in waiting]
    if any(digest(read(new)) != e["after"] for new, e in zip(news, waiting, strict=True)):
        return False  # it was being undone when it was interrupted
    for entry in waiting:
        _put(root / entry["file"], delete=not entry["after"])
    return True


def _put(file: Path, *, delete: bool) -> None:
    if delete:
        file.unlink()
    else:
        _beside(file, _NEW).replace(file)


def _roll_back(root: Path, record: Mapping[str, Any]) -> None:
    for entry in record["files"]:
        file = root / entry["file"]
        if digest(read(file)) != entry["after"] or entry["before"] == entry["after"]:
            continue
        if entry["before"]:
            _beside(file, _OLD).replace(file)
        else:
            file.unlink()
    _clean_up(root, record, folders=True)


def _clean_up(root: Path, record: Mapping[str, Any], *, folders: bool = False) -> None:
    for entry in record["files"]:
        for ending in (_NEW, _OLD):
            _beside(root / entry["file"], ending).unlink(missing_ok=True)
    for folder in record["folders"][::-1] if folders else ():
        with contextlib.suppress(OSError):  # not empty, or never made
            (root / folder).rmdir()
    for name in (JOURNAL + _NEW, JOURNAL):
        (root / name).unlink(missing_ok=True)
    sync_folder(root)


def _save(journal: Path, record: Mapping[str, Any]) -> None:
    beside = journal.with_name(journal.name + _NEW)
    write(beside, json.dumps(record, indent=1).encode())
    beside.replace(journal)
    sync_folder(journal.parent)


def _beside(file: Path, ending: str) -> Path:
    return file.with_name(f".{file.name}{ending}")


def _missing(folder: Path) -> list[Path]:
    """Return the folders that have to be made for `folder` to be there, outermost first."""
    return [f for f in (*list(folder.parents)[::-1], folder) if not f.exists()]


def _name(file: Path, root: Path) -> str:
    return file.relative_to(root).as_posix()
