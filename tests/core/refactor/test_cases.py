"""Refactorings as data: `cases/NAME.txt` holds documents before, documents after, and the plan.

A line `=== path` begins a document as it is, `>>> path` one as it becomes (only those that change), and
`--- plan` the plan; `xxx path` is one that goes. `layouts/` has those of `--by-mode`. `--update` writes what
comes out.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from mkdocs_profiling_scope import Settings
from mkdocs_profiling_scope.core.refactor.plan import Request, plan
from mkdocs_profiling_scope.core.refactor.values import Plan
from mkdocs_profiling_scope.core.refactor.wording import lines

HERE = Path(__file__).parent
CASES = sorted([*(HERE / "cases").glob("*.txt"), *(HERE / "layouts").glob("*.txt")])
SETTINGS = Settings.from_mapping(yaml.safe_load((HERE / "settings.yml").read_text("utf-8")))
TARGET = "docs/plans/proposal.md"
GOALS = {"names": "docs/plans/my plan (1).md", "pointers": "docs/PROPOSAL.md"}
_PART = re.compile(r"^(===|>>>|---|xxx) (\S+|docs/.+\.md)\n", re.MULTILINE)


def refactor(documents: dict[str, str], case: Path) -> Plan:
    files = {path: text for path, text in documents.items() if path.endswith(".md")}
    selected = tuple(path for path in files if path.startswith("docs/"))
    by_mode = case.parent.name == "layouts"
    goal = GOALS.get(case.stem, TARGET)
    return plan(Request(files, selected, SETTINGS, lambda path: path in documents, goal, by_mode=by_mode))


def read(case: Path) -> tuple[str, dict[str, str], dict[str, str | None], str]:
    """Return what stands above the first document, the documents before and after, and the plan."""
    intro, *parts = _PART.split(case.read_text("utf-8"))
    before: dict[str, str] = {}
    after: dict[str, str | None] = {}
    said = ""
    for kind, name, text in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
        if kind == "===":
            before[name] = text
        elif kind == ">>>":
            after[name] = text
        elif kind == "xxx":
            after[name] = None
        else:
            said = text
    return intro, before, after, said


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_refactoring(case: Path, update: bool) -> None:
    intro, before, after, said = read(case)
    found = refactor(before, case)
    changed = {edit.path: edit.after for edit in found.edits}
    changed |= {edit.source: None for edit in found.edits if edit.source}
    words = "".join(f"{line}\n" for line in lines(found))
    if update:
        parts = [f"=== {path}\n{text}" for path, text in before.items()]
        parts += [f">>> {path}\n{text}" for path, text in changed.items() if text is not None]
        parts += [f"xxx {path}\n" for path, text in changed.items() if text is None]
        case.write_text(intro + "".join(parts) + f"--- plan\n{words}", "utf-8")
    else:
        assert changed == after
        assert words == said


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_places_in_the_plan_are_right(case: Path) -> None:
    _, before, after, _ = read(case)
    found = refactor(before, case)
    texts = {path: text for path, text in {**before, **after}.items() if text is not None}
    for link in (*found.links, *found.dangling):
        assert (link.new or link.old) in texts[link.path].splitlines()[link.line - 1]
    for left in found.left:
        was, will = before[left.path].splitlines(), texts[left.new_path].splitlines()
        assert left.line == 0 or was[left.line - 1] == will[left.new_line - 1]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_second_run_changes_nothing(case: Path) -> None:
    _, before, after, _ = read(case)
    texts = {path: text for path, text in {**before, **after}.items() if text is not None}
    assert refactor(texts, case).edits == ()
