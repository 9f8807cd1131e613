"""Declared scopes: a cheap look at the front matter of a file that MkDocs has not read yet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mkdocs_profiling_scope.core.markdown.metadata import read_metadata
from mkdocs_profiling_scope.core.markdown.source import Source
from mkdocs_profiling_scope.core.named import NamedTuple
from mkdocs_profiling_scope.hosts.project.stamps import Stamp, Stamps

if TYPE_CHECKING:
    from mkdocs.structure.files import File

_HEAD = 4096  # bytes; nearly all front matter is shorter
_END = re.compile(r"\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)")
_BLANK = re.compile(r"\r?\n[ \t]*\r?\n")
_ARCHIVED = re.compile(r"---\r?\nscope: none\r?\narchived: true\r?\n")


class Declared(NamedTuple):
    """What the beginning of a document declares."""

    archived: bool  # as `profiling-scope refactor` makes an archive begin
    scope: bool  # perhaps; a no is certain


class Declarations:
    """What the beginnings of documents declare; one that has not changed is read once."""

    def __init__(self, stamps: Stamps) -> None:
        self._stamps = stamps
        self._known: dict[str, tuple[Stamp, Declared]] = {}
        self._seen: dict[str, Declared] = {}  # in this build

    def begin(self) -> None:
        """Begin a build, in which no file is looked at twice."""
        self._seen.clear()

    def of(self, file: File) -> Declared:
        """Return what the beginning of `file` declares."""
        if (found := self._seen.get(file.src_uri)) is None:
            found = self._look(file)
            if file.abs_src_path is not None:  # another plugin may still write what is in memory only
                self._seen[file.src_uri] = found
        return found

    def _look(self, file: File) -> Declared:
        now = self._stamps.of(file.abs_src_path)
        known = self._known.get(file.src_uri)
        if known is not None and known[0] == now:
            return known[1]
        head = _head(file)
        found = Declared(_ARCHIVED.match(head) is not None, _may_declare_scope(head))
        if now is not None:
            self._known[file.src_uri] = now, found
        return found


def _may_declare_scope(head: str) -> bool:
    yaml = head.startswith("---")
    if yaml or re.match(r"[ ]{0,3}[A-Za-z0-9_-]+:", head):
        end = (_END if yaml else _BLANK).search(head, 3 if yaml else 0)
        if end is None and len(head) >= _HEAD // 4:  # cut off; a character has at most four bytes
            return True
        return "scope" in head[: end.start() if end else len(head)].lower()
    return False


def is_unread(markdown: str) -> bool:
    """Say whether front matter that declares what the page is still stands in the text, as it is not YAML."""
    return markdown.startswith("---") and read_metadata(Source(markdown)).problem is not None


def _head(file: File) -> str:
    if file.abs_src_path is None:
        return file.content_string[:_HEAD]
    try:
        with open(file.abs_src_path, "rb") as stream:  # noqa: PTH123
            # Undecodable bytes are reported where the whole file is read.
            return stream.read(_HEAD).decode("utf-8-sig", "ignore")
    except OSError:  # it is gone since MkDocs listed it, which MkDocs tells when it reads the page
        return ""
