"""`profiling-scope export`: nav, overviews and style sheet for hosts in which no plugin can run."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
import yaml

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

if TYPE_CHECKING:
    from tests.cli.conftest import Project

PLAN = """\
---
scope: proposal
---

# Plan

## Cache

We should cache it, see [reading](profiling/read.md).
"""
NAV = [
    {
        "Profiling": [
            "profiling/index.md",
            {"Native core": ["profiling/read.md", "profiling/summary.md"]},
            {"Node binding": ["stream.md"]},
        ]
    },
    {"Optimization": ["optimization/index.md", "plan.md"]},
]


@pytest.fixture
def project(siltgrain: Project) -> Project:
    stream = "---\nscope: profiling\nmode: node\n---\n\n# Streams: a profile\n\nA pass takes 9 ms.\n"
    return siltgrain.write({"docs/plan.md": PLAN, "docs/stream.md": stream})


def test_prints_the_nav_and_writes_nothing(project: Project) -> None:
    before = sorted(project.folder.rglob("*"))
    done = project.run("export")
    assert (done.code, done.err) == (0, "")
    assert yaml.safe_load(done.out) == {"nav": NAV}
    assert tomllib.loads(project.run("export", "--nav", "toml").out) == {"nav": NAV}
    assert sorted(project.folder.rglob("*")) == before


def test_writes_overviews_and_style_sheet(project: Project) -> None:
    done = project.run("export", "--write")
    assert done.err.splitlines() == [
        "docs/profiling/index.md: written",
        "docs/optimization/index.md: written",
        "docs/assets/profiling-scope.css: written",
    ]
    docs = project.folder / "docs"
    profiling = (docs / "profiling/index.md").read_text("utf-8")
    assert "- [Reading](read.md)\n    - The reader takes **12 ms**" in profiling
    assert "[Streams: a profile](../stream.md)" in profiling
    assert "- Rests on [Reading](../profiling/read.md)" in (docs / "optimization/index.md").read_text("utf-8")
    assert ".ps-page" in (docs / "assets/profiling-scope.css").read_text("utf-8")


def test_a_second_run_changes_nothing(project: Project) -> None:
    def files() -> dict[str, bytes]:
        return {str(p): p.read_bytes() for p in project.folder.rglob("*") if p.is_file()}

    first = project.run("export", "--write")
    before = files()
    again = project.run("export", "--write")
    assert (again.out, again.err) == (first.out, first.err.replace(": written", ": unchanged"))
    assert files() == before


def test_overviews_are_not_checked_themselves(project: Project) -> None:
    project.run("export", "--write")
    assert "index.md" not in project.run("check").out


@pytest.mark.parametrize("own", ["docs/profiling/index.md", "docs/profiling/README.md"])
def test_a_page_of_the_author_is_left_alone(project: Project, own: str) -> None:
    project.write({own: "# Ours\n"})
    done = project.run("export", "--write")
    assert "docs/profiling/index.md: left alone, because it is not from this command" in done.err
    assert (project.folder / own).read_text("utf-8") == "# Ours\n"
    assert len(list((project.folder / "docs/profiling").glob("[iR]*.md"))) == 1


def test_a_file_that_is_no_text_is_left_alone_and_a_place_that_is_none_is_told(project: Project) -> None:
    style = "docs/assets/profiling-scope.css"
    project.write({style: b"\xff", "docs/optimization": b""})
    done = project.run("export", "--write")
    assert (done.code, done.out) == (2, "")
    assert done.err == "error: docs/optimization: cannot be written: file exists\n"
    (project.folder / "docs/optimization").unlink()
    done = project.run("export", "--write")
    assert f"{style}: left alone, because it is not from this command\n" in done.err
    assert (project.folder / style).read_bytes() == b"\xff"


def test_settings_leave_out_what_is_not_wanted(project: Project) -> None:
    settings = (project.folder / "profiling-scope.toml").read_text("utf-8")
    project.write({"profiling-scope.toml": f"tags = false\nnav = {{overview = false}}\n{settings}"})
    done = project.run("export", "--write")
    assert done.err == ""
    assert yaml.safe_load(done.out)["nav"][1] == {"Optimization": ["plan.md"]}


def test_titles_that_mean_something_in_yaml_are_quoted(project: Project) -> None:
    settings = (project.folder / "profiling-scope.toml").read_text("utf-8")
    nav = """nav = {profiling = "No", proposal = "Plans: [x] #1 \\"quoted\\""}\n"""
    project.write({"profiling-scope.toml": nav + settings})
    for arguments, parse in (((), yaml.safe_load), (("--nav", "toml"), tomllib.loads)):
        found = parse(project.run("export", *arguments).out)["nav"]
        assert [title for section in found for title in section] == ["No", 'Plans: [x] #1 "quoted"']


def test_a_page_that_cannot_be_read_stops_it(project: Project) -> None:
    project.write({"docs/profiling/bad.md": b"\xff"})
    done = project.run("export", "--write")
    assert done.code == 2
    assert done.err.startswith("error: docs/profiling/bad.md: not UTF-8")
    assert not (project.folder / "docs/optimization").exists()
