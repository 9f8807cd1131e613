"""Beside plugins that want a file of every page: mkdocs-rss-plugin and mkdocs-git-authors-plugin."""

from __future__ import annotations

from typing import Any

# What that plugin does with a page: drafts are left out, of all others it looks at the file.
HOOK = """
from pathlib import Path
from mkdocs.plugins import BasePlugin, event_priority

class Feed(BasePlugin):
    def on_page_content(self, html, page, config, files):
        if page.meta.get("draft", False) is not True:
            with Path(config.docs_dir, "..", "feed.txt").open("a") as feed:
                feed.write(Path(page.file.abs_src_path).name + " ")

    @event_priority(-2000)  # what the theme sees
    def on_page_context(self, context, page, config, nav):
        assert "draft" not in page.meta

def on_config(config):
    config.plugins["rss"] = Feed()
"""
PAGE = "---\nscope: {}\nmode: native\n---\n\n# Core\n\nIt reads.\n"


def test_what_has_no_file_is_no_entry_of_the_feed_and_ends_no_build(site: Any) -> None:
    site.configure("serve_warnings: build", "hooks: [hook.py]")
    site.write(
        {
            "hook.py": HOOK,
            "docs/core.md": PAGE.format("profiling"),
            "docs/plan.md": PAGE.format("proposal"),
        }
    )
    done = site.build()
    assert done.code == 0, done.log
    assert set((site.root / "feed.txt").read_text().split()) == {"core.md", "index.md", "plan.md"}


AUTHORS = """
import logging
from mkdocs.plugins import BasePlugin
from mkdocs.config.base import Config
from mkdocs.config.config_options import ListOfItems, Optional, Type

class Options(Config):
    exclude = Optional(ListOfItems(Type(str)))

class Authors(BasePlugin[Options]):
    def on_page_context(self, context, page, config, nav):
        if page.file.src_path not in (self.config.exclude or []) and page.file.abs_src_path is None:
            logging.getLogger("mkdocs.plugins.authors").warning(f"{page.file.src_path} is not committed")

def on_config(config):
    config.plugins["git-authors"] = authors = Authors()
    authors.load_config({})
"""


def test_what_has_no_file_has_no_authors_and_is_no_warning(site: Any) -> None:
    site.configure("serve_warnings: build", "hooks: [hook.py]")
    site.write({"hook.py": AUTHORS, "docs/core.md": PAGE.format("profiling")})
    done = site.build("--strict")
    assert (done.code, done.warnings) == (0, [])
