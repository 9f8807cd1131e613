"""The two sections of the nav."""

from __future__ import annotations

from typing import Any

import pytest

PAGES = """
pages:
  - {match: "perf/core*.md", scope: profiling, mode: native}
  - {match: "perf/stream.md", scope: profiling, mode: node}
  - {match: "perf/method.md", scope: profiling}
  - {match: "perf/plan.md", scope: proposal}
"""
ONE_MODE = """
pages:
  - {match: "perf/core*.md", scope: profiling, mode: native}
  - {match: "perf/plan.md", scope: proposal}
"""


@pytest.fixture(autouse=True)
def pages(site: Any) -> None:
    names = ("core", "core_threads", "method", "plan", "stream")
    site.write({f"docs/perf/{name}.md": f"# The {name}\n\nText.\n" for name in names})
    site.write({"docs/guide.md": "# The guide\n\nText.\n"})


SECTIONS = [
    "PROFILING",
    "  Profiling overview",
    "  The method",
    "  NATIVE CORE",
    "    The core",
    "    The core_threads",
    "  NODE BINDING",
    "    The stream",
    "OPTIMIZATION",
    "  Optimization overview",
    "  The plan",
]


def built(site: Any, *arguments: str) -> list[str]:
    assert site.build(*arguments).code == 0
    outline: list[str] = site.outline()
    return outline


def test_pages_move_into_their_sections_and_modes_get_subsections(site: Any) -> None:
    site.configure(PAGES)
    assert built(site, "--strict") == ["Siltgrain", "The guide", *SECTIONS]


def test_one_mode_needs_no_subsection(site: Any) -> None:
    site.configure(ONE_MODE + "nav: {profiling: Measurements, proposal: Plans}")
    assert built(site) == [
        "Siltgrain",
        "The guide",
        "PERF",
        "  The method",
        "  The stream",
        "MEASUREMENTS",
        "  Measurements overview",
        "  The core",
        "  The core_threads",
        "PLANS",
        "  Plans overview",
        "  The plan",
    ]


def test_neighbours_and_ancestors_follow_the_new_order(site: Any) -> None:
    site.configure(PAGES)
    site.build()
    page = site.page("perf/stream.html")
    assert [a.text for a in page.select("a[rel=prev]")] == ["The core_threads"]
    assert [a.text for a in page.select("a[rel=next]")] == ["Optimization overview"]
    assert [i.text for i in page.select("i.ancestor")] == ["Node binding", "Profiling"]


def test_front_matter_is_known_before_mkdocs_reads_the_pages(site: Any) -> None:
    site.write({"docs/guide.md": "---\ntitle: Guide\nscope: proposal\n---\n"})
    assert built(site)[-3:] == ["OPTIMIZATION", "  Optimization overview", "  Guide"]


def test_links_leave_the_pages_where_they_are(site: Any) -> None:
    site.configure(ONE_MODE + "nav: {placement: link}")
    assert built(site) == [
        "Siltgrain",
        "The guide",
        "PERF",
        "  The core",
        "  The core_threads",
        "  The method",
        "  The plan",
        "  The stream",
        "PROFILING",
        "  Profiling overview",
        "  The core",
        "  The core_threads",
        "OPTIMIZATION",
        "  Optimization overview",
        "  The plan",
    ]
    links = site.page("perf/plan.html").select("nav a")
    assert [link["href"] for link in links if link.text == "The core"] == ["core.html", "core.html"]


def test_off_changes_nothing(site: Any) -> None:
    site.configure(PAGES + "nav: {placement: 'off'}")
    assert "PROFILING" not in built(site)


def test_pages_that_the_author_left_out_stay_out(site: Any) -> None:
    site.configure(PAGES, top="nav: [index.md, perf/plan.md, Cores: [perf/core.md]]")
    assert [entry for entry in built(site) if "overview" not in entry] == [
        "Siltgrain",
        "PROFILING",
        "  The core",
        "OPTIMIZATION",
        "  The plan",
    ]


