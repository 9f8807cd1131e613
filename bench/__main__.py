"""Runs the benchmarks that are named; without a name, speed, peers and build: the goals of speed."""

from __future__ import annotations

import argparse
import os
import sys

from bench import build, detection, linear, peers, profiles, speed

BENCHMARKS = {
    "speed": "how long parsing, judging, starting and checking take",
    "linear": "how time grows when input that is built to hurt doubles",
    "build": "what the plugin adds to a build",
    "peers": "check beside rumdl, markdownlint-cli2, proselint and write-good, which it installs",
    "profiles": "profiles of the tool in each of its modes, written into docs/design/profiling",
    "detection": f"how well text is judged, against {detection.NAME}",
}


def main(arguments: list[str]) -> int:
    """Run benchmarks by name; returns the exit code, which only `detection` can raise."""
    listed = "\n".join(f"  {name:10} {about}" for name, about in BENCHMARKS.items())
    parser = argparse.ArgumentParser(
        "./dev bench",
        description=f"benchmarks:\n{listed}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="of a benchmark")
    parser.add_argument("--write", action="store_true", help=f"detection: write {detection.NAME} anew")
    parser.add_argument(
        "--full", action="store_true", help="build: 1,100 pages instead of 100, which takes long"
    )
    chosen = parser.parse_args(arguments)
    names = chosen.names or ["speed", "peers", "build"]
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        parser.error(f"no benchmark {unknown[0]!r}; there are: {', '.join(BENCHMARKS)}")
    if chosen.write and "detection" not in names:
        parser.error("--write goes with detection: ./dev bench detection --write")
    # An installed package is compiled; without this, each process would do it anew where the variable is set.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    modules = {"speed": speed, "linear": linear, "peers": peers, "profiles": profiles}
    status = 0
    for name in names:
        if name == "detection":
            status = detection.main(write=chosen.write)
        elif name == "build":
            build.main(full=chosen.full)
        else:
            modules[name].main()
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
