"""`init --template` writes documents to begin with; as they stand, `check` finds nothing in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from mkdocs_profiling_scope.core.refactor.moves.proposal import skeleton

if TYPE_CHECKING:
    from tests.cli.conftest import Project

SETTINGS = """\
pages = [
  {match = "profiling/node_*.md", scope = "profiling", mode = "node"},
  {match = "profiling/**", scope = "profiling"},
]
modes.native.title = "Native core"
modes.node = {title = "Node binding", aliases = ["SiltStream"]}
"""


@pytest.fixture
def project(folder: Project) -> Project:
    return folder.write({"docs/index.md": "# Siltgrain\n", "profiling-scope.toml": SETTINGS})


def test_a_profile_and_a_proposal_as_they_stand_have_no_findings(project: Project) -> None:
    for mode in ("native", "node"):
        profile, proposal = f"docs/profiling/{mode}_read.md", f"docs/{mode}_proposal.md"
        for template, file in (("profile", profile), ("proposal", proposal)):
            done = project.run("init", "--template", template, "--mode", mode, "--output-file", file)
            assert (done.code, done.out) == (0, "")
            assert done.err == f"{file}: written; replace what is in italics\n"
    done = project.run("check", "--fail-on", "info")
    assert (done.code, done.out) == (0, "")
    assert "nothing found in 4 documents checked; 1 without scope" in done.err


def test_a_proposal_links_the_profiles_of_its_mode(project: Project) -> None:
    for mode in ("native", "node"):
        project.run(
            "init", "--template", "profile", "--mode", mode, "--output-file", f"docs/profiling/{mode}.md"
        )
    file = "docs/design/proposal.md"
    project.run("init", "--template", "proposal", "--mode", "node", "--output-file", file)
    text = (project.folder / file).read_text("utf-8")
    assert set(re.findall(r"\[.*?\]\(.*?\)", text)) == {"[Profile of Node binding](../profiling/node.md)"}


def test_standard_output_is_the_document_and_nothing_else(project: Project) -> None:
    done = project.run("init", "--template", "profile", "--mode", "native")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("---\nscope: profiling\nmode: native\n---\n\n# Profile of Native core\n")
    assert "$" not in done.out


def test_the_mode_is_that_of_the_page_in_the_settings(project: Project) -> None:
    file = "docs/profiling/node_write.md"
    assert project.run("init", "--template", "profile", "--output-file", file).code == 0
    assert "mode: node\n" in (project.folder / file).read_text("utf-8")


def test_without_a_mode_the_front_matter_leaves_it_open(project: Project) -> None:
    done = project.run("init", "--template", "profile")
    assert done.out.startswith("---\nscope: profiling\n---\n\n# Profile of this mode\n")
    assert done.err == "no mode: say which one the document is about with --mode native or node\n"


def test_a_file_that_exists_is_left_alone(project: Project) -> None:
    done = project.run("init", "--template", "profile", "--output-file", "docs/index.md")
    assert (done.code, done.err) == (2, "error: docs/index.md: exists already; init never writes over it\n")
    assert (project.folder / "docs/index.md").read_text() == "# Siltgrain\n"


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (
            ["--template", "profile", "--mode", "nod"],
            "error: --mode: 'nod' is not known; allowed: native, node",
        ),
        (["--mode", "node"], "error: --mode and --output-file are about a document; add --template"),
        (["--template", "report"], "error: invalid value for '--template': 'report' is not one of 'profile'"),
    ],
)
def test_wrong_use_is_told(project: Project, args: list[str], said: str) -> None:
    done = project.run("init", *args)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(said)


def test_a_proposal_has_the_sections_that_refactor_would_make(project: Project) -> None:
    done = project.run("init", "--template", "proposal")
    assert re.findall(r"^## .*", done.out, re.MULTILINE) == re.findall(
        r"^## .*", skeleton([], [("x", "x.md")], "\n", declared=True), re.MULTILINE
    )


def test_a_link_to_a_profile_is_a_link_whatever_it_is_called(project: Project) -> None:
    project.write(
        {"docs/profiling/the reader (1).md": "# Reading `rows[0]`\n\nIt takes 12 ms for 1,000 rows.\n"}
    )
    done = project.run("init", "--template", "proposal")
    assert "\n- [Reading rows\\[0\\]](profiling/the%20reader%20%281%29.md)\n" in done.out
