"""Figures on real documents, which live outside of the repository; skipped where they are missing."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag

from tests.identity import without_ours

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "mrrc" / "before"
pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="../shared/corpus is not there")


def test_real_documents_stay_identical_and_tags_tell_the_lines(
    site: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(CORPUS, site.root / "docs", dirs_exist_ok=True)
    html = {}
    for enabled in (False, True):
        site.configure(
            "pages: [{match: '**', scope: profiling, mode: native}]\nnav: {placement: 'off'}", enabled=enabled
        )
        assert site.build().code == 0
        built = sorted(Path(site.root, "site").rglob("*.html"))
        html[enabled] = {str(path): without_ours(path.read_text(encoding="utf-8")) for path in built}
    identical = sum(html[True][name] == text for name, text in html[False].items())
    right = [told for path in Path(site.root, "docs").rglob("*.md") for told in _told(site, path)]
    with capsys.disabled():
        print(f"\n{identical} of {len(html[False])} pages identical", end=", ")
        print(f"{sum(right)} of {len(right)} tagged elements stand on the lines they claim")
    assert identical == len(html[False])
    assert right
    assert sum(right) >= 0.99 * len(right)


def _told(site: Any, source: Path) -> list[bool]:
    """Tell for each tagged element whether the words of its own text stand on its lines."""
    lines = source.read_text(encoding="utf-8").split("\n")
    page = Path(site.root, "site", source.relative_to(site.root / "docs").with_suffix(".html"))
    if source.stem == "README" and not page.exists():
        page = page.with_stem("index")
    soup = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
    told = []
    for element in soup.select("[data-ps-lines]"):
        start, end = map(int, str(element["data-ps-lines"]).split("-"))
        known = set(_words("\n".join(lines[start - 1 : end])))
        told.append(all(word in known for word in _words(_own_text(element))))
    return told


def _words(text: str) -> list[str]:
    return re.findall(r"[A-Za-z]{3,}", text)


def _own_text(element: Tag) -> str:
    """Return the text of `element` without that of blocks inside of it."""
    inner = ("ul", "ol", "pre", "table", "blockquote", "div")
    strings = element.find_all(string=True)
    return " ".join(s for s in strings if not any(p.name in inner for p in _within(s, element)))


def _within(node: Any, element: Tag) -> list[Tag]:
    found = []
    while (node := node.parent) is not element:
        found.append(node)
    return found
