"""Two refactorings of one project at the same time: the second one says so; a dead one is in nobody's way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.conftest import Project, environment, tree

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs signals and locks of folders")

# Between the renames of two documents, says so and waits until somebody goes on.
HALTING = """
import pathlib, time
replace = pathlib.Path.replace
def halting(self, target):
    if self.name.startswith(".read.md"):
        print("halfway", flush=True)
        while not pathlib.Path("../go-on").exists():
            time.sleep(0.02)
    return replace(self, target)
pathlib.Path.replace = halting
import sys; from mkdocs_profiling_scope.hosts.cli.main import main; sys.exit(main())
"""
BUSY = "error: .: another refactoring is writing in this project; run it again when that has ended\n"


@pytest.fixture
def project(mixed: Project, tmp_path: Path) -> Project:
    """Return the project in a folder of its own, so that nothing that the test needs lies in it."""
    files = tree(mixed)
    return Project(tmp_path / "project").write(dict(files))


@contextmanager
def halfway(project: Project) -> Iterator[subprocess.Popen[str]]:
    """Run a refactoring that has renamed some documents and not others."""
    command = [sys.executable, "-c", HALTING, "refactor", "--write"]
    with subprocess.Popen(
        command, cwd=project.folder, env=environment({}), stdout=subprocess.PIPE, text=True
    ) as run:
        try:
            assert run.stdout is not None
            assert run.stdout.readline() == "halfway\n"
            yield run
        finally:
            run.kill()


@pytest.mark.parametrize("option", [["--write"], ["--write", "--by-mode", "--force"], []], ids=" ".join)
def test_the_second_one_fails_and_the_first_one_ends_as_if_alone(
    project: Project, tmp_path: Path, option: list[str]
) -> None:
    alone = Project(tmp_path / "alone").write(dict(tree(project)))
    assert alone.run("refactor", "--write").code == 0
    with halfway(project) as run:
        before = tree(project)
        second = project.run("refactor", *option)
        assert (second.code, second.out, second.err) == (2, "", BUSY)
        assert tree(project) == before
        (tmp_path / "go-on").touch()
        assert run.wait(timeout=60) == 0
    assert tree(project) == tree(alone)
    assert project.run("refactor", "--write").code == 0


def test_a_process_that_was_killed_keeps_nobody_out(project: Project, tmp_path: Path) -> None:
    with halfway(project) as run:
        os.kill(run.pid, signal.SIGKILL)
        run.wait(timeout=60)
        after = project.run("refactor", "--write")
    assert (after.code, after.out) == (0, "")
    assert after.err.startswith("an interrupted refactoring was finished: 3 files\n")
    assert {name for name in tree(project) if "profiling-scope-" in name} == set()


def test_many_at_once_leave_what_one_leaves(project: Project, tmp_path: Path) -> None:
    alone = Project(tmp_path / "alone").write(dict(tree(project)))
    assert alone.run("refactor", "--write").code == 0
    command = [sys.executable, "-m", "mkdocs_profiling_scope", "refactor", "--write", "-q"]
    runs = [
        subprocess.Popen(command, cwd=project.folder, env=environment({}), stderr=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    ends = [(run.communicate(timeout=120)[1], run.returncode) for run in runs]
    assert set(ends) <= {("", 0), (BUSY, 2)}
    assert ("", 0) in ends
    assert tree(project) == tree(alone)


def test_nothing_is_left_of_the_lock(project: Project) -> None:
    before = {path.name for path in project.folder.iterdir()}
    assert project.run("refactor", "--write").code == 0
    assert {path.name for path in project.folder.iterdir()} == before


def test_where_the_file_system_knows_no_locks_it_goes_on_without(project: Project) -> None:
    without = (
        "import fcntl, os\ndef flock(*args):\n    raise OSError(95, 'not supported')\nfcntl.flock = flock"
    )
    done = project.run("refactor", "--write", before=without)
    assert done.code == 0
    assert b"Moved to" in tree(project)["docs/profiling/read.md"]
