"""The nav as Material shows it: tabs, active states, breadcrumbs, neighbours; and with its blog."""

from __future__ import annotations

from typing import Any

import pytest

PAGES = """
pages:
  - {match: "perf/core*.md", scope: profiling, mode: native}
  - {match: "perf/stream.md", scope: profiling, mode: node}
  - {match: "perf/plan.md", scope: proposal}
"""
TOP = "navigation.path, navigation.footer, navigation.tabs"
FEATURES = ("sections", "expand", "prune", "indexes", "indexes, navigation.sections")


@pytest.fixture(autouse=True)
def pages(site: Any) -> None:
    names = ("core", "core_threads", "plan", "stream")
    site.write({f"docs/perf/{name}.md": f"# The {name}\n\nText.\n" for name in names})


def configure(site: Any, feature: str, options: str = PAGES, plugins: str = "") -> None:
    theme = f"theme: {{name: material, font: false, features: [{TOP}, navigation.{feature}]}}"
    site.configure(options, top=theme, plugins=plugins)
    assert site.build("--strict").code == 0


def links(site: Any, page: str, selector: str) -> list[str]:
    """Return the links of a part of the page as `text address`."""
    return [f"{' '.join(a.text.split())} {a['href']}" for a in site.page(page).select(selector)]


@pytest.mark.parametrize("feature", FEATURES)
def test_tabs_lead_to_the_overviews(site: Any, feature: str) -> None:
    configure(site, feature)
    assert links(site, "perf/core.html", ".md-tabs__link")[-2:] == [
        "Profiling ../profiling/index.html",
        "Optimization ../optimization/index.html",
    ]
    for page, tab in (
        ("perf/core", "Profiling"),
        ("profiling/index", "Profiling"),
        ("perf/plan", "Optimization"),
    ):
        active = site.page(f"{page}.html").select(".md-tabs__item--active")
        assert [item.text.strip() for item in active] == [tab]


@pytest.mark.parametrize("feature", FEATURES)
def test_breadcrumbs_name_section_and_mode(site: Any, feature: str) -> None:
    configure(site, feature)
    assert links(site, "perf/core_threads.html", ".md-path__link") == [
        "Siltgrain ../index.html",
        "Profiling ../profiling/index.html",
        "Native core core.html",
    ]


@pytest.mark.parametrize("feature", FEATURES)
def test_previous_and_next_follow_the_sections(site: Any, feature: str) -> None:
    configure(site, feature)

    def around(page: str) -> list[str]:
        return [a["aria-label"] for a in site.page(page).select(".md-footer__link")]

    assert around("profiling/index.html") == ["Previous: Siltgrain", "Next: The core"]
    assert around("perf/stream.html") == ["Previous: The core_threads", "Next: Optimization overview"]
    assert around("perf/plan.html") == ["Previous: Optimization overview"]


@pytest.mark.parametrize("feature", FEATURES)
def test_the_sidebar_opens_at_the_page(site: Any, feature: str) -> None:
    configure(site, feature)
    sidebar = ".md-sidebar--primary .md-nav__item--active"
    opened = site.page("perf/core.html").select(
        f"{sidebar} > .md-nav__link, {sidebar} > .md-nav__container > a"
    )
    names = list(dict.fromkeys(" ".join(item.text.split()) for item in opened))
    assert names == ["Profiling", "Native core", "The core"]


@pytest.mark.parametrize("feature", ["prune", "indexes"])
def test_linked_pages_stay_active_where_they_are(site: Any, feature: str) -> None:
    configure(site, feature, PAGES + "nav: {placement: link}")
    active = site.page("perf/core.html").select(".md-tabs__item--active")
    assert [item.text.strip() for item in active] == ["Perf"]
    assert links(site, "profiling/index.html", ".md-sidebar--primary a[href$='stream.html']")


def test_posts_of_the_blog_stay_in_the_blog(site: Any) -> None:
    site.write(
        {
            "docs/blog/index.md": "# News\n",
            "docs/blog/posts/first.md": """
                ---
                date: 2026-01-08
                scope: profiling
                mode: native
                ---

                # Faster

                It decodes 4.2M rows/s.
            """,
        }
    )
    configure(site, "indexes", plugins="- material/blog")
    post = site.page("blog/2026/01/08/faster.html")
    assert [e["data-ps-mode"] for e in post.select(".ps-page")] == ["native"]
    assert [i.text.strip() for i in post.select(".md-tabs__item--active")] == ["Blog"]
    assert "Faster" not in site.page("profiling/index.html").select_one("article").text
    tabs = [link.split()[0] for link in links(site, "index.html", ".md-tabs__link")]
    assert tabs == ["Siltgrain", "Blog", "Profiling", "Optimization"]
