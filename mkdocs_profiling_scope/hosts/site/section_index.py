"""A truce with the plugin section-index, which makes the first page of every section its index."""

from __future__ import annotations

from collections.abc import Iterable

from mkdocs.structure.nav import Section
from mkdocs.structure.pages import Page


def shield(sections: Iterable[Section]) -> list[Page]:
    """Keep pages that are no index from becoming the index of a section that was made around them.

    section-index leaves pages with a title alone; before MkDocs reads a page, it has none unless the
    nav gives it one. The titles lent here are to be taken back by `unshield`.
    """
    firsts = [section.children[0] for section in sections if section.children]
    pages = [page for page in firsts if isinstance(page, Page)]
    shielded = [page for page in pages if not page.is_index and page.title is None]
    for page in shielded:
        page.title = page.file.name
    return shielded


def unshield(pages: Iterable[Page]) -> None:
    """Take the titles back that `shield` lent."""
    for page in pages:
        del page.__dict__["title"]
