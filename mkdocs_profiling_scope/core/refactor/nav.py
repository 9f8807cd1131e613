"""The nav in a site's configuration: documents that move keep their entries, new ones get one."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from mkdocs_profiling_scope.core.refactor.yaml_text import Node, line, plain, read, with_item, with_values

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

    A proposal belongs into the section for proposals, else beside another one, else after the profiles.
    """
    root = read(text)
    nav = root.get("nav") if root else None
    if root is None or nav is None or nav.kind != "sequence" or nav.tag or not nav.children:
        return None
    sequence, index = _place(nav, entry)
    leaves = [child for child in sequence.children if child.kind == "scalar" or _leaf(child)]
    titled = sequence.style != "{" and 2 * sum(child.kind == "mapping" for child in leaves) > len(leaves)
    path = plain(entry.path)
    return with_item(text, root, sequence, index, f"{plain(entry.title)}: {path}" if titled else path)


def documents(text: str) -> list[str] | None:
    """Return the documents in the nav of a configuration; None where it has none that can be read."""
    root = read(text)
    nav = root.get("nav") if root else None
    return [path for path, _ in _leaves(nav, ())] if nav and nav.kind == "sequence" else None


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


def _sections(node: Node) -> Iterator[tuple[str, Node]]:
    for child in node.children:
        for key, value in child.entries():
            if value.kind == "sequence":
                yield key.value, value
                yield from _sections(value)


def _place(nav: Node, entry: Entry) -> tuple[Node, int]:
    for title, section in _sections(nav):
        if title == entry.section and section.children and not section.tag:
            return section, len(section.children) - 1
    leaves = list(_leaves(nav, ()))
    if beside := [trail for path, trail in leaves if entry.scope(path) == "proposal"]:
        return beside[-1][-1]
    own = [trail for path, trail in leaves if path in entry.beside]
    found = own or [trail for path, trail in leaves if entry.scope(path) == "profiling"]
    if not found:
        return nav, len(nav.children) - 1
    shared = _shared(found)
    depth = len(shared)
    # A proposal has no place among profiles: where they are a section, it comes after that.
    while depth > 1 and _is_profiles(shared[depth - 1], entry):
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


def _is_profiles(node: Node, entry: Entry) -> bool:
    """Say whether at least half of the pages are profiles."""
    scopes = [entry.scope(path) for path, _ in _leaves(node, ())]
    return bool(scopes) and 2 * scopes.count("profiling") >= len(scopes)
