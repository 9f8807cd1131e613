"""The hook for pre-commit, run by pre-commit itself."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

SETTINGS = (
    'modes = {native = {}, node = {}}\npages = [{match = "**", scope = "profiling", mode = "native"}]\n'
)


def pre_commit(folder: Path, root: Path, *args: str) -> subprocess.CompletedProcess[str]:
    env = {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(folder),
        "PRE_COMMIT_HOME": str(folder / ".git/pre-commit"),
        "PROFILING_SCOPE_CACHE_DIR": str(folder / ".git/cache"),
        "PYTHONPATH": str(root),
    }
    command = [sys.executable, "-W", "ignore", "-m", "pre_commit", *args]
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture
def repository(tmp_path: Path, root: Path) -> Path:
    """Return a repository with the hook: as it is, but in this environment rather than one of its own."""
    (hook,) = yaml.safe_load((root / ".pre-commit-hooks.yaml").read_text())
    config = {"repos": [{"repo": "local", "hooks": [{**hook, "language": "system"}]}]}
    (tmp_path / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))
    (tmp_path / "profiling-scope.toml").write_text(SETTINGS)
    (tmp_path / "docs").mkdir()
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    return tmp_path


def staged(repository: Path, name: str, text: str) -> None:
    (repository / name).write_text(text)
    subprocess.run(["git", "add", "--all"], cwd=repository, check=True)


def test_the_manifest_is_valid(root: Path, tmp_path: Path) -> None:
    done = pre_commit(tmp_path, root, "validate-manifest", str(root / ".pre-commit-hooks.yaml"))
    assert done.returncode == 0, done.stdout


def test_a_finding_stops_the_commit_and_is_shown(repository: Path, root: Path) -> None:
    staged(repository, "docs/read.md", "# Reading\n\nWe should replace the map with a vector.\n")
    done = pre_commit(repository, root, "run")
    assert done.returncode == 1
    assert "docs/read.md:3:1: PS201 " in done.stdout


def test_a_clean_page_and_files_that_are_not_markdown_pass(repository: Path, root: Path) -> None:
    staged(repository, "docs/read.md", "# Reading\n\nThe reader takes 12 ms.\n")
    staged(repository, "docs/notes.txt", "We should replace the map with a vector.\n")
    done = pre_commit(repository, root, "run")
    assert (done.returncode, "Passed" in done.stdout) == (0, True)
