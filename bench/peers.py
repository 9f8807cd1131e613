"""`check` beside its peers on pages of 12 MB, and on ten times that: medians of interleaved runs."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
FOLDERS = (ROOT / "examples/siltgrain/docs", ROOT / "docs", ROOT.parent / "shared/corpus/mrrc/before")
SETTINGS = """
pages = [{match = "**", scope = "profiling", mode = "native"}]
[modes.native]
aliases = ["siltgrain", "mrrc"]
[modes.node]
aliases = ["Node binding", "SiltStream", "pymrrc"]
"""
PAGES, SIZE, TIMES = 1_100, 12_000_000, 10
ROUNDS = 3
PEERS = {  # who installs them, and how they are called
    "rumdl": ("pip", ["check", "--no-cache", "docs"]),
    "markdownlint-cli2": ("npm", ["docs/**/*.md"]),
    "proselint": ("pip", ["check"]),
    "write-good": ("npm", []),
}
SLOW = ("proselint", "write-good")  # take minutes, so that they run once, on a part, named file by file
PART = 50


class Cost(NamedTuple):
    """What a run takes, in seconds: on the clock, and of all processors together."""

    wall: float
    cpu: float


def main() -> None:
    """Install the peers beside each other, measure, and print each goal with what came of it."""
    with TemporaryDirectory() as folder:
        place = Path(folder)
        peers = _install(place / "peers")
        site = place / "site"
        corpus = write_corpus(site, PAGES, SIZE)
        costs = _measure(site, peers, corpus)
        size = sum(page.stat().st_size for page in corpus) / 1e6
        print(f"{PAGES:,} pages, {size:.1f} MB, every page scoped; medians of {ROUNDS} interleaved runs")
        for name, cost in costs.items():
            print(f"{name:32} {cost.wall:9.2f} s {cost.cpu:9.2f} s of processors")
        shutil.rmtree(site)
        write_corpus(site, PAGES, SIZE, TIMES)
        costs["many"] = _run([*_own(), "--no-cache"], site)
        print(f"{TIMES * PAGES:,} pages, cold, once {costs['many'].wall:18.2f} s")
    print()
    print(f"{'what':34} {'goal':>14} {'measured':>10} {'processors':>11}")
    for row in table(costs):
        print(row)


def table(costs: Mapping[str, Cost]) -> Iterator[str]:
    """Yield a line for each goal: on the clock, then in processor time; a missing peer is left out."""
    cold = costs["cold"]
    for peer, most in (("rumdl", 3.0), ("proselint", 0.1), ("write-good", 0.1), ("markdownlint-cli2", None)):
        if peer in costs:
            goal = "" if most is None else f"<= {most:g}"
            yield _row(
                f"check, cold / {peer}", goal, cold.wall / costs[peer].wall, cold.cpu / costs[peer].cpu
            )
    yield _row("check, unchanged, seconds", "<= 0.5", *costs["cached"])
    yield _row("check, one small file, seconds", "<= 0.2", *costs["one"])
    many = costs["many"]
    yield _row(f"check, cold, {TIMES} times the pages", "<= 10.5", many.wall / cold.wall, many.cpu / cold.cpu)


def _row(what: str, goal: str, measured: float, processors: float) -> str:
    return f"{what:34} {goal:>14} {measured:10.3f} {processors:11.3f}"


def write_corpus(site: Path, pages: int, size: int, times: int = 1) -> list[Path]:
    """Write pages made of real ones, each with its own number in it, about `size` bytes altogether.

    With `times`, all of them that often, so that more pages are more of the same: in pages that go on where
    the last one ended, half as much again is found, which is not the growth that is to be measured.
    """
    texts = [page.read_text("utf-8") for folder in FOLDERS for page in sorted(folder.rglob("*.md"))]
    texts = [text.split("\n---\n", 1)[-1] if text.startswith("---\n") else text for text in texts]
    (site / "docs").mkdir(parents=True)
    (site / "profiling-scope.toml").write_text(SETTINGS, "utf-8")
    written, begins = list[Path](), [0]
    for number in range(times * pages):
        at = begins[number % pages]
        parts: list[str] = [f"# Page {number}\n"]
        while sum(map(len, parts)) < size / pages:
            parts.append(f"{texts[at % len(texts)]}\nPart {at} of page {number}.\n")
            at += 1
        begins.append(at)
        page = site / f"docs/page_{number:05}.md"
        page.write_text("\n".join(parts)[: size // pages], "utf-8")
        written.append(page)
    return written


def _install(place: Path) -> dict[str, list[str]]:
    """Install the peers from PyPI and npm; one that cannot be had is left out, and said."""
    found: dict[str, list[str]] = {}
    subprocess.run([sys.executable, "-m", "venv", str(place)], check=True)
    for name, (manager, arguments) in PEERS.items():
        command = {
            "pip": [str(place / "bin/pip"), "install", "--quiet", name],
            "npm": ["npm", "install", "--silent", "--prefix", str(place), name],
        }[manager]
        try:
            subprocess.run(command, check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError):
            print(f"{name} cannot be installed with {manager}; left out")
            continue
        bins = place / ("bin" if manager == "pip" else "node_modules/.bin")
        found[name] = [str(bins / name), *arguments]
    return found


def _own() -> list[str]:
    return [str(Path(sys.executable).with_name("profiling-scope")), "check", "-q", "--exit-zero"]


def _measure(site: Path, peers: Mapping[str, list[str]], corpus: Sequence[Path]) -> dict[str, Cost]:
    small = min((ROOT / "examples/siltgrain/docs/design").rglob("*.md"), key=lambda page: page.stat().st_size)
    (site / "small").mkdir()
    (site / "small/page.md").write_text(small.read_text("utf-8"), "utf-8")
    commands = {
        "cold": [*_own(), "--no-cache"],
        "cached": _own(),
        "one": [*_own(), "--no-cache", "small/page.md"],
    }
    commands |= {name: peer for name, peer in peers.items() if name not in SLOW}
    _run(_own(), site)
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for _ in range(ROUNDS):
        for name, command in commands.items():
            costs[name].append(_run(command, site))
    found = {name: Cost(*map(median, zip(*runs, strict=True))) for name, runs in costs.items()}
    part = [str(page.relative_to(site)) for page in corpus[: PAGES // PART]]
    for name in SLOW:
        if name in peers:
            cost = _run([*peers[name], *part], site)
            found[name] = Cost(PART * cost.wall, PART * cost.cpu)
    return found


def _run(command: list[str], site: Path) -> Cost:
    env = {**os.environ, "PROFILING_SCOPE_CACHE_DIR": str(site / "cache")}
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(
        command, cwd=site, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
    )
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return Cost(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
