"""Where proposals go to: the proposal document that is nearest to a profiling page."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from itertools import takewhile

from mkdocs_profiling_scope.core.settings.settings import Settings

_OF_FOLDER = re.compile(r"(?:index|readme)\.", re.IGNORECASE)  # lists the proposals beside it
_WORD = re.compile(r"[^\W_]+")


def destination(
    path: str, mode: str | None, proposals: Sequence[tuple[str, str | None]], settings: Settings
) -> str | None:
    """Return the path of the proposal that text from `path` goes to, relative to the project.

    That is the proposal in the nearest folder, of the same mode if there is one; of several, one that `pages`
    names by itself, and the one whose name has the fewest words, as a name with more is that of something
    particular. Failing that, the document that `pages` names as a proposal, which may have to be created;
    failing that, none.

    Args:
        path: of the document, relative to the project.
        mode: id of the mode that it is about.
        proposals: path and mode of every proposal that there is.
        settings: of the project.
    """
    if proposals:
        nearest = equally_near(path, mode, proposals, settings)
        return min(nearest, key=lambda found: (*_particular(found), found))
    for rule in settings.pages:
        if rule.scope == "proposal" and rule.glob.literal:
            return posixpath.normpath(posixpath.join(settings.docs_dir, rule.match))
    return None


def equally_near(
    path: str, mode: str | None, proposals: Sequence[tuple[str, str | None]], settings: Settings
) -> list[str]:
    """Return the paths of the proposals of which nothing but their names says which one is meant."""
    named = {posixpath.normpath(posixpath.join(settings.docs_dir, r.match)) for r in settings.pages}
    ranks = [(-(of == mode), _distance(path, there), there not in named) for there, of in proposals]
    first = min(ranks, default=None)
    return [there for (there, _), rank in zip(proposals, ranks, strict=True) if rank == first]


def _particular(path: str) -> tuple[bool, int]:
    name = posixpath.basename(path)
    return bool(_OF_FOLDER.match(name)), len(_WORD.findall(name))


def _distance(one: str, other: str) -> int:
    """Return how many folders lie between two paths."""
    folders = [posixpath.dirname(path).split("/") for path in (one, other)]
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(*folders, strict=False)))
    return sum(len(parts) - shared for parts in folders)
