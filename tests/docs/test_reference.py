"""The tables of the reference are those that the code gives; `--update` writes them anew."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import mkdocs_profiling_scope
from tools.reference import PAGES, everything, filled, places

PATHS = [page for page in sorted(PAGES.glob("*.md")) if places(page.read_text("utf-8"))]
TABLES = everything()


@pytest.mark.parametrize("page", PATHS, ids=[page.stem for page in PATHS])
def test_tables_are_those_of_the_code(page: Path, update: bool) -> None:
    text = page.read_text("utf-8")
    if update:
        page.write_text(filled(text, TABLES), "utf-8", newline="\n")
    else:
        assert text == filled(text, TABLES), "run: python tools/reference.py"


def test_every_setting_and_every_command_has_its_place() -> None:
    assert sorted(place for page in PATHS for place in places(page.read_text("utf-8"))) == sorted(TABLES)


def test_a_command_says_what_its_options_do() -> None:
    check = TABLES["command check"]
    assert "profiling-scope check [OPTIONS] [PATH]..." in check
    assert (
        "| `--fail-on VALUE` | Exit with 1 for findings of this severity and above. One of `error`," in check
    )
    assert "Default: `warning`. |" in check
    assert "--debug" not in check


def test_a_setting_says_what_it_can_be() -> None:
    assert (
        "| `scope` | `profiling`, `proposal`, `none` | none | what kind of page it is |"
        in TABLES["settings pages"]
    )
    assert "| `match` | text | required |" in TABLES["settings pages"]


def test_the_python_page_documents_what_the_package_exports() -> None:
    page = (PAGES / "python.md").read_text("utf-8")
    named = [
        line.rpartition(".")[2]
        for line in page.splitlines()
        if re.match(r"::: mkdocs_profiling_scope\.\w+$", line)
    ]
    assert sorted(named) == sorted(set(mkdocs_profiling_scope.__all__) - {"__version__"})
