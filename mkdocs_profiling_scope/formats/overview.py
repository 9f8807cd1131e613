"""Overviews as Markdown: modes with their pages and figures, proposals with what they rest on.

Nothing that comes from the documents can be anything but text: see `escape`.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from mkdocs_profiling_scope.core.values import Measurement

# As entities, so that neither Markdown, nor its extensions, nor a template language sees them.
_ENTITIES = {ord(char): f"&#{ord(char)};" for char in string.punctuation if char not in ",%"}


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a document: its title, its path relative to the overview, and an anchor in it or nothing."""

    title: str
    path: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """A profiling page and its headline."""

    link: Link
    measurements: Sequence[Measurement]


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal, or a page of them, and the profiling pages that it cites."""

    link: Link
    cited: Sequence[Link]


def profiling(title: str, modes: Iterable[tuple[str, Sequence[Profile]]]) -> str:
    """Return the overview of profiling pages, by title of their mode; those without one come first."""
    parts = [f"# {escape(title)}"]
    for mode, profiles in modes:
        if mode:
            parts.append(f"## {escape(mode)}")
        parts.append("\n".join(line for profile in profiles for line in _profile(profile)))
    return "\n\n".join(parts) + "\n"


def optimization(title: str, pages: Iterable[Sequence[Proposed]]) -> str:
    """Return the overview of proposals: pages, each followed by the proposals in it, and what they cite."""
    parts = [f"# {escape(title)}"]
    for page, *proposals in pages:
        parts.append(f"## {_link(page.link)}")
        none_cites = not any(proposed.cited for proposed in (page, *proposals))
        if page.cited or none_cites:
            parts.append(_cited(page))
        lines = []
        for proposed in proposals:
            lines += [f"- {_link(proposed.link)}", *([] if none_cites else [f"    - {_cited(proposed)}"])]
        if lines:
            parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def escape(text: str) -> str:
    """Return `text` as Markdown that shows it and does nothing else."""
    return re.sub(r"\s+", " ", text).strip().translate(_ENTITIES)


def _profile(profile: Profile) -> Iterable[str]:
    yield f"- {_link(profile.link)}"
    for found in profile.measurements:
        before, after = (f"{escape(x)}" for x in (found.before, found.after))
        spaced = " " if before and found.before[-1:].isspace() else ""
        behind = " " if after and found.after[:1].isspace() else ""
        yield f"    - {before}{spaced}**{escape(found.value)}**{behind}{after}"


def _cited(proposed: Proposed) -> str:
    return f"Rests on {', '.join(map(_link, proposed.cited))}" if proposed.cited else "*Cites no measurement*"


def _link(link: Link) -> str:
    target = quote(link.path) + (f"#{quote(link.anchor)}" if link.anchor else "")
    return f"[{escape(link.title)}]({target})"
