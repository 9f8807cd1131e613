"""Sites that are laid out, named or built in unusual ways: pages stay what they are without the plugin."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.identity import without_ours

PAGE = """---
scope: profiling
mode: native
---

# Reading

The Node binding is 3.7x slower than siltgrain, see [the plan](plan.md).

!!! note "We should change this"

    - We should replace the map with a vector.
    - It takes 12 ms for 1,000 rows.
"""
PLAN = "---\nscope: proposal\n---\n\n# Plan\n\nWe should replace the map, see [the profile](perf.md).\n"
EXTENSIONS = "markdown_extensions: [admonition, attr_list, def_list, footnotes, tables, toc]\n"


@pytest.fixture(autouse=True)
def pages(site: Any) -> None:
    site.write({"docs/perf.md": PAGE, "docs/plan.md": PLAN})


def plain(site: Any, top: str = EXTENSIONS, name: str = "perf.html") -> str:
    """Return the page as it is built without the plugin."""
    site.configure(top=top, enabled=False)
    assert site.build().code == 0
    return str(site.html(name))


def main_of(html: str) -> str:
    return html[html.index("<main>") : html.index("</main>")]


def same(site: Any, before: str, name: str = "perf.html") -> None:
    after = site.html(name)
    assert "data-ps-scope" in after
    assert main_of(without_ours(after)) == main_of(without_ours(before))


def test_a_dirty_build_leaves_a_page_as_it_is(site: Any) -> None:
    before = plain(site)
    site.configure(top=EXTENSIONS)
    site.build()
    (site.root / "docs/perf.md").write_text(PAGE, "utf-8")
    assert site.build("--dirty").code == 0
    same(site, before)


def test_a_dirty_build_keeps_pages_about_others_as_the_whole_build_made_them(site: Any) -> None:
    site.configure(top=EXTENSIONS)
    site.build()
    names = ("profiling-scope-report.html", "profiling/index.html", "plan.html")
    before = {name: main_of(site.html(name)) for name in names}
    site.write({"docs/perf.md": PAGE.replace("# Reading", "# Reading anew")})
    assert site.build("--dirty").code == 0
    assert "Reading anew" in site.html("perf.html")
    assert {name: main_of(site.html(name)) for name in names} == before
    site.build()
    assert "Reading anew" in main_of(site.html("profiling/index.html"))


def test_a_dirty_build_names_the_overviews_that_it_does_not_read(site: Any) -> None:
    nav = "nav: [{Home: index.md}, {Reading: perf.md}, {Plan: plan.md}]\n"
    site.configure('nav: {profiling: "Figures & <facts>"}', top=nav)
    site.build()
    before = site.outline()
    assert "  Figures & <facts> overview" in before
    site.write({"docs/index.md": "# Siltgrain\n\nA store for columns.\n"})
    assert site.build("--dirty").code == 0
    assert "columns" in site.html("index.html")
    assert site.outline() == before


def test_a_configuration_of_another_name_in_another_folder_is_read(site: Any) -> None:
    before = plain(site)
    site.configure(top=EXTENSIONS)
    renamed = site.root / ".mike-0123.yml"
    (site.root / "mkdocs.yml").rename(renamed)
    command = [sys.executable, "-m", "mkdocs", "build", "-f", str(renamed)]
    done = subprocess.run(command, cwd=site.root.parent, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert "docs/perf.md:8:1: PS101" in done.stderr
    same(site, before)


@pytest.mark.skipif(sys.platform == "win32", reason="needs symbolic links")
def test_documents_behind_a_symbolic_link_are_read(site: Any) -> None:
    before = plain(site)
    site.configure(top=EXTENSIONS)
    findings = site.build().findings
    (site.root / "docs").rename(site.root / "genuine")
    (site.root / "docs").symlink_to("genuine")
    assert site.build().findings == findings != []
    same(site, before)


def test_documents_outside_of_the_folder_of_the_configuration_are_read(site: Any) -> None:
    inner = site.root / "site-config"
    before = plain(site)
    site.configure(top=f"{EXTENSIONS}docs_dir: ../docs\nsite_dir: ../site\n")
    inner.mkdir()
    (site.root / "mkdocs.yml").rename(inner / "mkdocs.yml")
    (site.root / "theme").rename(inner / "theme")
    command = [sys.executable, "-m", "mkdocs", "build"]
    done = subprocess.run(command, cwd=inner, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert "PS101" in done.stderr
    same(site, before)


TWICE = """
import sys
from pathlib import Path
from mkdocs.commands.build import build
from mkdocs.config import load_config
for turn in ("one", "two"):
    config = load_config("mkdocs.yml", site_dir=turn)
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    config.plugins.on_shutdown()
"""


def test_two_builds_in_one_process_come_to_the_same(site: Any) -> None:
    before = plain(site)
    site.configure(top=EXTENSIONS)
    command = [sys.executable, "-c", TWICE]
    subprocess.run(command, cwd=site.root, capture_output=True, encoding="utf-8", check=True)
    one, two = (Path(site.root, turn, "perf.html").read_text("utf-8") for turn in ("one", "two"))
    assert one == two
    assert main_of(without_ours(one)) == main_of(without_ours(before))


def test_windows_paths_in_settings_mean_the_same_folder(site: Any) -> None:
    site.write({"docs/perf.md": PAGE.replace("scope: profiling\n", "")})
    pages = r"""
    pages:
      - {match: 'perf.md', scope: profiling}
    """
    site.configure(pages, top=EXTENSIONS)
    unix = [line for line in site.build().findings if "perf.md" in line]
    site.write({"docs/deep/perf.md": PAGE.replace("scope: profiling\n", "").replace("plan.md", "../plan.md")})
    site.configure(pages.replace("perf.md", r"deep\*.md"), top=EXTENSIONS)
    windows = [line for line in site.build().findings if "perf.md" in line]
    assert unix
    assert [line.replace("docs/deep/", "docs/") for line in windows] == unix


def test_a_plugin_that_is_listed_twice_is_told_or_harmless(site: Any) -> None:
    before = plain(site)
    site.configure(top=EXTENSIONS, plugins="- profiling-scope: {tags: true}")
    done = site.build()
    if done.code == 0:
        same(site, before)
    assert "Traceback" not in done.log


SAVES = """
from pathlib import Path
def on_nav(nav, config, files):
    page = Path(config.docs_dir, "perf.md")
    page.write_text(page.read_text().replace("# Reading", "# Reading\\n\\nMore."))
"""


def test_a_save_while_the_site_is_built_gives_the_findings_and_tags_of_what_is_rendered(site: Any) -> None:
    site.configure(top=f"{EXTENSIONS}hooks: [save.py]\n")
    site.write({"save.py": SAVES})
    assert "WARNING docs/perf.md:10:1: PS101" in site.build().findings
    assert "p 10-10 cross" in site.tags("perf.html")
    site.configure(top=EXTENSIONS)
    once = main_of(site.html("perf.html"))
    site.build()
    assert main_of(site.html("perf.html")) == once


@pytest.mark.parametrize("page", ["perf.md", "index.md"])
def test_a_document_that_goes_while_the_site_is_built_is_told(site: Any, page: str) -> None:
    site.write(
        {"go.py": f"import os\ndef on_files(files, config):\n    os.remove(config.docs_dir + '/{page}')\n"}
    )
    site.configure(top=f"{EXTENSIONS}hooks: [go.py]\n")
    command = [sys.executable, "-m", "mkdocs", "build"]
    done = subprocess.run(command, cwd=site.root, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert page in done.stderr
    assert "mkdocs_profiling_scope" not in done.stderr  # no traceback through us
