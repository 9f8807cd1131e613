"""Pages followed at the keyboard: the files that they write, the edits, the commands and their output."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SHOWN_FOLDER = "/home/you/siltgrain"
_FENCE = re.compile(
    r'^(?P<ticks>`{3,})(?P<language>\w+)(?: title="(?P<file>[^"\n]+)"[^\n]*)?\n(?P<body>.*?)^(?P=ticks)$',
    re.MULTILINE | re.DOTALL,
)
_COMMAND = re.compile(r"^\$ (.+)$", re.MULTILINE)


def follow(page: str, folder: Path) -> tuple[str, list[str]]:
    """Do in `folder` what a page says; return the page with what was printed, and the commands that ran."""
    ran: list[str] = []

    def do(fence: re.Match[str]) -> str:
        if fence["language"] == "console":
            command = _COMMAND.findall(fence["body"])
            assert len(command) == 1, f"a console fence has one command, not {command}"
            ran.append(command[0])
            return f"```console\n$ {command[0]}\n{_run(command[0], folder)}```"
        if fence["file"]:
            _write(folder / fence["file"], fence["language"], fence["body"])
        return fence[0]

    return _FENCE.sub(do, page), ran


def _write(file: Path, language: str, body: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    if language != "diff":
        file.write_text(body, "utf-8")
        return
    lines = body.splitlines(keepends=True)
    before = "".join(line[1:] for line in lines if line[0] in " -" or line == "\n")
    after = "".join(line[1:] for line in lines if line[0] in " +" or line == "\n")
    text = file.read_text("utf-8")
    assert text.count(before) == 1, f"{file.name} has the lines to change once"
    file.write_text(text.replace(before, after), "utf-8")


def _run(command: str, folder: Path) -> str:
    """Return what a command prints, standard error and output as a terminal shows them."""
    known = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        ["bash", "-c", f"({command}) 2>&1"],
        cwd=folder,
        env={
            **known,
            "PYTHONPATH": str(folder if (folder / "mkdocs_profiling_scope").is_dir() else ROOT),
            "PYTHONIOENCODING": "utf-8",
        },
        capture_output=True,
        check=False,
    )
    printed = done.stdout.decode("utf-8").replace(str(folder), SHOWN_FOLDER)
    return re.sub(r"built in \d+\.\d+ seconds", "built in 0.40 seconds", printed)
