"""The report page of the last build, which is shown again where nothing that it is made of has changed."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path
from shutil import copyfileobj
from typing import IO, Any
from zlib import crc32

from mkdocs_profiling_scope.core.named import NamedTuple
from mkdocs_profiling_scope.hosts.checking.check_cache import digest, write_cache


class Shown(NamedTuple):
    """The page as it was shown: its HTML, packed as it may be many MB, and id and text of its headings."""

    packed: bytes
    headings: list[tuple[str, str]]

    @classmethod
    def of(cls, html: Iterable[str], headings: list[tuple[str, str]]) -> Shown:
        """Pack HTML that comes in pieces."""
        packed = BytesIO()
        with gzip.GzipFile(fileobj=packed, mode="wb", compresslevel=1) as out:
            out.writelines(piece.encode("utf-8", "xmlcharrefreplace") for piece in html)
        return cls(packed.getvalue(), headings)

    def write(self, out: IO[bytes]) -> None:
        """Write the HTML into a file, as UTF-8."""
        with gzip.GzipFile(fileobj=BytesIO(self.packed)) as html:
            copyfileobj(html, out)


class KeptReport:
    """A file of the cache: what the report was made of in a line of JSON, then its HTML, packed.

    What it is made of is told in two parts: the documents are known before any page is rendered, and decide
    whether they are reviewed; links follow the headings of the rendered pages, which come last.
    """

    def __init__(self, file: Path | None, documents: object) -> None:
        """Look for the report of `documents` in `file`, if there is one."""
        self._file = file
        self._documents = digest(repr(documents))
        self._head = self._read_head()

    @property
    def is_likely(self) -> bool:
        """Say whether there is a report of the same documents."""
        return self._head is not None

    def get(self, links: object, exists: Callable[[str], bool]) -> Shown | None:
        """Return the report if its links lead where they led, and missing files are still missing."""
        if self._head is None or self._file is None:
            return None
        try:
            same = self._head["links"] == digest(repr(links))
            if not same or any(exists(asked) is not there for asked, there in self._head["asked"].items()):
                return None
            packed = self._file.read_bytes().split(b"\n", 1)[1]
            headings = [(str(id), str(name)) for id, name in self._head["headings"]]
            return Shown(packed, headings) if crc32(packed) == self._head["html"] else None
        except (OSError, ValueError, TypeError, LookupError, AttributeError):  # gone, or not what was written
            return None

    def put(self, links: object, asked: dict[str, bool], shown: Shown) -> None:
        """Keep the report for the next build."""
        if self._file is None:
            return
        head = {
            "documents": self._documents,
            "links": digest(repr(links)),
            "asked": asked,
            "headings": shown.headings,
            "html": crc32(shown.packed),
        }
        write_cache(self._file, (f"{json.dumps(head)}\n".encode("ascii"), shown.packed))

    def _read_head(self) -> dict[str, Any] | None:
        if self._file is None:
            return None
        try:
            with self._file.open("rb") as lines:
                head = json.loads(next(lines))
        except (OSError, ValueError, StopIteration):
            return None
        return head if isinstance(head, dict) and head.get("documents") == self._documents else None
