"""The report as a page of the site."""

from __future__ import annotations

import json
from typing import Any

import pytest

HEAD = "---\nscope: profiling\nmode: native\n---\n\n"
MEASURED = "The reader decodes 4.2M rows/s and spends 31 % of its time in the row map.\n\n"
QUESTION = "Why is the Node binding faster than the native core?\n"
PLAN = "We should replace the map with a vector.\n"
REPORT = "profiling-scope-report.html"


@pytest.fixture(autouse=True)
def pages(site: Any) -> None:
    site.write(
        {
            "docs/perf/core.md": f"{HEAD}# Core\n\n{MEASURED}## Where the time goes\n\n{QUESTION}",
            "docs/perf/plan.md": f"---\nscope: proposal\n---\n\n# Plan\n\n{PLAN}",
            "docs/perf/summary.md": f"{HEAD}# Summary\n\n{PLAN}",
            "docs/perf/undeclared.md": "# Undeclared\n",
        }
    )


def states(site: Any) -> list[str]:
    """Return `path status` of each document in the report, in its order."""
    rows = site.page(REPORT).select("tbody tr")
    return [f"{row.select_one('[data-psr-value]')['data-psr-value']} {row['data-psr-is']}" for row in rows]


def test_the_page_has_every_document_that_has_a_scope_or_asks_for_one(site: Any) -> None:
    site.build()
    assert states(site) == [
        "docs/perf/summary.md needs-refactoring",
        "docs/perf/core.md minor-edits",
        "docs/perf/undeclared.md not-reviewed",
        "docs/perf/plan.md fine",
    ]
    assert site.page(REPORT).h1.text == "Profiling scope report"
    assert "1 further document has no scope" in site.page(REPORT).text


def test_what_other_plugins_make_is_listed_where_it_has_a_scope_and_never_asked_for_one(site: Any) -> None:
    hook = f"""
from mkdocs.structure.files import File

def on_files(files, config):
    for name, text in {{"perf/api.md": "# API", "perf/run.md": {HEAD + MEASURED!r}}}.items():
        file = File.generated(config, name, content=text)
        file.generated_by = "hook"
        files.append(file)
"""
    site.configure("", "hooks: [hook.py]")
    site.write({"hook.py": hook})
    site.build()
    assert [name for name in states(site) if "api" in name or "run" in name] == ["docs/perf/run.md fine"]
    assert "1 further document has no scope" in site.page(REPORT).text


def test_links_lead_to_the_section_of_the_page(site: Any) -> None:
    site.build()
    links = {a.text: a["href"] for a in site.page(REPORT).select(".psr-document a")}
    assert links["line 12"] == "perf/core.html#where-the-time-goes"
    assert links["docs/perf/core.md"] == "perf/core.html"
    assert links["docs/perf/undeclared.md"] == "perf/undeclared.html"


def test_headings_of_the_same_words_have_anchors_of_their_own(site: Any) -> None:
    section = f"## Results\n\n{QUESTION}\n"
    site.write({"docs/perf/core.md": f"{HEAD}# Core\n\n{MEASURED}{section}{section}"})
    site.build()
    links = {a.text: a["href"] for a in site.page(REPORT).select(".psr-document a")}
    assert links["line 12"] == "perf/core.html#results"
    assert links["line 16"] == "perf/core.html#results_1"


def test_text_moves_to_the_proposal_of_the_site(site: Any) -> None:
    site.build()
    summary = site.page(REPORT).select_one("[data-psr-is=needs-refactoring].psr-document")
    assert "to docs/perf/plan.md" in " ".join(summary.text.split())


