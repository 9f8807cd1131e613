"""What `check` found in documents that have not changed since, kept in the cache folder of the user."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import Any
from zlib import crc32

from mkdocs_profiling_scope import __version__
from mkdocs_profiling_scope.core.named import NamedTuple
from mkdocs_profiling_scope.core.settings.settings import Settings
from mkdocs_profiling_scope.core.values import Finding, Span
from mkdocs_profiling_scope.formats.excerpt import Excerpt
from mkdocs_profiling_scope.formats.run import Found, PageRun
from mkdocs_profiling_scope.hosts.project.stamps import Stamp

try:
    from _blake2 import blake2b  # as in hashlib, which loads OpenSSL for it, the longest import of a check
except ImportError:
    from hashlib import blake2b

_KEPT = 4  # caches of one project, each for other settings
FOLDER, NO_CACHE = "PROFILING_SCOPE_CACHE_DIR", "PROFILING_SCOPE_NO_CACHE"
_SPAN = Finding._fields.index("span")
_ENCODING = "utf-8", "surrogatepass"
_DECIDES = ("core", "formats", "assets")  # folders with what entries depend on


class Outcome(NamedTuple):
    """What a check of one document came to, and what that depends on besides settings and code."""

    digest: str  # of the text
    stamp: Stamp | None  # of the file, before it was read
    asked: dict[str, bool]  # which files were asked for, and whether they were there
    scoped: bool
    english: bool
    found: PageRun  # with the path of the document in the project


class _Entry(NamedTuple):
    head: Sequence[Any]  # the outcome as JSON has it, with the numbers of findings in place of these
    text: bytes | memoryview
    found: bytes | memoryview  # the findings as JSON


class CheckCache:
    """One file for each project and settings: the key, the heads of all documents, then what was found.

    Of a document that has not changed, findings stay the text that is printed; only what asks for them one
    by one takes them apart. That is five sixths of the time of a check that remembers.
    """

    def __init__(self, folder: Path, root: Path, settings: Settings) -> None:
        self._file = cache_file(folder, root, settings, "check.cache")
        self._key = cache_key(settings).encode("ascii")
        self._entries = _load(self._file, self._key)
        self._changed = False

    def get(self, path: str, exists: Callable[[str], bool]) -> Outcome | None:
        """Return what is known of the document at `path` if other files are as they were."""
        if (entry := self._entries.get(path)) is None:
            return None
        try:
            outcome = _outcome(entry)
            same = all(exists(asked) is answer for asked, answer in outcome.asked.items())
        except (AttributeError, TypeError, ValueError):  # not what was written below
            return None
        return outcome if same else None

    def put(self, path: str, outcome: Outcome) -> None:
        """Remember what a check came to."""
        self._changed = True
        *head, page = outcome
        text, found = page.text.encode(*_ENCODING), _json(page.load())
        self._entries[path] = _Entry([*head, page.counts, crc32(found, crc32(text))], text, found)

    def touch(self, path: str, stamp: Stamp) -> None:
        """Remember that the document at `path`, which is known, is the same with another stamp."""
        self._changed = True
        entry = self._entries[path]
        known, _, *rest = entry.head
        self._entries[path] = entry._replace(head=[known, stamp, *rest])

    def save(self, paths: Collection[str] | None = None) -> None:
        """Write the cache if there is news; of another run at the same time, the last one wins.

        Args:
            paths: of all documents of the project, so that others are dropped; None keeps them.
        """
        kept = self._entries
        if paths is not None:
            kept = {path: entry for path, entry in kept.items() if path in paths}
        if not self._changed and len(kept) == len(self._entries):
            return
        heads = {path: [*entry.head, len(entry.text), len(entry.found)] for path, entry in kept.items()}
        bodies = (part for entry in kept.values() for part in (entry.text, entry.found))
        write_cache(self._file, chain[bytes | memoryview]((self._key, b"\n", _json(heads), b"\n"), bodies))


def open_cache(root: Path, settings: Settings) -> CheckCache | None:
    """Return the cache of the project at `root`; None where there is no place for it."""
    folder = cache_folder()
    return None if folder is None else CheckCache(folder, root, settings)


def cache_file(folder: Path, root: Path, settings: Settings, ending: str) -> Path:
    """Return the file that keeps what is known of a project under `settings`.

    Configurations or options of the command line that are used in turn do not overwrite each other's.
    """
    return folder / f"{digest(str(root))}.{digest(repr(settings))[:12]}.{ending}"


def write_cache(file: Path, parts: Iterable[bytes | memoryview]) -> None:
    """Write a file of the cache, whole or not at all, whoever reads or writes at the same time.

    Args:
        file: to write.
        parts: what comes into it; made one by one, they are never in memory all at once.
    """
    temporary = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as out:
            out.writelines(parts)
        temporary.replace(file)
        _make_room(file)
    except OSError:  # nowhere to write: everything works without
        with suppress(OSError):
            temporary.unlink()


def _make_room(file: Path) -> None:
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


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(*_ENCODING)


def _load(file: Path, key: bytes) -> dict[str, _Entry]:
    """Return the entries of a cache by path; none if it is not there, or was made with another key."""
    try:
        data = file.read_bytes()
        if not data.startswith(key + b"\n"):
            return {}
        at = data.index(b"\n", len(key) + 1) + 1
        heads = json.loads(data[len(key) : at].decode(*_ENCODING))
        entries, bodies = dict[str, _Entry](), memoryview(data)  # so that nothing is copied
        for path, (*head, text, size) in heads.items():
            middle, end = at + text, at + text + size
            entries[path] = _Entry(head, bodies[at:middle], bodies[middle:end])
            at = end
    except (OSError, AttributeError, TypeError, ValueError):  # not there, or not what was written above
        return {}
    return entries


def _outcome(entry: _Entry) -> Outcome:
    digest, stamp, asked, scoped, english, counts, checksum = entry.head
    if crc32(entry.found, crc32(entry.text)) != checksum:
        raise ValueError("not what was written")
    page = PageRun(counts, str(entry.text, *_ENCODING), _Findings(entry.found))
    return Outcome(digest, Stamp(*stamp) if stamp else None, asked, scoped, english, page)


class _Findings:
    """The findings of a document as JSON, taken apart when they are asked for."""

    __slots__ = ("_data", "_found")

    def __init__(self, data: bytes | memoryview) -> None:
        self._data = data
        self._found: Found | None = None

    def __call__(self) -> Found:
        if self._found is None:
            findings, excerpts = json.loads(str(self._data, *_ENCODING))
            for row in findings:
                row[_SPAN] = Span(*row[_SPAN])
            self._found = Found(tuple(map(Finding._make, findings)), tuple(map(Excerpt._make, excerpts)))
        return self._found


def _code() -> str:
    """Return what changes with the code that decides, also between versions, where it is worked on."""
    package = Path(__file__).parents[2]
    return "\0".join(sorted(_files(str(package / name) for name in _DECIDES)))


def _files(folders: Iterable[str]) -> Iterator[str]:
    for folder in folders:
        with os.scandir(folder) as entries:  # four times as quick as `Path.rglob`
            inside = list(entries)
        for entry in inside:
            if entry.name.endswith((".py", ".toml", ".json", ".css", ".js")):
                found = entry.stat()
                yield f"{entry.path} {found.st_mtime_ns} {found.st_size}"
        yield from _files(entry.path for entry in inside if entry.is_dir() and entry.name != "__pycache__")


def digest(*pieces: str) -> str:
    """Return the digest of a text, which may come in pieces."""
    found = blake2b(digest_size=16)
    for piece in pieces:
        found.update(piece.encode(*_ENCODING))
    return found.hexdigest()
