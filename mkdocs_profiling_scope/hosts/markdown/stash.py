"""The stash of Python-Markdown: HTML that was put aside, while a paragraph in the tree keeps its place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from markdown.util import HTML_PLACEHOLDER_RE

from mkdocs_profiling_scope.hosts.markdown.tagging import written

if TYPE_CHECKING:
    from markdown import Markdown


def stashed(md: Markdown, element: Element) -> tuple[int, str] | None:
    """Return the number of the HTML that `element` keeps the place of, and what it is."""
    if element.tag != "p" or len(element):
        return None
    place = HTML_PLACEHOLDER_RE.fullmatch((element.text or "").strip())
    blocks = md.htmlStash.rawHtmlBlocks
    if place is None or int(place[1]) >= len(blocks):
        return None
    return int(place[1]), str(blocks[int(place[1])])


def set_attributes(
    md: Markdown, number: int, opening: re.Pattern[str], attributes: Iterable[tuple[str, str]]
) -> None:
    """Add attributes to the first tag of stashed HTML that begins as `opening` says."""
    blocks = md.htmlStash.rawHtmlBlocks
    added = written(attributes)
    blocks[number] = opening.sub(lambda found: found[0] + added, str(blocks[number]), count=1)