def test_a_section_of_that_title_is_used_as_it_stands(site: Any) -> None:
    nav = (
        "nav: [index.md, Profiling: [guide.md, Old: [perf/core.md]], Rest: [perf/stream.md, perf/method.md]]"
    )
    site.configure(ONE_MODE, top=nav)
    assert built(site)[1:6] == [
        "PROFILING",
        "  Profiling overview",
        "  The guide",
        "  OLD",
        "    The core",
    ]


def test_the_homepage_is_not_moved(site: Any) -> None:
    site.write({"docs/index.md": "---\nscope: profiling\n---\n# Siltgrain\n"})
    assert built(site)[0] == "Siltgrain"
    assert "PROFILING" not in built(site)


@pytest.mark.parametrize("ours_first", [True, False])
@pytest.mark.parametrize(
    "others",
    [
        "awesome-nav",
        "literate-nav",
        "section-index",
        "awesome-nav section-index",
        "literate-nav section-index",
        "awesome-nav literate-nav section-index",
    ],
)
def test_beside_other_plugins_for_the_nav(site: Any, others: str, ours_first: bool) -> None:
    listed = "".join(f"- {name}\n" for name in others.split())
    site.configure(PAGES, plugins=listed)
    if ours_first:
        config = (site.root / "mkdocs.yml").read_text()
        head, ours = config.split("  - profiling-scope:")
        head, rest = head.split("plugins:\n")
        (site.root / "mkdocs.yml").write_text(f"{head}plugins:\n  - profiling-scope:{ours}\n{rest}")
    if "awesome" in others:
        site.write({"docs/.nav.yml": "nav: [index.md, perf, guide.md]\n"})
    elif "literate" in others:
        site.write({"docs/SUMMARY.md": "* [Start](index.md)\n* [Perf](perf/)\n* [Guide](guide.md)\n"})
    expected = SECTIONS
    if "section-index" in others:  # the overview is the section's own page then
        named = {"PROFILING": "Profiling", "OPTIMIZATION": "Optimization"}
        expected = [named.get(entry, entry) for entry in SECTIONS if "overview" not in entry]
    assert built(site)[-len(expected) :] == expected


def test_with_section_index_the_overview_becomes_the_section(site: Any) -> None:
    site.write({"docs/perf/index.md": "# Principles\n"})
    site.configure('pages: [{match: "perf/**", scope: profiling, mode: native}]', plugins="- section-index")
    assert built(site)[2:4] == ["Profiling", "  Principles"]
    (section,) = [a for a in site.page("index.html").select("nav a") if a.text == "Profiling"]
    assert section["href"] == "profiling/index.html"


def test_without_an_overview_an_index_page_becomes_the_section(site: Any) -> None:
    site.write({"docs/perf/index.md": "# Principles\n"})
    site.configure(
        'pages: [{match: "perf/**", scope: profiling, mode: native}]\nnav: {overview: false}',
        plugins="- section-index",
    )
    site.build()
    (section,) = [a for a in site.page("index.html").select("nav a") if a.text == "Profiling"]
    assert section["href"] == "perf/index.html"


def test_titles_are_text_whatever_they_hold(site: Any) -> None:
    hostile = "<script>alert(1)</script> \"Q&A\" {{ x }} 'a'"
    quoted = hostile.replace("'", "''")
    site.configure(PAGES + f"nav: {{profiling: 'Fast & <mark>slow</mark>', proposal: '{quoted}'}}")
    config = (site.root / "mkdocs.yml").read_text(encoding="utf-8")
    config = config.replace("title: Native core", f"title: '{quoted}'")
    for theme in (
        "{name: null, custom_dir: theme}",
        "{name: material, font: false}",
        "mkdocs",
        "readthedocs",
    ):
        top = config.replace("theme: {name: null, custom_dir: theme}", f"theme: {theme}")
        (site.root / "mkdocs.yml").write_text(top, encoding="utf-8")
        assert site.build().code == 0
        page = site.page("perf/core.html")
        assert not [script for script in page.select("script") if "alert" in script.text], theme
        assert page.select("mark") == [], theme
        assert hostile in page.text, theme
        assert "Fast & <mark>slow</mark>" in page.text, theme


