"""The two sections of the nav beside awesome-pages, which looks for pages in the section of their folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

OURS = """\
  - profiling-scope:
      modes: {native: {title: Native core}, node: {title: Node binding}}
      pages:
        - {match: "perf/**", scope: profiling, mode: native}
        - {match: "plans/**", scope: proposal}
"""
SECTIONS = [
    "PROFILING",
    "  Profiling overview",
    "  Reader",
    "OPTIMIZATION",
    "  Optimization overview",
    "  Cache",
]


@pytest.fixture(autouse=True)
def pages(site: Any) -> None:
    site.write({"docs/perf/reader.md": "# Reader\n", "docs/plans/cache.md": "# Cache\n"})
    site.write({"docs/guide.md": "# Guide\n"})
    listed(site, "awesome-pages")


def listed(site: Any, before: str, after: str = "", options: str = "") -> None:
    """Write the configuration with plugins `before` and `after` ours."""
    site.configure(enabled=False)
    config = Path(site.root, "mkdocs.yml")
    head = config.read_text("utf-8").partition("plugins:")[0]
    first, last = ("".join(f"  - {name}\n" for name in names.split()) for names in (before, after))
    ours = OURS + (f"      nav: {options}\n" if options else "")
    config.write_text(f"{head}plugins:\n{first}{ours}{last}", "utf-8")


def built(site: Any, pages: str) -> list[str]:
    """Return the nav with `pages` as the file `.pages`."""
    site.write({"docs/.pages": pages})
    done = site.build()
    assert done.code == 0, done.log
    outline: list[str] = site.outline()
    return outline


@pytest.mark.parametrize(("before", "after"), [("awesome-pages", ""), ("", "awesome-pages")])
def test_the_sections_come_after_what_it_has_arranged_wherever_it_is_listed(
    site: Any, before: str, after: str
) -> None:
    listed(site, before, after)
    assert built(site, "nav: [guide.md, index.md, perf, plans]") == ["Guide", "Siltgrain", *SECTIONS]


@pytest.mark.parametrize("order", ["{order: asc}", "{order: desc}", "{order: asc, sort_type: natural}"])
def test_what_it_sorts_are_the_files(site: Any, order: str) -> None:
    assert sorted(built(site, order)[:2]) == ["Guide", "Siltgrain"]
    assert site.outline()[2:4] == SECTIONS[:2]


def test_a_folder_that_it_names_anew_is_found(site: Any) -> None:
    pages = "nav: [index.md, guide.md, {Measured: perf}, {Planned: plans}]"
    assert built(site, pages) == ["Siltgrain", "Guide", *SECTIONS]
    listed(site, "awesome-pages", options="{placement: link}")
    folders = ["MEASURED", "  Reader", "PLANNED", "  Cache"]
    assert built(site, pages) == ["Siltgrain", "Guide", *folders, *SECTIONS]


def test_the_sections_are_there_where_its_nav_names_everything_that_is_shown(site: Any) -> None:
    assert built(site, "nav: [index.md, perf]") == ["Siltgrain", *SECTIONS[:3]]


def test_what_it_hides_stays_hidden(site: Any) -> None:
    site.write({"docs/perf/.pages": "hide: true\n"})
    assert built(site, "nav: [index.md, ...]") == ["Siltgrain", "Guide", *SECTIONS[3:]]


def test_section_index_finds_the_sections_still(site: Any) -> None:
    listed(site, "awesome-pages section-index")
    shown = built(site, "nav: [index.md, guide.md, perf, plans]")
    assert shown == ["Siltgrain", "Guide", "Profiling", "  Reader", "Optimization", "  Cache"]
