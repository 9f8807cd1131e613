"""The build honours the baseline that the command line writes."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.hosts.conftest import Site

PAGE = "---\nscope: profiling\nmode: native\n---\n# Reading\n\nWe should replace the map with a vector.\n"


def write_baseline(site: Site) -> None:
    command = [sys.executable, "-m", "mkdocs_profiling_scope", "baseline", "write"]
    subprocess.run(command, cwd=site.root, check=True, capture_output=True)


def test_a_strict_build_accepts_what_is_in_the_baseline_and_nothing_else(site: Site) -> None:
    site.write({"docs/index.md": "# Siltgrain\n", "docs/deep/read.md": PAGE})
    assert site.build("--strict").code == 1
    write_baseline(site)
    build = site.build("--strict")
    assert (build.code, build.findings) == (0, [])
    site.write({"docs/deep/read.md": f"{PAGE}\nWe should cache the footer.\n"})
    build = site.build("--strict")
    assert build.code == 1
    assert [line.split(" ")[1:] for line in build.findings] == [["docs/deep/read.md:9:1:", "PS201"]]


def test_a_baseline_that_cannot_be_used_stops_the_build(site: Site) -> None:
    site.write({"docs/index.md": "# Siltgrain\n", "profiling-scope-baseline.json": json.dumps([])})
    build = site.build()
    assert build.code == 1
    assert "profiling-scope-baseline.json: not a baseline: it has no list of findings" in build.log
