"""What `check` found in documents that have not changed since, kept in the cache folder of the user."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from mkdocs_profiling_scope import __version__
from mkdocs_profiling_scope.core.settings import Settings
from mkdocs_profiling_scope.core.values import Finding, Span
from mkdocs_profiling_scope.formats.excerpt import Excerpt
from mkdocs_profiling_scope.hosts.stamps import Stamp

_KEPT = 4  # caches of one project, each for other settings
FOLDER, NO_CACHE = "PROFILING_SCOPE_CACHE_DIR", "PROFILING_SCOPE_NO_CACHE"
_SPAN = Finding._fields.index("span")
_DECIDES = ("core", "formats")  # folders with the code that entries depend on


class Outcome(NamedTuple):
    """What a check of one document came to, and what that depends on besides settings and code."""

    digest: str  # of the text
    stamp: Stamp | None  # of the file, before it was read
    asked: dict[str, bool]  # which files were asked for, and whether they were there
    scoped: bool
    english: bool
    findings: tuple[Finding, ...]
    excerpts: tuple[Excerpt, ...]  # one for each finding


class CheckCache:
    """One file for each project and settings: after the key, a line for each document, its path and JSON.

    Lines are taken apart when their document is asked for, so that the check of a few documents of many
    neither waits for the others nor writes them anew.
    """

    def __init__(self, folder: Path, root: Path, settings: Settings) -> None:
        self._file = cache_file(folder, root, settings, "check.cache")
        self._key = cache_key(settings).encode("ascii")
        self._lines = _load(self._file, self._key)
        self._changed = False

    def get(self, path: str, exists: Callable[[str], bool]) -> Outcome | None:
        """Return what is known of the document at `path` if other files are as they were."""
        line = self._lines.get(_name(path))
        try:
            outcome = None if line is None else _read(line)
        except (AttributeError, LookupError, TypeError, ValueError):  # not what was written below
            return None
        if outcome is None or any(exists(asked) is not answer for asked, answer in outcome.asked.items()):
            return None
        return outcome

    def put(self, path: str, outcome: Outcome) -> None:
        """Remember what a check came to."""
        self._changed = True
        line = json.dumps(outcome, ensure_ascii=False, separators=(",", ":"))
        self._lines[_name(path)] = line.encode("utf-8", "surrogatepass")

    def save(self, paths: Collection[str] | None = None) -> None:
        """Write the cache if there is news; of another run at the same time, the last one wins.

        Args:
            paths: of all documents of the project, so that others are dropped; None keeps them.
        """
        kept = self._lines
        if paths is not None:
            names = set(map(_name, paths))
            kept = {name: line for name, line in kept.items() if name in names}
        if not self._changed and len(kept) == len(self._lines):
            return
        lines = (b"\n%b\t%b" % entry for entry in kept.items())
        temporary = self._file.with_name(f"{self._file.name}.{os.getpid()}")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_bytes(b"".join((self._key, *lines)))
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


def _name(path: str) -> bytes:
    return json.dumps(path).encode("ascii")


def _load(file: Path, key: bytes) -> dict[bytes, bytes]:
    """Return the lines of a cache by name; none if it is not there, or was made with another key."""
    try:
        found, *lines = file.read_bytes().split(b"\n")
    except OSError:
        return {}
    if found != key:
        return {}
    return {name: values for name, _, values in (line.partition(b"\t") for line in lines)}


def _read(line: bytes) -> Outcome:
    digest, stamp, asked, scoped, english, findings, excerpts = json.loads(line)
    if len(findings) != len(excerpts):
        raise ValueError("not an excerpt for each finding")
    for row in findings:
        row[_SPAN] = Span(*row[_SPAN])
    known = Stamp(*stamp) if stamp else None
    found, shown = tuple(map(Finding._make, findings)), tuple(map(Excerpt._make, excerpts))
    return Outcome(digest, known, asked, scoped, english, found, shown)


def _code() -> str:
    """Return what changes with the code that decides, also between versions, where it is worked on."""
    package = Path(__file__).parents[1]
    return "\0".join(sorted(_files(str(package / name) for name in _DECIDES)))


def _files(folders: Iterable[str]) -> Iterator[str]:
    for folder in folders:
        with os.scandir(folder) as entries:  # four times as quick as `Path.rglob`
            inside = list(entries)
        for entry in inside:
            if entry.name.endswith((".py", ".toml", ".json")):
                found = entry.stat()
                yield f"{entry.path} {found.st_mtime_ns} {found.st_size}"
        yield from _files(entry.path for entry in inside if entry.is_dir() and entry.name != "__pycache__")


def digest(text: str) -> str:
    """Return by what a text is known."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
