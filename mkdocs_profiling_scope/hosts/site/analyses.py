"""The analyses of a site's pages: kept from build to build, while serving and in the cache folder."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs_profiling_scope.core.analyse import analyse
from mkdocs_profiling_scope.core.settings.settings import Settings
from mkdocs_profiling_scope.core.values import Analysis
from mkdocs_profiling_scope.hosts.checking.analysing import noting
from mkdocs_profiling_scope.hosts.checking.check_cache import (
    cache_file,
    cache_folder,
    cache_key,
    digest,
    write_cache,
)
from mkdocs_profiling_scope.hosts.project.stamps import Stamp
from mkdocs_profiling_scope.hosts.site.packed import Packed, head_from, pack, to_json, unpack


@dataclass(slots=True)
class _Entry:
    digest: str
    answers: dict[str, bool]  # which files were asked for, and whether they were there
    packed: Packed
    stamp: Stamp | None = None


class Analyses:
    """Analyses pages again only when their text, the settings, a file that they name or the code changed."""

    def __init__(self) -> None:
        self._settings: Settings | None = None
        self._entries: dict[str, _Entry] = {}
        self._file: Path | None = None
        self._key = ""
        self._changed = False

    def use(self, settings: Settings, root: Path) -> None:
        """Analyse with `settings`, those of the project at `root`, from now on."""
        if settings == self._settings:
            return
        self._settings = settings
        self._key = cache_key(settings)
        folder = cache_folder()
        self._file = cache_file(folder, root, settings, "build.json") if folder else None
        self._entries = _load(self._file, self._key) if self._file else {}
        self._changed = False

    def unchanged(self, path: str, stamp: Stamp | None, exists: Callable[[str], bool]) -> Analysis | None:
        """Return what is known of the page at `path`, without blocks and findings, if it has that stamp."""
        entry = self._entries.get(path)
        if entry is None or stamp is None or entry.stamp != stamp or not _holds(entry, exists):
            return None
        return entry.packed.head

    def of(
        self, path: str, text: str, exists: Callable[[str], bool], stamp: Stamp | None = None
    ) -> tuple[Analysis, Callable[[], Analysis]]:
        """Return the analysis of `text`, the source of the page at `path`, relative to the project.

        Returns:
            the analysis without blocks and findings, and what returns all of it.
        """
        found = digest(text)
        entry = self._entries.get(path)
        if entry is not None and entry.digest == found and _holds(entry, exists):
            entry.stamp = stamp or entry.stamp
            packed = entry.packed
            return packed.head, lambda: self._unpacked(path, text, exists, packed)
        analysis = self._anew(path, text, exists, stamp)
        return self._entries[path].packed.head, lambda: analysis

    def made_of(self, path: str) -> object:
        """Return what the analysis of a page depends on besides settings and code, if there is one."""
        entry = self._entries.get(path)
        return None if entry is None else (entry.digest, sorted(entry.answers.items()))

    def beside(self, ending: str) -> tuple[Path | None, str]:
        """Return a file for something else in the cache folder, if there is one, and the key of the cache."""
        return self._file and self._file.with_name(self._file.name.replace("build.json", ending)), self._key

    def save(self, paths: Collection[str]) -> None:
        """Write what is new into the cache folder, and leave out all but the pages at `paths`."""
        kept = {path: entry for path, entry in self._entries.items() if path in paths}
        if self._file is None or (not self._changed and len(kept) == len(self._entries)):
            return
        self._entries, self._changed = kept, False
        write_cache(self._file, self._written())

    def _written(self) -> Iterator[bytes]:
        """Yield a line of JSON for each page; all of them at once would take much memory."""
        yield f"{self._key}\n".encode("ascii")
        for path, entry in self._entries.items():
            yield f"{to_json([path, *_row(entry)])}\n".encode("ascii")

    def _unpacked(self, path: str, text: str, exists: Callable[[str], bool], packed: Packed) -> Analysis:
        try:
            return unpack(packed)
        except (ValueError, TypeError, LookupError, zlib.error):  # somebody else wrote into the cache
            return self._anew(path, text, exists, None)

    def _anew(self, path: str, text: str, exists: Callable[[str], bool], stamp: Stamp | None) -> Analysis:
        answers: dict[str, bool] = {}
        analysis = analyse(
            text,
            self._settings or Settings(),
            path=path,
            exists=noting(exists, answers),
            details=True,
            reasons=False,
        )
        self._entries[path] = _Entry(digest(text), answers, pack(analysis), stamp)
        self._changed = True
        return analysis


def _holds(entry: _Entry, exists: Callable[[str], bool]) -> bool:
    return [*map(exists, entry.answers)] == [*entry.answers.values()]


def _row(entry: _Entry) -> list[object]:
    body = base64.b64encode(entry.packed.body).decode()
    return [entry.digest, entry.answers, entry.packed.head, body, entry.stamp]


def _load(file: Path, key: str) -> dict[str, _Entry]:
    try:
        with file.open("rb") as lines:
            if next(lines) != f"{key}\n".encode("ascii"):
                return {}
            return {path: _read(*page) for path, *page in map(json.loads, lines)}
    # None, or not what was written.
    except (OSError, StopIteration, ValueError, TypeError, LookupError, AttributeError):
        return {}


def _read(known: str, answers: dict[str, bool], head: Any, body: str, stamp: list[int] | None) -> _Entry:
    packed = Packed(head_from(head), base64.b64decode(body))
    return _Entry(known, dict(answers), packed, Stamp(*stamp) if stamp else None)
