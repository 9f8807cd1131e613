"""Git, asked in a way that no setting of the user and no language changes the answer."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path


class GitError(Exception):
    """What git says when it fails; empty where it says nothing."""


def git(folder: Path, *args: str) -> bytes:
    """Return what git prints in `folder`.

    Raises:
        OSError: git cannot be run.
        GitError: it failed.
    """
    env = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
    command = ["git", "-c", "core.quotePath=false", *args]
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, check=False)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().split("\n")[0]
        raise GitError(said.removeprefix("fatal: "))
    return done.stdout
