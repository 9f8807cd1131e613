"""Tutorials show what happens: their commands are run, in order; `--update` writes what they print anew."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.walkthrough import ROOT, follow

# A clone of the repository, as far as a rule and the tests of its page need it.
CLONE = (
    "mkdocs_profiling_scope",
    "docs",
    "examples/siltgrain",
    "tests/__init__.py",
    "tests/conftest.py",
    "tests/docs",
    "mkdocs.yml",
    "pyproject.toml",
)
# The page, what its reader begins with, and how many commands there are.
TUTORIALS = {
    "../README.md": ("", 1),
    "getting-started.md": ("", 9),
    "how-to/separate-proposals.md": ("examples/siltgrain", 8),
    "explanation/how-judgement-works.md": ("examples/siltgrain", 1),
    "how-to/write-a-rule.md": ("clone", 1),
    "reference/formats.md": ("examples/siltgrain", 1),
}


@pytest.mark.parametrize("name", TUTORIALS)
def test_the_tutorial_shows_what_happens(name: str, tmp_path: Path, update: bool) -> None:
    start, commands = TUTORIALS[name]
    folder = tmp_path / "siltgrain"
    _begin(folder, start)
    page = ROOT / "docs" / name
    text = page.read_text("utf-8")
    happened, ran = follow(text, folder)
    if update:
        page.write_text(happened, "utf-8", newline="\n")
    else:
        assert text.splitlines() == happened.splitlines()
    assert len(ran) == commands
    if start == "clone":
        _passes_its_tests(folder)


def _begin(folder: Path, start: str) -> None:
    folder.mkdir()
    for name in CLONE if start == "clone" else [start] if start else []:
        source, target = ROOT / name, folder / (name if start == "clone" else "")
        if source.is_dir():
            ignored = shutil.ignore_patterns("site", "__pycache__")
            shutil.copytree(source, target, ignore=ignored, dirs_exist_ok=True)
        elif source.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)


def _passes_its_tests(clone: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-n0",
        "-q",
        "-k",
        "PS305 or every_rule",
        "tests/docs/test_rule_examples.py",
    ]
    env = {**os.environ, "PYTHONPATH": str(clone)}
    done = subprocess.run(command, cwd=clone, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert "9 passed" in done.stdout  # four examples, and what is said about the page and its rule
