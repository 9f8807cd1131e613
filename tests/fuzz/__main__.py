"""A long run: `./dev fuzz [INPUTS] [PROPERTY ...]`; prints how many inputs were tried and what broke."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from itertools import islice
from random import Random
from typing import Any

from hypothesis import HealthCheck, Verbosity, given, seed, settings

from tests.fuzz.mutations import mappings, shrunk, texts
from tests.fuzz.properties import PROPERTIES

SEARCHED, CHANGED = 100, 3_000  # inputs of a round, from hypothesis and from changes of real pages


def main(arguments: list[str]) -> int:
    """Try inputs in turns, so that every property gets its share; return 1 if one is broken."""
    wanted = int(arguments[0]) if arguments else 100_000
    names = arguments[1:] or list(PROPERTIES)
    count, broken, turn = 0, set[str](), time.time_ns()
    start = time.monotonic()
    print(f"seed {turn}", flush=True)
    while count < wanted and len(broken) < len(names):
        for name in names:
            for inputs in (_searched, _changed):
                if name not in broken:
                    tried, error = inputs(name, turn)
                    count += tried
                    if error is not None:
                        broken.add(name)
                        print(f"BROKEN {name}: {error}", flush=True)
        turn += 1
        print(f"{count:,} inputs, {time.monotonic() - start:.0f} s, broken: {len(broken)}", flush=True)
    return int(bool(broken))


def _searched(name: str, turn: int) -> tuple[int, str | None]:
    strategy, check = PROPERTIES[name]
    count, last = 0, None

    def counted(value: Any) -> None:
        nonlocal count, last
        count, last = count + 1, value
        check(value)

    quiet = settings(
        max_examples=SEARCHED,
        deadline=None,
        database=None,
        verbosity=Verbosity.quiet,
        suppress_health_check=list(HealthCheck),
    )
    try:
        seed(turn)(quiet(given(strategy)(counted)))()
    except Exception as error:  # hypothesis ends with the smallest input that it found
        return count, _told(error, last)
    return count, None


def _changed(name: str, turn: int) -> tuple[int, str | None]:
    strategy, check = PROPERTIES[name]
    source: Callable[[Random], Any] = texts if strategy is PROPERTIES["positions"][0] else mappings
    for number, value in enumerate(islice(source(Random(turn)), CHANGED)):
        if (error := _broken(check, value)) is not None:
            kind = type(error)
            if isinstance(value, str):
                value = shrunk(value, lambda text: type(_broken(check, text)) is kind)  # noqa: B023
            return number + 1, _told(_broken(check, value) or error, value)
    return CHANGED, None


def _broken(check: Callable[[Any], None], value: Any) -> Exception | None:
    try:
        check(value)
    except Exception as error:
        return error
    return None


def _told(error: Exception, value: Any) -> str:
    said = str(error).replace("\n", " ")[:300]
    return f"{type(error).__name__}: {said}\n  with {value!r}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
