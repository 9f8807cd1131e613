"""The layout: one profile for each mode and variant, decided page by page."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from mkdocs_profiling_scope.core.analyse import analyse
from mkdocs_profiling_scope.core.markdown.metadata import read_metadata
from mkdocs_profiling_scope.core.markdown.parse import parse
from mkdocs_profiling_scope.core.markdown.source import Source
from mkdocs_profiling_scope.core.refactor.layout.profiles import (
    THREADING,
    Naming,
    Profile,
    is_settled,
    variant_of,
    variant_words,
)
from mkdocs_profiling_scope.core.refactor.links.anchors import heading_words
from mkdocs_profiling_scope.core.settings.settings import Mode, Settings


@dataclass(slots=True)
class Layout:
    """What becomes of the pages of a project; paths are relative to it."""

    renamed: dict[str, str] = field(default_factory=dict)
    joined: dict[str, str] = field(default_factory=dict)  # those of them that replace a placeholder
    missing: dict[str, Profile] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)


def layout(
    texts: Mapping[str, str], selected: Sequence[str], settings: Settings, exists: Callable[[str], bool]
) -> Layout:
    """Decide on the layout of the profiling pages.

    Args:
        texts: all pages, by path.
        selected: the pages that may be renamed; others only count as there.
        settings: of the project.
        exists: tells whether a path is a file.
    """
    profiles, others, active = _profiles(texts, settings)
    naming = Naming(profiles, settings.modes)
    found = Layout()
    for mode in (mode for mode in settings.modes if mode.id in active):
        for variant in _variants(profiles, mode.id):
            own = [p for p in profiles if (p.mode, p.variant) == (mode.id, variant)]
            place = f"  {mode.title}{', ' if variant else ''}{variant_words(variant)}: "
            if own:
                found.said.append(
                    place + _settle(own, naming, selected, found, lambda p: p in texts or exists(p))
                )
            else:
                path = naming.path(mode.id, variant)
                if path not in texts and not exists(path):
                    found.missing[path] = Profile(path, mode.id, variant, measured=False, settled=True)
                    found.said.append(f"{place}{path} is created, to be measured")
    if others and settings.modes:
        which = "not" if found.said else "none is"
        found.said.append(
            f"  {which} the profile of one mode and variant, left where they are: {', '.join(others)}"
        )
    if not settings.modes:
        found.said.append("  no modes are declared, so that there is no layout by mode")
    return found


def _profiles(texts: Mapping[str, str], settings: Settings) -> tuple[list[Profile], list[str], set[str]]:
    """Return the profiles, the other profiling pages, and the modes that pages are about."""
    modes = {mode.id: mode for mode in settings.modes}
    profiles: list[Profile] = []
    others: list[str] = []
    active: set[str] = set()
    for path, text in sorted(texts.items()):
        if not settings.concerns(path, read_metadata(Source(text)).values):
            continue
        analysis = analyse(text, settings, path=path)
        if analysis.scope != "profiling":
            continue
        mode = modes.get(analysis.mode or "")
        active |= {mode.id} if mode else set()
        variant = _variant(path, text, mode) if mode else None
        if mode is None or variant is None:
            others.append(posixpath.basename(path))
            continue
        measured = any(b.scope == "profiling" and b.kind != "heading" for b in analysis.blocks)
        profiles.append(Profile(path, mode.id, variant, measured, is_settled(path, mode)))
    return profiles, others, active


def _variant(path: str, text: str, mode: Mode) -> str | None:
    stem = posixpath.splitext(posixpath.basename(path))[0]
    document = parse(text)
    heading = next((n for n in document.nodes if n.kind == "heading"), None)
    if (found := variant_of(stem, mode)) is not None or heading is None:
        return found
    # A name that says what else a page is, such as a plan, is not overruled by its title.
    named = variant_of(f"{mode.title} {stem}", mode)
    return variant_of(heading_words(document, heading), mode) if named is not None else None


def _variants(profiles: Sequence[Profile], mode: str) -> Iterator[str]:
    """Yield the variants that there are, or should be, of a mode."""
    for variant in sorted({p.variant for p in profiles}, key=lambda v: (v not in THREADING, v)):
        having = {p.mode for p in profiles if p.variant == variant}
        # Every mode runs with one thread or many; other variants are asked for where modes share them.
        if mode in having or variant in THREADING or len(having) > 1:
            yield variant


def _settle(
    own: Sequence[Profile],
    naming: Naming,
    selected: Sequence[str],
    found: Layout,
    taken: Callable[[str], bool],
) -> str:
    """Decide what becomes of the pages that measure one variant of one mode; return it in words."""
    listed = ", ".join(p.path for p in own)
    measured = [p for p in own if p.measured]
    empty = [p for p in own if not p.measured and p.settled]
    if len(measured) > 1 or len(empty) > 1 or (empty and measured and measured[0].settled):
        return f"needs a person: {listed} are about the same; join them, or give them names that differ"
    if not measured or measured[0].settled:
        return f"{(measured or own)[0].path} stays"
    page = measured[0]
    folder = posixpath.dirname(page.path)
    goal = empty[0].path if empty else naming.path(page.mode, page.variant, folder)
    if page.path not in selected:
        return f"{page.path} stays, because it is not among the documents to refactor"
    if posixpath.dirname(goal) != folder or (not empty and taken(goal)):
        return f"needs a person: {page.path} should be called {goal}, which is there, or in another folder"
    found.renamed[page.path] = goal
    if empty:
        found.joined[page.path] = goal
        return (
            f"{page.path} becomes {goal}; what is there measures nothing and goes to its end, to be revised"
        )
    return f"{page.path} becomes {goal}"
