"""Workflows and issue forms are what GitHub documents."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

FORMS = "vendor.github-issue-forms"
FILES = {
    ".github/workflows/ci.yml": "vendor.github-workflows",
    ".github/workflows/release.yml": "vendor.github-workflows",
    ".github/ISSUE_TEMPLATE/bug.yml": FORMS,
    ".github/ISSUE_TEMPLATE/idea.yml": FORMS,
    ".github/ISSUE_TEMPLATE/judgement.yml": FORMS,
    ".github/ISSUE_TEMPLATE/config.yml": "vendor.github-issue-config",
}


@pytest.mark.parametrize("name", FILES)
def test_has_the_documented_shape(name: str, root: Path) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", FILES[name], str(root / name)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_every_file_is_checked(root: Path) -> None:
    found = [*(root / ".github/workflows").iterdir(), *(root / ".github/ISSUE_TEMPLATE").iterdir()]
    assert {file.relative_to(root).as_posix() for file in found} == set(FILES)


def test_publishing_has_no_secret_and_comes_after_the_build(root: Path) -> None:
    text = (root / ".github/workflows/release.yml").read_text("utf-8")
    jobs = yaml.safe_load(text)["jobs"]
    assert "secrets." not in text
    assert jobs["publish"]["needs"] == "build"
    assert jobs["publish"]["permissions"] == {"id-token": "write"}
    assert [step["run"] for step in jobs["build"]["steps"] if "run" in step][1:] == [".ci/run", "./dev wheel"]
