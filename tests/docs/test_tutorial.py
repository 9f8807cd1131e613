"""Tutorials show what happens: their commands are run, in order; `--update` writes what they print anew."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.docs.walkthrough import ROOT, follow

# The page, the folder that its reader starts in, and how many commands there are at least.
TUTORIALS = {
    "getting-started.md": (None, 8),
    "how-to/separate-proposals.md": ("examples/siltgrain", 6),
}


@pytest.mark.parametrize("name", TUTORIALS)
def test_the_tutorial_shows_what_happens(name: str, tmp_path: Path, update: bool) -> None:
    start, commands = TUTORIALS[name]
    folder = tmp_path / "siltgrain"
    if start:
        shutil.copytree(ROOT / start, folder, ignore=shutil.ignore_patterns("site"))
    else:
        folder.mkdir()
    page = ROOT / "docs" / name
    text = page.read_text("utf-8")
    happened, ran = follow(text, folder)
    if update:
        page.write_text(happened, "utf-8", newline="\n")
    else:
        assert text.splitlines() == happened.splitlines()
    assert len(ran) >= commands
