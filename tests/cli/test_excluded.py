"""Documents that the site leaves out are documents of nobody, unless they are named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Project

PAGE = "The Node binding is 3.7x slower than siltgrain.\n"
SETTINGS = """
plugins:
  - profiling-scope:
      modes: {native: {aliases: [siltgrain]}, node: {aliases: [Node binding]}}
      pages:
        - {match: "drafts/**", scope: profiling, mode: native}
        - {match: "**", scope: profiling, mode: native}
"""
KEPT, OLD, DRAFT = "docs/core.md:1:1: PS101", "docs/old/core.md:1:1: PS101", "docs/drafts/core.md:1:1: PS101"


@pytest.fixture
def project(folder: Project) -> Project:
    config = SETTINGS + "exclude_docs: |\n  /old/\n  !keep.md\ndraft_docs: |\n  drafts/\n"
    pages = ("core", "old/core", "drafts/core")
    return folder.write({"mkdocs.yml": config, **{f"docs/{name}.md": PAGE for name in pages}})


@pytest.mark.parametrize("paths", [[], ["docs"], ["--config", "mkdocs.yml"]])
def test_what_the_site_leaves_out_is_not_checked(project: Project, paths: list[str]) -> None:
    assert project.run("check", *paths).places == [KEPT]


def test_a_pattern_can_take_documents_back(project: Project) -> None:
    project.write({"docs/old/keep.md": PAGE})
    assert project.run("check").places == [KEPT, KEPT.replace("core", "old/keep")]


def test_what_is_named_is_checked(project: Project) -> None:
    assert project.run("check", "docs/old/core.md").places == [OLD]
    assert project.run("check", "docs/drafts").places == [DRAFT]


def test_settings_about_what_is_left_out_are_in_use(project: Project) -> None:
    assert "drafts" not in project.run("check").err


def test_settings_are_not_proposed_for_what_is_left_out(folder: Project) -> None:
    page = "# Profile of siltgrain\n\nThe siltgrain core takes 40 ms, of which 30 ms go to decoding.\n"
    names = ("profiling/core", "old/profiling/core", "templates/profiling/core")
    folder.write({"mkdocs.yml": "site_name: siltgrain\nexclude_docs: /old/\n"})
    folder.write({f"docs/{name}.md": page for name in names})
    proposed = folder.run("init").out
    assert '"profiling/' in proposed
    assert "old/" not in proposed
    assert "templates/" not in proposed


def test_without_mkdocs_nothing_is_left_out(project: Project) -> None:
    done = project.run("check", before="import sys; sys.modules['pathspec'] = None")
    assert sorted(done.places) == sorted([KEPT, OLD, DRAFT])


def test_a_pattern_that_is_none(project: Project) -> None:
    project.write({"mkdocs.yml": SETTINGS + "exclude_docs: '!'\n"})
    done = project.run("check")
    assert done.code == 2
    assert "exclude_docs: " in done.err
