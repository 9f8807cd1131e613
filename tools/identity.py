"""Builds a site with and without the plugin, all pages scoped, and counts what differs.

    python tools/identity.py path/to/mkdocs.yml [--without PLUGIN …]

What the plugin adds on purpose is no difference. The site is copied first. Its plugins have to be a list, one
a line; those that need the network can be left out.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.identity import without_ours

OURS = """  - profiling-scope:
      modes: {{one: {{aliases: [Material]}}, other: {{aliases: [Insiders, MkDocs]}}}}
      pages: [{{match: "{match}", scope: {scope}, mode: one}}]
      nav: {{placement: "off"}}
"""


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("config", type=Path)
    arguments.add_argument("--without", action="append", default=[], metavar="PLUGIN")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copytree(given.config.parent, Path(folder) / "site"))
        text = _without((copy / given.config.name).read_text("utf-8"), given.without)
        plain, plain_log, plain_cpu = _build(copy, text, "plain")
        worst = 0
        for scope in ("profiling", "proposal"):
            options = OURS.format(match="**", scope=scope)
            tagged, log, cpu = _build(copy, re.sub(r"(?m)^plugins:\n", f"plugins:\n{options}", text), scope)
            print(f"\n{scope}: CPU {cpu:.1f} s, {plain_cpu:.1f} s without, {cpu / plain_cpu:.2f} times")
            worst = max(worst, _compare(plain, tagged, plain_log, log))
    return worst


def _without(text: str, plugins: list[str]) -> str:
    for plugin in plugins:
        text = re.sub(rf"(?m)^  - {re.escape(plugin)}:?.*\n(?:      .*\n)*", "", text)
    return text


def _build(site: Path, text: str, name: str) -> tuple[dict[str, str], list[str], float]:
    (site / f"{name}.yml").write_text(text, "utf-8")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    out = site.parent / name
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-f", f"{name}.yml", "-d", str(out)],
        cwd=site,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "true", "DISABLE_MKDOCS_2_WARNING": "true"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"the build of {name}.yml failed:\n{done.stderr[-3000:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    files = (path for path in sorted(out.rglob("*")) if path.suffix in (".html", ".json", ".xml", ".txt"))
    log = [
        line for line in done.stderr.splitlines() if not re.search(r" PS\d{3} |documentation to dir", line)
    ]
    said = [line for line in log if re.match(r"WARNING|ERROR|INFO +-  Doc file", line)]
    return {str(path.relative_to(out)): path.read_text("utf-8") for path in files}, said, cpu


def _compare(plain: dict[str, str], tagged: dict[str, str], plain_log: list[str], log: list[str]) -> int:
    pages = [name for name in plain if name.endswith(".html")]
    changed = [name for name in plain if without_ours(tagged.get(name, "")) != without_ours(plain[name])]
    different = [name for name in changed if name in pages]
    others = [name for name in changed if name not in pages]
    elements = sum(text.count("data-ps-lines=") for text in tagged.values())
    indexes = [name for name in plain if Path(name).parts[-2:] == ("search", "search_index.json")]
    entries = sum(len(json.loads(plain[name])["docs"]) for name in indexes)
    equal = all(json.loads(plain[name]) == json.loads(tagged[name]) for name in indexes)
    print(f"{len(pages) - len(different)} of {len(pages)} pages identical, {elements} elements tagged")
    print(f"search index: {entries} entries, {'equal' if equal else 'DIFFERENT'}")
    print(f"warnings about links and anchors: {len(plain_log)} and {len(log)}", end=", ")
    print("equal" if Counter(plain_log) == Counter(log) else "DIFFERENT")
    more = sorted(tagged.keys() - plain.keys())
    print(f"other files that differ: {', '.join(others) or 'none'}; new: {', '.join(more) or 'none'}")
    for name in different[:10]:
        print(f"  {name}")
    return int(bool(different or others or not equal or Counter(plain_log) != Counter(log)))


if __name__ == "__main__":
    sys.exit(main())
