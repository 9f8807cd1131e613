"""Titles of pages and headings, which MkDocs keeps as HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs.structure.toc import AnchorLink

_MARKUP = re.compile(r"<[^>]*>")


def entries(items: Iterable[AnchorLink]) -> Iterator[AnchorLink]:
    """Yield the entries of a table of contents, each before those below it."""
    for item in items:
        yield item
        yield from entries(item.children)


def without_markup(title: str) -> str:
    """Return the words of a title."""
    return " ".join(unescape(_MARKUP.sub("", title)).split())
