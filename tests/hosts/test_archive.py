"""Archived documents are part of the site, but of neither its nav nor its search."""

from __future__ import annotations

import json
from typing import Any

ARCHIVED = (
    "---\nscope: none\narchived: true\nsearch: {exclude: true}\n---\n\n# Reading in May\n\nIt took long.\n"
)


def test_an_archived_document_is_neither_in_the_nav_nor_in_the_search(site: Any) -> None:
    site.write({"docs/archive/read.md": ARCHIVED})
    site.configure("report: false", plugins="- search")
    built = site.build()
    assert (built.code, built.warnings) == (0, [])
    assert "It took long" in site.html("archive/read.html")
    assert site.outline() == ["Siltgrain"]
    index = json.loads((site.root / "site/search/search_index.json").read_text("utf-8"))
    assert [entry["location"] for entry in index["docs"] if "archive" in entry["location"]] == []
