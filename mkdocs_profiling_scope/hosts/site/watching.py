"""Files outside of the configuration that a server watches, also those that have come since it began."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer


class Watching:
    """Tells the server of each file once."""

    def __init__(self) -> None:
        self.server: LiveReloadServer | None = None
        self._watched: set[Path] = set()

    def look(self, files: Iterable[Path]) -> None:
        """Watch those of `files` that are there by now."""
        for file in files:
            if self.server is not None and file not in self._watched and file.is_file():
                self.server.watch(str(file))
                self._watched.add(file)
