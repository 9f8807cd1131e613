"""Runs the benchmarks that are named, or all of them."""

from __future__ import annotations

import sys

from bench import detection, speed

BENCHMARKS = {"speed": speed.main, "detection": detection.main}


def main(names: list[str]) -> int:
    """Run benchmarks by name; without a name, only the speed."""
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        print(f"no benchmark {unknown[0]!r}; there are: {', '.join(BENCHMARKS)}", file=sys.stderr)
        return 2
    for name in names or ["speed"]:
        BENCHMARKS[name]()
    return 0


sys.exit(main(sys.argv[1:]))
