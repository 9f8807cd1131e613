"""The command line as a program, also as `python -m mkdocs_profiling_scope`."""

from __future__ import annotations

import gc
import sys

INTERRUPTED = 130  # as a shell says it
_OBJECTS = 200_000  # made between two searches for garbage


def main() -> int:
    """Run the command line with the arguments of this process, and return the exit code."""
    # What a run makes is kept to its end, and hardly any of it in circles: to look for those after every 700
    # objects takes a tenth of a check. Worker processes inherit this, and modules are imported under it.
    gc.set_threshold(_OBJECTS)
    try:
        from mkdocs_profiling_scope.hosts.cli import main as cli

        code = cli.main()
    except KeyboardInterrupt:  # while modules are imported; later the command line sees to it
        return INTERRUPTED
    gc.freeze()  # or else the interpreter looks through everything once more before it ends
    return code


if __name__ == "__main__":
    sys.exit(main())
