"""What SECURITY.md promises of the command line: no network, nothing outside the project, no escapes."""

from __future__ import annotations

import json
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
import yaml
from bs4 import BeautifulSoup

from tests.cli.conftest import COMPARES, PROPOSES
from tests.no_network import NO_NETWORK

if TYPE_CHECKING:
    from tests.cli.conftest import Project

HOSTILE = "\x1b[31m\x1b]0;title\x07\x9b2J\u202e ::error::x %0A"
FORMATS = ("text", "json", "jsonl", "github", "gitlab", "sarif", "junit", "rdjson", "checkstyle", "markdown")


@pytest.mark.parametrize(
    "command",
    [
        ["check"],
        ["classify", "docs/profiling/summary.md"],
        ["rule"],
        ["config"],
        ["report"],
        ["refactor"],
        ["export"],
        ["baseline", "write"],
        ["init"],
    ],
    ids=lambda command: command[0],
)
def test_no_command_uses_the_network(siltgrain: Project, command: list[str]) -> None:
    siltgrain.write(
        {"docs/profiling/links.md": "# L\n\n[x](https://example.org/a.md) ![y](http://e.org/b.png)\n"}
    )
    done = siltgrain.run(*command, before=NO_NETWORK)
    assert "the network was used" not in done.err
    assert done.code in (0, 1, 2)


@pytest.mark.parametrize("output", FORMATS)
def test_no_format_of_findings_hands_on_what_drives_a_terminal(siltgrain: Project, output: str) -> None:
    page = (
        f"# Native core vs. Node binding {HOSTILE}\n\nThe Node {HOSTILE} binding is slower than siltgrain.\n"
    )
    siltgrain.write({"docs/profiling/summary.md": page})
    done = siltgrain.run("check", "--output-format", output)
    assert done.code == 1
    assert re.findall(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", done.out + done.err) == []
    if output == "github":
        assert [
            line for line in done.out.splitlines() if not re.match("::(warning|error|notice) file=", line)
        ] == []


@pytest.mark.parametrize("command", [["classify", "docs/profiling/summary.md"], ["report"], ["refactor"]])
def test_no_other_text_drives_a_terminal(siltgrain: Project, command: list[str]) -> None:
    page = f"# Summary {HOSTILE}\n\nWe should replace the map {HOSTILE} with a vector.\n"
    plan = "---\nscope: proposal\n---\n\n# Plan\n"
    siltgrain.write({"docs/profiling/summary.md": page, "docs/plan.md": plan})
    done = siltgrain.run(*command)
    shown = done.err if command == ["refactor"] else done.out + done.err  # a diff is bytes for a program
    assert re.findall(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", shown) == []


MARKUP = "<img src=x onerror=alert(1)>&lt;script>]]>%0A"
NAMES = {"escape": HOSTILE.replace("/", ""), "line": "a\nb\r::error::c", "markup": MARKUP.replace("/", "")}
COMMANDS = {
    **{output: ["check", "--output-format", output] for output in FORMATS},
    **{
        f"report as {output}": ["report", "--output-format", output]
        for output in ("markdown", "json", "html")
    },
    "report": ["report"],
    "config": ["config"],
    "classify": ["classify", "docs"],
    "explain": ["classify", "--explain", "docs"],
    "files": ["check", "--show-files"],
    "nav in YAML": ["export"],
    "nav in TOML": ["export", "--nav", "toml"],
    "statistics": ["check", "--statistics"],
    "baseline": ["baseline", "write", "--baseline", "accepted.json"],
    "plan": ["refactor", "--to", "docs/plan.md"],
}


@pytest.mark.skipif(sys.platform == "win32", reason="needs file names with any character")
@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_no_name_of_a_file_or_a_mode_is_more_than_text(
    siltgrain: Project, command: list[str], name: str
) -> None:
    settings = (siltgrain.folder / "profiling-scope.toml").read_text("utf-8")
    for mode in ("native", "node"):
        quoted = json.dumps(mode + name)
        settings = settings.replace(f"modes.{mode}]", f"modes.{quoted}]").replace(f'"{mode}"', quoted)
    settings = settings.replace('title = "N', f"title = {json.dumps(name)[:-1]} N")
    page = f"# Native core vs. Node binding\n\n{COMPARES}\n{PROPOSES}"
    siltgrain.write({"profiling-scope.toml": settings, f"docs/profiling/{name}.md": page})
    done = siltgrain.run(*command)
    assert done.code in (0, 1), done.err
    shown = done.err if command[0] == "refactor" else done.out + done.err  # a diff is bytes for a program
    assert re.findall(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", shown) == []
    assert "Traceback" not in done.err
    if "github" in command:
        assert all(re.match("::(warning|error|notice) file=", line) for line in done.out.splitlines())
    if command == ["export"]:
        assert f"profiling/{name}.md" in yaml.safe_load(done.out)["nav"][0]["Profiling"]
    if "html" in command:
        page_made = BeautifulSoup(done.out, "html.parser")
        assert page_made.select("img, [onerror]") == []
        assert len(page_made.select("script")) == 1
    if "junit" in command or "checkstyle" in command:
        assert {e.tag for e in ElementTree.fromstring(done.out).iter()} <= {
            *("testsuites", "testsuite", "testcase", "failure", "system-out"),
            *("checkstyle", "file", "error"),
        }


@pytest.mark.parametrize(
    "outside", ["../accepted.json", "/tmp/accepted.json", "a/../../b.json", "..\\b.json"]
)
def test_settings_name_no_baseline_outside_of_the_project(siltgrain: Project, outside: str) -> None:
    settings = (siltgrain.folder / "profiling-scope.toml").read_text("utf-8")
    siltgrain.write({"profiling-scope.toml": f"baseline = '{outside}'\n{settings}"})
    for command in (["check"], ["baseline", "write"]):
        done = siltgrain.run(*command)
        assert done.code == 2
        assert f"baseline: {outside!r} is not a path inside the project" in done.err


def test_yaml_makes_no_objects(siltgrain: Project) -> None:
    (siltgrain.folder / "profiling-scope.toml").unlink()
    siltgrain.write(
        {
            "mkdocs.yml": "x: !!python/object/apply:os.mkdir [made]\nplugins: [profiling-scope]\n",
            "docs/profiling/summary.md": "---\nscope: !!python/object/apply:os.mkdir [made]\n---\n\n# S\n",
        }
    )
    siltgrain.run("check")
    assert not (siltgrain.folder / "made").exists()


def test_checks_at_the_same_time_share_a_cache(siltgrain: Project) -> None:
    siltgrain.write({f"docs/profiling/p{i}.md": f"# P {i}\n\nWe should replace {i}.\n" for i in range(60)})
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(lambda _: siltgrain.run("check"), range(4)))
    again = siltgrain.run("check")
    assert {(d.out, d.err, d.code) for d in done} == {(again.out, again.err, again.code)}
    assert len(again.places) == 62


DELETES = """
import pathlib
import mkdocs_profiling_scope.core.analyse as pipeline
genuine = pipeline.analyse
def analyse(*args, **kwargs):
    pathlib.Path("docs/profiling/summary.md").unlink(missing_ok=True)
    return genuine(*args, **kwargs)
pipeline.analyse = analyse
"""


def test_a_file_that_goes_while_others_are_analysed_is_told(siltgrain: Project) -> None:
    done = siltgrain.run("check", before=DELETES)
    assert done.code == 2
    assert "error: docs/profiling/summary.md: " in done.err
    assert "Traceback" not in done.err
