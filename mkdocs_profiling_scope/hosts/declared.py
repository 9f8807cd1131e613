"""Declared scopes: a cheap look at the front matter of a file that MkDocs has not read yet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mkdocs_profiling_scope.core.metadata import read_metadata
from mkdocs_profiling_scope.core.source import Source

if TYPE_CHECKING:
    from mkdocs.structure.files import File

_HEAD = 4096  # bytes; nearly all front matter is shorter
_END = re.compile(r"\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)")
_BLANK = re.compile(r"\r?\n[ \t]*\r?\n")
_ARCHIVED = re.compile(r"---\r?\nscope: none\r?\narchived: true\r?\n")


def may_declare_scope(file: File) -> bool:
    """Say whether the front matter of `file` could hold a scope; a no is certain, a yes is not."""
    head = _head(file)
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


def is_archived(file: File) -> bool:
    """Say whether a document begins as the archive of `profiling-scope refactor` makes them begin."""
    return _ARCHIVED.match(_head(file)) is not None
