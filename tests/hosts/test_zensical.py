"""Zensical: tags come from the Markdown extension, nav and overviews from the command line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

pytestmark = pytest.mark.skipif(sys.version_info < (3, 11), reason="Zensical needs Python 3.11")

CONFIG = """
site_name: Siltgrain
use_directory_urls: false
theme: {font: false}
extra_css: [assets/profiling-scope.css]
markdown_extensions:
  - toc: {permalink: true}
  - profiling_scope
plugins:
  - search
  - profiling-scope:
      modes: {native: {title: Native core}, node: {title: Node binding}}
      pages:
        - {match: "perf/core.md", scope: profiling, mode: native}
        - {match: "perf/plan.md", scope: proposal}
"""
CORE = """
---
title: The core
---

# The core

It decodes 4.2M rec/s.

## Recommendations

We should implement arenas in the first phase.
"""


def run(site: Any, *command: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=site.root,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture
def built(site: Any) -> Any:
    site.write(
        {
            "mkdocs.yml": CONFIG,
            "docs/perf/core.md": CORE,
            "docs/perf/plan.md": "# Plan\n\n## Cache\n\nWe should cache, see [it](core.md).\n",
        }
    )
    nav = run(site, "mkdocs_profiling_scope", "export", "--write").stdout
    site.write({"mkdocs.yml": CONFIG + nav.replace("nav:", "nav:\n  - index.md")})
    run(site, "zensical", "build", "--clean")
    return site


def test_blocks_and_page_are_tagged(built: Any) -> None:
    assert built.tags("perf/core.html") == ["p 7-7 profiling", "h2 9-9 proposal", "p 11-11 proposal"]
    page = built.page("perf/core.html")
    assert page.select_one("h2.ps-section")["data-ps-label"] == "Proposal"
    (banner,) = page.select("h1 + .ps-page")
    assert (banner["aria-label"], banner.text) == ("Profiling, Native core", "")
    assert built.page("index.html").select("[class^=ps-]") == []


def test_the_style_sheet_is_there(built: Any) -> None:
    (link,) = built.page("perf/core.html").select("link[href$='profiling-scope.css']")
    assert ".ps-page" in (built.root / "site/perf" / link["href"]).read_text("utf-8")


def test_nav_and_overviews(built: Any) -> None:
    sidebar = built.page("perf/core.html").select(".md-sidebar--primary a.md-nav__link")
    names = list(dict.fromkeys(" ".join(a.text.split()) for a in sidebar if not a["href"].startswith("#")))
    assert [n for n in names if n] == [
        "Siltgrain",
        "Profiling overview",
        "The core",
        "Optimization overview",
        "Plan",
    ]
    overview = built.page("profiling/index.html")
    assert overview.select_one("article strong").text == "4.2M rec/s"
    assert [a["href"] for a in overview.select("article li a")] == ["../perf/core.html"]


def test_neither_search_nor_anchors_change(built: Any) -> None:
    def indexed() -> str:
        return str((built.root / "site/search.json").read_text("utf-8"))

    def bare(name: str) -> str:
        soup = BeautifulSoup(built.html(name), "html.parser")
        for element in soup.select(".ps-page"):
            element.decompose()
        for element in soup.select("[data-ps-lines]"):
            ours = [k for k in element.attrs if k.startswith("data-ps") or element[k] == ["ps-section"]]
            for key in ours:
                del element[key]
        return "".join(str(soup.select_one("article")).split())

    pages = [
        str(p.relative_to(built.root / "site")) for p in sorted(Path(built.root, "site").rglob("*.html"))
    ]
    tagged = {name: bare(name) for name in pages if name != "404.html"}, indexed()
    built.write({"mkdocs.yml": (built.root / "mkdocs.yml").read_text().replace("  - profiling_scope\n", "")})
    run(built, "zensical", "build", "--clean")
    assert "data-ps" not in built.html("perf/core.html")
    assert ({name: bare(name) for name in tagged[0]}, indexed()) == tagged


def test_settings_above_the_page_are_read_again_when_they_change(site: Any) -> None:
    code = """
        import markdown, pathlib
        ours = {"profiling_scope": {"path": "docs/perf/core.md"}}
        for scope in ("profiling", "none"):
            pathlib.Path("profiling-scope.toml").write_text(f"pages = [{{match = '**', scope = '{scope}'}}]")
            print(markdown.markdown("It decodes 4.2M rec/s.", extensions=ours, extension_configs=ours))
    """
    site.write({"docs/perf/core.md": "It decodes 4.2M rec/s.", "code.py": code})
    (site.root / "mkdocs.yml").unlink(missing_ok=True)
    assert run(site, "code").stdout.endswith("</p>\n<p>It decodes 4.2M rec/s.</p>\n")


def test_python_markdown_alone_is_told_the_page(site: Any) -> None:
    code = """
        import markdown
        for options in ({"path": "docs/perf/core.md"}, {}):
            ours = {"profiling_scope": options}
            print(markdown.markdown("It decodes 4.2M rec/s.", extensions=ours, extension_configs=ours))
    """
    site.write({"mkdocs.yml": CONFIG, "docs/perf/core.md": "It decodes 4.2M rec/s.", "code.py": code})
    tagged, untouched = run(site, "code").stdout.split("</p>\n", 1)
    assert 'data-ps-metric="throughput"' in tagged
    assert untouched.strip() == "<p>It decodes 4.2M rec/s.</p>"


@pytest.mark.parametrize("title", ["# Core", '<h1 align="center">Core</h1>'])
def test_the_banner_stands_behind_a_title_that_comes_later(site: Any, title: str) -> None:
    code = f"""
        import markdown
        ours = {{"profiling_scope": {{"path": "docs/perf/core.md"}}}}
        text = '<div>See the plan.</div>\\n\\n{title}\\n\\nIt decodes 4.2M rec/s.'
        print(markdown.markdown(text, extensions=ours, extension_configs=ours))
    """
    site.write({"mkdocs.yml": CONFIG, "code.py": code})
    page = BeautifulSoup(run(site, "code").stdout, "html.parser")
    assert len(page.select("h1 + .ps-page")) == 1
