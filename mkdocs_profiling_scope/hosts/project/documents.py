"""The documents that a command is about: found, named and read."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from mkdocs_profiling_scope.core.named import NamedTuple
from mkdocs_profiling_scope.hosts.project.errors import why
from mkdocs_profiling_scope.hosts.project.paths import relative, shown

# What MkDocs takes for Markdown.
SUFFIXES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
STDIN = "-"


class DocumentError(Exception):
    """A document that cannot be read; the message begins with its path."""


class Document(NamedTuple):
    """A document: its file, None for standard input, its path in the project, its path as shown."""

    file: Path | None
    path: str
    shown: str

    def size(self) -> int:
        """Return how many bytes the file has; 0 where that cannot be told."""
        try:
            return self.file.stat().st_size if self.file else 0
        except OSError:
            return 0

    def read(self) -> str:
        """Return the whole text, with byte order mark and line ends as they are.

        Raises:
            DocumentError: the file cannot be read, or is not UTF-8 text.
        """
        try:
            data = sys.stdin.buffer.read() if self.file is None else self.file.read_bytes()
        except OSError as error:
            raise DocumentError(f"{self.shown}: cannot be read: {why(error)}") from error
        return decode(data, self.shown)


def decode(data: bytes, name: str) -> str:
    """Return `data` as text.

    Raises:
        DocumentError: the bytes are not UTF-8, or hold a null byte, which text does not.
    """
    null = data.find(b"\0")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        first = error.start if null < 0 else min(null, error.start)
        problem = f"not UTF-8 at byte {first} (0x{data[first]:02x}); save it as UTF-8, or leave it out"
        raise DocumentError(f"{name}: {problem}") from error
    if null >= 0:
        raise DocumentError(f"{name}: not a text at byte {null} (0x00); leave it out")
    return text


def document(file: Path, root: Path) -> Document:
    """Return the document that `file` is."""
    return Document(file, relative(file, root), shown(file))


def stdin_document(name: Path | None, root: Path) -> Document:
    """Return the document on standard input, which goes by `name`."""
    return Document(None, relative(name, root), shown(name)) if name else Document(None, "<stdin>", "<stdin>")


def find_documents(
    paths: Iterable[Path], root: Path, is_excluded: Callable[[Path], bool] = lambda file: False
) -> list[Document]:
    """Return the documents that `paths` are, or have below them, each once, ordered by path.

    Those below that are excluded are left out, unless there are no others: then it is they who are meant.
    """
    found = (file for path in paths for file in (_below(path, is_excluded) if path.is_dir() else [path]))
    files = {str(file): file for file in found}
    return sorted((document(file, root) for file in files.values()), key=lambda found: found.shown)


def readable(documents: Iterable[Document], problems: list[str]) -> Iterator[tuple[Document, str]]:
    """Yield documents with their texts; why others cannot be read is added to `problems`."""
    for document in documents:
        try:
            text = document.read()
        except DocumentError as error:
            problems.append(str(error))
            continue
        yield document, text


def _below(folder: Path, is_excluded: Callable[[Path], bool]) -> list[Path]:
    found = list(markdown_files(folder))
    return [file for file in found if not is_excluded(file)] or found


def markdown_files(folder: Path) -> Iterator[Path]:
    """Return the Markdown files below `folder`; what is hidden is left out, links are followed.

    A folder that cannot be listed is among them, so that reading it tells why. Pipes, sockets and devices
    are not: reading them would never end.
    """
    seen: set[str] = set()
    closed: list[Path] = []
    waiting = [str(folder)]
    while waiting:
        here = waiting.pop()
        if (real := os.path.realpath(here)) in seen:
            continue
        seen.add(real)
        try:
            with os.scandir(here) as entries:
                inside = [entry for entry in entries if not entry.name.startswith(".")]
        except OSError:
            closed.append(Path(here))
            continue
        waiting += sorted((entry.path for entry in inside if _holds(entry.is_dir)), reverse=True)
        found = (entry for entry in inside if entry.name.endswith(SUFFIXES))
        yield from (Path(entry.path) for entry in found if _holds(entry.is_file) or is_lost(entry.path))
    yield from closed


def _holds(question: Callable[[], bool]) -> bool:
    try:
        return question()
    except OSError:  # links in a circle, or into what is closed
        return False


def is_lost(path: str) -> bool:
    """Say whether `path` leads nowhere, as links do, which reading it will tell."""
    return not os.path.exists(path)  # noqa: PTH110 - of a `Path` it may raise
