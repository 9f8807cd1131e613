"""The same plugin on ProperDocs."""

from __future__ import annotations

from typing import Any

PAGE = "---\nscope: profiling\nmode: native\n---\n\nWhy is the Node binding faster than the native core?\n"


def test_findings_tags_and_nav(site: Any) -> None:
    site.write({"docs/core.md": PAGE})
    build = site.build(host="properdocs")
    assert build.findings == ["WARNING docs/core.md:6:1: PS102"]
    assert build.code == 0
    assert site.tags("core.html") == ["p 6-6 cross"]
    assert site.outline() == ["Siltgrain", "PROFILING", "  Profiling overview", "  Core"]


def test_strict_counts_findings(site: Any) -> None:
    site.write({"docs/core.md": PAGE})
    assert site.build("--strict", host="properdocs").code == 1


def test_a_misspelt_option(site: Any) -> None:
    site.configure("pags: []")
    build = site.build(host="properdocs")
    assert build.code == 1
    assert "Plugin 'profiling-scope' option 'pags': unknown key" in build.log


def test_the_same_pages_as_on_mkdocs(site: Any) -> None:
    site.write(
        {
            "docs/core.md": PAGE + "\n## Figures\n\nThroughput: 41 rows/s\n",
            "docs/plan.md": "---\nscope: proposal\n---\n\n# Plan\n\nWe should cache, see [it](core.md).\n",
        }
    )
    site.configure(plugins="- search")
    built = {}
    for host in ("mkdocs", "properdocs"):
        assert site.build(host=host).code == 0
        files = sorted((site.root / "site").rglob("*"))
        built[host] = {str(f): f.read_bytes() for f in files if f.suffix in (".html", ".css", ".json")}
    assert any(name.endswith("profiling/index.html") for name in built["mkdocs"])
    assert built["properdocs"] == built["mkdocs"]
