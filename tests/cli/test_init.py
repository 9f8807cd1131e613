"""`init` proposes settings from the documents that are there, and writes them when it is told to."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

if TYPE_CHECKING:
    from tests.cli.conftest import Project

WRITES = "# Pure Rust: writing\n\nSee `SUMMARY.md` and `OPTIMIZATION_PROPOSAL.md`.\n"
READS = "# Pysilt: reading\n\nThe Python wrapper takes 3 ms in Python's `SiltStream`.\n"
DOCS = {
    "docs/index.md": "# Siltgrain\n\nA reader for logs.\n",
    "docs/design/profiling/README.md": "# Profiles\n\nOne page for each implementation.\n",
    "docs/design/profiling/pure_rust_read.md": "# Pure Rust: reading\n\nPure Rust takes 41 ms.\n",
    "docs/design/profiling/pure_rust_write.md": WRITES,
    "docs/design/profiling/pysilt_read.md": READS,
    "docs/design/profiling/pysilt_write.md": "# Pysilt: writing\n\nThe Python wrapper holds the GIL.\n",
}
SITE = "site_name: siltgrain\nplugins:\n  - search\n"


@pytest.fixture
def bare(folder: Project) -> Project:
    """Return a site whose documents name two implementations, without settings."""
    return folder.write({**DOCS, "mkdocs.yml": SITE})


def test_proposes_modes_with_where_they_were_seen_and_pages_by_folder(bare: Project) -> None:
    done = bare.run("init")
    settings = tomllib.loads(done.out)
    assert {id: mode["title"] for id, mode in settings["modes"].items()} == {
        "python": "Python wrapper",
        "rust": "Pure Rust",
    }
    assert {"Python", "Pysilt", "SiltStream"} == set(settings["modes"]["python"]["aliases"])
    assert '"SiltStream",  # 1 time, first in design/profiling/pysilt_read.md:3' in done.out
    assert settings["pages"] == [
        {"match": "design/profiling/README.md", "scope": "profiling"},
        {"match": "design/profiling/pysilt_*.md", "scope": "profiling", "mode": "python"},
        {"match": "design/profiling/**", "scope": "profiling", "mode": "rust"},
        {"match": "design/OPTIMIZATION_PROPOSAL.md", "scope": "proposal"},
    ]


def test_writes_nothing_unless_it_is_told_to(bare: Project) -> None:
    done = bare.run("init")
    assert (done.code, done.err) == (0, "nothing written; add --yes to write it\n")
    assert not (bare.folder / "profiling-scope.toml").exists()


def test_yes_writes_what_check_then_uses(bare: Project) -> None:
    done = bare.run("init", "--yes")
    assert (done.code, (bare.folder / "profiling-scope.toml").read_text()) == (0, done.out)
    assert done.err.splitlines() == [
        "profiling-scope.toml: written; look through it, then run `profiling-scope check`",
        "for the build, add `- profiling-scope` to the plugins in mkdocs.yml",
    ]
    assert bare.run("check", "--show-files").out.count("\n") == 5


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("profiling-scope.toml", ""),
        ("pyproject.toml", "[tool.profiling-scope]\n"),
        ("mkdocs.yml", f"{SITE}  - profiling-scope: {{report: false}}\n"),
    ],
)
def test_settings_that_exist_are_never_changed(bare: Project, name: str, content: str) -> None:
    bare.write({name: content})
    done = bare.run("init", "--yes")
    assert (done.code, done.out) == (2, "")
    assert done.err == f"error: {name}: has settings already; init never changes them\n"
    assert (bare.folder / name).read_text() == content
    assert name == "profiling-scope.toml" or not (bare.folder / "profiling-scope.toml").exists()


def test_says_that_there_is_nothing_to_propose(folder: Project) -> None:
    folder.write({"docs/index.md": "# Siltgrain\n\nReads logs.\n"})
    done = folder.run("init", "--yes")
    assert (done.code, done.out) == (0, "")
    assert done.err.startswith("nothing proposed: ")
    assert [path.name for path in folder.folder.iterdir()] == ["docs"]


def test_without_a_documents_folder_it_says_where_to_run(folder: Project) -> None:
    done = folder.run("init")
    assert (done.code, done.err) == (
        2,
        "error: docs: no such folder; run init where the documents are in `docs`\n",
    )
