"""Badges as a browser shows them: drawn by the style sheet, legible, and no part of the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import axe

pytestmark = pytest.mark.browser

PAGE = """
---
scope: profiling
mode: native
---

# The core

It decodes 4.2M rows/s.

## Recommendations

We should implement arenas in the first phase.

## Room for improvement

There is room for improvement in how names are compared.
"""
THEMES = {
    "material": "name: material, font: false, features: [navigation.instant]",
    "mkdocs": "name: mkdocs",
    "readthedocs": "name: readthedocs",
}
DARK = {"material": "palette: {scheme: slate}", "mkdocs": "color_mode: dark"}
BADGES = {".ps-page": "Profiling · Native core", "#recommendations": "Proposal"}
# A color as the browser paints it, whatever notation the style sheet has it in
COLORS = """
element => {
  const rgba = color => {
    const context = Object.assign(document.createElement("canvas"), {width: 1, height: 1}).getContext("2d");
    context.fillStyle = color;
    context.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = context.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const layers = [getComputedStyle(element, "::after").backgroundColor];
  for (let node = element; node; node = node.parentElement)
    layers.push(getComputedStyle(node).backgroundColor);
  return {text: rgba(getComputedStyle(element, "::after").color), layers: layers.map(rgba)};
}
"""


@pytest.fixture
def open_page(browser: Browser, site: Any) -> Iterator[Callable[..., Page]]:
    # Not with `tabs`: what the themes MkDocs brings log without a network is no fault of a badge.
    context = browser.new_context(viewport={"width": 1000, "height": 900})

    def open_page(theme: str, scheme: str = "light") -> Page:
        options = ", ".join([THEMES[theme], *([DARK[theme]] if scheme == "dark" else [])])
        site.configure(top=f"theme: {{{options}}}\nmarkdown_extensions: [toc: {{permalink: true}}]")
        site.write({"docs/core.md": PAGE})
        assert site.build().code == 0
        page = context.new_page()
        page.goto((site.root / "site/core.html").as_uri())
        return page

    yield open_page
    context.close()


def badge(page: Page, selector: str) -> str:
    """Return the text that the style sheet puts behind an element."""
    content: str = page.locator(selector).evaluate("e => getComputedStyle(e, '::after').content")
    return "".join(re.findall(r'"([^"]*)"', content.split(" / ")[0]))


@pytest.mark.parametrize("theme", THEMES)
def test_badges_are_drawn_and_are_no_text(open_page: Any, theme: str) -> None:
    page = open_page(theme)
    for selector, text in BADGES.items():
        assert badge(page, selector) == text
    assert badge(page, "#room-for-improvement") == "Opportunity"
    assert "Native core" not in page.locator("body").inner_text()
    assert "Proposal" not in page.locator("body").inner_text()


@pytest.mark.parametrize("theme", THEMES)
def test_the_banner_stands_between_title_and_text(open_page: Any, theme: str) -> None:
    page = open_page(theme)
    title, banner, text = (
        page.locator(x).bounding_box() for x in ("h1#the-core", ".ps-page", ".ps-page + p")
    )
    assert title["y"] + title["height"] * 0.8 <= banner["y"]
    assert banner["height"] >= 12
    assert banner["y"] + banner["height"] <= text["y"]
    assert abs(banner["x"] - text["x"]) < 1


@pytest.mark.parametrize("theme", THEMES)
def test_badges_are_printed(open_page: Any, theme: str) -> None:
    page = open_page(theme)
    page.emulate_media(media="print")
    for selector, text in BADGES.items():
        assert badge(page, selector) == text
        shown = page.locator(selector).evaluate("e => getComputedStyle(e, '::after').display")
        assert shown != "none"
        assert page.locator(selector).bounding_box()["height"] > 0


@pytest.mark.parametrize(
    ("theme", "scheme"),
    [
        (theme, scheme)
        for theme in THEMES
        for scheme in ("light", "dark")
        if (theme, scheme) != ("readthedocs", "dark")
    ],
)
def test_contrast_is_at_least_four_and_a_half(open_page: Any, theme: str, scheme: str) -> None:
    page = open_page(theme, scheme)
    for selector in (*BADGES, "#room-for-improvement"):
        colors = page.locator(selector).evaluate(COLORS)
        background = [255.0, 255.0, 255.0]
        for layer in reversed(colors["layers"]):
            background = over(layer, background)
        assert (luminance(background) < 0.1) is (scheme == "dark")
        assert contrast(over(colors["text"], background), background) >= 4.5, (selector, colors)


def test_a_screen_reader_is_told_once(open_page: Any) -> None:
    tree = open_page("material").locator("article").aria_snapshot()
    assert '- note "Profiling, Native core"' in tree
    assert re.search(r'heading "Recommendations .*\(Proposal\)" \[level=2\]', tree), tree
    assert tree.count("Native core") == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_what_is_added(open_page: Any, scheme: str) -> None:
    page = open_page("material", scheme)
    assert axe(page, ".ps-page", ".ps-section") == []


def over(layer: list[float], below: list[float]) -> list[float]:
    """Return the color that a translucent one gives on another."""
    return [layer[3] * c + (1 - layer[3]) * b for c, b in zip(layer, below, strict=False)]


def contrast(one: list[float], other: list[float]) -> float:
    """Return the contrast ratio of WCAG 2."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(color: list[float]) -> float:
    """Return the relative luminance of WCAG 2."""
    linear = [c / 12.92 if (c := v / 255) <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for v in color[:3]]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
