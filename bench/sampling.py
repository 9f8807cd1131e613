"""Runs a program and counts the stacks it is in: `python -m bench.sampling OUT PROGRAM [ARGUMENT …]`.

A timer of CPU time interrupts the main thread; what runs in C counts for the line that called it. OUT gets
one line for each stack, frames joined by semicolons, and how often it was seen: the input of flame graphs.
"""

from __future__ import annotations

import json
import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

INTERVAL = 0.001  # seconds of CPU time; the kernel may round it up to its own tick


@contextmanager
def sampled(stacks: Counter[str]) -> Iterator[None]:
    """Count stacks while the body runs."""

    def look(_: int, frame: FrameType | None) -> None:
        stacks[";".join(_names(frame))] += 1

    signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, INTERVAL, INTERVAL)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _names(frame: FrameType | None) -> list[str]:
    names = []
    while frame is not None:
        module = frame.f_globals.get("__name__", "?")
        name = getattr(frame.f_code, "co_qualname", frame.f_code.co_name)
        if module in ("bench.sampling", "__main__"):
            break
        if not module.startswith("importlib."):
            names.append(f"import {module}" if name == "<module>" else f"{module}:{name}")
        frame = frame.f_back
    return names[::-1]


def _program(name: str, args: list[str]) -> Callable[[], object]:
    """Return what to run; imports count as well."""

    def cli() -> None:
        from mkdocs_profiling_scope.hosts.cli.main import main

        main(args)

    def mkdocs() -> None:
        from mkdocs.__main__ import cli

        cli(args, standalone_mode=False)

    return {"cli": cli, "mkdocs": mkdocs}[name]


def main(argv: list[str]) -> None:
    """Run a program under the sampler."""
    out, name, *args = argv
    stacks: Counter[str] = Counter()
    if name == "serving":
        from bench.serving import rebuild

        times = rebuild(args[0], int(args[1]), lambda: sampled(stacks))
        print(json.dumps(times))
    else:
        program = _program(name, args)
        with sampled(stacks):
            program()
    Path(out).write_text("".join(f"{stack} {count}\n" for stack, count in stacks.items()), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
