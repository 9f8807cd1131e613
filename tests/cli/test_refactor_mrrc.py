"""The documents that the whole project comes from, refactored; skipped where ../shared is not there."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Project
from tests.core.refactor import kept

BEFORE = Path(__file__).parents[3] / "shared" / "corpus" / "mrrc" / "before"
ARCHIVE = "docs/design/archive"
OPTIONS = {
    "plain": (),
    "archive": ("--archive", ARCHIVE),
    "by mode": ("--by-mode",),
    "all": ("--by-mode", "--archive", ARCHIVE),
}
PROPOSES = ("PS201", "PS202", "PS203")
COMPARES = ("PS101", "PS102", "PS103", "PS104", "PS105")
pytestmark = pytest.mark.skipif(not BEFORE.is_dir(), reason="../shared/corpus is not there")


@pytest.fixture
def mrrc(folder: Project) -> Project:
    """Return a copy, committed."""
    shutil.copytree(BEFORE, folder.folder, copy_function=shutil.copyfile, dirs_exist_ok=True)
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    for args in (["init", "-q"], ["add", "-A"], [*who, "commit", "-qm", "before"]):
        subprocess.run(["git", *args], cwd=folder.folder, check=True)
    return folder


def texts(project: Project) -> dict[str, str]:
    files = (path for path in project.folder.rglob("*.md"))
    return {path.relative_to(project.folder).as_posix(): path.read_bytes().decode() for path in files}


def found(project: Project, *codes: str) -> list[dict[str, Any]]:
    listed = json.loads(project.run("check", "--exit-zero", "--output-format", "json").out)["findings"]
    return [finding for finding in listed if finding["code"] in codes]


def broken(project: Project) -> set[str]:
    """Build the site without this plugin; return the links that lead nowhere, whatever page they are on."""
    config = (
        "site_name: S\ntheme: mkdocs\nmarkdown_extensions: [admonition, attr_list, tables]\nplugins: []\n"
    )
    checks = "validation: {links: {not_found: warn, anchors: warn, unrecognized_links: warn}}\n"
    project.write({"check.yml": config + checks})
    command = [sys.executable, "-m", "mkdocs", "build", "-f", "check.yml", "-d", ".site"]
    done = subprocess.run(command, cwd=project.folder, capture_output=True, text=True, check=True)
    (project.folder / "check.yml").unlink()
    shutil.rmtree(project.folder / ".site")
    return set(re.findall(r"contains a link '(?:\.?\./)*([^']*)'", done.stderr))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Try without and with everything; the rest with `--all-documents`."""
    chosen = OPTIONS if metafunc.config.getoption("--all-documents") else ("plain", "all")
    metafunc.parametrize("options", [OPTIONS[name] for name in chosen], ids=list(chosen))


def test_the_documents_are_separated_and_nothing_is_lost(mrrc: Project, options: tuple[str, ...]) -> None:
    before, proposals, links = texts(mrrc), found(mrrc, *PROPOSES), broken(mrrc)
    done = mrrc.run("refactor", "--write", *options)
    assert done.code == 0, done.err
    after = {path: text for path, text in texts(mrrc).items() if not path.startswith(ARCHIVE)}

    assert kept.lost(before, after) == {}
    assert kept.doubled(before, after) == {}
    if "--by-mode" not in options:
        assert kept.disordered(before, after) == []

    assert 20 * len(found(mrrc, *PROPOSES)) <= len(proposals)
    named = [line for line in done.err.splitlines() if "  needs a person: " in line]
    for finding in found(mrrc, *COMPARES):
        path, line, code = finding["path"], finding["start_line"], finding["code"]
        places = (f" {path}:{line}: {code}", f" (then line {line}): {code}", f" (then {path}:{line}): {code}")
        assert any(place in said for said in named for place in places), finding

    assert broken(mrrc) <= links
    again = mrrc.run("refactor", *options)
    assert (again.code, again.out) == (0, "")
