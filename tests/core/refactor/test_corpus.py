"""The promises of a refactoring on real documents, which live outside of the repository.

A sample is refactored; `--all-documents` does so with all of them, which takes minutes. Without the documents
the tests are skipped, and say so.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from mkdocs_profiling_scope import Settings
from mkdocs_profiling_scope.core.refactor.plan import Request, plan
from tests.core.refactor import kept
from tests.core.refactor.applied import applied

CORPUS = Path(__file__).parents[4] / "shared" / "corpus" / "wild"
SAMPLE = 12  # one document of so many
TARGET, ARCHIVE = "docs/plan.md", "docs/archive"
pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="../shared/corpus is not there")


def documents() -> list[dict[str, Any]]:
    index = json.loads((CORPUS / "index.json").read_text("utf-8")) if CORPUS.is_dir() else []
    return sorted(index, key=lambda entry: str(entry["file"]))


def text(entry: dict[str, Any]) -> str:
    return Path(CORPUS, "docs", entry["file"]).read_bytes().decode("utf-8")


def settings(modes: dict[str, Any], own: str | None) -> Settings:
    rule = {"match": "**", "scope": "profiling"} | ({"mode": own} if own else {})
    pages = [{"match": "plan.md", "scope": "proposal"}, {"match": "archive/**", "scope": "none"}, rule]
    return Settings.from_mapping({"modes": {k: {"aliases": v} for k, v in modes.items()}, "pages": pages})


def conserved(before: dict[str, str], chosen: Settings, **options: Any) -> int:
    """Refactor twice; return the number of moves."""

    def run(texts: dict[str, str]) -> Any:
        return plan(Request(texts, tuple(texts), chosen, lambda path: False, TARGET, **options))

    first = run(before)
    after = applied(first, before)
    new = {path: text for path, text in after.items() if not path.startswith(ARCHIVE)}
    renamed = {new: before[old] for old, new in first.renamed} | before
    assert kept.lost(before, new) == {}
    assert kept.doubled(before, new) == {}
    assert kept.disordered({p: renamed[p] for p in new if p in renamed and p != TARGET}, new) == []
    assert [edit.path for edit in run(after).edits] == []
    return len(first.moves)


OPTIONS: tuple[dict[str, Any], ...] = ({}, {"archive": ARCHIVE, "by_mode": True})


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Try everything with both, or one half of a sample with either."""
    found = documents()
    if metafunc.config.getoption("--all-documents"):
        single = [(entry, options) for entry in found for options in OPTIONS]
        together = [(found, options) for options in OPTIONS]
    else:
        single = [(entry, OPTIONS[i % 2]) for i, entry in enumerate(found[:: SAMPLE // 2])]
        together = [(found[i + 3 :: SAMPLE], options) for i, options in enumerate(OPTIONS)]
    if "entry" in metafunc.fixturenames:
        names = [f"{entry['file']}{' with all' if options else ''}" for entry, options in single]
        metafunc.parametrize(("entry", "options"), single, ids=names)
    else:
        metafunc.parametrize(("entries", "options"), together, ids=["plain", "with all"])


def test_nothing_is_lost_from_a_real_document(entry: dict[str, Any], options: dict[str, Any]) -> None:
    conserved({f"docs/{entry['file']}": text(entry)}, settings(entry["modes"], entry["own_mode"]), **options)


def test_nothing_is_lost_from_all_together(entries: list[dict[str, Any]], options: dict[str, Any]) -> None:
    before = {f"docs/{entry['file']}": text(entry) for entry in entries}
    assert conserved(before, settings({}, None), **options) > len(before) // 2
