"""Completion in the shell: commands, formats, rules and options, as the shells ask for them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Project


def completed(folder: Project, line: str) -> list[str]:
    words = line.split(" ")
    env = {
        "_PROFILING_SCOPE_COMPLETE": "zsh_complete",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
    }
    return folder.run(env=env).out.split("\n")[1::3]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("profiling-scope ch", ["check"]),
        ("profiling-scope baseline p", ["prune"]),
        ("profiling-scope check --output-format g", ["github", "gitlab"]),
        ("profiling-scope check --select PS10", ["PS101", "PS102", "PS103", "PS104", "PS105"]),
        ("profiling-scope rule cross-mode-t", ["cross-mode-table"]),
        ("profiling-scope check --strict", ["--strict-baseline"]),
    ],
)
def test_words_are_completed(folder: Project, line: str, words: list[str]) -> None:
    assert completed(folder, line) == words


@pytest.mark.parametrize(
    "line",
    [
        "check --config m",
        "check --baseline m",
        "check --output-file m",
        "check --stdin-filename m",
        "classify m",
        "report m",
        "refactor --to m",
        "init --output-file m",
        "baseline show --config m",
    ],
)
def test_files_are_left_to_the_shell(folder: Project, line: str) -> None:
    env = {"_PROFILING_SCOPE_COMPLETE": "bash_complete", "COMP_WORDS": f"profiling-scope {line}"}
    env["COMP_CWORD"] = str(len(line.split()))
    assert folder.run(env=env).out == "file,m\n"


@pytest.mark.skipif(sys.platform == "win32", reason="needs Bash")
def test_bash_completes_by_the_line_in_the_documentation(folder: Project, root: Path) -> None:
    page = (root / "docs/reference/command-line.md").read_text("utf-8")
    (setup,) = re.findall(r"^\| Bash, .* \| `(.*)` \|$", page, re.MULTILINE)
    script = f"""
        {setup}
        COMP_WORDS=(profiling-scope check --output-format gi) COMP_CWORD=3
        completion=$(complete -p profiling-scope)
        [[ $completion =~ -F\\ ([^ ]+) ]]
        "${{BASH_REMATCH[1]}}" profiling-scope
        echo "${{COMPREPLY[@]}}"
    """
    env = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        ["bash", "--norc", "-c", script],
        cwd=folder.folder,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("github gitlab\n", "")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_there_is_a_script_for_each_shell(folder: Project, shell: str) -> None:
    done = folder.run(env={"_PROFILING_SCOPE_COMPLETE": f"{shell}_source"})
    assert (done.code, "_PROFILING_SCOPE_COMPLETE" in done.out) == (0, True)
