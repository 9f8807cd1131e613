"""The core takes text and gives values: no host, no files, no logging."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

import mkdocs_profiling_scope.core

CORE = Path(mkdocs_profiling_scope.core.__file__).parent
MODULES = sorted(
    ".".join(("mkdocs_profiling_scope.core", *path.relative_to(CORE).with_suffix("").parts)).removesuffix(
        ".__init__"
    )
    for path in CORE.rglob("*.py")
)
HOSTS = ("mkdocs", "properdocs", "markdown", "click", "material", "pymdownx")
OUTSIDE = {*HOSTS, "os", "pathlib", "logging"}

_IMPORT = """
import importlib, sys
for name in {modules!r}:
    importlib.import_module(name)
print(*sorted({{name.partition(".")[0] for name in sys.modules}} & {hosts!r}))
"""


def test_importing_the_core_brings_no_host_along() -> None:
    code = _IMPORT.format(modules=MODULES, hosts=set(HOSTS))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.stdout.split() == []


@pytest.mark.parametrize(
    "path", sorted(CORE.rglob("*.py")), ids=lambda path: path.relative_to(CORE).as_posix()
)
def test_source_imports_nothing_from_outside(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    imported = {
        name.partition(".")[0]
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom) and not node.level
            else []
        )
    }
    assert imported & OUTSIDE == set()
    own = {name.module for name in ast.walk(tree) if isinstance(name, ast.ImportFrom) and name.module}
    package = "mkdocs_profiling_scope"
    assert [name for name in own if name.startswith(package) and not name.startswith(f"{package}.core")] == []


def test_listing_the_modules_found_some() -> None:
    assert "mkdocs_profiling_scope.core.analyse" in MODULES


# Settings are checked with the names of rules, and rules look at settings.
_BACK = {("settings", "rules")}


def test_folders_import_only_what_text_has_passed_through_before() -> None:
    """The order is the one that CONTRIBUTING.md tells newcomers."""
    told = (CORE.parents[1] / "CONTRIBUTING.md").read_text("utf-8")
    of_core = told.partition("  core/ ")[2].partition("  formats/ ")[0]
    order = re.findall(r"^    (\w+)/ ", of_core, re.MULTILINE)
    assert set(order) == {path.parent.name for path in CORE.glob("*/__init__.py")}
    back = {
        (folder, imported)
        for folder in order
        for path in (CORE / folder).rglob("*.py")
        for imported in re.findall(r"mkdocs_profiling_scope\.core\.(\w+)[. ]", path.read_text("utf-8"))
        if imported in order and order.index(imported) > order.index(folder)
    }
    assert back == _BACK
