"""Completion in the shell: commands, formats, rules and options, as the shells ask for them."""

from __future__ import annotations

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


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_there_is_a_script_for_each_shell(folder: Project, shell: str) -> None:
    done = folder.run(env={"_PROFILING_SCOPE_COMPLETE": f"{shell}_source"})
    assert (done.code, "_PROFILING_SCOPE_COMPLETE" in done.out) == (0, True)
