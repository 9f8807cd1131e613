"""The output of `check`: formats, files, colors, and readers that stop reading."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mkdocs_profiling_scope.core.values import Finding, Severity, Span
from mkdocs_profiling_scope.formats import FORMATS, text
from mkdocs_profiling_scope.formats.excerpt import Excerpt
from mkdocs_profiling_scope.formats.lines import plain
from mkdocs_profiling_scope.formats.run import PageRun, Run, page_run

if TYPE_CHECKING:
    from tests.cli.conftest import Project

SUMMARY = "docs/profiling/summary.md"


def finding(message: str = "says so", severity: Severity = "warning", path: str = "p.md") -> Finding:
    name = "cross-mode-comparison"
    return Finding("PS101", name, severity, "high", message, "", path, Span(0, 1), 1, 2, 1, 3)


def page(*findings: Finding) -> PageRun:
    return page_run(findings, (Excerpt("", "", 1, 1),) * len(findings))


@pytest.mark.parametrize(
    ("path", "message", "line"),
    [
        ("p.md", "says so", "p.md:1:2: PS101 says so"),
        ("p.md", "one\ntwo\ttabs", r"p.md:1:2: PS101 one\ntwo\ttabs"),
        ("p.md", "\x1b[2J\x07\x9b1m", r"p.md:1:2: PS101 \x1b[2J\x07\x9b1m"),
        ("\x1b]0;x\x07.md", "→ µs 🙂", r"\x1b]0;x\x07.md:1:2: PS101 → µs 🙂"),
        ("caf\udce9.md", "a\u202eb", r"caf\udce9.md:1:2: PS101 a\u202eb"),
    ],
)
def test_plain_is_one_line_that_drives_no_terminal(path: str, message: str, line: str) -> None:
    assert plain(finding(message), path) == line


@pytest.mark.parametrize(
    ("severity", "told"),
    [("warning", "says so"), ("info", "[info] says so"), ("error", "[error] says so")],
)
def test_what_is_no_warning_says_so_without_colors(severity: Severity, told: str) -> None:
    run = Run((page(finding(severity=severity)),), 1, 1)
    assert text.concise(run) == f"p.md:1:2: PS101 {told}\n"
    assert told in text.concise(run, color=True)


@pytest.mark.parametrize(
    ("run", "line"),
    [
        (Run((), 0, 0), "nothing checked: no Markdown document"),
        (Run((), 3, 3), "nothing found in 3 documents checked"),
        (Run((), 4, 1), "nothing found in 1 document checked; 3 without scope"),
        (
            Run((), 3, 3, not_english=2),
            "nothing found in 3 documents checked; 2 not in English, whose words were not judged",
        ),
        (Run((page(finding()),), 1, 1), "1 warning in 1 of 1 document checked"),
        (
            Run((page(finding(), finding(severity="info")), page(finding(severity="error"))), 15, 12),
            "1 error, 1 warning, 1 info in 2 of 12 documents checked; 3 without scope",
        ),
    ],
)
def test_summary_tells_nothing_found_from_nothing_checked(run: Run, line: str) -> None:
    assert text.summary(run) == line


def test_json_is_the_only_thing_on_standard_output(siltgrain: Project) -> None:
    done = siltgrain.run("check", "--output-format", "json", "--color", "always")
    assert done.json["version"] == 1
    assert done.json["summary"] == {
        "documents": 3,
        "checked": 2,
        "without_scope": 1,
        "not_english": 0,
        "with_findings": 1,
        "accepted": 0,
        "unchanged": 0,
        "error": 0,
        "warning": 2,
        "info": 0,
        "by_code": {"PS101": 1, "PS201": 1},
    }
    first = done.json["findings"][0]
    assert {
        key: value for key, value in first.items() if key not in ("message", "reason", "fingerprint")
    } == {
        "path": SUMMARY,
        "code": "PS101",
        "name": "cross-mode-comparison",
        "severity": "warning",
        "confidence": "high",
        "start_line": 3,
        "start_col": 1,
        "end_line": 3,
        "end_col": 48,
        "start": 11,
        "end": 58,
        "block": 1,
    }
    assert len(first["fingerprint"]) == 32
    assert first["message"] and first["reason"]
    assert done.code == 1


def test_json_without_findings_is_json_all_the_same(siltgrain: Project) -> None:
    done = siltgrain.run("check", "--output-format", "json", "docs/index.md")
    assert (done.json["findings"], done.json["summary"]["without_scope"], done.code) == ([], 1, 0)


@pytest.mark.parametrize("format", sorted(FORMATS))
def test_every_format_prints_to_standard_output_and_exits_alike(siltgrain: Project, format: str) -> None:
    done = siltgrain.run("check", "--output-format", format)
    assert ("PS101" in done.out, done.code) == (True, 1)
    assert done.err == "2 warnings in 1 of 2 documents checked; 1 without scope\n"


@pytest.mark.parametrize("format", sorted(set(FORMATS) - {"text", "concise", "markdown"}))
def test_what_cannot_be_read_is_told_apart_from_what_machines_read(siltgrain: Project, format: str) -> None:
    done = siltgrain.run("check", "--output-format", format, "docs/gone.md", SUMMARY)
    assert done.code == 2
    assert done.err.startswith("error: docs/gone.md: no such file or folder\n")
    assert "gone.md" not in done.out
    assert done.out == siltgrain.run("check", "-q", "--output-format", format, SUMMARY).out


def test_concise_is_one_line_for_each_finding(siltgrain: Project) -> None:
    done = siltgrain.run("check", "--output-format", "concise")
    assert done.out.count("\n") == len(done.places) == 2


def test_text_shows_the_words_on_the_page_and_the_reason(siltgrain: Project) -> None:
    lines = siltgrain.run("check", "--select", "PS101").out.splitlines()
    assert lines[1:3] == ["3 | The Node binding is 3.7x slower than siltgrain.", "  | " + "^" * 47]
    assert lines[3].startswith("  = ")


def test_show_files_prints_what_has_a_scope(siltgrain: Project) -> None:
    siltgrain.write({"docs/own.md": "---\nscope: proposal\n---\n"})
    done = siltgrain.run("check", "--show-files")
    assert done.out.splitlines() == ["docs/own.md", "docs/profiling/read.md", SUMMARY]
    assert (done.code, done.err) == (0, "")


def test_output_file_takes_the_findings_and_leaves_the_summary(siltgrain: Project) -> None:
    done = siltgrain.run("check", "--output-format", "json", "--output-file", "findings.json")
    assert (done.out, done.code) == ("", 1)
    assert "2 warnings" in done.err
    assert len(json.loads((siltgrain.folder / "findings.json").read_text())["findings"]) == 2


def test_output_file_that_cannot_be_written_is_an_error(siltgrain: Project) -> None:
    done = siltgrain.run("check", "--output-file", "no/such/folder.txt")
    assert (done.code, done.out) == (2, "")
    assert done.err == "error: --output-file: no/such/folder.txt: no such file or directory\n"


@pytest.mark.parametrize(
    ("args", "env", "colored"),
    [
        ([], {}, False),  # no terminal
        (["--color", "always"], {}, True),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
        (["--color", "never"], {}, False),
        ([], {"FORCE_COLOR": "1"}, True),
        ([], {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ([], {"FORCE_COLOR": ""}, False),
        (["--color", "never"], {"FORCE_COLOR": "1"}, False),
        (["--output-format", "json"], {"FORCE_COLOR": "1"}, False),
    ],
)
def test_color_is_for_terminals_or_on_demand(
    siltgrain: Project, args: list[str], env: dict[str, str], colored: bool
) -> None:
    assert ("\x1b[" in siltgrain.run("check", *args, env=env).out) is colored


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize(
    ("env", "colored"), [({"TERM": "xterm"}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)]
)
def test_a_terminal_gets_color_unless_it_asks_for_none(
    siltgrain: Project, root: Path, env: dict[str, str], colored: bool
) -> None:
    import pty

    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "mkdocs_profiling_scope", "check", "-q"]
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(root), "TERM": "xterm", **env}
    process = subprocess.Popen(command, cwd=siltgrain.folder, stdout=theirs, env=environment)
    process.wait(timeout=60)
    os.close(theirs)
    output = os.read(ours, 65536)
    os.close(ours)
    assert (b"\x1b[33mPS101\x1b[0m" in output) is colored


def test_a_closed_pipe_is_no_traceback(siltgrain: Project, root: Path) -> None:
    many = "\n".join(f"- The Node binding is {n}x slower than siltgrain.\n" for n in range(2, 900))
    siltgrain.write({SUMMARY: f"# Summary\n\n{many}"})
    process = subprocess.Popen(
        [sys.executable, "-m", "mkdocs_profiling_scope", "check"],
        cwd=siltgrain.folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(root)},
    )
    assert process.stdout and process.stderr
    assert process.stdout.read(20).startswith(b"docs/profiling/")
    process.stdout.close()
    errors = process.stderr.read().decode()
    process.stderr.close()
    assert process.wait(timeout=60) == 1
    assert errors.count("\n") == 1 and " in 1 of 2 documents checked" in errors


@pytest.mark.skipif(sys.platform != "linux", reason="needs /dev/full")
def test_a_full_disk_is_an_error_and_no_defect(siltgrain: Project, root: Path) -> None:
    command = [sys.executable, "-m", "mkdocs_profiling_scope", "check"]
    env = {**os.environ, "PYTHONPATH": str(root)}
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        done = subprocess.run(
            command, cwd=siltgrain.folder, env=env, stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert (done.returncode, done.stderr) == (2, b"error: standard output: no space left on device\n")


def test_a_message_that_the_encoding_lacks_is_escaped(siltgrain: Project) -> None:
    siltgrain.write({SUMMARY: "# Summary\n\nWe should replace the → map with a vector.\n"})
    done = siltgrain.run("check", env={"PYTHONIOENCODING": "ascii"})
    assert done.code == 1
    assert r"\u2192" in done.out
