"""The documentation builds without a warning, and the example project shows what it is there to show."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest

from bench.flames import svg
from bench.profiles import FLAMES, MODES, Mode

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples/siltgrain"
SUMMARY = "docs/design/profiling/PROFILING_SUMMARY.md"


def run(*command: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False, timeout=300)


@pytest.mark.parametrize("host", ["mkdocs", "properdocs"])
def test_own_site_builds_strictly_without_a_warning(host: str, tmp_path: Path) -> None:
    done = run(host, "build", "--strict", "-f", "mkdocs.yml", "--site-dir", str(tmp_path / "site"))
    assert re.findall(r"^(?:WARNING|ERROR).*", done.stderr, re.MULTILINE) == []
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "site/rules/PS101/index.html").is_file()


def test_check_knows_links_and_anchors_that_lead_nowhere(tmp_path: Path) -> None:
    links = "[gone](gone.md) ![gone](gone.png) [no such place](page.md#nowhere) [here](page.md#siltgrain)"
    (tmp_path / "page.md").write_text(f"# Siltgrain\n\n{links}\n", "utf-8")
    done = run(
        "rumdl", "check", "--no-cache", "--quiet", "--config", str(ROOT / "pyproject.toml"), ".", cwd=tmp_path
    )
    assert done.returncode == 1
    assert re.findall(r"^page\.md:3:\d+: \[(MD\d+)\]", done.stdout, re.MULTILINE) == [
        "MD057",
        "MD057",
        "MD051",
    ]


def test_own_profiles_keep_their_own_rules() -> None:
    done = run("profiling-scope", "check", "--fail-on", "info", "--no-cache")
    assert (done.returncode, done.stdout) == (0, "")
    assert "nothing found in 5 documents checked" in done.stderr
    pages = [page.read_text("utf-8") for page in (ROOT / "docs/design").rglob("*.md")]
    assert len(pages) == 6
    assert [page for page in pages if "profiling-scope: ignore" in page] == []


def test_own_profiles_have_all_that_was_measured() -> None:
    for mode in MODES:
        page = (ROOT / f"docs/design/profiling/{mode.name}.md").read_text("utf-8")
        measured = re.findall(r"<!-- measured: (\w+) -->\n\n\| .+?<!-- end -->", page, re.DOTALL)
        assert measured == ["environment", "baseline", "parts", "functions"]
        assert f"flames/{mode.name}.svg" in page


LARGEST = {
    "command-line-cold": "finding signals: words, names of modes, figures",
    "command-line-cached": "importing modules",
    "plugin-build": "templates",
    "plugin-serve": "templates",
}


@pytest.mark.parametrize("mode", MODES, ids=[mode.name for mode in MODES])
def test_own_profiles_are_about_what_is_largest(mode: Mode) -> None:
    """When this fails after `./dev bench profiles`, read bottlenecks and proposals again."""
    page = (ROOT / f"docs/design/profiling/{mode.name}.md").read_text("utf-8")
    parts = re.search(r"<!-- measured: parts -->\n\n\| Part .*\n.*\n\| (.+?) \|", page)
    assert parts
    assert parts[1] == LARGEST[mode.name]


def test_flame_graphs_are_images_that_say_what_each_frame_takes() -> None:
    stacks = Counter({"main;read": 3, "main;<lambda> & co": 1, "main": 1})
    for text in (svg(stacks, "Test"), *(file.read_text("utf-8") for file in FLAMES.glob("*.svg"))):
        graph = ElementTree.fromstring(text)
        assert graph.get("aria-label")
        assert graph.findall(".//{*}script") == []
    titles = [title.text for title in ElementTree.fromstring(svg(stacks, "Test")).findall(".//{*}title")]
    assert titles == ["all: 100.0%", "main: 100.0%", "<lambda> & co: 20.0%", "read: 60.0%"]


def test_check_of_the_example_finds_what_is_wrong_and_nothing_else() -> None:
    done = run("profiling-scope", "check", cwd=EXAMPLE)
    assert done.returncode == 1, done.stderr
    found = set(re.findall(r"^(\S+?):\d+:\d+: (PS\d{3})", done.stdout, re.MULTILINE))
    assert {code for path, code in found if path == SUMMARY} >= {
        "PS101",
        "PS102",
        "PS104",
        "PS105",
        "PS201",
        "PS202",
        "PS203",
        "PS303",
    }
    assert {(path, code) for path, code in found if path != SUMMARY} == {
        ("docs/design/OPTIMIZATION_PROPOSAL.md", "PS304")
    }


def test_strict_build_of_the_example_fails(tmp_path: Path) -> None:
    copy = shutil.copytree(EXAMPLE, tmp_path / "siltgrain", ignore=shutil.ignore_patterns("site"))
    done = run("mkdocs", "build", "--strict", cwd=copy)
    assert done.returncode == 1, done.stderr
    assert f"{SUMMARY}:" in done.stderr


def test_demo_prints_findings_and_what_to_open() -> None:
    done = run("./dev", "demo", "--no-serve")
    assert done.returncode == 0, done.stderr
    assert f"{SUMMARY}:" in done.stdout
    assert "What to look at:" in done.stdout


def test_dev_explains_itself_and_refuses_what_it_does_not_know() -> None:
    assert "usage: ./dev COMMAND" in run("./dev").stdout
    unknown = run("./dev", "tset")
    assert unknown.returncode == 2
    assert "there is no command tset" in unknown.stderr
