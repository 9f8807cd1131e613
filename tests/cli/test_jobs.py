"""Several processes: the same findings in the same order, whatever becomes of the processes."""

from __future__ import annotations

import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import environment

if TYPE_CHECKING:
    from tests.cli.conftest import Project

# A document this long is sent to a process by itself.
LONG = "Every row is read once and kept. " * 4_000
PAGES = 4
# Says on standard error which process analyses.
TELLING = r"""
import os
import mkdocs_profiling_scope.core.analyse as pipeline
first = os.getpid()
analyse = pipeline.analyse
def told(*args, **kwargs):
    os.write(2, b"analysed here\n" if os.getpid() == first else b"analysed there\n")
    return analyse(*args, **kwargs)
pipeline.analyse = told
"""
DYING = """
import os
import mkdocs_profiling_scope.core.analyse as pipeline
first = os.getpid()
analyse = pipeline.analyse
def dying(*args, **kwargs):
    if os.getpid() != first:
        os._exit(1)
    return analyse(*args, **kwargs)
pipeline.analyse = dying
"""
NO_SEMAPHORES = """
import concurrent.futures.process as process
def refuse():
    raise NotImplementedError("no semaphores here")
process._check_system_limits = refuse
"""
KILLED = """
import os, signal, time
import mkdocs_profiling_scope.core.analyse as pipeline
first = os.getpid()
def killing(*args, **kwargs):
    if os.getppid() == first:
        os.kill(first, signal.SIGKILL)
    time.sleep(600)
pipeline.analyse = killing
"""
WORKING = """
import os, time
import mkdocs_profiling_scope.core.analyse as pipeline
def working(*args, **kwargs):
    os.write(1, b"working")
    time.sleep(600)
pipeline.analyse = working
"""
DEFECT = """
import mkdocs_profiling_scope.core.analyse as pipeline
def broken(*args, **kwargs):
    raise KeyError("lost")
pipeline.analyse = broken
"""


@pytest.fixture
def large(siltgrain: Project) -> Project:
    siltgrain.write(
        {
            f"docs/profiling/p{i}.md": f"# Page {i}\n\n{LONG}\n\nWe should replace row map {i}.\n"
            for i in range(PAGES)
        }
    )
    return siltgrain


def places(project: Project, *args: str) -> set[str]:
    lines = project.run("check", "-q", "--no-cache", *args, before=TELLING).err.splitlines()
    return {line.removeprefix("analysed ") for line in lines}


def test_findings_are_the_same_and_in_the_same_order(large: Project) -> None:
    alone = large.run("check", "--no-cache", "--jobs", "1", "--output-format", "json")
    assert [found["path"] for found in alone.json["findings"][:PAGES]] == [
        f"docs/profiling/p{i}.md" for i in range(PAGES)
    ]
    assert large.run("check", "--no-cache", "--jobs", "3", "--output-format", "json") == alone
    assert large.run("check", "--output-format", "json") == alone


def test_one_job_is_this_process_and_few_documents_need_no_other(large: Project, siltgrain: Project) -> None:
    assert places(large, "--jobs", "1") == {"here"}
    assert places(siltgrain, "--jobs", "4", "docs/profiling/read.md") == {"here"}
    assert places(large, "--jobs", "2") == {"there"}


@pytest.mark.parametrize("trouble", [DYING, NO_SEMAPHORES], ids=["dying", "no semaphores"])
def test_without_other_processes_this_one_does_it_all(large: Project, trouble: str) -> None:
    alone = large.run("check", "--no-cache", "--jobs", "1")
    assert large.run("check", "--no-cache", "--jobs", "2", before=trouble) == alone


@pytest.mark.skipif(sys.platform == "win32", reason="knows no such signal")
def test_processes_end_with_the_one_that_began_them(large: Project) -> None:
    """Else the run would not end before its time is up, as they hold its output open."""
    assert large.run("check", "--no-cache", "--jobs", "2", before=KILLED).code == -9


@pytest.mark.skipif(sys.platform == "win32", reason="knows no such signal")
def test_an_interrupt_ends_processes_in_the_midst_of_their_work(large: Project) -> None:
    run = f"{WORKING}\nimport sys; from mkdocs_profiling_scope.hosts.cli.main import main; sys.exit(main())"
    with subprocess.Popen(
        [sys.executable, "-c", run, "check", "--no-cache", "--jobs", "2"],
        cwd=large.folder,
        env=environment({}),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        process.stdout.read(1)
        process.send_signal(signal.SIGINT)
        try:
            said = process.communicate(timeout=20)[1]
        finally:
            process.kill()
    assert (process.returncode, said.strip()) == (130, b"")


def test_a_defect_in_another_process_is_told_as_in_this_one(large: Project) -> None:
    done = large.run("check", "--no-cache", "--jobs", "2", before=DEFECT)
    assert done.code == 3
    assert done.err.startswith("internal error: docs/profiling/p0.md: KeyError: 'lost'\n")


@pytest.mark.parametrize("jobs", ["0", "-1", "many"])
def test_a_number_of_jobs_that_is_none_is_refused(siltgrain: Project, jobs: str) -> None:
    done = siltgrain.run("check", "--jobs", jobs)
    assert done.code == 2
    assert "'-j' / '--jobs'" in done.err
