"""Analyses that are kept: the same pages sooner, and never old ones."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from mkdocs.structure.files import File

from mkdocs_profiling_scope.hosts.project.stamps import Stamps, stamp
from mkdocs_profiling_scope.hosts.site.analyses import Analyses
from mkdocs_profiling_scope.hosts.site.declared import Declarations
from mkdocs_profiling_scope.hosts.site.packed import head_from, pack, to_json, unpack
from tests.fuzz.properties import SETTINGS, run, texts

PAGE = "---\nscope: profiling\nmode: native\n---\n\n# Reading\n\nThe Node binding is slower than siltgrain.\n"
# Says on standard error which pages are analysed.
COUNTING = """
import sys
import mkdocs_profiling_scope.hosts.site.analyses as analyses
genuine = analyses.analyse
def analyse(*args, path, **kwargs):
    print("analysed", path, file=sys.stderr)
    return genuine(*args, path=path, **kwargs)
analyses.analyse = analyse
from mkdocs.__main__ import cli
cli(["build", *sys.argv[1:]])
"""


@pytest.fixture(autouse=True)
def cache(site: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = Path(site.root, "cache")
    monkeypatch.setenv("PROFILING_SCOPE_CACHE_DIR", str(folder))
    site.write(
        {"docs/perf.md": PAGE, "docs/plan.md": "---\nscope: proposal\n---\n\n# Notes\n\nSee `new.md`.\n"}
    )
    return folder


def analysed(site: Any, *arguments: str, **env: str) -> list[str]:
    """Build; return the pages that were analysed."""
    command = [sys.executable, "-c", COUNTING, *arguments]
    done = subprocess.run(
        command, cwd=site.root, env={**os.environ, **env}, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return [line.split(" ")[1] for line in done.stderr.splitlines() if line.startswith("analysed ")]


BOTH = ["docs/perf.md", "docs/plan.md"]


def test_a_build_analyses_each_page_once_and_the_next_one_none(site: Any) -> None:
    first = site.build()
    assert analysed(site) == []
    html = site.html("perf.html"), site.html("profiling-scope-report.html"), site.html("profiling/index.html")
    again = site.build()
    assert (
        again.findings
        == first.findings
        == ["WARNING docs/perf.md:8:1: PS101", "INFO docs/plan.md:7:5: PS303"]
    )
    assert html == tuple(map(site.html, ("perf.html", "profiling-scope-report.html", "profiling/index.html")))


def test_two_builds_in_one_process_are_alike(site: Any, cache: Path) -> None:
    build = """
import pathlib, shutil
from mkdocs.commands.build import build
from mkdocs.config import load_config
config = load_config("mkdocs.yml")
for name in ("first", "second"):
    build(config)
    shutil.copy("site/profiling-scope-report.html", name)
