"""All files or none, wherever the process is killed."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from mkdocs_profiling_scope.hosts import transaction
from mkdocs_profiling_scope.hosts.transaction import Change, TransactionError, recover, write_all

BEFORE = {"docs/a.md": b"old a\n", "docs/b.md": b"old b\r\n", "docs/gone.md": b"old\n"}
AFTER = {"docs/a.md": b"new a\n", "docs/b.md": b"new b", "docs/deep/c.md": b"new c\n"}


class Killed(BaseException):
    """The process ends here; no handler for errors runs."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name, data in BEFORE.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    return tmp_path


def changes(root: Path) -> list[Change]:
    return [Change(root / name, BEFORE.get(name), AFTER.get(name)) for name in sorted({*BEFORE, *AFTER})]


def tree(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}


class Counter:
    """Counts what touches the disk, and lets something happen before the call number `at`."""

    def __init__(self, at: int, happen: Callable[[], None]) -> None:
        self.at, self.calls, self.happen = at, 0, happen

    def __call__(self, original: Any) -> Any:
        def counted(*args: Any, **kwargs: Any) -> Any:
            self.calls += 1
            if self.calls == self.at:
                self.happen()
            return original(*args, **kwargs)

        return counted


def disturbed(monkeypatch: pytest.MonkeyPatch, at: int, happen: Callable[[], None]) -> Counter:
    counter = Counter(at, happen)
    for owner, name in ((Path, "replace"), (Path, "unlink"), (Path, "mkdir"), (Path, "open"), (os, "fsync")):
        monkeypatch.setattr(owner, name, counter(getattr(owner, name)))
    return counter


def kill() -> None:
    raise Killed


def full() -> None:
    raise OSError(28, "No space left on device", "docs")


def points(project: Path) -> Iterator[int]:
    """Yield the number of every call that touches the disk."""
    with pytest.MonkeyPatch.context() as patch:
        counter = disturbed(patch, 0, kill)
        write_all(project, changes(project))
    reset(project)
    yield from range(1, counter.calls + 1)


def reset(project: Path) -> None:
    for name in tree(project):
        (project / name).unlink()
    if (project / "docs/deep").exists():
        (project / "docs/deep").rmdir()
    for name, data in BEFORE.items():
        (project / name).write_bytes(data)


def test_everything_is_written_and_nothing_else_is_left(project: Path) -> None:
    write_all(project, changes(project))
    assert tree(project) == AFTER
    assert recover(project) is None


def test_killed_at_any_point_the_next_run_makes_it_old_or_new(project: Path) -> None:
    seen = set()
    for at in points(project):
        with pytest.MonkeyPatch.context() as patch:
            disturbed(patch, at, kill)
            with pytest.raises(Killed):
                write_all(project, changes(project))
        for name, data in tree(project).items():
            assert name not in AFTER or data in (BEFORE.get(name), AFTER[name])
        recover(project)
        found = tree(project)
        assert found in (BEFORE, AFTER), at
        seen.add(found == AFTER)
        reset(project)
    assert seen == {True, False}


def test_killed_while_recovering_the_run_after_that_makes_it_old_or_new(project: Path) -> None:
    for at in points(project):
        for again in range(1, 12):
            for recovers, number in ((False, at), (True, again)):
                with pytest.MonkeyPatch.context() as patch:
                    disturbed(patch, number, kill)
                    with contextlib.suppress(Killed):
                        recover(project) if recovers else write_all(project, changes(project))
            recover(project)
            assert tree(project) in (BEFORE, AFTER), (at, again)
            reset(project)


def test_a_full_disk_leaves_everything_as_it_was(project: Path) -> None:
    for at in points(project):
        with pytest.MonkeyPatch.context() as patch:
            disturbed(patch, at, full)
            with contextlib.suppress(TransactionError, OSError):
                write_all(project, changes(project))
        recover(project)
        assert tree(project) in (BEFORE, AFTER), at
        reset(project)


def test_a_file_that_was_changed_in_the_meantime_stays(project: Path) -> None:
    planned = changes(project)
    (project / "docs/b.md").write_bytes(b"edited")
    with pytest.raises(TransactionError, match=r"b\.md: was changed in the meantime"):
        write_all(project, planned)
    assert tree(project) == {**BEFORE, "docs/b.md": b"edited"}


def test_a_read_only_file_stays(project: Path) -> None:
    (project / "docs/b.md").chmod(0o444)
    with pytest.raises(TransactionError, match=r"b\.md: is read-only; nothing has been written"):
        write_all(project, changes(project))
    assert tree(project) == BEFORE


def test_what_was_edited_after_an_interruption_is_not_overwritten(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    renamed: list[Path] = []
    original = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if self.name.startswith(".b.md"):
            raise Killed
        renamed.append(target)
        return original(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(Killed):
        write_all(project, changes(project))
    monkeypatch.undo()
    assert project / "docs/a.md" in renamed
    (project / "docs/b.md").write_bytes(b"edited")
    with pytest.raises(
        TransactionError, match=r"docs/b\.md: was changed after a refactoring was interrupted"
    ):
        recover(project)
    assert (project / "docs/b.md").read_bytes() == b"edited"
    assert (project / transaction.JOURNAL).exists()


def test_permissions_stay(project: Path) -> None:
    (project / "docs/a.md").chmod(0o640)
    write_all(project, changes(project))
    assert (project / "docs/a.md").stat().st_mode & 0o777 == 0o640
