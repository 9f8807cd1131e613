"""What the plugin adds to builds with Material: CPU time and memory, with few and with all pages scoped.

CPU time, because it depends less than time on the clock on what else the machine does. Builds take turns, so
that a slow minute of the machine meets all of them; what is printed is the median of the ratios of each turn.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import NamedTuple

from bench.peers import write_corpus

ROOT = Path(__file__).parents[1]
QUICK, FULL = (100, 3), (1_100, 2)  # pages and turns
PAGE = 10_900  # bytes, as of 1,100 pages with 12 MB
SITE = """
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
"""
PLUGIN = """
  - profiling-scope:
      modes:
        native: {title: Native core, aliases: [siltgrain, libsilt]}
        node: {title: Node binding, aliases: [Node, node-silt, SiltStream]}
"""
CONFIG = SITE + PLUGIN.lstrip("\n")
SCOPED = {"none": "", "2 %": "page_*[27]5.md", "all": "page_*.md"}  # which pages


class Run(NamedTuple):
    """What a process took: CPU time in seconds, most memory in bytes."""

    seconds: float
    memory: int


def main(*, full: bool = False) -> None:
    """Print for builds and for rebuilds with --dirty what they take beside the same without the plugin."""
    pages, turns = FULL if full else QUICK
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder, "site")
        size = sum(page.stat().st_size for page in write_corpus(site, pages, pages * PAGE))
        _configure(site)
        print(f"{pages:,} pages, {size / 1e6:.1f} MB, {turns} turns")
        _table("mkdocs build", _measured(site, turns))
        _table("serve --dirty, one page", _rebuilds(site, turns))


def _configure(site: Path) -> None:
    (site / "profiling-scope.toml").unlink()
    (site / "docs/index.md").write_text("# Bench\n", "utf-8")
    (site / "without.yml").write_text(SITE, "utf-8")
    for name, match in SCOPED.items():
        pages = f'      pages: [{{match: "{match}", scope: profiling, mode: native}}]\n' if match else ""
        (site / f"{name}.yml").write_text(CONFIG + pages, "utf-8")


def _builds(site: Path) -> dict[str, tuple[str, bool]]:
    """Return configuration and whether the cache is used: by warm builds, not by cold ones."""
    builds = {"without": ("without.yml", False), "none scoped": ("none.yml", False)}
    for name in ("2 %", "all"):
        builds[f"{name} scoped, cold"] = (f"{name}.yml", False)
        builds[f"{name} scoped, warm"] = (f"{name}.yml", True)
        _run(site, ["-m", "mkdocs", "build", "-q", "-f", f"{name}.yml"], cached=True)
    return builds


def _measured(site: Path, turns: int) -> Iterator[tuple[str, list[Run]]]:
    """Yield name and runs of every build and rebuild; turn by turn, so that all meet the same machine."""
    builds = _builds(site)
    runs: dict[str, list[Run]] = {name: [] for name in builds}
    for _ in range(turns):
        for name, (config, cached) in builds.items():
            command = ["-m", "mkdocs", "build", "-q", "-f", config]
            runs[name].append(_run(site, command, cached=cached)[0])
    yield from runs.items()


def _rebuilds(site: Path, turns: int) -> Iterator[tuple[str, list[Run]]]:
    """Yield name and CPU time of rebuilds of `serve --dirty`, after one page was touched."""
    names = {"without": "without.yml", **{f"{name} scoped": f"{name}.yml" for name in SCOPED}}
    runs: dict[str, list[Run]] = {name: [] for name in names}
    for _ in range(2):
        for name, config in names.items():
            run, out = _run(site, ["-m", "bench.serving", config, str(turns), "--dirty"], cached=True)
            runs[name] += [Run(seconds, run.memory) for seconds in json.loads(out)]
    yield from runs.items()


def _table(title: str, measured: Iterator[tuple[str, list[Run]]]) -> None:
    base: list[Run] = []
    print(f"\n{title:28} {'CPU':>9} {'ratio':>7} {'peak memory':>13}")
    for name, runs in measured:
        base = base or runs
        ratio = median(run.seconds / other.seconds for run, other in zip(runs, base, strict=True))
        memory, more = (median(run.memory for run in group) / 2**20 for group in (runs, base))
        seconds = median(run.seconds for run in runs)
        print(f"{name:28} {seconds:7.2f} s {ratio:7.3f} {memory:6.0f} {memory - more:+4.0f} MiB")


def _run(site: Path, command: list[str], *, cached: bool) -> tuple[Run, str]:
    # Each configuration has its own: the cache of a project is made anew when settings change.
    name = next(part for part in command if part.endswith(".yml"))
    cache = {"CACHE_DIR": str(site / f"cache of {name}")} if cached else {"NO_CACHE": "1"}
    quiet = {"NO_MKDOCS_2_WARNING": "true", "DISABLE_MKDOCS_2_WARNING": "true"}
    process = subprocess.Popen(
        [sys.executable, *command],
        cwd=site,
        env={
            **os.environ,
            **quiet,
            **{f"PROFILING_SCOPE_{key}": value for key, value in cache.items()},
            "PYTHONPATH": str(ROOT),
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    )
    with process:
        assert process.stdout
        out = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)}: exit status {process.returncode}")
    return Run(usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024), out
