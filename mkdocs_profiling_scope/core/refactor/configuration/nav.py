"""The nav in a site's configuration: documents that move keep their entries, new ones get one."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from mkdocs_profiling_scope.core.refactor.configuration.yaml_text import (
    Node,
    line,
    plain,
    read,
    with_item,
    with_values,
    without_item,
)

Trail = tuple[tuple[Node, int], ...]  # the sequences that lead to an entry, outermost first


@dataclass(frozen=True, slots=True)
class Renamed:
    """A configuration in which paths have followed: what changed, and what has to be done by hand."""

    text: str
    changed: tuple[tuple[int, str, str], ...] = ()  # line, old and new
    left: tuple[tuple[int, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A document for the nav, and by what its place is found; paths are relative to `docs_dir`."""

    path: str
    title: str
    section: str  # the title of the section for proposals
    beside: tuple[str, ...]  # the profiling pages that it goes with
    scope: Callable[[str], str]  # of a page; empty where it has none
    profile: bool = False  # whether it is a profile itself


def renamed(text: str, paths: Mapping[str, str]) -> Renamed:
    """Give every value that is a path in `paths` its new one; keys stay, such as sources of redirects."""
    root = read(text)
    if root is None:
        return Renamed(text)
    found = {node: paths[posixpath.normpath(node.value)] for node in _values(root) if _known(node, paths)}
    changed, left = [], []
    out = text
    chosen: dict[Node, str] = {}
    for node, new in found.items():
        tried = None if node.tag else with_values(text, root, {**chosen, node: new})
        if tried is None:
            left.append((line(text, node), node.value, new))
            continue
        out, chosen[node] = tried, new
        changed.append((line(text, node), node.value, new))
    return Renamed(out, tuple(changed), tuple(left))


def with_entry(text: str, entry: Entry) -> tuple[str, int] | None:
    """Return the configuration with one more entry in its nav, and its line; None where it is not certain.

    A proposal belongs into the section for proposals, else beside another one, else after the profiles. A
    profile belongs beside others.
    """
    root = read(text)
    nav = _nav(root)
    place = _place(nav, entry) if nav else None
    if root is None or place is None:
        return None
    sequence, index = place
    leaves = _pages(sequence) or [
        page for _, section in _sections(nav or sequence) for page in _pages(section)
    ]
    titled = sequence.style != "{" and 2 * sum(child.kind == "mapping" for child in leaves) > len(leaves)
    path = plain(entry.path)
    return with_item(text, root, sequence, index, f"{plain(entry.title)}: {path}" if titled else path)


def without_double(text: str, path: str) -> str | None:
    """Return the configuration with `path` once in its nav; None if that is not certain."""
    while True:
        root = read(text)
        nav = _nav(root)
        double = [trail for known, trail in _leaves(nav, ()) if known == path][1:] if nav else []
        if root is None or not double:
            return text
        if (shorter := without_item(text, root, *double[0][-1])) is None:
            return None
        text = shorter


def with_redirect(text: str, old: str, new: str) -> str | None:
    """Return the configuration with one more redirect; None if that is not certain, or there are none."""
    root = read(text)
    plugins = root.get("plugins") if root else None
    entries = plugins.children if plugins and plugins.kind == "sequence" else (plugins,) if plugins else ()
    options = next((found for entry in entries if (found := entry.get("redirects"))), None)
    maps = options.get("redirect_maps") if options else None
    if root is None or maps is None or maps.kind != "mapping" or not maps.children:
        return None
    if maps.get(old):
        return text
    added = with_item(text, root, maps, len(maps.children) // 2 - 1, f"{plain(old)}: {plain(new)}")
    return added[0] if added else None


def documents(text: str) -> list[str] | None:
    """Return the documents in the nav of a configuration; None where it has none that can be read."""
    nav = _nav(read(text))
    return [path for path, _ in _leaves(nav, ())] if nav else None


def _nav(root: Node | None) -> Node | None:
    nav = root.get("nav") if root else None
    return nav if nav and nav.kind == "sequence" and not nav.tag and nav.children else None


def _known(node: Node, paths: Mapping[str, str]) -> bool:
    return node.kind == "scalar" and posixpath.normpath(node.value) in paths


def _values(node: Node) -> Iterator[Node]:
    """Yield every value that is no key."""
    yield node
    for child in node.children[1::2] if node.kind == "mapping" else node.children:
        yield from _values(child)


def _leaves(node: Node, trail: Trail) -> Iterator[tuple[str, Trail]]:
    if node.kind == "scalar":
        yield posixpath.normpath(node.value), trail
    elif node.kind == "mapping":
        for _, value in node.entries():
            yield from _leaves(value, trail)
    elif node.kind == "sequence":
        for i, child in enumerate(node.children):
            yield from _leaves(child, (*trail, (node, i)))


def _leaf(node: Node) -> bool:
    return node.kind == "mapping" and [value.kind for _, value in node.entries()] == ["scalar"]


def _pages(sequence: Node) -> list[Node]:
    return [child for child in sequence.children if child.kind == "scalar" or _leaf(child)]


def _sections(node: Node) -> Iterator[tuple[str, Node]]:
    for child in node.children:
        for key, value in child.entries():
            if value.kind == "sequence":
                yield key.value, value
                yield from _sections(value)


def _place(nav: Node, entry: Entry) -> tuple[Node, int] | None:
    leaves = list(_leaves(nav, ()))
    own = [trail for path, trail in leaves if path in entry.beside]
    found = own or [trail for path, trail in leaves if entry.scope(path) == "profiling"]
    if entry.profile:
        return found[-1][-1] if found else None
    for title, section in _sections(nav):
        if title == entry.section and section.children and not section.tag:
            return section, len(section.children) - 1
    if beside := [trail for path, trail in leaves if entry.scope(path) == "proposal"]:
        return beside[-1][-1]
    if not found:
        return nav, len(nav.children) - 1
    shared = _shared(found)
    depth = len(shared)
    # A proposal has no place among profiles: where they are a section, it comes after that, beside it.
    while depth > 1 and not _is_wrapper(shared[depth - 1]) and _is_profiles(shared[depth - 1], entry):
        depth -= 1
    sequence = shared[depth - 1]
    index = max(trail[depth - 1][1] for trail in found)
    while index + 1 < len(sequence.children) and _is_profiles(sequence.children[index + 1], entry):
        index += 1
    return sequence, index


def _shared(trails: list[Trail]) -> list[Node]:
    """Return the sequences that all of the trails go through."""
    shared = []
    for step in zip(*trails, strict=False):
        if len({id(sequence) for sequence, _ in step}) > 1:
            break
        shared.append(step[0][0])
    return shared


def _is_wrapper(sequence: Node) -> bool:
    """Say whether a section has nothing but one other in it."""
    values = [value for child in sequence.children for _, value in child.entries()]
    return len(sequence.children) == 1 and [value.kind for value in values] == ["sequence"]


def _is_profiles(node: Node, entry: Entry) -> bool:
    """Say whether at least half of the pages are profiles."""
    scopes = [entry.scope(path) for path, _ in _leaves(node, ())]
    return bool(scopes) and 2 * scopes.count("profiling") >= len(scopes)