def test_a_title_is_found_however_it_is_written(site: Any) -> None:
    top = "nav: [index.md, Q&amp;A: [perf/core.md]]"
    site.configure(ONE_MODE + "nav: {profiling: Q&A, overview: false}", top=top)
    assert built(site) == ["Siltgrain", "Q&A", "  The core"]
    site.configure(ONE_MODE + "nav: {profiling: 'Q&amp;A'}")
    shown = built(site)
    assert shown[shown.index("Q&AMP;A") + 1] == "  Q&amp;A overview"


I18N = """
- i18n:
    docs_structure: STRUCTURE
    languages:
      - {locale: en, default: true, name: English, build: true}
      - {locale: fr, name: Français, build: true}
"""


def test_every_language_of_static_i18n_has_its_report_and_its_entries_of_pages(site: Any) -> None:
    for file in sorted((site.root / "docs").rglob("*.md")):
        file.unlink()
    for language in ("en", "fr"):
        text = f"# {language}\n\nThe Node binding is three times faster than the native core.\n"
        site.write({f"docs/{language}/index.md": "# Siltgrain\n", f"docs/{language}/perf/core.md": text})
    site.configure(
        """
        pages:
          - {match: "en/perf/**", scope: profiling, mode: native}
          - {match: "fr/perf/**", scope: profiling, mode: native}
        """,
        plugins=I18N.replace("STRUCTURE", "folder"),
    )
    done = site.build()
    assert [warning for warning in done.warnings if "PS101" not in warning] == []
    for folder, language in (("", "en"), ("fr/", "fr")):
        report = site.page(f"{folder}profiling-scope-report.html").select_one("main").text
        assert f"docs/{language}/perf/core.md" in report.replace("\u200b", "")
        link = site.page(f"{folder}profiling/index.html").select("main a")[-1]
        assert link["href"] == "../profiling-scope-report.html"


def test_what_is_found_in_a_page_that_stands_for_several_languages_is_told_once(site: Any) -> None:
    text = "# Core\n\nThe Node binding is three times faster than the native core.\n"
    site.write({"docs/perf/core.md": text})
    site.configure(
        'pages: [{match: "perf/*", scope: profiling, mode: native}]',
        plugins=I18N.replace("STRUCTURE", "suffix"),
    )
    done = site.build()
    assert (site.root / "site/fr/perf/core.html").is_file()
    assert done.findings == ["WARNING docs/perf/core.md:3:1: PS101"]


@pytest.mark.parametrize("structure", ["folder", "suffix"])
def test_every_language_of_static_i18n_has_its_sections(site: Any, structure: str) -> None:
    def path(language: str, name: str) -> str:
        return f"docs/{language}/{name}.md" if structure == "folder" else f"docs/{name}.{language}.md"

    for file in sorted((site.root / "docs").rglob("*.md")):
        file.unlink()
    for language, title in (("en", "The core"), ("fr", "Le cœur")):
        site.write(
            {
                path(language, "index"): "# Siltgrain\n",
                path(language, "perf/core"): f"# {title}\n\nThroughput: 41 rows/s\n",
                path(language, "perf/plan"): "# Plan\n\nWe should cache, see [it](core.md).\n",
            }
        )
    site.configure(
        """
        pages:
          - {match: "**/perf/core*", scope: profiling, mode: native}
          - {match: "perf/core*", scope: profiling, mode: native}
          - {match: "**/perf/plan*", scope: proposal}
          - {match: "perf/plan*", scope: proposal}
        """,
        plugins=I18N.replace("STRUCTURE", structure),
    )
    assert site.build().code == 0
    for page, title in (("index.html", "The core"), ("fr/index.html", "Le cœur")):
        assert site.outline(page) == [
            "Siltgrain",
            "PROFILING",
            "  Profiling overview",
            f"  {title}",
            "OPTIMIZATION",
            "  Optimization overview",
            "  Plan",
        ]
    for folder, title in (("", "The core"), ("fr/", "Le cœur")):
        page = site.page(f"{folder}profiling/index.html")
        profile, report = [(a.text, str(a["href"])) for a in page.select("main a")]
        assert profile == (title, "../perf/core.html")
        assert report[0] == "State of all documents"
        assert (site.root / "site" / folder / "profiling" / report[1]).is_file()
        page = site.page(f"{folder}optimization/index.html")
        assert "../perf/core.html" in [a["href"] for a in page.select("main a")]
