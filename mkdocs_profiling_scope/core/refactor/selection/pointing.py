"""Pointing: text that says where proposals are does not have to go there."""

from __future__ import annotations

import posixpath
import re

from mkdocs_profiling_scope.core.settings.settings import Settings


def points(text: str, settings: Settings) -> bool:
    """Say whether a text names a document that is declared as a proposal."""
    names = (posixpath.basename(r.match) for r in settings.pages if r.scope == "proposal" and r.glob.literal)
    return any(re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text) for name in names)
