"""`mkdocs serve`: findings are shown after each save, and none of them stops the server."""

from __future__ import annotations

import json
import os
import re
import time
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup

from tests.hosts.serving import Server, serving

PAGE = "---\nscope: profiling\nmode: native\n---\n\n"
THIRD = PAGE + "# Core\n\nWhy is the Node binding faster than the third native core?\n"


@pytest.fixture
def server(site: Any) -> Iterator[Server]:
    site.configure(top="strict: true")
    site.write({"docs/core.md": PAGE + "Why is the Node binding faster than the native core?\n"})
    with serving(site) as server:
        yield server


def test_findings_are_warnings_that_do_not_stop_the_server(site: Any, server: Server) -> None:
    said = server.until("Serving on")
    assert next(line for line in said if "PS102" in line).startswith("WARNING -  docs/core.md:6:1: PS102 ")

    # A fault in the front matter is an error elsewhere; here it is shown as one and that is all.
    site.write({"docs/core.md": PAGE.replace("native", "nativ") + "It decodes 4.2M rows/s.\n"})
    said = server.until("Reloading browsers|error happened")
    assert next(line for line in said if "PS302" in line).startswith("ERROR   -  docs/core.md:3:7: PS302 ")
    assert "Reloading browsers" in said[-1]

    site.write({"docs/core.md": PAGE + "It decodes 4.2M rows/s.\n"})
    said = server.until("Reloading browsers|error happened")
    assert not [line for line in said if re.search(r"PS\d\d\d", line)]
    assert server.process.poll() is None


def test_nav_and_overview_follow_a_save(site: Any, server: Server) -> None:
    def outline() -> list[str]:
        with urllib.request.urlopen(f"{server.url}/profiling/index.html", timeout=20) as answer:
            page = BeautifulSoup(answer.read(), "html.parser")
        return [a.text for a in page.select("nav a")] + [strong.text for strong in page.select("main strong")]

    server.until("Serving on")
    assert outline() == ["Siltgrain", "Profiling overview", "Core"]
    for figure in ("4.2M rec/s", "5.1M rec/s"):
        site.write({"docs/core.md": f"{PAGE}# Core\n\nIt decodes {figure}.\n"})
        server.until("Reloading browsers")
        assert outline() == ["Siltgrain", "Profiling overview", "Core", figure]


def test_a_rebuild_analyses_only_what_changed(site: Any) -> None:
    site.configure(top="hooks: [hook.py]")
    site.write(
        {
            "hook.py": """
                from mkdocs_profiling_scope.hosts.site import analyses

                real = getattr(analyses.analyse, "real", analyses.analyse)

                def analyse(text, settings, *, path, **options):
                    print("analysed", path)
                    return real(text, settings, path=path, **options)

                analyse.real = real
                analyses.analyse = analyse
            """,
            **{f"docs/{name}.md": f"{PAGE}# Core\n\nIt decodes 4.2M rows/s.\n" for name in ("a", "b", "c")},
        }
    )

    def analysed(said: list[str]) -> list[str]:
        return [line.removeprefix("analysed ") for line in said if line.startswith("analysed ")]

    with serving(site) as server:
        assert sorted(analysed(server.until("Serving on"))) == ["docs/a.md", "docs/b.md", "docs/c.md"]
        site.write({"docs/b.md": f"{PAGE}# Core\n\nIt decodes 5.1M rows/s.\n"})
        assert analysed(server.until("Reloading browsers")) == ["docs/b.md"]
        # A page that names one that was missing is looked at again when it is there.
        site.write({"docs/c.md": f"{PAGE}# Core\n\nSee [the plan](plan.md).\n"})
        assert analysed(server.until("Reloading browsers")) == ["docs/c.md"]
        site.write({"docs/plan.md": "# Plan\n"})
        assert analysed(server.until("Reloading browsers")) == ["docs/c.md"]