@pytest.mark.parametrize("theme", ["{name: material, font: false}", "mkdocs", "readthedocs"])
def test_it_is_in_no_nav_no_search_and_no_warning(site: Any, theme: str) -> None:
    nav = "nav: [index.md, perf/core.md, perf/plan.md, perf/summary.md, perf/undeclared.md]"
    strict = "validation: {omitted_files: warn, unrecognized_links: warn, anchors: warn}"
    site.configure(
        "rules: {PS102: info, PS201: info, PS203: info}",
        f"theme: {theme}\n{nav}\n{strict}",
        plugins="- search",
    )
    build = site.build("--strict")
    assert (build.code, build.warnings) == (0, [])
    assert REPORT not in build.log.replace(str(site.root), "")
    assert len(site.page(REPORT).select("h1")) == 1
    index = json.loads((site.root / "site/search/search_index.json").read_text("utf-8"))
    assert [entry for entry in index["docs"] if entry["location"].startswith(REPORT)] == []
    assert site.page("index.html").select(f"a[href*={REPORT.split('.')[0]}]") == []


def test_nothing_is_written_into_the_documents(site: Any) -> None:
    before = sorted(path for path in (site.root / "docs").rglob("*"))
    site.build()
    assert sorted(path for path in (site.root / "docs").rglob("*")) == before


def test_it_can_be_switched_off_and_replaced(site: Any) -> None:
    site.configure("report: false")
    site.build()
    assert not (site.root / "site" / REPORT).exists()

    site.configure()
    site.write({"docs/profiling-scope-report.md": "# Our own\n"})
    site.build()
    assert site.page(REPORT).h1.text == "Our own"


def test_it_is_no_document_of_itself_and_needs_no_tags(site: Any) -> None:
    site.configure("tags: false\npages: [{match: '**', scope: profiling, mode: native}]")
    build = site.build()
    assert build.code == 0
    assert [state for state in states(site) if "report" in state] == []
    assert site.page(REPORT).select(".ps-page") == []


def test_hostile_text_is_text_also_for_a_template_language(site: Any) -> None:
    heading = "Proposed changes <script>alert(1)</script> {{ 7*7 }} {% raw %}"
    site.write(
        {
            "docs/perf/core.md": f"{HEAD}# Core\n\n{MEASURED}## {heading}\n\n{PLAN}\n- {PLAN}",
            "docs/perf/{{ 7*7 }}.md": f"{HEAD}# Core\n\n{QUESTION}",
            "hook.py": """
                import jinja2

                def on_post_page(output, page, **_):
                    return jinja2.Template(output).render() if "report" in page.url else output
            """,
        }
    )
    site.configure(top="hooks: [hook.py]")
    assert site.build().code == 0
    page = site.page(REPORT)
    assert len(page.select("main script")) == 1
    assert heading in page.text
    assert "docs/perf/{{ 7*7 }}.md" in page.text


def test_with_properdocs_and_with_plugins_for_the_nav(site: Any) -> None:
    assert site.build(host="properdocs").code == 0
    assert len(states(site)) == 4
    site.configure(plugins="- awesome-nav\n- section-index")
    assert site.build().code == 0
    assert len(states(site)) == 4
    assert "Profiling scope report" not in site.outline()


def test_no_template_and_no_other_plugin_has_the_whole_report_in_hand(site: Any) -> None:
    site.write(
        {
            "hook.py": """
                def on_post_page(output, page, **_):
                    assert "perf/core.md" not in output or page.url != "profiling-scope-report.html"
                    return output.replace("></div>", '=""></div>')

                def on_post_build(config):
                    assert "perf/core.md" in open(f"{config.site_dir}/profiling-scope-report.html").read()
            """
        }
    )
    site.configure(top="hooks: [hook.py]")
    assert site.build().code == 0
    assert len(states(site)) == 4


def test_a_minifier_leaves_the_report_its_place(site: Any) -> None:
    site.configure(plugins="- minify: {minify_html: true}")
    assert site.build().code == 0
    assert len(states(site)) == 4


def test_a_page_that_another_plugin_empties_stays_empty(site: Any) -> None:
    hook = 'def on_post_page(output, page, **_):\n    return "" if "report" in page.url else output\n'
    site.write({"hook.py": hook})
    site.configure(top="hooks: [hook.py]")
    assert site.build().code == 0
    assert not (site.root / "site" / REPORT).exists()
