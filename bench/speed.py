"""How long the analysis of the example pages takes, and how long a command needs to start."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import yaml

from bench.detection.corpus import find_corpus, read_corpus
from mkdocs_profiling_scope import Settings, analyse
from mkdocs_profiling_scope.core.markdown.parse import parse

ROOT = Path(__file__).parents[1]
PAGES = sorted((ROOT / "examples/siltgrain/docs").rglob("*.md"))
ROUNDS = 15
DOCUMENTS = 200
CHECKED = """
modes = {native = {}, node = {}}
pages = [{match = "**", scope = "profiling", mode = "native"}]
"""


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
    _stages(settings)
    command = [str(Path(sys.executable).with_name("profiling-scope")), "--help"]
    seconds = _median(partial(subprocess.run, command, capture_output=True, check=True), 5)
    print(f"{'profiling-scope --help':32} {seconds * 1e3:8.1f} ms")
    _check()


def _stages(settings: Settings) -> None:
    """Print what parsing and all that follows takes for 10 KB of text, on the labelled documents if there."""
    corpus = find_corpus()
    documents = [(doc.text, doc.settings, doc.own_mode) for doc in read_corpus(corpus)] if corpus else []
    documents = documents or [(page.read_text("utf-8"), settings, "native") for page in PAGES]
    parsing = whole = 0.0
    for text, own, mode in documents:
        parsing += _least(partial(parse, text))
        whole += _least(partial(analyse, text, own, scope="profiling", mode=mode, reasons=False))
    share = 1e3 * 10_240 / sum(len(text) for text, _, _ in documents)
    print(f"{'parsing, 10 KB':32} {parsing * share:8.2f} ms of a processor")
    print(f"{'after parsing, 10 KB':32} {(whole - parsing) * share:8.2f} ms of a processor, goal 1.5")


def _check() -> None:
    """Print the time of `check` on many documents, with an empty and with a full cache."""
    with TemporaryDirectory() as place:
        docs = Path(place, "docs")
        docs.mkdir()
        Path(place, "profiling-scope.toml").write_text(CHECKED)
        for i in range(DOCUMENTS):
            page = PAGES[i % len(PAGES)].read_text("utf-8")
            (docs / f"{i}.md").write_text(f"{page}\n{i}\n", "utf-8")
        command = [str(Path(sys.executable).with_name("profiling-scope")), "check", "-q", "--exit-zero"]
        env = {**os.environ, "PROFILING_SCOPE_CACHE_DIR": str(Path(place, "cache"))}
        run = partial(subprocess.run, cwd=place, env=env, stdout=subprocess.DEVNULL, check=True)
        for name, option in (("anew", ["--no-cache"]), ("remembered", [])):
            run([*command, *option])
            seconds = _median(partial(run, [*command, *option]), 3)
            print(f"{f'check {DOCUMENTS} documents, {name}':32} {seconds * 1e3:8.1f} ms")


def _median(run: Callable[[], object], rounds: int = ROUNDS) -> float:
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return median(times)


def _least(run: Callable[[], object]) -> float:
    """Return the least processor time of some runs, which says most where other programs run as well."""
    times = []
    for _ in range(ROUNDS // 3):
        start = time.process_time()
        run()
        times.append(time.process_time() - start)
    return min(times)


def _row(name: str, seconds: float, size: int) -> None:
    print(f"{name:32} {seconds * 1e3:8.1f} ms {size / seconds / 1e6:8.1f} MB/s")
