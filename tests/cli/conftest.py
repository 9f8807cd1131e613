"""A project to run the real command in: the docs of an invented library, Siltgrain."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

SETTINGS = """\
[modes.native]
title = "Native core"
aliases = ["siltgrain", "libsilt"]

[modes.node]
title = "Node binding"
aliases = ["Node", "node-silt", "SiltStream"]

[[pages]]
match = "profiling/**"
scope = "profiling"
mode = "native"
"""

COMPARES = "The Node binding is 3.7x slower than siltgrain.\n"
PROPOSES = "We should replace the map with a vector.\n"
MEASURES = "The reader takes 12 ms for 1,000 rows.\n"
PROFILE = f"""\
# Reading with the native core

{MEASURES}
## Roadmap

We should replace the map with a vector. Expected result: 2.4M rows/s.
"""
DECLARED = """\
[[pages]]
match = "PLAN.md"
scope = "proposal"

"""


@dataclass(frozen=True)
class Result:
    """What a command printed, and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Return the result, which has to be nothing but JSON."""
        return json.loads(self.out)

    @property
    def places(self) -> list[str]:
        """Return `path:line:col: CODE` of every finding."""
        return [found[0] for found in re.finditer(r"^\S.*?:\d+:\d+: PS\d+", self.out, re.MULTILINE)]


@dataclass(frozen=True)
class Project:
    """A folder with files; commands run in it."""

    folder: Path

    def below(self, name: str) -> Project:
        """Return the folder `name` in this one."""
        return Project(self.folder / name)

    def write(self, files: dict[str, str | bytes]) -> Project:
        """Write `files`, by path."""
        for name, content in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return self

    def run(
        self,
        *args: str,
        cwd: str = ".",
        stdin: bytes = b"",
        env: dict[str, str] | None = None,
        before: str | None = None,
    ) -> Result:
        """Run `profiling-scope` with `args`; `before` is Python that the process executes first."""
        start = ["-m", "mkdocs_profiling_scope"]
        cache = {"PROFILING_SCOPE_CACHE_DIR": str(self.folder.parent / f"{self.folder.name}-cache")}
        if before is not None:
            end = "import sys; from mkdocs_profiling_scope.hosts.cli.main import main; sys.exit(main())"
            start = ["-c", f"{before}\n{end}"]
        done = subprocess.run(
            [sys.executable, *start, *args],
            cwd=self.folder / cwd,
            input=stdin,
            capture_output=True,
            env=environment({**cache, **(env or {})}),
            timeout=60,
            check=False,
        )
        return Result(done.returncode, _text(done.stdout), _text(done.stderr))


def environment(extra: dict[str, str]) -> dict[str, str]:
    """Return the environment without what would change the output, plus `extra`."""
    root = str(Path(__file__).parents[2])
    kept = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "FORCE_COLOR")}
    return {**kept, "PYTHONPATH": root, "PYTHONIOENCODING": "utf-8", **extra}


def _text(output: bytes) -> str:
    return output.decode("utf-8").replace("\r\n", "\n")


@pytest.fixture
def folder(tmp_path: Path) -> Project:
    """Return an empty folder."""
    return Project(tmp_path)


@pytest.fixture
def siltgrain(folder: Project) -> Project:
    """Return a project with settings, one clean page, one that compares, and one without scope."""
    return folder.write(
        {
            "profiling-scope.toml": SETTINGS,
            "docs/index.md": "# Siltgrain\n\nReads logs.\n",
            "docs/profiling/read.md": f"# Reading\n\n{MEASURES}",
            "docs/profiling/summary.md": f"# Summary\n\n{COMPARES}\n{PROPOSES}",
        }
    )


@pytest.fixture
def mixed(folder: Project) -> Project:
    """Return a project with a page that has a section of proposals, a link to it, a declared proposal."""
    return folder.write(
        {
            "profiling-scope.toml": SETTINGS.replace("[[pages]]", f"{DECLARED}[[pages]]", 1),
            "docs/index.md": "# Siltgrain\n\nThe [plan](profiling/read.md#roadmap).\n",
            "docs/profiling/read.md": PROFILE,
        }
    )


def tree(project: Project) -> dict[str, bytes]:
    files = (path for path in project.folder.rglob("*") if path.is_file() and ".git" not in path.parts)
    return {path.relative_to(project.folder).as_posix(): path.read_bytes() for path in files}


def git(project: Project, *args: str, stdin: str = "") -> str:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "core.autocrlf=false"]
    done = subprocess.run(
        ["git", *who, *args], cwd=project.folder, input=stdin.encode(), capture_output=True, check=True
    )
    return done.stdout.decode()


def committed(project: Project) -> Project:
    git(project, "init", "-q")
    git(project, "add", "-A")
    git(project, "commit", "-qm", "as it was")
    return project
