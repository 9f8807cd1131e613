"""The command line, as `python -m mkdocs_profiling_scope`."""

import sys

from mkdocs_profiling_scope.hosts.cli import main

if __name__ == "__main__":
    sys.exit(main())
