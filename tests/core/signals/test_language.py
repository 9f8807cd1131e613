"""Pages in other languages get no findings from English cues."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_profiling_scope import Settings, analyse
from mkdocs_profiling_scope.core.markdown.parse import parse
from mkdocs_profiling_scope.core.signals.language import is_english

PAGES = Path(__file__).parent / "language"
MODES = {"native": {"aliases": ["siltgrain"]}, "node": {"aliases": ["Node"]}}


@pytest.mark.parametrize("page", sorted(PAGES.glob("english/*.md")), ids=lambda p: p.stem)
def test_english(page: Path) -> None:
    assert is_english(parse(page.read_text(encoding="utf-8")))


@pytest.mark.parametrize("page", sorted(PAGES.glob("not-english/*.md")), ids=lambda p: p.stem)
def test_not_english(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert not is_english(parse(text))
    analysis = analyse(text, Settings.from_mapping({"modes": MODES}), scope="profiling", mode="native")
    assert analysis.findings == ()
    assert {(b.scope, b.comparison) for b in analysis.blocks} == {("other", "none")}


def test_structural_rules_still_speak() -> None:
    text = "---\nlang: de\nmode: nativ\n---\n\n# Profil\n\nnative is 3x faster than Node.\n"
    analysis = analyse(text, Settings.from_mapping({"modes": MODES}), scope="profiling")
    assert {f.code for f in analysis.findings} <= {"PS301", "PS302"}
    assert "PS302" in {f.code for f in analysis.findings}
