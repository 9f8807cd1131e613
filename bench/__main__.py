"""Runs the benchmarks that are named, or all of them."""

from __future__ import annotations

import sys

from bench import build, detection, speed

BENCHMARKS = {"speed": speed.main, "build": build.main, "detection": detection.main}


def main(names: list[str]) -> int:
    """Run benchmarks by name; without a name, those of speed."""
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        print(f"no benchmark {unknown[0]!r}; there are: {', '.join(BENCHMARKS)}", file=sys.stderr)
        return 2
    for name in names or ["speed", "build"]:
        BENCHMARKS[name]()
    return 0


sys.exit(main(sys.argv[1:]))
