"""Profiles of the tool itself, one for each mode, written into docs/design/profiling: `./dev bench profiles`.

Figures are CPU time of processes, because it depends less than time on the clock on what else the machine
does. Each is the median of several runs, with half the distance of the quartiles.
"""

from __future__ import annotations

import json
import os
import platform
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timezone
from importlib.metadata import version
from pathlib import Path
from statistics import median, quantiles

from bench import flames
from bench.build import CONFIG

ROOT = Path(__file__).parents[1]
PAGES = ROOT / "docs/design/profiling"
FLAMES = ROOT / "docs/assets/flames"
TEXTS = sorted((ROOT / "examples/siltgrain/docs").rglob("*.md"))
SETTINGS = (
    'modes = {native = {}, node = {}}\npages = [{match = "**", scope = "profiling", mode = "native"}]\n'
)
SITE = CONFIG + '      pages: [{match: "page_*.md", scope: profiling, mode: native}]\n'
CHECK = ["check", "-q", "--exit-zero"]
_REGION = re.compile(r"(<!-- measured: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)

# What stands in a stack, and what that is called on the page; the first that is there counts.
ANALYSIS = (
    ("core.lexicon:load", "loading the lexicon"),
    ("core.lexicon:", "finding signals: words, names of modes, figures"),
    ("core.markdown.parse:parse", "parsing Markdown into blocks"),
    ("core.signals.gather:", "finding signals: words, names of modes, figures"),
    ("core.judgement.judge:", "judging blocks"),
    ("core.judgement.classify:", "labels and reasons"),
    ("core.findings.findings:", "rules and findings"),
    ("core.analyse:", "the rest of the analysis"),
)
COMMAND = (
    ("import ", "importing modules"),
    *ANALYSIS,
    ("hosts.checking.check_cache:", "the cache of findings"),
    ("hosts.project.settings_files:", "reading settings"),
    ("hosts.project.project:", "reading settings"),
    ("hosts.project.documents:", "finding and reading documents"),
    ("mkdocs_profiling_scope.formats", "printing"),
)
PLUGIN = (
    *((part, "plugin: analysis") for part, _ in ANALYSIS),
    ("mkdocs_profiling_scope.hosts.", "plugin: tags, nav, overviews, report"),
    ("mkdocs_profiling_scope", "plugin: the rest"),
    ("markdown.core:Markdown.convert", "Python-Markdown with its extensions"),
    ("jinja2", "templates"),
    ("mkdocs.contrib.search", "search index"),
    ("material", "plugins of Material"),
    ("mkdocs.config", "reading the configuration"),
    ("import ", "importing modules"),
)


@dataclass(frozen=True)
class Run:
    """What a process took: CPU time in seconds, most memory in bytes."""

    seconds: float
    memory: int


@dataclass(frozen=True)
class Mode:
    """A mode of the tool, and how to run it on a number of documents."""

    name: str
    title: str
    unit: str
    sizes: tuple[int, ...]
    rounds: int
    prepare: Callable[[Path, int], None]
    program: tuple[str, ...]  # for bench.sampling
    parts: tuple[tuple[str, str], ...]


def main() -> None:
    """Measure every mode, and write tables and flame graphs into the documentation."""
    FLAMES.mkdir(parents=True, exist_ok=True)
    for mode in MODES:
        tables = {"environment": _environment(), **_measure(mode)}
        page = PAGES / f"{mode.name}.md"
        for name, table in tables.items():
            print(f"\n{mode.title}: {name}\n{table}", flush=True)
        if page.exists():
            text = page.read_text("utf-8")
            page.write_text(_REGION.sub(lambda m: f"{m[1]}\n{tables[m[2]]}\n{m[3]}", text), "utf-8")  # noqa: B023


def _measure(mode: Mode) -> dict[str, str]:
    rows, stacks = [], Counter[str]()
    for size in mode.sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            mode.prepare(folder, size)
            _run(mode, folder)  # fills caches, of the tool and of the system
            runs = [run for _ in range(mode.rounds) for run in _run(mode, folder)]
            rows.append((size, runs))
            if size == mode.sizes[-1]:
                for _ in range(mode.rounds):
                    stacks.update(_sample(mode, folder))
    (FLAMES / f"{mode.name}.svg").write_text(flames.svg(stacks, mode.title), "utf-8")
    return {"baseline": _baseline(mode, rows), "parts": _parts(mode, stacks), "functions": _functions(stacks)}


def _baseline(mode: Mode, rows: list[tuple[int, list[Run]]]) -> str:
    per = 1000
    lines = [
        (
            f"{size}",
            f"{median(r.seconds for r in runs) * 1000:,.0f} ms",
            f"± {_spread([r.seconds for r in runs]):.0%}",
            f"{median(r.seconds for r in runs) * per / size:.2f} ms",
            f"{median(r.memory for r in runs) / 2**20:.0f} MB",
        )
        for size, runs in rows
    ]
    table = _table((mode.unit, "CPU time", "Quartiles", "CPU time for each", "Peak memory"), lines)
    return f"{table}\n{_growth(mode.unit.lower(), rows)}\n"


def _growth(unit: str, rows: list[tuple[int, list[Run]]]) -> str:
    """Return in words what one more takes, by the smallest and the largest size."""
    (few, first), *_, (many, last) = ((size, median(r.seconds for r in runs) * 1000) for size, runs in rows)
    each = (last - first) / (many - few)
    start = f"{first - few * each:,.0f} ms for all else"
    return f"From {few} to {many} {unit}, each takes {each:.2f} ms of CPU time, after {start}."


def _spread(values: list[float]) -> float:
    low, middle, high = quantiles(values, n=4)
    return (high - low) / 2 / middle


def _parts(mode: Mode, stacks: Counter[str]) -> str:
    found: Counter[str] = Counter()
    for stack, count in stacks.items():
        found[next((name for part, name in mode.parts if part in stack), "the rest")] += count
    total = found.total()
    lines = [(name, f"{count / total:.0%}") for name, count in found.most_common() if count >= 0.005 * total]
    return _table(("Part", "Share of the CPU time"), lines)


def _functions(stacks: Counter[str]) -> str:
    """Return the functions of this package that most samples end in."""
    found: Counter[str] = Counter()
    for stack, count in stacks.items():
        last = next((n for n in reversed(stack.split(";")) if "mkdocs_profiling_scope" in n), None)
        if last and not last.startswith("import "):
            found[last.removeprefix("mkdocs_profiling_scope.")] += count
    total = stacks.total()
    lines = [(f"`{name}`", f"{count / total:.1%}") for name, count in found.most_common(8)]
    return _table(("Function", "Share of the CPU time"), lines)


def _environment() -> str:
    cpu = Path("/proc/cpuinfo")
    names = re.findall(r"model name\s*: (.+)", cpu.read_text()) if cpu.exists() else []
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    packages = ", ".join(
        f"{name} {version(name)}" for name in ("mkdocs", "mkdocs-material", "markdown", "google-re2")
    )
    commit = subprocess.run(
        ["git", "describe", "--always"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    lines = [
        ("Date", f"{datetime.now(timezone.utc):%Y-%m-%d}"),
        ("Version", f"{version('mkdocs-profiling-scope')}, commit `{commit.stdout.strip()}`"),
        ("Machine", f"{names[0] if names else platform.machine()}, {os.cpu_count()} cores"),
        ("System", f"{platform.system()}, Python {platform.python_version()}"),
        ("Libraries", packages),
        ("Load", f"{load:.1f} processes waited for a core when the measurement ended"),
    ]
    return _table(("What", "Value"), lines)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    marks = ("---", *("---:" for _ in head[1:])) if head[0] != "What" else ("---", "---")
    return "".join(f"| {' | '.join(row)} |\n" for row in (head, marks, *rows))


def _documents(folder: Path, size: int) -> None:
    docs = folder / "docs"
    docs.mkdir()
    (folder / "profiling-scope.toml").write_text(SETTINGS, "utf-8")
    for i in range(size):
        (docs / f"{i}.md").write_text(f"{TEXTS[i % len(TEXTS)].read_text('utf-8')}\n{i}\n", "utf-8")


def _site(folder: Path, size: int) -> None:
    docs = folder / "docs"
    docs.mkdir()
    (folder / "mkdocs.yml").write_text(SITE, "utf-8")
    (docs / "index.md").write_text("# Home\n", "utf-8")
    for i in range(size):
        (docs / f"page_{i:03}.md").write_text(TEXTS[i % len(TEXTS)].read_text("utf-8"), "utf-8")


def _environ(mode: Mode, folder: Path) -> dict[str, str]:
    quiet = {"NO_MKDOCS_2_WARNING": "true", "DISABLE_MKDOCS_2_WARNING": "true"}
    if mode.program[0] == "mkdocs":  # as in CI, where no build has been before
        quiet["PROFILING_SCOPE_NO_CACHE"] = "1"
    return {
        **os.environ,
        **quiet,
        "PYTHONPATH": str(ROOT),
        "PROFILING_SCOPE_CACHE_DIR": str(folder / "cache"),
    }


def _run(mode: Mode, folder: Path) -> list[Run]:
    """Return what one run took; of the server, what each rebuild took."""
    name, *args = mode.program
    start = {
        "cli": ["-m", "mkdocs_profiling_scope"],
        "mkdocs": ["-m", "mkdocs"],
        "serving": ["-m", "bench.serving"],
    }
    process = subprocess.Popen(
        [sys.executable, *start[name], *args],
        cwd=folder,
        env=_environ(mode, folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdout
    out = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stdout.close()
    if process.returncode:
        raise SystemExit(f"{mode.title}: exit status {process.returncode}")
    memory = usage.ru_maxrss * 1024
    if name == "serving":
        return [Run(seconds, memory) for seconds in json.loads(out)]
    return [Run(usage.ru_utime + usage.ru_stime, memory)]


def _sample(mode: Mode, folder: Path) -> Counter[str]:
    out = folder / "stacks.txt"
    command = [sys.executable, "-m", "bench.sampling", str(out), *mode.program]
    subprocess.run(command, cwd=folder, env=_environ(mode, folder), capture_output=True, check=True)
    rows = (line.rpartition(" ") for line in out.read_text("utf-8").splitlines())
    return Counter({stack: int(count) for stack, _, count in rows})


MODES = (
    Mode(
        "command-line-cold",
        "Command line, cold",
        "Documents",
        (25, 100, 400),
        7,
        _documents,
        ("cli", *CHECK, "--no-cache", "--jobs", "1"),
        COMMAND,
    ),
    Mode(
        "command-line-cached",
        "Command line, cached",
        "Documents",
        (25, 100, 400),
        7,
        _documents,
        ("cli", *CHECK),
        COMMAND,
    ),
    Mode(
        "plugin-build",
        "Plugin in a build",
        "Pages",
        (25, 50, 100),
        3,
        _site,
        ("mkdocs", "build", "-q"),
        PLUGIN,
    ),
    Mode(
        "plugin-serve",
        "Plugin while serving",
        "Pages",
        (25, 50, 100),
        1,
        _site,
        ("serving", "mkdocs.yml", "5"),
        PLUGIN,
    ),
)
