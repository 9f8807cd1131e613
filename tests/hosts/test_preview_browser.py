"""The preview in a browser: words are marked, keys go from one to the next, a save keeps the place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import PHONE, WIDE, Tabs, axe, hosted
from tests.hosts.serving import Server, serving

pytestmark = pytest.mark.browser
expect.set_options(timeout=20_000)  # machines of tests are busy

QUESTION = "Why is the Node binding faster than the native core?"
FASTER = "The Node binding is three times faster than the native core."
FILLER = "\n\n".join(f"Paragraph {i}: the reader decodes rows in order and keeps them." for i in range(40))
PAGE = f"""
---
scope: profiling
mode: native
---

# Core

It reads. {QUESTION} It writes.

{FILLER}

- Rows are read. {FASTER}
- Why is `Node` **so much** faster
  than the *native* core?

??? note "Folded"

    We should implement arenas in the first phase.

=== "One"

    It reads.

=== "Two"

    We recommend to implement this in phase two.

| Load | Native core | Node binding |
|------|-------------|--------------|
| a    | 4.1 s       | 9.4 s        |

## Plan

We should implement batches in the first phase.

We should replace the map with a vector.

We should drop the lock in the second phase.
"""
TOP = """
theme:
  name: material
  font: false
  features: [navigation.instant, navigation.sections]
  palette:
    - {media: "(prefers-color-scheme: light)", scheme: default}
    - {media: "(prefers-color-scheme: dark)", scheme: slate}
markdown_extensions:
  - admonition
  - smarty
  - pymdownx.details
  - pymdownx.superfences
  - pymdownx.tabbed: {alternate_style: true}
  - toc: {permalink: true}
nav:
  - index.md
  - core.md
  - other.md
