"""Links that follow: what has moved is linked where it is, and what leads nowhere is said."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from urllib.parse import quote, unquote

from mkdocs_profiling_scope.core.parse import parse
from mkdocs_profiling_scope.core.refactor.moved import relative
from mkdocs_profiling_scope.core.refactor.targets import Target, targets
from mkdocs_profiling_scope.core.refactor.values import Link

Place = tuple[str, str]  # a document, relative to the project, and an anchor in it
_FILE = re.compile(r"[^<>*{}]+\.[A-Za-z0-9]+\Z")


class Follower:
    """Knows what has moved where, and which documents there are."""

    def __init__(
        self,
        moved: Mapping[Place, Place],
        exists: Callable[[str], bool],
        documents: Collection[str],
        roots: Collection[str],
    ) -> None:
        self._moved = moved
        self._exists = exists
        self._roots = roots  # folders that a code span may be read from, besides its document's own
        names = Counter(posixpath.basename(path) for path in documents)
        self._unique = {posixpath.basename(p): p for p in documents if names[posixpath.basename(p)] == 1}

    def follow(self, path: str, text: str) -> tuple[str, list[Link], list[Link]]:
        """Return the text with its links set right, those that changed, and those that lead nowhere."""
        changed: list[Link] = []
        dangling: list[Link] = []
        document = parse(text)
        for target in reversed(targets(document)):
            if not target.is_relative or target.kind == "image":
                continue
            line = document.source.line(target.span.start)
            new = self._new(path, target)
            if new is None:
                dangling.append(Link(path, line, target.url, ""))
            elif new != target.url:
                changed.append(Link(path, line, target.url, new))
                text = text[: target.span.start] + new + text[target.span.end :]
        return text, changed[::-1], dangling[::-1]

    def _new(self, path: str, target: Target) -> str | None:
        """Return the address as it has to be, None where it leads nowhere."""
        cut = min((i for i in map(target.url.find, "?#") if i >= 0), default=len(target.url))
        file, rest = unquote(target.url[:cut]), target.url[cut:]
        folder = posixpath.dirname(path)
        there = posixpath.normpath(posixpath.join(folder, file)) if file else path
        anchor = rest[1:] if rest.startswith("#") else ""
        if (place := self._moved.get((there, unquote(anchor)))) and place != (there, anchor):
            return self._address(place[0], path, f"#{quote(place[1])}", target)
        if not file or not _FILE.match(file):
            return target.url
        places = [there, *(posixpath.normpath(posixpath.join(r, file)) for r in self._roots)]
        known = places if target.kind == "code" else places[:1]
        if any(map(self._exists, known)) or any(p.startswith("../") for p in known):
            return target.url
        found = self._unique.get(posixpath.basename(file)) if target.kind in ("link", "definition") else None
        return self._address(found, path, rest, target) if found else None

    def _address(self, to: str, path: str, rest: str, target: Target) -> str:
        if to == path and rest:
            return rest
        address = relative(to, posixpath.dirname(path))
        if target.kind == "code":
            return address + rest
        return quote(address, safe="/._-~()@+,!&=';") + rest
