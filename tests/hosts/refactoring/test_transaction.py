"""All files or none, wherever the process is killed."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from mkdocs_profiling_scope.hosts.refactoring import transaction
from mkdocs_profiling_scope.hosts.refactoring.transaction import Change, TransactionError, recover, write_all

BEFORE = {"docs/a.md": b"old a\n", "docs/b.md": b"old b\r\n", "docs/gone.md": b"old\n"}
AFTER = {"docs/a.md": b"new a\n", "docs/b.md": b"new b", "docs/deep/c.md": b"new c\n"}


class Killed(BaseException):
    """The process ends here; no handler for errors runs."""


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out what takes longest: where only the process ends, the system keeps what was written."""
    monkeypatch.setattr(os, "fsync", lambda number: None)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    for name, data in BEFORE.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    return root


def changes(root: Path) -> list[Change]:
    return [Change(root / name, BEFORE.get(name), AFTER.get(name)) for name in sorted({*BEFORE, *AFTER})]


def tree(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}


class Counter:
    """Counts what touches the disk, and lets something happen before call number `at`, or from it on."""

    def __init__(self, at: int, happen: Callable[[], None], *, onwards: bool = False) -> None:
        self.at, self.calls, self.happen, self.onwards = at, 0, happen, onwards

    def count(self) -> None:
        self.calls += 1
        if self.at and (self.calls == self.at or (self.onwards and self.calls > self.at)):
            self.happen()

    def __call__(self, original: Any) -> Any:
        def counted(*args: Any, **kwargs: Any) -> Any:
            self.count()
            return original(*args, **kwargs)

        return counted


class Halved:
    """A file of which half is written when something happens."""

    def __init__(self, stream: Any, counter: Counter) -> None:
        self.stream, self.counter = stream, counter

    def __enter__(self) -> Halved:
        return self

    def __exit__(self, *_: object) -> None:
        self.stream.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)

    def write(self, data: bytes) -> None:
        self.stream.write(data[: len(data) // 2])
        self.stream.flush()
        self.counter.count()
        self.stream.write(data[len(data) // 2 :])


def disturbed(
    monkeypatch: pytest.MonkeyPatch, at: int, happen: Callable[[], None], *, onwards: bool = False
) -> Counter:
    counter = Counter(at, happen, onwards=onwards)
    for owner, name in ((Path, "replace"), (Path, "unlink"), (Path, "mkdir"), (os, "fsync")):
        monkeypatch.setattr(owner, name, counter(getattr(owner, name)))
    opened = counter(Path.open)

    def halved(self: Path, mode: str = "r", *args: Any, **kwargs: Any) -> Any:
        stream = opened(self, mode, *args, **kwargs)
        return Halved(stream, counter) if mode == "xb" else stream

    monkeypatch.setattr(Path, "open", halved)
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
        for again in range(1 + at % 3, 12, 3):
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


def test_a_disk_that_stays_full_is_no_crash_and_the_next_run_makes_it_old_or_new(project: Path) -> None:
    for at in points(project):
        with pytest.MonkeyPatch.context() as patch:
            disturbed(patch, at, full, onwards=True)
            with contextlib.suppress(TransactionError):
                write_all(project, changes(project))
            with contextlib.suppress(TransactionError):
                recover(project)
        recover(project)
        assert tree(project) in (BEFORE, AFTER), at
        reset(project)


def test_interrupted_by_hand_it_is_undone_at_once(project: Path) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    for at in points(project):
        with pytest.MonkeyPatch.context() as patch:
            disturbed(patch, at, interrupt)
            with contextlib.suppress(KeyboardInterrupt):
                write_all(project, changes(project))
        found = {name: data for name, data in tree(project).items() if not name.startswith(".")}
        assert {n: d for n, d in found.items() if "profiling-scope-" not in n} in (BEFORE, AFTER), at
        recover(project)
        assert tree(project) in (BEFORE, AFTER), at
        reset(project)


@pytest.mark.skipif(sys.platform == "win32", reason="the limit is one of POSIX")
def test_when_the_system_refuses_to_write_more_everything_is_as_it_was(project: Path) -> None:
    run = """
import resource, sys
from pathlib import Path
from mkdocs_profiling_scope.hosts.refactoring.transaction import Change, TransactionError, write_all
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
root = Path(sys.argv[1])
large = Change(root / "docs/large.md", None, b"x" * 10000)
changes = [Change(root / "docs/a.md", b"old a\\n", b"new a\\n"), large]
try:
    write_all(root, changes)
except TransactionError as error:
    print(error)
"""
    done = subprocess.run(
        [sys.executable, "-c", run, str(project)], capture_output=True, text=True, check=True
    )
    assert done.stdout == "file too large; nothing has been changed\n"
    assert tree(project) == BEFORE


def test_a_file_that_was_changed_in_the_meantime_stays(project: Path) -> None:
    planned = changes(project)
    (project / "docs/b.md").write_bytes(b"edited")
    with pytest.raises(TransactionError, match=r"b\.md: was changed in the meantime"):
        write_all(project, planned)
    assert tree(project) == {**BEFORE, "docs/b.md": b"edited"}


def test_a_read_only_file_stays(project: Path) -> None:
    (project / "docs/b.md").chmod(0o444)
    with pytest.raises(TransactionError, match=r"b\.md: is read-only; nothing has been changed"):
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


def test_links_that_are_in_the_way_are_not_followed(
    project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "theirs"
    outside.write_bytes(b"theirs")
    for name in (".a.md.profiling-scope-new", ".a.md.profiling-scope-old"):
        (project / "docs" / name).symlink_to(outside)
    (project / f"{transaction.JOURNAL}.profiling-scope-new").symlink_to(outside)
    write_all(project, changes(project))
    assert tree(project) == AFTER
    assert outside.read_bytes() == b"theirs"


def test_nothing_is_written_behind_a_link(project: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (project / "docs/linked").symlink_to(outside)
    with pytest.raises(TransactionError, match=r"new\.md: is outside of the project, or behind a link"):
        write_all(project, [*changes(project), Change(project / "docs/linked/new.md", None, b"new")])
    assert list(outside.iterdir()) == []
    (project / "docs/linked").unlink()
    assert tree(project) == BEFORE


ENTRY = {"file": "../theirs", "before": "", "after": hashlib.sha256(b"theirs").hexdigest()}
JOURNALS = {
    "out of the project": {"state": "renaming", "folders": [], "files": [ENTRY]},
    "a folder out of the project": {"state": "preparing", "folders": ["../empty"], "files": []},
    "another state": {"state": "x", "folders": [], "files": []},
    "no state": {"folders": [], "files": []},
    "a list": [],
    "other names": {"state": "renaming", "folders": [], "files": [{"file": "docs/a.md"}]},
}


@pytest.mark.parametrize("journal", JOURNALS.values(), ids=JOURNALS)
def test_a_journal_of_somebody_else_is_refused(project: Path, journal: object) -> None:
    (project.parent / "theirs").write_bytes(b"theirs")
    (project.parent / "empty").mkdir()
    (project / transaction.JOURNAL).write_text(json.dumps(journal), "utf-8")
    with pytest.raises(TransactionError, match="is no journal of this project; look at it, then delete it"):
        recover(project)
    assert (project.parent / "theirs").read_bytes() == b"theirs"
    assert (project.parent / "empty").is_dir()
    assert tree(project).items() >= BEFORE.items()
