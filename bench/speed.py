"""How long the analysis of the example pages takes, and how long a command needs to start."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

import yaml

from mkdocs_profiling_scope import Settings, analyse

ROOT = Path(__file__).parents[1]
PAGES = sorted((ROOT / "examples/siltgrain/docs").rglob("*.md"))
ROUNDS = 15


def main() -> None:
    """Print the median time of an analysis per page and per megabyte, and of a start of the command line."""
    settings = Settings.from_mapping(yaml.safe_load((ROOT / "tests/docs/settings.yml").read_text("utf-8")))
    texts = {page.name: page.read_text("utf-8") for page in PAGES}
    for name, text in texts.items():
        _row(
            name,
            _median(partial(analyse, text, settings, scope="profiling", mode="native")),
            len(text),
        )
    large = "\n".join(texts.values()) * 20
    _row(
        "all pages, 20 times",
        _median(partial(analyse, large, settings, scope="profiling", mode="native"), 3),
        len(large),
    )
    command = [str(Path(sys.executable).with_name("profiling-scope")), "--help"]
    seconds = _median(partial(subprocess.run, command, capture_output=True, check=True), 5)
    print(f"{'profiling-scope --help':32} {seconds * 1e3:8.1f} ms")


def _median(run: Callable[[], object], rounds: int = ROUNDS) -> float:
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return median(times)


def _row(name: str, seconds: float, size: int) -> None:
    print(f"{name:32} {seconds * 1e3:8.1f} ms {size / seconds / 1e6:8.1f} MB/s")
