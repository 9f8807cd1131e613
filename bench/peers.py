"""How long `check` takes beside other tools, on 1,100 pages of 12 MB: medians of interleaved runs."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
FOLDERS = (ROOT / "examples/siltgrain/docs", ROOT / "docs", ROOT.parent / "shared/corpus/mrrc/before")
SETTINGS = """
pages = [{match = "**", scope = "profiling", mode = "native"}]
[modes.native]
aliases = ["siltgrain", "mrrc"]
[modes.node]
aliases = ["Node binding", "SiltStream", "pymrrc"]
"""
PAGES, SIZE = 1_100, 12_000_000
ROUNDS = 3
SLOW = ("proselint", "write-good")  # take minutes, so that they are run once, on a part


def main() -> None:
    """Install the peers beside each other, and print the medians and what they are to `check`."""
    with TemporaryDirectory() as folder:
        place = Path(folder)
        peers = _install(place / "peers")
        corpus = write_corpus(place / "site", PAGES, SIZE)
        times = _measure(place / "site", peers, corpus)
        own = times["check, cold"]
        print(f"{PAGES:,} pages, {sum(p.stat().st_size for p in corpus) / 1e6:.1f} MB; medians of {ROUNDS}")
        for name, seconds in times.items():
            print(f"{name:28} {seconds:9.2f} s {seconds / own:9.3f}")


def write_corpus(site: Path, pages: int, size: int) -> list[Path]:
    """Write pages made of real ones, each with its own number in it, about `size` bytes altogether."""
    texts = [page.read_text("utf-8") for folder in FOLDERS for page in sorted(folder.rglob("*.md"))]
    texts = [text.split("\n---\n", 1)[-1] if text.startswith("---\n") else text for text in texts]
    (site / "docs").mkdir(parents=True)
    (site / "profiling-scope.toml").write_text(SETTINGS, "utf-8")
    written, at = [], 0
    for number in range(pages):
        parts: list[str] = [f"# Page {number}\n"]
        while sum(map(len, parts)) < size / pages:
            parts.append(f"{texts[at % len(texts)]}\nPart {at} of page {number}.\n")
            at += 1
        page = site / f"docs/page_{number:05}.md"
        page.write_text("\n".join(parts)[: size // pages], "utf-8")
        written.append(page)
    return written


def _install(place: Path) -> dict[str, list[str]]:
    """Install the peers from PyPI and npm; one that cannot be had is left out, and said."""
    found: dict[str, list[str]] = {}
    subprocess.run([sys.executable, "-m", "venv", str(place)], check=True)
    for name, manager in (
        ("rumdl", "pip"),
        ("proselint", "pip"),
        ("write-good", "npm"),
        ("markdownlint-cli2", "npm"),
    ):
        pip = [str(place / "bin/pip"), "install", "--quiet", name]
        npm = ["npm", "install", "--silent", "--prefix", str(place), name]
        try:
            subprocess.run(pip if manager == "pip" else npm, check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError):
            print(f"{name} cannot be installed; left out")
            continue
        bins = place / ("bin" if manager == "pip" else "node_modules/.bin")
        found[name] = [
            str(bins / name),
            *{"rumdl": ["check", "--no-cache"], "proselint": ["check"]}.get(name, []),
        ]
    return found


def _measure(site: Path, peers: dict[str, list[str]], corpus: list[Path]) -> dict[str, float]:
    own = [str(Path(sys.executable).with_name("profiling-scope")), "check", "-q", "--exit-zero"]
    env = {**os.environ, "PROFILING_SCOPE_CACHE_DIR": str(site / "cache")}
    commands = {"check, cold": [*own, "--no-cache"], "check, cached": own}
    commands |= {name: [*peer, "docs"] for name, peer in peers.items() if name not in SLOW}
    if "markdownlint-cli2" in commands:
        commands["markdownlint-cli2"] = [*peers["markdownlint-cli2"], "docs/**/*.md"]
    _run(own, site, env)
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(ROUNDS):
        for name, command in commands.items():
            times[name].append(_run(command, site, env))
    found = {name: median(seconds) for name, seconds in times.items()}
    part = [str(page.relative_to(site)) for page in corpus[: PAGES // 50]]
    for name in SLOW:
        if name in peers:
            found[f"{name} (50 x 1/50)"] = 50 * _run([*peers[name], *part], site, env)
    return found


def _run(command: list[str], site: Path, env: dict[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run(
        command, cwd=site, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
    )
    return time.perf_counter() - start