"""
    code = COUNTING.replace('from mkdocs.__main__ import cli\ncli(["build", *sys.argv[1:]])\n', build)
    for env, times in (({}, 1), ({"PROFILING_SCOPE_NO_CACHE": "1"}, 2)):
        run = [sys.executable, "-c", code], {"cwd": site.root, "env": {**os.environ, **env}}
        done = subprocess.run(run[0], **run[1], capture_output=True, encoding="utf-8", check=True)
        assert done.stderr.count("analysed docs/perf.md") == times
        first, second = ((site.root / name).read_text("utf-8") for name in ("first", "second"))
        assert first == second
        assert "perf.md" in first


def test_what_changed_is_analysed_alone(site: Any) -> None:
    assert analysed(site) == BOTH
    site.write({"docs/perf.md": PAGE + "More.\n"})
    assert analysed(site) == BOTH[:1]
    site.write({"docs/new.md": "# New\n"})  # that the plan names
    assert analysed(site) == BOTH[1:]
    site.configure("rules: {PS101: error}")
    assert analysed(site) == BOTH


def test_configurations_of_one_project_keep_their_analyses_side_by_side(site: Any, cache: Path) -> None:
    other = ("--config-file", "other.yml")
    site.configure("rules: {PS101: error}")
    (site.root / "mkdocs.yml").rename(site.root / "other.yml")
    site.configure()
    assert analysed(site) == analysed(site, *other) == BOTH
    assert analysed(site) == analysed(site, *other) == []
    site.write({"docs/perf.md": PAGE + "More.\n"})
    assert analysed(site) == analysed(site, *other) == BOTH[:1]
    # The same settings in a file of another name, as mike writes it anew each time, are the same.
    (site.root / "other.yml").rename(site.root / "again.yml")
    assert analysed(site, "--config-file", "again.yml") == []
    assert len(list(cache.glob("*.build.json"))) == 2


def test_of_the_caches_of_a_project_only_the_newest_stay(site: Any, cache: Path) -> None:
    levels = ("off", "info", "warning", "error")
    for level in levels:
        site.configure(f"rules: {{PS201: {level}}}")
        site.build()
    before = set(cache.glob("*.build.json"))
    assert len(before) == len(levels)
    site.configure("rules: {PS202: error}")
    site.build()
    assert len(set(cache.glob("*.build.json")) - before) == 1
    assert len(list(cache.glob("*.build.json"))) == len(levels)
    site.configure("rules: {PS201: error}")
    assert analysed(site) == []


def test_the_environment_turns_it_off(site: Any, cache: Path) -> None:
    assert analysed(site, PROFILING_SCOPE_NO_CACHE="1") == BOTH
    assert not cache.exists()
    assert analysed(site) == BOTH
    assert analysed(site, PROFILING_SCOPE_NO_CACHE="1") == BOTH


@pytest.mark.parametrize("damage", ["", "[]", "\n[]\n", "line", "body", "head"])
def test_a_cache_that_is_broken_is_made_anew(site: Any, cache: Path, damage: str) -> None:
    findings = site.build().findings
    (file,) = cache.glob("*.build.json")
    key, *pages = file.read_text().splitlines()
    if damage in ("body", "head"):
        at, value = (4, "AAAA") if damage == "body" else (3, [1])
        pages = [json.dumps([*page[:at], value, *page[at + 1 :]]) for page in map(json.loads, pages)]
    if damage in ("body", "head", "line"):
        damage = "\n".join([key, *pages, "[]"[: damage == "line"]])
    file.write_text(damage)
    assert site.build().findings == findings != []
    assert analysed(site) == []


def test_a_folder_that_cannot_be_written_is_no_hindrance(site: Any) -> None:
    assert analysed(site, PROFILING_SCOPE_CACHE_DIR=str(site.root / "mkdocs.yml")) == BOTH


def test_builds_at_the_same_time_leave_a_whole_cache(site: Any, cache: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir"]
    runs = [
        subprocess.Popen([*command, f"site{i}"], cwd=site.root, stderr=subprocess.PIPE, encoding="utf-8")
        for i in range(3)
    ]
    assert len({run.communicate(timeout=120)[1] for run in runs}) == 1
    assert [run.returncode for run in runs] == [0, 0, 0]
    assert len(list(cache.glob("*.build.json"))) == 1
    assert analysed(site) == []


@given(texts)
def test_what_is_unpacked_is_what_was_packed(text: str) -> None:
    analysis = run(text)
    packed = pack(analysis)
    assert unpack(packed) == analysis
    assert head_from(json.loads(to_json(packed.head))) == packed.head


def test_everything_an_analysis_can_hold_survives() -> None:
    text = (
        Path(__file__).parents[2] / "examples/siltgrain/docs/design/profiling/PROFILING_SUMMARY.md"
    ).read_text("utf-8")
    plan = text.replace("scope: profiling", "scope: proposal")
    for analysis in (run(text), run(f"---\nscope: proposal\n---\n{plan}"), run("[a](b.md)")):
        assert unpack(pack(analysis)) == analysis


def test_a_stamp_is_that_of_a_file_at_rest(tmp_path: Path) -> None:
    file = tmp_path / "page.md"
    file.write_text("# Page\n")
    assert stamp(str(file)) is None  # another change could get the same time
    assert stamp(None) is None
    assert stamp(str(tmp_path / "gone.md")) is None


def test_a_build_asks_for_a_stamp_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("mkdocs_profiling_scope.hosts.project.stamps._SETTLED", 0.0)
    file = tmp_path / "page.md"
    file.write_text("text", "utf-8")
    stamps = Stamps()
    first = stamps.of(str(file))
    file.write_text("another text", "utf-8")
    assert first is not None
    assert stamps.of(str(file)) == first != stamp(str(file))
    assert stamps.of(None) is None
    stamps.clear()
    assert stamps.of(str(file)) == stamp(str(file))


def test_a_page_of_the_same_stamp_is_not_looked_at(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("mkdocs_profiling_scope.hosts.project.stamps._SETTLED", 0.0)
    file = tmp_path / "page.md"
    file.write_text(PAGE)
    analyses = Analyses()
    analyses.use(SETTINGS, tmp_path)
    there = stamp(str(file))
    head, _ = analyses.of("page.md", PAGE, lambda path: True, there)
    assert analyses.unchanged("page.md", there, lambda path: True) == head
    file.write_text(PAGE + "More.\n")
    assert analyses.unchanged("page.md", stamp(str(file)), lambda path: True) is None


def test_what_a_document_declares_is_read_again_when_it_has_changed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("mkdocs_profiling_scope.hosts.project.stamps._SETTLED", 0.0)
    (tmp_path / "page.md").write_text("# Page\n")
    file = File("page.md", str(tmp_path), str(tmp_path / "site"), use_directory_urls=False)
    stamps = Stamps()
    declarations = Declarations(stamps)
    assert declarations.of(file) == (False, False)
    (tmp_path / "page.md").write_text(PAGE)
    assert declarations.of(file) == (False, False)  # in the same build
    stamps.clear()
    declarations.begin()
    assert declarations.of(file) == (False, True)
    stamps.clear()
    declarations.begin()
    with monkeypatch.context() as patch:
        patch.setattr("builtins.open", None)
        assert declarations.of(file) == (False, True)
    (tmp_path / "page.md").write_text("---\nscope: none\narchived: true\n---\n")
    stamps.clear()
    declarations.begin()
    assert declarations.of(file) == (True, True)
