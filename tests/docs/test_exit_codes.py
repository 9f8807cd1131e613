"""The table of exit codes in the documentation: each of them is reached, and no other."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = "---\nscope: profiling\n---\n# Reading\n\nWe should replace the map with a vector.\n"
INTERRUPTED = """
import mkdocs_profiling_scope.core.analyse as pipeline
def analyse(*args, **kwargs):
    raise KeyboardInterrupt
pipeline.analyse = analyse
"""
BROKEN = "import mkdocs_profiling_scope.core.analyse as pipeline; pipeline.analyse = None; "
CASES: dict[str, list[tuple[list[str], str]]] = {
    "0": [
        (["check", "clean.md"], ""),
        (["check", "page.md", "--fail-on", "error"], ""),
        (["check", "page.md", "--exit-zero"], ""),
    ],
    "1": [(["check", "page.md"], "")],
    "2": [
        (["check", "--selekt"], ""),
        (["check", "gone.md"], ""),
        (["check", "binary.md"], ""),
        (["check", "--config", "wrong.toml"], ""),
    ],
    "3": [(["check", "page.md"], BROKEN)],
    "130": [(["check", "page.md"], INTERRUPTED)],
}


def documented(root: Path) -> list[str]:
    page = (root / "docs/reference/command-line.md").read_text(encoding="utf-8")
    table = page[page.index("| Exit status |") :].split("\n\n")[0]
    return re.findall(r"^\| (\d+) \|", table, re.MULTILINE)


def test_the_table_has_these_codes(root: Path) -> None:
    assert documented(root) == list(CASES)


@pytest.mark.parametrize("code", CASES)
def test_a_code_in_the_table_is_what_the_command_ends_with(code: str, tmp_path: Path, root: Path) -> None:
    (tmp_path / "page.md").write_text(PAGE)
    (tmp_path / "clean.md").write_text("# Reading\n")
    (tmp_path / "binary.md").write_bytes(b"\0")
    (tmp_path / "wrong.toml").write_text("mods = 1\n")
    for args, before in CASES[code]:
        run = f"{before}import sys; from mkdocs_profiling_scope.hosts.cli.main import main; sys.exit(main())"
        command = [sys.executable, "-c", run, *args]
        env = {"PYTHONPATH": str(root)}
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, env=env, check=False)
        assert (args, done.returncode) == (args, int(code))
        assert b"Traceback" not in done.stderr
