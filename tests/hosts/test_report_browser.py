"""The report in a browser: as a file, and as a page of a site with Material."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser import PHONE, WIDE, Tabs, axe, hosted

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
HEAD = "---\nscope: profiling\nmode: native\n---\n\n"
MEASURED = "The reader decodes 4.2M rows/s and spends 31 % of its time in the row map.\n\n"
PAGES = {
    "docs/perf/a_fine.md": f"{HEAD}# Fine\n\n{MEASURED}",
    "docs/perf/b_plan.md": f"{HEAD}# Plan\n\nWe should replace the map with a vector.\n",
    "docs/perf/c_question.md": f"{HEAD}# Question\n\n{MEASURED}Why is Node faster than siltgrain?\n",
    "docs/perf/d_undeclared.md": "# Undeclared\n",
    "docs/perf/e_compares.md": f"{HEAD}# Compares\n\n{MEASURED * 4}Node is 3.7x slower than siltgrain.\n"
    "\nRead <script>alert(1)</script>: we should drop it.\n",
}
PALETTE = """
theme:
  name: material
  font: false
  features: [navigation.instant]
  palette:
    - {media: "(prefers-color-scheme: light)", scheme: default}
    - {media: "(prefers-color-scheme: dark)", scheme: slate}
"""


# Where the words of a sentence begin, from left to right
PLACES = """
(element, words) => words.map((word) => {
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const at = node.data.indexOf(word);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + word.length);
    return range.getBoundingClientRect().left;
  }
  return null;
})
"""


@pytest.fixture
def file(site: Any) -> Path:
    """Return the report as a file of its own."""
    site.write(PAGES)
    return report(site)


def report(site: Any) -> Path:
    command = [sys.executable, "-m", "mkdocs_profiling_scope", "report", "--output-format", "html"]
    subprocess.run([*command, "--output-file", "report.html", "-q"], cwd=site.root, check=True, timeout=60)
    return Path(site.root, "report.html")


@pytest.fixture
def served(site: Any) -> Iterator[str]:
    """Return the address of a site with the report."""
    site.write({**PAGES, "docs/index.md": "# Siltgrain\n\n[The report](profiling-scope-report.md)\n"})
    with hosted(site.root / "site") as address:
        # Instant navigation follows links to pages in the sitemap, which wants an address.
        site.configure(top=f"site_url: {address}\n{PALETTE}")
        assert site.build().code == 0
        yield address


def names(page: Page) -> str:
    """Return the first letter of each document that the table shows, in its order."""
    shown = page.locator("tbody tr:visible").all()
    return "".join(
        str(row.locator("th").get_attribute("data-psr-value")).rsplit("/", 1)[1][0] for row in shown
    )


def sorted_by(page: Page) -> list[str]:
    """Return the columns that the table says it is sorted by."""
    heads = page.locator("thead th[aria-sort]").all()
    return [f"{head.inner_text().strip()} {head.get_attribute('aria-sort')}" for head in heads]


def test_columns_sort_both_ways_with_mouse_and_keyboard(tabs: Tabs, file: Path) -> None:
    page = tabs.open(file)
    assert (names(page), sorted_by(page)) == ("becda", [])
    page.get_by_role("button", name="Document", exact=True).click()
    assert (names(page), sorted_by(page)) == ("abcde", ["Document ascending"])
    page.keyboard.press("Enter")
    assert (names(page), sorted_by(page)) == ("edcba", ["Document descending"])
    page.get_by_role("button", name="Lines to go").focus()
    page.keyboard.press("Space")
    assert (names(page)[:2], sorted_by(page)) == ("eb", ["Lines to go descending"])
    page.get_by_role("button", name="Status").click()
    assert (names(page), sorted_by(page)) == ("becda", ["Status ascending"])


def test_the_filter_shows_rows_and_documents_of_the_chosen_states(tabs: Tabs, file: Path) -> None:
    page = tabs.open(file)
    fine = page.get_by_role("button", name="fine")
    assert fine.get_attribute("aria-pressed") == "true"
    fine.click()
    assert fine.get_attribute("aria-pressed") == "false"
    assert names(page) == "becd"
    assert page.get_by_role("status").inner_text() == "4 of 5 documents shown"
    assert page.locator(".psr-document:visible").count() == 4
    page.get_by_role("button", name="minor edits").press("Enter")
    assert names(page) == "bd"
    fine.click()
    page.get_by_role("button", name="minor edits").click()
    assert sorted(names(page)) == list("abcde")
    assert page.get_by_role("status").inner_text() == ""


def test_words_that_run_from_right_to_left_take_no_figures_along(tabs: Tabs, site: Any) -> None:
    site.write(
        {**PAGES, "docs/perf/f_quote.md": f"{HEAD}# Quote\n\n{MEASURED}Node is 3x slower than ליבה.\n"}
    )
    config = site.root / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("Native core", "ליבה"), "utf-8")
    page = tabs.open(report(site))
    facts = page.locator(".psr-document", has_text="f_quote.md").locator(".psr-facts")
    count = facts.inner_text().split(" · ")[2]  # of the findings
    assert count[:1] == "1"
    places = facts.evaluate(PLACES, ["profile of", "ליבה", count])
    assert places == sorted(places)
    action = page.locator(".psr-document", has_text="f_quote.md").locator(".psr-actions li")
    places = action.evaluate(PLACES, ["Node is 3x", "ליבה", "line 10"])
    assert places == sorted(places)


def test_without_a_script_everything_is_there(tabs: Tabs, file: Path) -> None:
    page = tabs.open(file, java_script_enabled=False)
    assert page.locator("tbody tr:visible").count() == page.locator(".psr-document:visible").count() == 5
    assert page.locator("button:visible").count() == 0


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_the_file_is_accessible_and_fits(tabs: Tabs, file: Path, width: int, dark: bool) -> None:
    page = tabs.open(file, width=width, dark=dark)
    page.locator("details").first.evaluate("element => { element.open = true; }")
    assert axe(page, "html") == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_page_in_material_is_accessible(served: str, tabs: Tabs, dark: bool) -> None:
    page = tabs.open(f"{served}/profiling-scope-report.html", dark=dark)
    page.locator("details").first.evaluate("element => { element.open = true; }")
    assert axe(page, ".psr") == []
    colors = "getComputedStyle(document.querySelector('.psr-measurement')).backgroundColor"
    assert page.evaluate(colors) == ("rgb(92, 158, 230)" if dark else "rgb(47, 111, 181)")


def test_sorting_works_after_instant_navigation(served: str, tabs: Tabs) -> None:
    page = tabs.open(f"{served}/index.html")
    page.evaluate("window.stayed = true")
    page.get_by_role("link", name="The report").click()
    page.get_by_role("button", name="Document", exact=True).click()
    assert names(page) == "abcde"
    assert page.evaluate("window.stayed") is True


def test_the_print_shows_no_controls(tabs: Tabs, file: Path) -> None:
    page = tabs.open(file)
    page.emulate_media(media="print")
    assert not page.locator(".psr-filter").is_visible()
    assert page.locator(".psr-table").is_visible()