"""
MARKED = """
name => [...(CSS.highlights.get(name) ?? [])].map(range => range.toString())
"""
CURRENT = "aside.ps-finding[aria-current]"


@pytest.fixture
def written(site: Any) -> Any:
    site.configure("", TOP, plugins="- search")
    site.write(
        {
            "docs/index.md": "# Home\n\n[The core](core.md)\n",
            "docs/core.md": PAGE,
            "docs/other.md": f"---\nscope: profiling\nmode: native\n---\n\n# Other\n\n{QUESTION}\n",
        }
    )
    return site


@pytest.fixture
def server(written: Any) -> Iterator[Server]:
    with serving(written) as server:
        server.until("Serving on")
        yield server


@pytest.fixture
def built(written: Any) -> Iterator[str]:
    """Return the address of the site as a preview deployment has it."""
    with hosted(written.root / "site") as address:
        # Instant navigation follows links to pages in the sitemap, which wants an address.
        written.configure("serve_warnings: build", f"site_url: {address}\n{TOP}", plugins="- search")
        assert written.build().code == 0
        yield address


def codes(page: Page) -> list[str]:
    return page.locator("aside.ps-finding .ps-code").all_text_contents()


def current(page: Page) -> str:
    return " ".join(page.locator(f"{CURRENT} .ps-head").inner_text().split())


def test_the_words_are_marked(built: str, tabs: Tabs) -> None:
    page = tabs.open(f"{built}/core.html")
    marked = page.evaluate(MARKED, "ps-warning")
    assert [re.sub(r"\s+", " ", text) for text in marked[:3]] == [
        QUESTION,
        FASTER,
        "Why is Node so much faster than the native core?",
    ]
    assert marked[-1] == "Plan"
    section = "".join(page.evaluate(MARKED, "ps-section"))
    assert "replace the map with a vector" in section
    assert "It reads" not in section
    # A table is marked as a whole; so is every block in a browser that cannot mark words.
    assert page.locator("table").evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    assert page.locator("h1 ~ p").first.evaluate("e => getComputedStyle(e).outlineStyle") == "none"


def test_without_highlights_the_block_is_marked(built: str, tabs: Tabs) -> None:
    page = tabs.open("about:blank")
    page.add_init_script("delete window.Highlight")
    page.goto(f"{built}/core.html")
    block = page.locator("[data-ps-findings]").first
    assert block.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"


def test_keys_and_buttons_go_from_one_to_the_next(built: str, tabs: Tabs) -> None:
    page = tabs.open(f"{built}/core.html", reduced_motion="reduce")
    summary = page.locator(".ps-summary")
    count = len(codes(page))
    assert f"{count} findings" in summary.inner_text()
    next_key, previous_key = (
        summary.get_by_role("button", name=name).get_attribute("aria-keyshortcuts") or ""
        for name in ("Next", "Previous")
    )
    seen = []
    for i in range(count):
        page.keyboard.press(next_key)
        expect(summary.get_by_role("status")).to_have_text(f"{i + 1} / {count}")
        seen.append(current(page).split()[0])
        expect(page.locator(CURRENT)).to_be_focused()
        expect(page.locator(CURRENT)).to_be_in_viewport()
    assert seen == codes(page)
    page.keyboard.press(next_key)
    expect(summary.get_by_role("status")).to_have_text(f"1 / {count}")
    page.keyboard.press(previous_key)
    expect(summary.get_by_role("status")).to_have_text(f"{count} / {count}")
    summary.get_by_role("button", name="Previous").click()
    expect(summary.get_by_role("status")).to_have_text(f"{count - 1} / {count}")


def opened(written: Any, built: str, tabs: Tabs, text: str) -> Page:
    """Build a profile that consists of `text`, and open it."""
    written.write({"docs/core.md": f"---\nscope: profiling\nmode: native\n---\n\n# Core\n\n{text}"})
    assert written.build().code == 0
    return tabs.open(f"{built}/core.html")


def test_folded_html_opens_and_its_words_are_marked(written: Any, built: str, tabs: Tabs) -> None:
    folded = f"<details><summary>It writes</summary>\n\n{FASTER}\n\n</details>\n"
    page = opened(written, built, tabs, folded)
    assert page.evaluate(MARKED, "ps-warning") == [FASTER]
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator("details")).to_have_attribute("open", "")


def test_text_right_below_code_is_marked(written: Any, built: str, tabs: Tabs) -> None:
    # Python-Markdown puts both into one paragraph, which the browser takes apart.
    text = f"```sh\nrun\n```\nIt *reads*. {FASTER}\nIt writes.\n\n```sh\nrun\n```\n"
    page = opened(written, built, tabs, text)
    assert page.evaluate(MARKED, "ps-warning") == [FASTER]
    assert page.locator("[data-ps-findings]").evaluate("e => getComputedStyle(e).outlineStyle") == "none"


def test_keys_go_on_from_a_tab_that_was_chosen(built: str, tabs: Tabs) -> None:
    page = tabs.open(f"{built}/core.html", reduced_motion="reduce")
    page.get_by_text("Two", exact=True).click()  # which gives its radio button the focus
    assert page.evaluate("document.activeElement.type") == "radio"
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator(CURRENT)).to_be_focused()


def test_no_key_of_the_theme_is_taken(built: str, tabs: Tabs) -> None:
    page = tabs.open(f"{built}/core.html")
    for key in ("n", "p", "f", "s", "ArrowDown", "ArrowUp"):
        assert page.locator(CURRENT).count() == 0, key
        if key in ("ArrowDown", "ArrowUp"):
            page.keyboard.press(key)
    page.keyboard.press("f")
    expect(page.locator("input.md-search__input")).to_be_focused()
    page.keyboard.press("Alt+ArrowDown")  # in the field of the search
    assert page.locator(CURRENT).count() == 0


def test_after_instant_navigation(built: str, tabs: Tabs) -> None:
    page = tabs.open(f"{built}/index.html")
    page.evaluate("window.stayed = true")
    go_through(page)
    assert page.evaluate("window.stayed") is True


def test_from_files(browser: Browser, written: Any, built: str) -> None:
    # Not with `tabs`: Material logs that the search cannot read its index there.
    context = browser.new_context(viewport={"width": WIDE, "height": 900})
    page = context.new_page()
    page.goto((written.root / "site/index.html").as_uri())
    go_through(page)
    context.close()


def go_through(page: Page) -> None:
    """Follow links, and find what there is to be seen on each page."""
    page.get_by_role("link", name="The core", exact=True).click()
    expect(page.locator("h1")).to_contain_text("Core")
    page.wait_for_function("CSS.highlights.get('ps-warning')?.size > 3")
    page.keyboard.press("Alt+ArrowDown")
    assert current(page).startswith("PS102")
    page.locator("nav").get_by_role("link", name="Other").first.click()
    expect(page.locator("h1")).to_contain_text("Other")
    page.wait_for_function("CSS.highlights.get('ps-warning')?.size === 1")
    assert page.evaluate(MARKED, "ps-warning") == [QUESTION]
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator(".ps-at")).to_have_text("1 / 1")


def test_a_save_shows_and_takes_away_and_keeps_the_place(written: Any, server: Server, tabs: Tabs) -> None:
    page = tabs.open(f"{server.url}/core.html", reduced_motion="reduce")
    before = codes(page)
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Next").click()
    focused = current(page)
    place = page.locator(CURRENT).bounding_box()
    assert "core.md:8" not in focused

    # A finding comes, far above what is being read.
    written.write(
        {
            "docs/core.md": PAGE.replace(
                "It reads.", "Node is twice as fast as the native core.\n\nNew text.", 1
            )
        }
    )
    expect(page.locator("aside.ps-finding")).to_have_count(len(before) + 1, timeout=30_000)
    expect(page.locator(CURRENT)).to_be_focused()
    assert current(page).split(":")[0] == focused.split(":")[0]
    expect(page.get_by_role("status")).to_have_text(f"3 / {len(before) + 1}")
    now = page.locator(CURRENT).bounding_box()
    assert place is not None
    assert now is not None
    assert abs(now["y"] - place["y"]) < 5

    # Two go, the one that was looked at among them.
    written.write({"docs/core.md": PAGE.replace(FASTER, "They are kept.")})
    expect(page.locator("aside.ps-finding")).to_have_count(len(before) - 1, timeout=30_000)
    assert page.locator(CURRENT).count() == 0
    assert FASTER not in " ".join(page.evaluate(MARKED, "ps-warning"))
    item = page.get_by_text("They are kept").bounding_box()
    assert item is not None
    assert 0 < item["y"] < 900


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [WIDE, PHONE], ids=["wide", "phone"])
def test_it_is_accessible(built: str, tabs: Tabs, dark: bool, width: int) -> None:
    page = tabs.open(f"{built}/core.html", dark=dark, width=width)
    page.keyboard.press("Alt+ArrowDown")
    assert axe(page, ".ps-finding", ".ps-summary") == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    for aside in page.locator("aside.ps-finding").all():
        box = aside.bounding_box()
        assert box is None or box["x"] + box["width"] <= width


def test_it_is_not_printed(built: str, tabs: Tabs) -> None:
    page = tabs.open(f"{built}/core.html")
    page.emulate_media(media="print")
    assert not page.locator(".ps-summary").is_visible()
    assert not page.locator("aside.ps-finding").first.is_visible()
    assert page.locator("table").evaluate("e => getComputedStyle(e).outlineStyle") == "none"
    words = "e => getComputedStyle(e, '::highlight(ps-warning)').backgroundColor"
    assert page.locator("h1 ~ p").first.evaluate(words) == "rgba(0, 0, 0, 0)"


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs"])
def test_other_themes(browser: Browser, written: Any, theme: str) -> None:
    written.configure("serve_warnings: build", f"theme: {theme}", plugins="- search")
    assert written.build().code == 0
    # Not with `tabs`: what these themes log without a network is no fault of the preview.
    context = browser.new_context(viewport={"width": WIDE, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    page.goto((written.root / "site/core.html").as_uri())
    assert page.evaluate(MARKED, "ps-warning")[0] == QUESTION
    # What stands out of a table is cut off by the box that it scrolls in.
    outline = "e => (s => [parseFloat(s.outlineOffset), parseFloat(s.outlineWidth)])(getComputedStyle(e))"
    offset, width = page.locator("table[data-ps-findings]").evaluate(outline)
    assert 0 < width <= -offset
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator(CURRENT)).to_be_in_viewport()
    assert axe(page, ".ps-finding", ".ps-summary") == []
    context.close()
