"""What `check` found in documents that have not changed since, kept in the cache folder of the user."""

from __future__ import annotations

import dataclasses
import json
import os
import sys
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from hashlib import blake2b
from operator import attrgetter
from pathlib import Path
from typing import Any, NamedTuple

from mkdocs_profiling_scope import __version__
from mkdocs_profiling_scope.core.settings import Settings
from mkdocs_profiling_scope.core.values import Finding, Span
from mkdocs_profiling_scope.hosts.paths import relative

_KEPT = 4  # caches of one project, each for other settings
FOLDER, NO_CACHE = "PROFILING_SCOPE_CACHE_DIR", "PROFILING_SCOPE_NO_CACHE"


class Outcome(NamedTuple):
    """What `check` has to know of an analysis."""

    scoped: bool
    english: bool
    findings: tuple[Finding, ...]


Row = tuple[Any, ...]  # the fields of a finding, in order
Packed = tuple[bool, bool, list[Row]]  # an outcome as it is stored and sent

_FIELDS = attrgetter(*(field.name for field in dataclasses.fields(Finding)))
_SPAN = [field.name for field in dataclasses.fields(Finding)].index("span")


def packed(outcome: Outcome) -> Packed:
    """Return an outcome as plain values."""
    return outcome.scoped, outcome.english, list(map(_FIELDS, outcome.findings))


def unpacked(values: Sequence[Any]) -> Outcome:
    """Return the outcome that `values` stand for; raises TypeError, ValueError or IndexError if none."""
    scoped, english, rows = values
    return Outcome(scoped, english, tuple(map(_finding, rows)))


class CheckCache:
    """One file for each project and settings; an entry is used if text, code and asked-for files agree."""

    def __init__(self, folder: Path, root: Path, settings: Settings) -> None:
        self._file = cache_file(folder, root, settings, "check.json")
        self._key = cache_key(settings)
        self._entries = _load(self._file, self._key)
        self._changed = False

    def get(self, path: str, text: str, exists: Callable[[str], bool]) -> Outcome | None:
        """Return what the analysis of the page at `path` came to; None if that is not known."""
        entry = self._entries.get(path)
        try:
            if entry is None or entry["text"] != digest(text):
                return None
            if any(exists(asked) is not answer for asked, answer in entry["asked"].items()):
                return None
            return unpacked(entry["came_to"])
        except (AttributeError, LookupError, TypeError, ValueError):  # not what was written below
            return None

    def put(self, path: str, text: str, asked: dict[str, bool], outcome: Packed) -> None:
        """Remember what an analysis came to."""
        self._changed = True
        self._entries[path] = {"text": digest(text), "asked": asked, "came_to": outcome}

    def save(self, paths: Collection[str] | None = None) -> None:
        """Write the cache if there is news; of another run at the same time, the last one wins.

        Args:
            paths: of all documents of the project, so that others are dropped; None keeps them.
        """
        kept = {path: entry for path, entry in self._entries.items() if paths is None or path in paths}
        if not self._changed and len(kept) == len(self._entries):
            return
        temporary = self._file.with_name(f"{self._file.name}.{os.getpid()}")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_bytes(json.dumps({"key": self._key, "pages": kept}).encode("ascii"))
            temporary.replace(self._file)  # whole or not at all, whoever reads or writes at the same time
            make_room(self._file)
        except OSError:  # nowhere to write: everything works without
            with suppress(OSError):
                temporary.unlink()


def open_cache(root: Path, settings: Settings) -> CheckCache | None:
    """Return the cache of the project at `root`; None where there is no place for it."""
    folder = cache_folder()
    return None if folder is None else CheckCache(folder, root, settings)


def cache_file(folder: Path, root: Path, settings: Settings, ending: str) -> Path:
    """Return the file that keeps what is known of a project under `settings`.

    Configurations or options of the command line that are used in turn do not overwrite each other's.
    """
    return folder / f"{digest(str(root))}.{digest(repr(settings))[:12]}.{ending}"


def make_room(file: Path) -> None:
    """Remove the caches of the same project and kind as `file` that were written longest ago."""
    root, _, ending = file.name.split(".", 2)
    others = [other for other in file.parent.glob(f"{root}.*.{ending}") if other != file]
    with suppress(OSError):  # another process has done it
        others.sort(key=lambda other: other.stat().st_mtime_ns, reverse=True)
        for old in others[_KEPT - 1 :]:
            old.unlink()


def cache_key(settings: Settings) -> str:
    """Return what changes with anything that findings depend on besides the documents."""
    return digest(f"{__version__}\0{_code()}\0{settings!r}")


def cache_folder() -> Path | None:
    """Return the folder of caches: as the environment says, or the usual one; None if there is none."""
    if os.environ.get(NO_CACHE):
        return None
    if given := os.environ.get(FOLDER):
        return Path(given)
    try:
        home = Path.home()
    except RuntimeError:  # a user without a name, as containers have them
        return None
    if sys.platform == "win32":
        usual = Path(os.environ.get("LOCALAPPDATA") or home / "AppData/Local")
    elif sys.platform == "darwin":
        usual = home / "Library/Caches"
    else:
        usual = Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache")
    return usual / "profiling-scope"


def _load(file: Path, key: str) -> dict[str, Any]:
    try:
        data = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return {}
    pages = data.get("pages") if isinstance(data, dict) and data.get("key") == key else None
    return pages if isinstance(pages, dict) else {}


def _code() -> str:
    """Return what changes with the code of the analysis, also between versions, where it is worked on."""
    core = Path(__file__).parents[1] / "core"
    files = sorted(path for path in core.rglob("*") if path.suffix in (".py", ".toml", ".json"))
    return "\0".join(f"{relative(f, core)} {f.stat().st_mtime_ns} {f.stat().st_size}" for f in files)


def digest(text: str) -> str:
    """Return by what a text is known."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _finding(row: Sequence[Any]) -> Finding:
    fields = list(row)
    fields[_SPAN] = Span(*fields[_SPAN])
    return Finding(*fields)
