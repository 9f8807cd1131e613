"""Text in HTML."""

from __future__ import annotations

from html import escape

from mkdocs_profiling_scope.formats.visible import visible

ENGLISH = 'lang="en" dir="ltr"'
"""Attributes of what is for authors, on sites whose own language may be any, and run from right to left."""


def as_text(text: str) -> str:
    """Return `text` so that HTML shows it as it is; it may stand in an attribute, too."""
    # Braces as well, because a site may be run through a template language after us.
    return escape(visible(text)).replace("{", "&#123;").replace("}", "&#125;")
