"""Where proposals go to: the proposal document that is nearest to a profiling page."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from itertools import takewhile

from mkdocs_profiling_scope.core.settings.settings import Settings


def destination(
    path: str, mode: str | None, proposals: Sequence[tuple[str, str | None]], settings: Settings
) -> str | None:
    """Return the path of the proposal that text from `path` goes to, relative to the project.

    That is the proposal in the nearest folder, of the same mode if there is one; failing that, the
    document that `pages` names as a proposal, which may have to be created; failing that, none.

    Args:
        path: of the document, relative to the project.
        mode: id of the mode that it is about.
        proposals: path and mode of every proposal that there is.
        settings: of the project.
    """
    if proposals:
        return min(proposals, key=lambda found: (-(found[1] == mode), _distance(path, found[0]), found[0]))[0]
    for rule in settings.pages:
        if rule.scope == "proposal" and rule.glob.literal:
            return posixpath.normpath(posixpath.join(settings.docs_dir, rule.match))
    return None


def _distance(one: str, other: str) -> int:
    """Return how many folders lie between two paths."""
    folders = [posixpath.dirname(path).split("/") for path in (one, other)]
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(*folders, strict=False)))
    return sum(len(parts) - shared for parts in folders)
