"""A build and the command line are about the same documents."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

PAGE = "The Node binding is 3.7x slower than the native core.\n"


@pytest.mark.parametrize(
    "top",
    [
        "",
        "exclude_docs: old/",
        "exclude_docs: '*.draft.md'\ndraft_docs: /old/",
        "exclude_docs: |\n  # those of last year\n  /old/*\n  !core.md",
        "draft_docs: '**/core.md'\nnot_in_nav: old/",
        "exclude_docs: '!/templates/core.md'",
    ],
)
def test_what_a_build_leaves_out_the_command_line_does(site: Any, top: str) -> None:
    site.configure("pages: [{match: '**', scope: profiling, mode: native}]", top=top)
    names = (
        "core",
        "plan.draft",
        "old/core",
        "old/map",
        "new/old/core",
        "templates/core",
        "new/templates/core",
    )
    site.write({f"docs/{name}.md": PAGE for name in names})
    command = [sys.executable, "-m", "mkdocs_profiling_scope", "check", "--output-format", "text"]
    done = subprocess.run(command, cwd=site.root, capture_output=True, encoding="utf-8", check=False)
    built = site.build()
    assert built.code == 0
    places = {line.split()[1] for line in built.findings}
    assert {line.split(" ")[0] for line in done.stdout.splitlines() if ": PS" in line} == places
    assert places
