"""What `mkdocs serve` does after a save, without the server.

python -m bench.serving CONFIG ROUNDS [--dirty]
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory


def rebuild(
    file: str,
    rounds: int,
    around: Callable[[], AbstractContextManager[None]] = nullcontext,
    *,
    dirty: bool = False,
) -> list[float]:
    """Return the CPU time of rebuilds in seconds, each after a change of one page.

    Args:
        file: the configuration.
        rounds: how many rebuilds there are.
        around: what surrounds each of them.
        dirty: whether only the page that changed is built.
    """
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    with TemporaryDirectory() as site:
        config = load_config(file, site_dir=site)
        config.plugins.on_startup(command="serve", dirty=dirty)
        pages = sorted(Path(config.docs_dir).glob("page_*.md"))
        page = pages[min(25, len(pages) - 1)]
        text = page.read_text("utf-8")
        build(config, serve_url="http://127.0.0.1:8000/", dirty=dirty)
        times = []
        for round in range(rounds):
            page.write_text(f"{text}\nRound {round}.\n", "utf-8")
            start = time.process_time()
            with around():
                config = load_config(
                    file, site_dir=site
                )  # plugins that have on_startup are kept, as in the server
                build(config, serve_url="http://127.0.0.1:8000/", dirty=dirty)
            times.append(time.process_time() - start)
        page.write_text(text, "utf-8")
    return times


if __name__ == "__main__":
    print(json.dumps(rebuild(sys.argv[1], int(sys.argv[2]), dirty="--dirty" in sys.argv)))
