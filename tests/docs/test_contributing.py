"""The map of the tree in CONTRIBUTING.md names what is there, and every folder of the package."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
CORE = ROOT / "mkdocs_profiling_scope/core"


def _map() -> list[str]:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    found = re.search(r"^```text\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    assert found
    return found[1].splitlines()


def _named(line: str) -> list[str]:
    return re.findall(
        r"(?:[\w.-]+/)*[\w-]+\.(?:py|json|toml|css|txt)\b|(?<![\w/])[\w.-]+(?:/[\w.-]+)*/", line
    )


def _paths() -> list[str]:
    """Return what the map names, each relative to the folder below which it is indented."""
    folders: list[tuple[int, str]] = []
    paths = []
    for line in _map():
        indent = len(line) - len(line.lstrip())
        while folders and folders[-1][0] >= indent:
            folders.pop()
        first, *others = _named(line) or [""]
        above = folders[-1][1] if folders else ""
        if first and line.strip().startswith(first) and first.endswith("/"):
            folders.append((indent, above + first))
            paths.append(above + first)
        elif first:
            others.insert(0, first)
        inside = folders[-1][1] if folders else ""
        paths += [
            next((p for p in (inside + o, above + o, o) if (ROOT / p).exists()), inside + o) for o in others
        ]
    return paths


def test_what_the_map_names_is_there() -> None:
    paths = _paths()
    assert len(paths) > 60
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_every_folder_and_what_lies_beside_those_of_the_core_is_on_the_map() -> None:
    paths = {path.rstrip("/") for path in _paths()}
    modules = {path.relative_to(ROOT).as_posix() for path in CORE.glob("*.py") if path.name != "__init__.py"}
    folders = {path.parent.relative_to(ROOT).as_posix() for path in CORE.parent.rglob("*/__init__.py")}
    assert sorted((modules | folders) - paths) == []
