"""`check --diff`: findings on changed lines, in real repositories."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Project

SUMMARY = "docs/profiling/summary.md"
COMPARES = "The Node binding is 3.7x slower than siltgrain.\n"
CACHES = "We should cache the footer.\n"
PROPOSES = "We should replace the map with a vector.\n"


def git(folder: Path, *args: str) -> None:
    who = ("-c", "user.name=Silt", "-c", "user.email=silt@example.org", "-c", "commit.gpgSign=false")
    env = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(["git", *who, *args], cwd=folder, env=env, check=True, capture_output=True)


def commit(project: Project, message: str = "change") -> None:
    git(project.folder, "add", "--all")
    git(project.folder, "commit", "--quiet", "--message", message)


@pytest.fixture
def repository(siltgrain: Project) -> Project:
    """Return the project, committed to the branch main."""
    git(siltgrain.folder, "init", "--quiet", "--initial-branch=main")
    commit(siltgrain)
    return siltgrain


def test_nothing_changed_is_nothing_found(repository: Project) -> None:
    done = repository.run("check", "--diff", "HEAD")
    assert (done.code, done.out) == (0, "")
    assert done.err.endswith("nothing found in 2 documents checked; 1 without scope; 2 on unchanged lines\n")


def test_findings_on_changed_lines_and_in_new_files_are_reported(repository: Project) -> None:
    repository.write(
        {
            SUMMARY: f"# Summary\n\n{COMPARES}\n{PROPOSES}\nWe should cache the footer.\n",
            "docs/profiling/new page ü.md": f"# New\n\n{PROPOSES}",
        }
    )
    places = ["docs/profiling/new page ü.md:3:1: PS201", f"{SUMMARY}:7:1: PS201"]
    assert sorted(repository.run("check", "--diff", "HEAD").out.count(place) for place in places) == [1, 1]
    commit(repository)
    done = repository.run("check", "--diff", "HEAD~1", "--output-format", "concise")
    assert done.out.count("\n") == 2 and all(place in done.out for place in places)


@pytest.mark.skipif(sys.platform == "win32", reason="needs file names with quotes")
@pytest.mark.parametrize(
    "name",
    ["two words", 'it\'s "ünï" 日本', "tab\there", "back\\slash\\101", "trailing tab\t", "-x", "a/b → c"],
)
def test_names_that_git_quotes_are_read(repository: Project, name: str) -> None:
    path = f"docs/profiling/{name}.md"
    repository.write({path: "# Name\n"})
    commit(repository)
    repository.write({path: f"# Name\n\n{PROPOSES}"})
    found = repository.run("check", "--diff", "HEAD", "--output-format", "json").json["findings"]
    assert [(finding["path"], finding["start_line"]) for finding in found] == [(path, 3)]


def test_findings_in_a_worktree_are_those_of_its_own_files(repository: Project, tmp_path: Path) -> None:
    git(repository.folder, "worktree", "add", "--quiet", "--detach", "tree", "HEAD")
    tree = repository.below("tree")
    tree.write({SUMMARY: f"# Summary\n\n{CACHES}"})
    assert tree.run("check", "--diff", "main").places == [f"{SUMMARY}:3:1: PS201"]


def test_a_finding_of_several_lines_counts_if_one_has_changed(repository: Project) -> None:
    plan = "## Optimization strategy\n\nWe should replace the map.\n\nWe should cache the footer.\n"
    page = f"# Read\n\nThe reader takes 12 ms.\n\n{plan}"
    repository.write({SUMMARY: page})
    commit(repository)
    repository.write({SUMMARY: page.replace("footer", "header")})
    assert repository.run("check", "--diff", "HEAD").places == [f"{SUMMARY}:5:1: PS203"]


def test_a_renamed_page_has_changed_where_its_text_has(repository: Project) -> None:
    text = (repository.folder / SUMMARY).read_text() + "\nThe reader takes 13 ms for 2,000 rows.\n"
    repository.write({SUMMARY: text})
    commit(repository)
    git(repository.folder, "mv", SUMMARY, "docs/profiling/moved.md")
    repository.write({"docs/profiling/moved.md": f"{text}\nWe should cache the footer.\n"})
    assert repository.run("check", "--diff", "HEAD").places == ["docs/profiling/moved.md:9:1: PS201"]


def test_dots_compare_with_the_merge_base(repository: Project) -> None:
    git(repository.folder, "checkout", "--quiet", "-b", "work")
    repository.write({"docs/profiling/mine.md": f"# Mine\n\n{PROPOSES}"})
    commit(repository)
    git(repository.folder, "checkout", "--quiet", "main")
    repository.write({SUMMARY: "# Summary\n\nThe reader takes 14 ms.\n"})
    commit(repository)
    git(repository.folder, "checkout", "--quiet", "work")
    mine = ["docs/profiling/mine.md:3:1: PS201"]
    assert repository.run("check", "--diff", "main...").places == mine
    assert repository.run("check", "--diff", "main...HEAD").places == mine
    assert repository.run("check", "--diff", "main").places != mine


def test_works_from_a_folder_below_and_with_lines_that_look_like_a_diff(repository: Project) -> None:
    page = f"# Summary\n\n```diff\n--- a/x\n++ b/docs/profiling/read.md\n@@ -1 +1 @@\n```\n\n{CACHES}"
    repository.write({SUMMARY: page})
    assert repository.run("check", "--diff", "HEAD", cwd="docs").places == ["profiling/summary.md:9:1: PS201"]


def test_settings_of_git_change_nothing(repository: Project) -> None:
    for key, value in {"diff.noprefix": "true", "diff.external": "false", "color.ui": "always"}.items():
        git(repository.folder, "config", key, value)
    repository.write({SUMMARY: f"# Summary\n\n{CACHES}"})
    assert repository.run("check", "--diff", "HEAD").places == [f"{SUMMARY}:3:1: PS201"]


def test_a_missing_revision_is_an_error_that_says_how_to_fetch_it(repository: Project) -> None:
    done = repository.run("check", "--diff", "origin/main...")
    assert (done.code, done.out) == (2, "")
    problem = "no such revision here; fetch it, as with `git fetch origin main`"
    assert done.err == f"error: --diff origin/main...: {problem}\n"


def test_a_shallow_clone_says_that_it_is_shallow(repository: Project, tmp_path: Path) -> None:
    git(repository.folder, "checkout", "--quiet", "-b", "work")
    repository.write({SUMMARY: f"# Summary\n\n{CACHES}"})
    commit(repository)
    git(repository.folder, "checkout", "--quiet", "main")
    repository.write({"docs/index.md": "# Siltgrain\n"})
    commit(repository)
    url = repository.folder.as_uri()
    git(tmp_path, "clone", "--quiet", "--depth=1", "--no-single-branch", "--branch=work", url, "clone")
    done = repository.below("clone").run("check", "--diff", "origin/main...")
    assert done.code == 2
    hint = "this clone is shallow: `git fetch --unshallow` or, for actions/checkout, `fetch-depth: 0`"
    assert done.err == f"error: --diff origin/main...: no common ancestor with HEAD is here; {hint}\n"
    assert repository.below("clone").run("check", "--diff", "origin/main").code == 1


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (
            ["--diff", "main..work"],
            "--diff main..work: ends with 'work'; what is compared is the working tree",
        ),
        (["--diff", "--output=/x"], "--diff --output=/x: no such revision here\n"),
        (["--diff", "HEAD", "-"], "--diff and standard input cannot be combined; give one of them"),
    ],
)
def test_what_cannot_be_compared_is_an_error(repository: Project, args: list[str], message: str) -> None:
    done = repository.run("check", *args)
    assert (done.code, done.err.startswith(f"error: {message}")) == (2, True)


def test_without_a_repository_git_says_so(siltgrain: Project) -> None:
    done = siltgrain.run(
        "check", "--diff", "HEAD", env={"GIT_CEILING_DIRECTORIES": str(siltgrain.folder.parent)}
    )
    assert done.code == 2
    assert done.err.startswith("error: --diff HEAD: not a git repository")