WRITTEN = """
import mkdocs_profiling_scope.hosts.site.report_page as report_page

real = getattr(report_page.review, "real", report_page.review)

def review(text, analysis, *others):
    print("reviewed", analysis.path)
    return real(text, analysis, *others)

review.real = real
report_page.review = review

def on_page_markdown(markdown, *, page, **others):
    print("read", page.file.src_uri)

def on_post_page(output, *, page, **others):
    print("written", page.file.src_uri)
"""
RULES, REPORT = "profiling-scope-rules.md", "profiling-scope-report.md"


def test_with_dirty_only_the_page_that_changed_is_built(site: Any) -> None:
    site.configure("pages: [{match: plain.md, scope: none}]", top="hooks: [hook.py]")
    site.write({"hook.py": WRITTEN, "docs/core.md": f"{PAGE}# Core\n\nIt decodes 4.2M rows/s.\n"})
    site.write({"docs/plain.md": "# Plain\n"})
    old = time.time() - 3600  # what is older than its page has not changed for MkDocs
    for page in (site.root / "docs").iterdir():
        os.utime(page, (old, old))

    def done(said: list[str]) -> list[str]:
        return [line for line in said if line.startswith(("read ", "reviewed ", "written "))]

    with serving(site, "--dirty") as server:

        def shown(page: str) -> str:
            return str(server.page(page.replace(".md", ".html")).select_one("main"))

        overview = "profiling/index.md"
        pages = ["index.md", "core.md", "plain.md", overview, REPORT, RULES]
        first = done(server.until("Serving on"))
        assert sorted(first) == sorted(
            [f"{what} {page}" for page in pages for what in ("read", "written")] + ["reviewed docs/core.md"]
        )
        made = {page: shown(page) for page in (overview, REPORT, RULES)}
        site.write({"docs/core.md": THIRD})
        assert done(server.until("Reloading browsers")) == ["read core.md", "written core.md"]
        core = server.page("core.html")
        assert [code.text for code in core.select("aside .ps-code")] == ["PS102"]
        assert "1 warning" in core.select(".ps-summary")[0].text
        link = str(core.select("aside .ps-code")[0]["href"])
        assert {page: shown(page) for page in made} == made
        assert f'id="{link.partition("#")[2]}"' in made[RULES]
        site.write({"docs/core.md": f"{PAGE}# Core\n\nIt decodes 5.1M rows/s.\n"})
        assert done(server.until("Reloading browsers")) == ["read core.md", "written core.md"]
        assert server.page("core.html").select("aside.ps-finding") == []
        # A page that is new is built, and so is a page of ours that is new with it; its neighbours stay.
        site.write({"docs/plan.md": "---\nscope: proposal\n---\n\n# Plan\n\nWe should cache.\n"})
        new = ["plan.md", "optimization/index.md"]
        built = done(server.until("Reloading browsers"))
        assert built == [f"{what} {page}" for what in ("read", "written") for page in new]
        assert "Plan" in server.page("optimization/index.html").select("main h2")[0].text
        (site.root / "docs/plan.md").unlink()
        assert done(server.until("Reloading browsers")) == []


def test_with_dirty_an_overview_that_is_new_names_pages_that_were_not_read_by_their_files(site: Any) -> None:
    site.configure()
    site.write({"docs/the_core.md": "# Core\n\nIt decodes 4.2M rows/s.\n"})
    with serving(site, "--dirty") as server:
        server.until("Serving on")
        site.configure("pages: [{match: the_core.md, scope: profiling, mode: native}]")
        server.until("Reloading browsers")
        shown = server.page("profiling/index.html").select("main a[href$='the_core.html']")
        assert [link.text for link in shown] == ["the_core"]


