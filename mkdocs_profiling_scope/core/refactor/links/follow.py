"""Links that follow: what has moved is linked where it is, and what leads nowhere is said."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from types import MappingProxyType
from urllib.parse import quote, unquote

from mkdocs_profiling_scope.core.markdown.parse import parse
from mkdocs_profiling_scope.core.refactor.links.addresses import relative
from mkdocs_profiling_scope.core.refactor.links.targets import Target, targets
from mkdocs_profiling_scope.core.refactor.values import Link

Place = tuple[str, str]  # a document, relative to the project, and an anchor in it
_SEVERAL = ("code", "inclusion")  # are read from more than one folder
_SAFE = "/._-~()@+,!&=';"
_FILE = re.compile(r"[^<>*{}]+\.[A-Za-z0-9]+\Z")
_OF_FOLDER = re.compile(r"(?:index|readme)\.[a-z]+", re.IGNORECASE)  # says nothing of what is in the document


class Follower:
    """Knows what has moved where, and which documents there are."""

    def __init__(
        self,
        moved: Mapping[Place, Place],
        exists: Callable[[str], bool],
        documents: Collection[str],
        roots: Collection[str],
        mended: Collection[str],
        renamed: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Take where anchors have moved, the documents by old paths, and new names in the same folder.

        Only in the documents `mended` something is done about links that lead nowhere: what they name may be
        made by the build, and the other documents are not what the refactoring is about.
        """
        self._moved = moved
        self._mended = mended
        self._renamed = renamed
        self._exists = exists
        self._roots = roots  # folders that a code span may be read from, besides its document's own
        names = Counter(posixpath.basename(path) for path in documents)
        self._unique = {posixpath.basename(p): p for p in documents if names[posixpath.basename(p)] == 1}

    def follow(self, path: str, text: str) -> tuple[str, list[Link], list[Link]]:
        """Return the text with its links set right, those that changed, and those that lead nowhere."""
        changed: list[Link] = []
        dangling: list[Link] = []
        home = self._renamed.get(path, path)
        document = parse(text)
        for target in reversed(targets(document)):
            if target.kind == "image" or not (target.is_relative or target.is_rooted):
                continue
            line = document.source.line(target.span.start)
            new = self._rooted(target) if target.is_rooted else self._new(path, target)
            if new is None:
                dangling += [Link(home, line, target.url, "")] if path in self._mended else []
            elif new != target.url:
                changed.append(Link(home, line, target.url, new))
                before = text[: target.span.start]
                text = (
                    (_named(before, target, new) if self._renamed else before) + new + text[target.span.end :]
                )
        return text, changed[::-1], dangling[::-1]

    def _new(self, path: str, target: Target) -> str | None:
        """Return the address as it has to be, None where it leads nowhere."""
        file, rest = unquote(target.file), target.rest
        folder = posixpath.dirname(path)
        there = posixpath.normpath(posixpath.join(folder, file)) if file else path
        query, _, anchor = rest.partition("#")
        if (place := self._moved.get((there, unquote(anchor)))) and place != (there, anchor):
            return self._address(place[0], path, f"{query}#{_anchor(place[1])}", target)
        if not file or not _FILE.match(file):
            return target.url
        if (name := self._name(there, file, target)) is not None:
            if (
                rest
                and target.kind not in _SEVERAL
                and self._renamed.get(there) == self._renamed.get(path, path)
            ):
                return rest
            return "".join(target.file.rpartition("/")[:2]) + name + rest
        places = [there, *(posixpath.normpath(posixpath.join(r, file)) for r in self._roots)]
        known = places if target.kind in _SEVERAL else places[:1]
        if any(map(self._exists, known)) or any(p.startswith("../") for p in known):
            return target.url
        if target.kind == "inclusion":
            return target.url  # from a folder that only the extension knows
        if target.kind not in ("link", "definition") or not (found := self._meant(path, there)):
            return None
        return self._address(self._renamed.get(found, found), path, rest, target)

    def _meant(self, path: str, missing: str) -> str | None:
        """Return the document that a link to one that is not there can only mean.

        It is the only one of its name, and beside the page, or above or below where the link leads. The page
        itself is never meant, nor is a name that any folder may have.
        """
        found = self._unique.get(posixpath.basename(missing))
        if path not in self._mended or found is None or found == path:
            return None
        if _OF_FOLDER.fullmatch(posixpath.basename(missing)):
            return None
        folder, wanted = posixpath.dirname(found), posixpath.dirname(missing)
        near = folder == posixpath.dirname(path) or _is_below(folder, wanted) or _is_below(wanted, folder)
        return found if near else None

    def _rooted(self, target: Target) -> str:
        """Return an address that begins at the top as it has to be; where the top is, is not certain."""
        file, (query, _, anchor) = unquote(target.file[1:]), target.rest.partition("#")
        for root in self._roots:
            there = posixpath.normpath(posixpath.join(root, file))
            now, at = self._moved.get((there, unquote(anchor)), (self._renamed.get(there, there), anchor))
            if (now, at) != (there, anchor):
                mark = f"#{_anchor(at)}" if at else ""
                return f"/{quote(relative(now, root), safe=_SAFE)}{query}{mark}"
        return target.url

    def _name(self, there: str, file: str, target: Target) -> str | None:
        """Return the new name of the document that is meant, None where it keeps its name."""
        places = [there]
        if target.kind in _SEVERAL:
            places += [posixpath.normpath(posixpath.join(root, file)) for root in self._roots]
        if not any(map(self._exists, places)) and (target.kind in _SEVERAL and "/" not in file):
            places.append(self._unique.get(file, ""))
        found = next((self._renamed[place] for place in places if place in self._renamed), None)
        if found is None:
            return None
        name = posixpath.basename(found)
        return name if target.kind in _SEVERAL else quote(name, safe=_SAFE)

    def _address(self, to: str, path: str, rest: str, target: Target) -> str:
        if to == self._renamed.get(path, path) and rest:
            return rest
        address = relative(to, posixpath.dirname(path))
        if target.kind == "code":
            return address + rest
        return quote(address, safe=_SAFE) + rest


def _is_below(folder: str, other: str) -> bool:
    return not other or f"{folder}/".startswith(f"{other}/")


def _anchor(anchor: str) -> str:
    """Return an anchor as it is in an address; MkDocs compares it as it is written, so letters stay."""
    return re.sub(r"[\s<>()\"%]", lambda found: quote(found.group()), anchor)


def _named(before: str, target: Target, new: str) -> str:
    """Return what stands before an address; a text that is the name of the document follows as well."""
    old, now = (posixpath.basename(url.partition("#")[0]) for url in (target.url, new))
    text = f"[{unquote(old)}]("
    if target.kind != "link" or not old or not now or not before.rstrip(" <").endswith(text):
        return before
    at = before.rindex(text)
    return f"{before[:at]}[{unquote(now)}]({before[at + len(text) :]}"
