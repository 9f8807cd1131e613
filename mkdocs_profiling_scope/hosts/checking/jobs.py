"""Work that is shared among several processes, where that pays."""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

_WORTH = 300_000  # bytes of documents for which another process pays
_PORTION = 100_000  # bytes that are sent to a process at once


def worthwhile(size: int) -> int:
    """Return how many processes pay for documents of `size` bytes altogether."""
    return max(1, min(_processors(), size // _WORTH))


def portions(tasks: Iterable[T], sizes: Iterable[int]) -> list[list[T]]:
    """Put tasks together, in order, to portions that are worth sending to a process; sizes are in bytes."""
    found: list[list[T]] = []
    left = 0
    for task, size in zip(tasks, sizes, strict=True):
        if left <= 0:
            found.append([])
            left = _PORTION
        found[-1].append(task)
        left -= size
    return found


def in_processes(work: Callable[[T], R], tasks: Sequence[T], jobs: int) -> Iterator[R]:
    """Return what `work` makes of each task, in order, in up to `jobs` processes.

    Where there can be no other process, or one of them dies, this one does what is left.

    Args:
        work: to be done; can be pickled, like the tasks and what it returns.
        tasks: to be worked on.
        jobs: how many processes to use.
    """
    done = 0
    if min(jobs, len(tasks)) > 1:
        for result in _pooled(work, tasks, min(jobs, len(tasks))):
            done += 1
            yield result
    for task in tasks[done:]:
        yield work(task)


def _pooled(work: Callable[[T], R], tasks: Sequence[T], jobs: int) -> Iterator[R]:
    # Imported here because it takes longer than a page, and few checks need it.
    try:
        from concurrent.futures import ProcessPoolExecutor
        from concurrent.futures.process import BrokenProcessPool
        from multiprocessing import active_children, get_context
    except ImportError:  # a Python without semaphores
        return
    # Nothing runs beside this thread, so that a copy of this process is whole, and there at once.
    context = get_context("fork" if sys.platform == "linux" else "spawn")
    try:
        with ProcessPoolExecutor(jobs, context, initializer=_begin) as pool:
            try:
                # Not with `map`, which cancels what waits; a pool whose processes end does not expect that.
                waiting = deque(pool.submit(work, task) for task in tasks)
                while waiting:
                    yield waiting.popleft().result()
            except BaseException:  # also where nobody wants the rest; the pool would wait for what is in work
                for process in active_children():
                    process.terminate()
                raise
    except (OSError, NotImplementedError, BrokenProcessPool):
        return


def _begin() -> None:
    """Leave an interrupt from the keyboard to the process that waits for this one, and end with that one.

    Nothing else ends it if that process is killed: copies of it hold the other end of all that it waits for.
    """
    import signal
    import threading

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    from multiprocessing import parent_process

    if parent := parent_process():
        parent.join()
        os._exit(1)


def _processors() -> int:
    """Return how many processors this process may use."""
    usable = getattr(os, "sched_getaffinity", None)  # not on every system
    return len(usable(0)) if usable else os.cpu_count() or 1