def test_settings_in_a_file_of_their_own_are_watched(site: Any) -> None:
    site.configure()
    text = (site.root / "mkdocs.yml").read_text("utf-8").partition("  - profiling-scope:")[0]
    settings = '[[pages]]\nmatch = "core.md"\nscope = "profiling"\n[modes.native]\n[modes.node]\n'
    site.write({"mkdocs.yml": f"{text}  - profiling-scope\n", "profiling-scope.toml": settings})
    site.write({"docs/core.md": "# The native core\n\nWe should implement arenas in the first phase.\n"})
    with serving(site) as server:
        assert any("PS201" in line for line in server.until("Serving on"))
        site.write({"profiling-scope.toml": settings + '[rules]\nproposal = "off"\n'})
        assert not any("PS201" in line for line in server.until("Reloading browsers"))


def test_a_baseline_that_comes_while_serving_is_watched_from_the_next_save_on(
    site: Any, server: Server
) -> None:
    def baseline(*texts: str) -> dict[str, str]:
        found = [{"path": "docs/core.md", "code": "PS102", "text": text} for text in texts]
        return {"profiling-scope-baseline.json": json.dumps({"version": 1, "findings": found})}

    assert any("PS102" in line for line in server.until("Serving on"))
    site.write(baseline("Why is the Node binding faster than the native core?"))
    site.write({"docs/index.md": "# Siltgrain, saved\n"})
    assert not any("PS102" in line for line in server.until("Reloading browsers"))
    site.write(baseline())
    assert any("PS102" in line for line in server.until("Reloading browsers"))


# Says what a save in the middle of a build writes, and when: once, after the text that asks for it.
SAVING = """
from pathlib import Path

def {event}(given, *, page, **others):
    core = Path("docs/core.md")
    if page.file.src_uri == "{page}" and core.exists() and "second" in core.read_text("utf-8"):
        {action}
    return given
"""
MOMENTS = {
    "before it is read": ("on_page_markdown", "index.md"),
    "while it is read": ("on_page_markdown", "core.md"),
    "when all are read": ("on_page_context", "index.md"),
}


@pytest.mark.parametrize(("event", "page"), MOMENTS.values(), ids=MOMENTS)
def test_a_save_in_the_middle_of_a_rebuild_is_what_is_shown_in_the_end(
    site: Any, event: str, page: str
) -> None:
    action = f'core.write_text({THIRD!r}, "utf-8")'
    site.configure(top="hooks: [hook.py]")
    site.write({"hook.py": SAVING.format(event=event, page=page, action=action)})
    site.write({"docs/core.md": f"{PAGE}# Core\n\nIt decodes 4.2M rows/s.\n"})
    with serving(site) as server:
        server.until("Serving on")
        site.write({"docs/core.md": f"{PAGE}# Core\n\nWe should replace the second map.\n"})
        said = server.until("PS102")
        assert said[-1].startswith("WARNING -  docs/core.md:8:1: PS102 ")
        server.until("Reloading browsers")
        shown = server.page("core.html")
        assert "the third native core" in shown.text
        assert [p["data-ps-comparison"] for p in shown.select("p[data-ps-lines='8-8']")] == ["cross"]
        assert server.process.poll() is None


def test_a_document_that_goes_in_the_middle_of_a_rebuild_does_not_stop_the_server(site: Any) -> None:
    site.configure(top="hooks: [hook.py]")
    site.write({"hook.py": SAVING.format(event="on_page_markdown", page="a.md", action="core.unlink()")})
    site.write({"docs/a.md": "# A\n", "docs/core.md": f"{PAGE}# Core\n\nIt decodes 4.2M rows/s.\n"})
    with serving(site) as server:
        server.until("Serving on")
        site.write({"docs/core.md": f"{PAGE}# Core\n\nWe should replace the second map.\n"})
        said = server.until("error happened|Reloading browsers")
        assert "error happened" in said[-1]
        assert [line for line in said if "core.md" in line]
        assert not [line for line in said if "mkdocs_profiling_scope" in line]  # no traceback through us
        site.write({"docs/core.md": THIRD})
        server.until("docs/core.md:8:1: PS102")
        server.until("Reloading browsers")
        assert server.process.poll() is None
