"""Labelled documents are found again: in clones that are there, and otherwise where these come from."""

from __future__ import annotations

import hashlib
import importlib.util
import subprocess
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

TOOL = Path(__file__).parents[2] / "tools/detection/collect.py"
PAGE = "# Reader\n\nIt reads 4 MB/s.\n\nThat is all.\n"


@pytest.fixture
def collect() -> ModuleType:
    spec = importlib.util.spec_from_file_location("collect", TOOL)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def git(repo: Path, *command: str) -> str:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    told: Sequence[str] = ("git", "-C", str(repo), *identity, *command)
    return subprocess.run(told, check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture
def origin(tmp_path: Path) -> Path:
    """A host with one repository, whose page has changed since it was labelled."""
    repo = tmp_path / "host/owner/name"
    repo.mkdir(parents=True)
    git(repo, "init", "--quiet")
    for option in ("uploadpack.allowFilter", "uploadpack.allowAnySHA1InWant"):
        git(repo, "config", option, "true")
    for text in (PAGE, "# Other\n"):
        (repo / "page.md").write_text(text, encoding="utf-8")
        git(repo, "add", ".")
        git(repo, "commit", "--quiet", "-m", "A page")
    return tmp_path / "host"


def labelled(origin: Path, text: str, lines: tuple[int, int] | None = None) -> dict[str, Any]:
    return {
        "repo": "owner/name",
        "commit": git(origin / "owner/name", "rev-parse", "HEAD~1"),
        "path": "page.md",
        "lines": lines,
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
    }


def test_a_commit_that_no_clone_has_is_fetched(collect: ModuleType, origin: Path, tmp_path: Path) -> None:
    known = [labelled(origin, PAGE)]
    assert collect.collect(tmp_path / "clones", tmp_path / "texts", known, origin.as_uri()) == []
    assert (tmp_path / "texts/owner__name__page.md").read_text(encoding="utf-8") == PAGE


def test_a_clone_that_is_there_is_read(collect: ModuleType, origin: Path, tmp_path: Path) -> None:
    known = [labelled(origin, "It reads 4 MB/s.\n", (3, 3))]
    assert collect.collect(origin, tmp_path / "texts", known, "file:///nowhere") == []
    assert (tmp_path / "texts/owner__name__page.md").read_text(encoding="utf-8") == "It reads 4 MB/s.\n"


def test_what_is_not_as_it_was_labelled_is_named(collect: ModuleType, origin: Path, tmp_path: Path) -> None:
    gone = labelled(origin, PAGE) | {"repo": "owner/gone"}
    changed = labelled(origin, "# Another\n")
    missing = collect.collect(tmp_path / "clones", tmp_path / "texts", [gone, changed], origin.as_uri())
    assert missing == ["owner/gone page.md", "owner/name page.md"]
    assert not list((tmp_path / "texts").iterdir())
