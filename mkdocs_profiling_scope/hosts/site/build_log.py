"""The log of a build: findings and remarks, as MkDocs shows and counts them."""

from __future__ import annotations

import logging

from mkdocs_profiling_scope.core.values import Finding
from mkdocs_profiling_scope.formats.lines import plain
from mkdocs_profiling_scope.formats.visible import visible

_LOG = logging.getLogger("mkdocs.plugins.profiling_scope")
_LEVELS = {"error": logging.ERROR, "warning": logging.WARNING, "info": logging.INFO}
# With `strict: true`, MkDocs and ProperDocs stop the server at what they count, from WARNING up.
_UNCOUNTED = logging.WARNING - 1


class BuildLog:
    """Writes to the log of MkDocs; nothing that it says while serving can stop the server."""

    def __init__(self) -> None:
        self.serving = False
        self.broken_links = logging.NOTSET  # the level at which MkDocs itself reports them
        self._told: set[int] = set()  # what was found in this build; all of its words would take megabytes

    def begin(self) -> None:
        """Begin a build, in which everything may be found again."""
        self._told.clear()

    def finding(self, finding: Finding, source: str, path: str) -> None:
        """Say what was found in the file `path`, at the level of its severity, if MkDocs does not say it.

        Of a file that stands for several pages, as for one in each language, it is said once.
        """
        level, message = _LEVELS[finding.severity], plain(finding, path)
        if hash(message) in self._told or (level <= self.broken_links and _is_broken_link(finding, source)):
            return
        self._told.add(hash(message))
        self._say(level, message)

    def warning(self, message: str) -> None:
        """Warn of something that no rule is about."""
        self._say(logging.WARNING, visible(message))

    def info(self, message: str) -> None:
        """Say something that is neither found nor wrong."""
        self._say(logging.INFO, visible(message))

    def debug(self, message: str) -> None:
        """Explain what was left out."""
        self._say(logging.DEBUG, visible(message))

    def _say(self, level: int, message: str) -> None:
        if not _LOG.isEnabledFor(level):
            return
        counted = level if not self.serving or level < logging.WARNING else _UNCOUNTED
        record = _LOG.makeRecord(_LOG.name, counted, __file__, 0, "%s", (message,), None)
        record.levelname = logging.getLevelName(level)
        _LOG.handle(record)


def _is_broken_link(finding: Finding, source: str) -> bool:
    """Say whether a finding is about a relative link of Markdown, and nothing but that it is broken."""
    text = source[slice(*finding.span)]
    relative = text.startswith("[") and "](/" not in text and "](</" not in text
    # Of high confidence are links to what the settings declare, which MkDocs does not know.
    return finding.code == "PS303" and finding.confidence == "medium" and relative
