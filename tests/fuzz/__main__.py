"""A long run: `./dev fuzz [INPUTS] [PROPERTY ...]`; prints how many inputs were tried and what broke."""

from __future__ import annotations

import sys
import time
from typing import Any

from hypothesis import HealthCheck, Verbosity, given, seed, settings

from tests.fuzz.properties import PROPERTIES

ROUND = 2_000  # inputs between two lines of output; every round starts from another seed


def main(arguments: list[str]) -> int:
    """Try inputs in turns, so that every property gets its share; return 1 if one is broken."""
    wanted = int(arguments[0]) if arguments else 100_000
    names = arguments[1:] or list(PROPERTIES)
    count, broken, turn = 0, set[str](), 0
    start = time.monotonic()
    while count < wanted and len(broken) < len(names):
        for name in names:
            if name not in broken:
                tried, error = _round(name, turn)
                count += tried
                if error is not None:
                    broken.add(name)
                    print(f"BROKEN {name}: {error}", flush=True)
        turn += 1
        print(f"{count:,} inputs, {time.monotonic() - start:.0f} s, broken: {len(broken)}", flush=True)
    return int(bool(broken))


def _round(name: str, turn: int) -> tuple[int, str | None]:
    strategy, check = PROPERTIES[name]
    count, last = 0, None

    def counted(value: Any) -> None:
        nonlocal count, last
        count, last = count + 1, value
        check(value)

    quiet = settings(
        max_examples=ROUND,
        deadline=None,
        database=None,
        verbosity=Verbosity.quiet,
        suppress_health_check=list(HealthCheck),
    )
    try:
        seed(turn)(quiet(given(strategy)(counted)))()
    except Exception as error:  # hypothesis ends with the smallest input that it found
        said = str(error).replace("\n", " ")[:300]
        return count, f"{type(error).__name__}: {said}\n  with {last!r}"
    return count, None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
