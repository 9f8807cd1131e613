"""The tutorial shows what the commands on it print: they are run, in order, in a copy of the example."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/how-to/separate-proposals.md"
_CONSOLE = re.compile(
    r"^(```console\n\$ ((?:profiling-scope|grep) [^\n]+)\n)(.*?)^```$", re.MULTILINE | re.DOTALL
)


def run(command: str, folder: Path) -> str:
    """Return what a command prints, standard error and output as a terminal shows them."""
    known = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        ["bash", "-c", f"({command}) 2>&1"],
        cwd=folder,
        env={**known, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        check=False,
    )
    return done.stdout.decode("utf-8")


def test_the_tutorial_shows_what_happens(tmp_path: Path, update: bool) -> None:
    folder = tmp_path / "siltgrain"
    shutil.copytree(ROOT / "examples/siltgrain", folder, ignore=shutil.ignore_patterns("site"))
    text = PAGE.read_text("utf-8")
    found = [(match[2], match[3]) for match in _CONSOLE.finditer(text)]
    printed = [(command, run(command, folder)) for command, _ in found]
    if update:
        outputs = iter(output for _, output in printed)
        PAGE.write_text(_CONSOLE.sub(lambda m: f"{m[1]}{next(outputs)}```", text), "utf-8")
    else:
        assert printed == found
    assert len(found) == 6
