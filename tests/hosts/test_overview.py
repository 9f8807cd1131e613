"""The generated overview pages of the two sections."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag

PAGES = """
pages:
  - {match: "perf/core.md", scope: profiling, mode: native}
  - {match: "perf/stream.md", scope: profiling, mode: node}
  - {match: "perf/method.md", scope: profiling}
  - {match: "perf/plan.md", scope: proposal}
"""
CORE = """
# The `libsilt` core

It decodes.

## Key figures

- **Throughput:** 41 million rows/s on one thread
- Opening a log: 210 ms
"""
PLAN = """
# The plan

## Summary

We should cache, and we should sort.

## Cache the `footer`

We should cache the footer, see [opening](core.md#key-figures) and [the guide](../guide.md).

## Sort the dictionary

We should sort the dictionary, as `perf/core.md` and [the stream](stream.md#no-such-anchor) show.

## Type the columns

We should type the columns.
"""


@pytest.fixture(autouse=True)
def pages(site: Any) -> None:
    site.configure(PAGES)
    site.write(
        {
            "docs/perf/core.md": CORE,
            "docs/perf/plan.md": PLAN,
            "docs/perf/stream.md": "# Streams\n\nA pass allocates 1.1 GB.\n",
            "docs/perf/method.md": "# How we measure\n\nText.\n",
            "docs/guide.md": "# The guide\n\nText.\n",
        }
    )


def outline(page: BeautifulSoup) -> list[str]:
    """Return headings, paragraphs and items, links as [text](href), figures as *figure*."""
    for a in page.select("main a"):
        a.replace_with(f"[{a.text}]({a['href']})")
    for strong in page.select("main strong"):
        strong.replace_with(f"*{strong.text}*")
    for em in page.select("main em"):
        em.replace_with(f"_{em.text}_")
    main = page.select_one("main")
    assert main is not None
    return [_line(element) for element in main.find_all(["h1", "h2", "p", "li"])]


def _line(element: Tag) -> str:
    for inner in element.find_all("ul"):
        inner.extract()
        element.insert_after(inner)
    indent = "  " * max(0, len(element.find_parents("li")))
    marks = {"h1": "# ", "h2": "## ", "li": indent + "- "}
    return marks.get(element.name, "") + " ".join(element.text.split())


def test_modes_with_their_pages_and_what_was_measured(site: Any) -> None:
    site.build()
    assert outline(site.page("profiling/index.html")) == [
        "# Profiling overview",
        "- [How we measure](../perf/method.html)",
        "## Native core",
        "- [The libsilt core](../perf/core.html)",
        "- Throughput: *41 million rows/s* on one thread",
        "- Opening a log: *210 ms*",
        "## Node binding",
        "- [Streams](../perf/stream.html)",
        "- A pass allocates *1.1 GB*",
        "[State of all documents](../profiling-scope-report.html)",
    ]


def test_proposals_with_the_profiling_pages_that_they_cite(site: Any) -> None:
    assert [w for w in site.build().warnings if "anchor" in w.lower()] == []
    assert outline(site.page("optimization/index.html")) == [
        "# Optimization overview",
        "## [The plan](../perf/plan.html)",
        "- [Cache the footer](../perf/plan.html#cache-the-footer)",
        "- Rests on [The libsilt core › Key figures](../perf/core.html#key-figures)",
        "- [Sort the dictionary](../perf/plan.html#sort-the-dictionary)",
        "- Rests on [The libsilt core](../perf/core.html), [Streams](../perf/stream.html)",
        "- [Type the columns](../perf/plan.html#type-the-columns)",
        "- _Cites no measurement_",
        "[State of all documents](../profiling-scope-report.html)",
    ]


def test_where_nothing_is_cited_that_is_said_once(site: Any) -> None:
    site.write({"docs/perf/plan.md": "# The plan\n\n## Cache\n\nWe should cache the footer.\n"})
    site.build()
    assert outline(site.page("optimization/index.html")) == [
        "# Optimization overview",
        "## [The plan](../perf/plan.html)",
        "_Cites no measurement_",
        "- [Cache](../perf/plan.html#cache)",
        "[State of all documents](../profiling-scope-report.html)",
    ]


def test_words_of_their_own(site: Any) -> None:
    words = "{title: im Überblick, evidence: Beruht auf, no_evidence: Nennt *keine* Messung, report: ''}"
    site.configure(f"{PAGES}nav: {{overview: {words}}}")
    site.build()
    lines = outline(site.page("optimization/index.html"))
    assert lines[0] == "# Optimization im Überblick"
    assert "- Beruht auf [The libsilt core](../perf/core.html), [Streams](../perf/stream.html)" in lines
    assert lines[-1] == "- _Nennt *keine* Messung_"


def test_without_a_report_there_is_no_link_to_it(site: Any) -> None:
    site.configure(f"{PAGES}report: false")
    assert site.build("--strict").warnings == []
    assert not any("report" in line for line in outline(site.page("profiling/index.html")))


def test_a_strict_build_has_nothing_to_say_of_them(site: Any) -> None:
    site.write({"docs/perf/plan.md": PLAN.replace("#no-such-anchor", "")})
    site.configure(PAGES, top="validation: {links: {anchors: warn}}")
    build = site.build("--strict")
    assert build.warnings == []
    assert build.code == 0


def test_nothing_is_written_into_the_docs(site: Any) -> None:
    before = sorted((site.root / "docs").rglob("*"))
    site.build()
    assert sorted((site.root / "docs").rglob("*")) == before


@pytest.mark.parametrize("own", ["docs/profiling/index.md", "docs/profiling/README.md"])
def test_a_page_of_the_author_is_never_replaced(site: Any, own: str) -> None:
    site.write({own: "# Our own words\n"})
    site.build("--strict")
    assert [h.text for h in site.page("profiling/index.html").select("main h1")] == ["Our own words"]
    assert "Profiling overview" not in site.html("index.html")
    assert "Optimization overview" in site.html("index.html")


def test_a_section_with_an_index_of_its_own_needs_no_overview(site: Any) -> None:
    site.write({"docs/perf/index.md": "# Performance\n"})
    site.configure(PAGES, top="nav: [index.md, Profiling: [perf/index.md, perf/core.md]]")
    site.build()
    assert site.outline() == ["Siltgrain", "PROFILING", "  Performance", "  The libsilt core"]


def test_overviews_can_be_switched_off_and_named(site: Any) -> None:
    site.configure(PAGES + "nav: {overview: false}")
    site.build()
    assert not (site.root / "site/profiling").exists()

    site.configure(PAGES + "nav: {profiling: Messungen, overview: im Überblick}")
    site.build()
    assert [h.text for h in site.page("profiling/index.html").select("h1")] == ["Messungen im Überblick"]


@pytest.mark.parametrize("placement", ["move", "link"])
def test_both_placements_have_them(site: Any, placement: str) -> None:
    site.configure(PAGES + f"nav: {{placement: {placement}}}")
    site.build()
    profiling = site.outline()[site.outline().index("PROFILING") :]
    assert profiling[1] == "  Profiling overview"


def test_off_makes_none(site: Any) -> None:
    site.configure(PAGES + "nav: {placement: 'off'}")
    site.build()
    assert not (site.root / "site/profiling").exists()


def test_an_overview_is_no_page_of_its_scope(site: Any) -> None:
    site.configure("pages: [{match: '**', scope: profiling, mode: native}]")
    build = site.build()
    assert [finding for finding in build.findings if "profiling/index.md" in finding] == []
    assert site.page("profiling/index.html").select(".ps-page, [data-ps-scope]") == []


HOSTILE = "<script>alert(1)</script> \"q\" 'a' {{ config.site_name }} {% raw %} `c` [x](javascript:alert) |*_"


def test_hostile_text_is_shown_as_text(site: Any) -> None:
    """The hook renders pages as templates, as the plugin macros does."""
    hook = """
        import jinja2

        def on_page_markdown(markdown, config, **kwargs):
            return jinja2.Template(markdown).render(config=config)
    """
    quoted = HOSTILE.replace("'", "''")
    heading = "We should &lt;script&gt;alert(1)&lt;/script&gt; `<img src=x>` &#123;&#123; config &#125;&#125;"
    site.write(
        {
            "hook.py": hook,
            "docs/perf/plan.md": f"# Plan\n\n## {heading}\n\nWe should cache the footer.\n",
            "docs/perf/<b>.md": "#\n\nThroughput: 41 rows/s of &lt;script&gt; &#123;&#123; config\n",
        }
    )
    site.configure(
        """
        pages:
          - {match: "perf/<b>.md", scope: profiling, mode: odd}
          - {match: "perf/plan.md", scope: proposal}
        """,
        top="hooks: [hook.py]",
    )
    config = (site.root / "mkdocs.yml").read_text(encoding="utf-8")
    config = config.replace("  native:", f"  odd: {{title: '{quoted}'}}\n        native:")
    (site.root / "mkdocs.yml").write_text(config, encoding="utf-8")
    assert site.build().code == 0
    texts = {}
    for name in ("profiling/index.html", "optimization/index.html"):
        main = site.page(name).select_one("main")
        assert main.select("script, img, b, a[href^=javascript]") == []
        texts[name] = main.text
    assert HOSTILE in texts["profiling/index.html"]
    assert "Throughput: 41 rows/s of <script> {{ config" in texts["profiling/index.html"]
    assert "<script>alert(1)</script> <img src=x> {{ config }}" in texts["optimization/index.html"]
