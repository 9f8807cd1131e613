"""A documentation site in a temporary folder, built by the real MkDocs in a process of its own."""

from __future__ import annotations

import re
import subprocess
import sys
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

MODES = """
modes:
  native: {title: Native core, aliases: [siltgrain, libsilt]}
  node: {title: Node binding, aliases: [Node, node-silt, SiltStream]}
"""
# Shows the nav as it is, without what themes add; ProperDocs and MkDocs both render it.
TEMPLATE = """<!doctype html>
<html><head>
{%- for path in config.extra_css %}<link rel="stylesheet" href="{{ path | url }}">{% endfor -%}
</head><body>
{%- macro list(items) %}<ul>{% for item in items -%}
<li>{% if item.url %}<a href="{{ item.url | url }}">{{ item.title }}</a>
{%- else %}<b>{{ item.title }}</b>{% endif %}
{%- if item.children %}{{ list(item.children) }}{% endif %}</li>
{%- endfor %}</ul>{% endmacro %}
<nav>{{ list(nav) }}</nav>
<main>{{ page.content }}</main>
{% if page.previous_page %}<a rel="prev">{{ page.previous_page.title }}</a>{% endif %}
{% if page.next_page %}<a rel="next">{{ page.next_page.title }}</a>{% endif %}
{% for ancestor in page.ancestors %}<i class="ancestor">{{ ancestor.title }}</i>{% endfor %}
</body></html>
"""


@dataclass(frozen=True)
class Build:
    """What a build said and how it ended."""

    code: int
    log: str

    @property
    def findings(self) -> list[str]:
        """Return the lines `LEVEL path:line:col: CODE`, without messages."""
        return [" ".join(found) for found in re.findall(r"(\w+) +-  (\S+:\d+:\d+: PS\d+) ", self.log)]

    @property
    def warnings(self) -> list[str]:
        """Return the messages of warnings and errors."""
        return re.findall(r"(?:WARNING|ERROR) +-  (.*)", self.log)


class Site:
    """The files of a site, and what its build makes of them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.write({"theme/main.html": TEMPLATE})
        self.configure()

    def configure(self, options: str = "", top: str = "", *, plugins: str = "", enabled: bool = True) -> None:
        """Write mkdocs.yml: `options` of our plugin, `top` level keys, other `plugins`."""
        ours = textwrap.indent(MODES + textwrap.dedent(options), "      ")
        lines = ["site_name: Siltgrain", "use_directory_urls: false"]
        if "theme:" not in top:
            lines.append("theme: {name: null, custom_dir: theme}")
        lines += [textwrap.dedent(top), "plugins:", textwrap.indent(textwrap.dedent(plugins), "  ")]
        lines += ["  - profiling-scope:", ours] if enabled else ["  - search"]
        self.write({"mkdocs.yml": "\n".join(lines)})

    def write(self, files: Mapping[str, str]) -> None:
        """Write files, whose texts may be indented."""
        for name, text in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(textwrap.dedent(text).lstrip("\n").encode())

    def build(self, *arguments: str, host: str = "mkdocs", cwd: Path | None = None) -> Build:
        """Build the site."""
        command = [sys.executable, "-m", host, "build", "-f", str(self.root / "mkdocs.yml"), *arguments]
        done = subprocess.run(
            command, cwd=cwd or self.root, capture_output=True, encoding="utf-8", timeout=120, check=False
        )
        assert "Traceback" not in done.stderr, done.stderr
        return Build(done.returncode, done.stdout + done.stderr)

    def html(self, name: str) -> str:
        """Return a built page as it is."""
        return (self.root / "site" / name).read_text(encoding="utf-8")

    def page(self, name: str) -> BeautifulSoup:
        """Return a built page."""
        return BeautifulSoup(self.html(name), "html.parser")

    def tags(self, name: str) -> list[str]:
        """Return the tagged elements of a page as `element lines scope comparison`, in document order."""
        names = ("data-ps-lines", "data-ps-scope", "data-ps-comparison")
        found = self.page(name).select("[data-ps-lines]")
        return [" ".join([e.name, *(str(e[key]) for key in names if key in e.attrs)]) for e in found]

    def outline(self, name: str = "index.html") -> list[str]:
        """Return the nav that a page shows, sections in capitals, indented by two spaces a level."""
        top = self.page(name).select_one("nav > ul")
        assert top is not None
        return list(_outline(top, ""))


def _outline(items: Tag, indent: str) -> list[str]:
    lines = []
    for item in items.find_all("li", recursive=False):
        label = item.find(["a", "b"], recursive=False)
        assert isinstance(label, Tag)
        lines.append(indent + (label.text if label.name == "a" else label.text.upper()))
        children = item.find("ul", recursive=False)
        if isinstance(children, Tag):
            lines += _outline(children, indent + "  ")
    return lines


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Return a site without pages; its plugin knows the two modes of Siltgrain."""
    site = Site(tmp_path)
    site.write({"docs/index.md": "# Siltgrain\n\nA store for rows.\n"})
    return site
