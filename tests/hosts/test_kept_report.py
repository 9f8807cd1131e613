"""The report page of the last build: shown again as long as it is right, and no longer."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

HEAD = "---\nscope: profiling\nmode: native\n---\n\n"
REPORT = "profiling-scope-report.html"
QUESTION = "Why is the Node binding faster than the native core?\n"
PLAN = "We should replace the map with a vector.\n"
# Says on standard error which documents are reviewed.
COUNTING = """
import sys
import mkdocs_profiling_scope.hosts.site.report_page as report_page
genuine = report_page.review
def review(text, analysis, *args):
    print("reviewed", analysis.path, file=sys.stderr)
    return genuine(text, analysis, *args)
report_page.review = review
from mkdocs.__main__ import cli
cli(["build"])
"""
BOTH = ["docs/perf/core.md", "docs/perf/plans.md"]


@pytest.fixture(autouse=True)
def cache(site: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = Path(site.root, "cache")
    monkeypatch.setenv("PROFILING_SCOPE_CACHE_DIR", str(folder))
    site.write(
        {
            "docs/perf/core.md": f"{HEAD}# Core\n\n## Where it goes\n\n{QUESTION}",
            "docs/perf/plans.md": f"{HEAD}# Plans\n\n{PLAN}",
        }
    )
    return folder


def reviewed(site: Any) -> list[str]:
    """Build; return what was reviewed. The report is the one of a build without a cache."""
    run = [sys.executable, "-c", COUNTING], {"cwd": site.root, "capture_output": True, "encoding": "utf-8"}
    done = subprocess.run(run[0], **run[1], check=True)
    shown = (site.root / "site" / REPORT).read_text("utf-8")
    subprocess.run(run[0], **run[1], env={**os.environ, "PROFILING_SCOPE_NO_CACHE": "1"}, check=True)
    assert (site.root / "site" / REPORT).read_text("utf-8") == shown
    return [line.split(" ")[1] for line in done.stderr.splitlines() if line.startswith("reviewed ")]


def test_nothing_is_reviewed_twice_while_nothing_changes(site: Any) -> None:
    assert reviewed(site) == BOTH
    assert reviewed(site) == []


@pytest.mark.parametrize(
    "change",
    [
        {"docs/perf/core.md": f"{HEAD}# Core\n\n{QUESTION}"},
        {"docs/perf/core.md": f"# Core\n\n{QUESTION}"},
        {"docs/perf/more.md": f"{HEAD}# More\n\n{QUESTION}"},
        {"docs/perf/plan.md": "---\nscope: proposal\nmode: native\n---\n\n# Plan\n\n{PLAN}"},
        {"docs/perf/plain.md": "# Plain\n"},
    ],
    ids=["text", "scope", "page", "proposal", "page without scope"],
)
def test_what_changes_a_document_changes_the_report(site: Any, change: dict[str, str]) -> None:
    assert reviewed(site) == BOTH
    site.write(change)
    assert reviewed(site)
    assert reviewed(site) == []


def test_a_page_that_is_gone_leaves_the_report(site: Any) -> None:
    assert reviewed(site) == BOTH
    (site.root / "docs/perf/plans.md").unlink()
    assert reviewed(site) == BOTH[:1]


def test_links_follow_headings_that_are_rendered_otherwise(site: Any) -> None:
    assert reviewed(site) == BOTH
    config = (site.root / "mkdocs.yml").read_text("utf-8")
    site.write({"mkdocs.yml": f"{config}\nmarkdown_extensions: [{{toc: {{separator: _}}}}]\n"})
    assert reviewed(site) == BOTH
    assert reviewed(site) == []


@pytest.mark.parametrize("broken", [b"", b"\n", b"{}\n<p>", b'{"documents": 1}\n', b"\xff\n"])
def test_a_file_that_is_broken_is_made_anew(site: Any, cache: Path, broken: bytes) -> None:
    assert reviewed(site) == BOTH
    (file,) = cache.glob("*.report.html")
    file.write_bytes(broken)
    assert reviewed(site) == BOTH
    assert reviewed(site) == []


def test_html_that_somebody_else_wrote_is_not_shown(site: Any, cache: Path) -> None:
    assert reviewed(site) == BOTH
    (file,) = cache.glob("*.report.html")
    head, _ = file.read_bytes().split(b"\n", 1)
    file.write_bytes(head + b"\n" + gzip.compress(b"<b>"))
    assert reviewed(site) == BOTH
