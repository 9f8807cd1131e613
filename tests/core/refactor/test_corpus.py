"""Conservation on real documents, which live outside of the repository; skipped where they are missing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from mkdocs_profiling_scope import Settings
from mkdocs_profiling_scope.core.refactor.conserve import lost_blocks, lost_lines
from mkdocs_profiling_scope.core.refactor.plan import Request, plan
from tests.core.refactor.applied import applied

CORPUS = Path(__file__).parents[4] / "shared" / "corpus" / "wild"
EVERY = 5  # all of them take half a minute
TARGET = "docs/plan.md"
pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="../shared/corpus is not there")


def sample() -> list[dict[str, Any]]:
    index = json.loads((CORPUS / "index.json").read_text("utf-8")) if CORPUS.is_dir() else []
    return sorted(index, key=lambda entry: str(entry["file"]))[::EVERY]


def text(entry: dict[str, Any]) -> str:
    return Path(CORPUS, "docs", entry["file"]).read_bytes().decode("utf-8")


def settings(modes: dict[str, Any], own: str | None) -> Settings:
    rule = {"match": "**", "scope": "profiling"} | ({"mode": own} if own else {})
    pages = [{"match": "plan.md", "scope": "proposal"}, rule]
    return Settings.from_mapping({"modes": {k: {"aliases": v} for k, v in modes.items()}, "pages": pages})


def conserved(before: dict[str, str], chosen: Settings, *, by_mode: bool = False) -> int:
    """Refactor twice; return the number of moves."""
    first = plan(Request(before, tuple(before), chosen, lambda path: False, TARGET, by_mode=by_mode))
    after = applied(first, before)
    assert lost_lines(before.values(), after.values()) == []
    assert lost_blocks(before.values(), after.values()) == []
    again = plan(Request(after, tuple(after), chosen, lambda path: False, TARGET, by_mode=by_mode))
    assert [edit.path for edit in again.edits] == []
    return len(first.moves)


@pytest.mark.parametrize("entry", sample(), ids=lambda entry: str(entry["file"]))
def test_nothing_is_lost_from_a_real_document(entry: dict[str, Any]) -> None:
    chosen = settings(entry["modes"], entry["own_mode"])
    conserved({f"docs/{entry['file']}": text(entry)}, chosen, by_mode=True)


def test_nothing_is_lost_from_all_together() -> None:
    before = {f"docs/{entry['file']}": text(entry) for entry in sample()}
    assert conserved(before, settings({}, None), by_mode=True) > len(before)
