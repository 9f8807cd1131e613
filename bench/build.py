"""How much CPU time of a build with Material the plugin takes, with no, few and all pages scoped."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGES = 100
ROUNDS = 3
CONFIG = """
site_name: Bench
theme: {name: material, font: false}
markdown_extensions:
  - admonition
  - attr_list
  - pymdownx.details
  - pymdownx.superfences
  - pymdownx.tabbed: {alternate_style: true}
  - toc: {permalink: true}
plugins:
  - search
  - profiling-scope:
      modes:
        native: {title: Native core, aliases: [siltgrain, libsilt]}
        node: {title: Node binding, aliases: [Node, node-silt, SiltStream]}
"""
SCOPED = {"no page": "", "2 % of the pages": "page_[15]0.md", "all pages": "page_*.md"}


def main() -> None:
    """Print the CPU time of builds, and how much more it is than with no page scoped."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder)
        size = _write(site)
        print(f"build of {PAGES} pages, {size / 1e3:.0f} kB, least CPU time of {ROUNDS}")
        times = {name: [_build(site, name) for _ in range(ROUNDS)] for name in SCOPED}
    none = min(times["no page"])
    for name, found in times.items():
        print(f"{name + ' scoped':32} {min(found):8.2f} s {min(found) / none:8.3f}")


def _write(site: Path) -> int:
    """Write pages as they are: of this project's documentation and of the example, over and over."""
    folders = (ROOT / "examples/siltgrain/docs", ROOT / "docs")
    texts = [page.read_text("utf-8") for folder in folders for page in sorted(folder.rglob("*.md"))]
    (site / "docs").mkdir()
    (site / "docs/index.md").write_text("# Bench\n", "utf-8")
    for i in range(PAGES):
        (site / f"docs/page_{i:02}.md").write_text(texts[i % len(texts)], "utf-8")
    for name, match in SCOPED.items():
        pages = f'      pages: [{{match: "{match}", scope: profiling, mode: native}}]\n' if match else ""
        (site / f"{name}.yml").write_text(CONFIG + pages, "utf-8")
    return sum(len(texts[i % len(texts)]) for i in range(PAGES))


def _build(site: Path, name: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", f"{name}.yml"]
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "true", "DISABLE_MKDOCS_2_WARNING": "true"}
    subprocess.run(command, cwd=site, env=env, capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
