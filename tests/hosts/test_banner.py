"""The banner: the element that says what a page is."""

from __future__ import annotations

import json
from typing import Any

import pytest
from bs4 import Tag

HEAD = "---\nscope: profiling\nmode: native\n---\n\n"
CORE = "# Core\n\nIt decodes 4.2M rows/s.\n"
LINKS = '<div class="links">\nSee <a href="plan.html">the plan</a>.\n</div>\n\n'


def test_the_page_says_what_it_is(site: Any) -> None:
    site.write({"docs/core.md": HEAD + CORE})
    site.build()
    (page,) = site.page("core.html").select("main .ps-page")
    assert page.attrs == {
        "class": ["ps-page"],
        "data-ps-scope": "profiling",
        "data-ps-mode": "native",
        "data-ps-title": "Native core",
        "data-ps-label": "Profiling",
        "role": "note",
        "aria-label": "Profiling, Native core",
    }
    assert page.text == ""
    assert site.page("index.html").select(".ps-page") == []


@pytest.mark.parametrize(
    "text",
    [
        CORE,
        f"<!-- # Begin here: <h1>No title</h1> -->\n\n{CORE}",
        f"{LINKS}{CORE}",
        f"[![Build](badge.svg)](https://example.org/build)\n\n{CORE}",
        f'<div class="grid" markdown>\n\n{CORE}\n</div>\n',
        f'<h1 align="center">\nCore\n</h1>\n\n{LINKS}',
        f"<script>const title = '<h1>No title</h1>';</script>\n\n{CORE}",
    ],
    ids=["title", "comment", "links", "badge", "around", "html", "script"],
)
def test_it_stands_behind_the_title_whatever_comes_before(site: Any, text: str) -> None:
    site.configure(top="markdown_extensions: [md_in_html]")
    site.write({"docs/core.md": HEAD + text, "docs/badge.svg": "<svg/>"})
    assert site.build("--strict").code == 0
    (banner,) = site.page("core.html").select("main .ps-page")
    title = banner.find_previous_sibling()
    assert isinstance(title, Tag)
    assert (title.name, title.text.strip()) == ("h1", "Core")


@pytest.mark.parametrize("text", ["It decodes 4.2M rows/s.\n", f"{LINKS}## Core\n", "<h1>Core\n"])
def test_on_a_page_without_a_title_it_comes_first(site: Any, text: str) -> None:
    site.write({"docs/core.md": HEAD + text})
    site.build()
    assert site.html("core.html").partition("<main>")[2].startswith('<div class="ps-page"')


def test_the_search_of_material_finds_what_it_found(site: Any) -> None:
    site.write({"docs/core.md": f"{HEAD}{LINKS}{CORE}\n## Figures\n\nThroughput: 41 rows/s\n"})
    found = {}
    for enabled in (False, True):
        site.configure(
            "nav: {placement: 'off'}\nreport: false",
            top="theme: {name: material, font: false}",
            plugins="- search" if enabled else "",
            enabled=enabled,
        )
        site.build()
        assert ("ps-page" in site.html("core.html")) == enabled
        found[enabled] = json.loads(site.html("search/search_index.json"))
    assert found[True] == found[False]
