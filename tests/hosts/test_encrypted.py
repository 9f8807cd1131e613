"""Beside mkdocs-encryptcontent-plugin: what is to be read with a password stands nowhere else in the site."""

from __future__ import annotations

from typing import Any

import pytest

# What that plugin does with a page that has a password, as far as others see it.
HOOK = """
from mkdocs.plugins import BasePlugin

class EncryptContent(BasePlugin):
    def on_page_markdown(self, markdown, page, config, files):
        if page.meta.pop("password", None):
            page.encryptcontent = {}
        return markdown

    def on_page_content(self, html, page, config, files):
        assert not (hasattr(page, "encryptcontent") and "<aside" in html)
        return html

    def on_page_context(self, context, page, config, nav):
        if hasattr(page, "encryptcontent"):
            page.content = "<p>Password:</p>"

def on_config(config):
    config.plugins["encryptcontent"] = EncryptContent()
"""
PROFILE = """\
---
scope: profiling
mode: native
{}
---

# {} core

It reads 41M rows/s.

SiltStream is three times slower than libsilt with tubas.

## In a {} marimba

We should rewrite the marimba.
"""
PLAN = """\
---
scope: proposal
{}
---

# {} plan

## Tune the {} kazoo

We should tune it, as [measured](core-hidden.md#in-a-hidden-marimba).
"""
OPEN, CLOSED = ("", "Open", "open"), ("password: p", "Shut", "hidden")


@pytest.fixture(autouse=True)
def pages(site: Any) -> None:
    site.configure("serve_warnings: build", "hooks: [hook.py]")
    site.write(
        {
            "hook.py": HOOK,
            "docs/core-open.md": PROFILE.format(*OPEN),
            "docs/core-hidden.md": PROFILE.format(*CLOSED),
            "docs/plan-open.md": PLAN.format(*OPEN),
            "docs/plan-hidden.md": PLAN.format(*CLOSED),
        }
    )


def text(site: Any, page: str) -> str:
    return " ".join(site.page(page).select_one("main").text.split())


def test_overviews_name_encrypted_pages_and_quote_nothing_of_them(site: Any) -> None:
    log = site.build().log
    assert text(site, "profiling/index.html") == (
        "Profiling overview Native core Shut core Open core It reads 41M rows/s State of all documents"
    )
    assert text(site, "optimization/index.html") == (
        "Optimization overview Shut plan Open plan Tune the open kazoo Rests on Shut core "
        "State of all documents"
    )
    assert "2 encrypted documents are left out of the report page" in log


def test_the_report_leaves_encrypted_documents_out(site: Any) -> None:
    site.build()
    report = text(site, "profiling-scope-report.html")
    assert "core-open" in report
    assert "hidden marimba" not in report
    assert "core-hidden" not in report


def test_a_report_that_was_kept_is_not_shown_again_once_a_page_is_encrypted(site: Any) -> None:
    site.write({"hook.py": HOOK.replace('if page.meta.pop("password", None):', "if False:")})
    site.build()
    assert "core-hidden" in text(site, "profiling-scope-report.html")
    site.write({"hook.py": HOOK})
    site.build()
    assert "core-hidden" not in text(site, "profiling-scope-report.html")


def test_the_preview_shows_nothing_on_an_encrypted_page(site: Any) -> None:
    log = site.build().log
    assert text(site, "core-hidden.html") == "Password:"
    assert "PS201" in text(site, "core-open.html")
    assert "core-hidden.md:15:1: PS201" in log


def test_a_page_that_a_dirty_build_does_not_read_is_taken_for_encrypted(site: Any) -> None:
    site.build()
    for page in ("profiling/index.html", "profiling-scope-report.html"):
        (site.root / "site" / page).unlink()
    site.build("--dirty")
    assert "rows/s" not in text(site, "profiling/index.html")
    assert "core-" not in text(site, "profiling-scope-report.html")
