"""The nav: profiling pages and proposals get a section each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page

from mkdocs_profiling_scope.core.settings import Settings
from mkdocs_profiling_scope.core.values import PageScope

Item = Any  # a Section, Page or Link; section-index makes pages that are sections, too


@dataclass(frozen=True, slots=True)
class Subject:
    """What a page is about, as far as the nav asks: its scope and the id of its mode."""

    scope: PageScope
    mode: str | None


class PageLink(Link):
    """A second entry for a page that stays where it is; takes the page's title when that is known."""

    def __init__(self, page: Page) -> None:
        self.page = page
        super().__init__("", page.url)

    @property
    def title(self) -> str:  # type: ignore[override]
        """The title of the page, known after MkDocs has read it."""
        return str(self.page.title or self.page.file.name)

    @title.setter
    def title(self, value: str) -> None:
        pass


def arrange(nav: Navigation, settings: Settings, subject: Callable[[Page], Subject | None]) -> list[Page]:
    """Give `nav` its two sections, in place; a second run changes nothing.

    Args:
        nav: of the site, as MkDocs or another plugin built it.
        settings: whose `nav` says how.
        subject: tells what a page is about; None where it has no scope.

    Returns:
        The pages that were put into one of the sections.
    """
    if settings.nav.placement == "off":
        return []
    placed: list[Page] = []
    subjects = {page: found for page in dict.fromkeys(_pages(nav.items)) if (found := subject(page))}
    for scope, title in (("profiling", settings.nav.profiling), ("proposal", settings.nav.proposal)):
        pages = {page: found.mode for page, found in subjects.items() if found.scope == scope}
        if pages:
            placed += _arrange(nav, title, pages, settings)
    if placed and settings.nav.placement == "move":
        _repair(nav)
    else:
        _set_parents(nav.items, None)
    return placed


def _arrange(nav: Navigation, title: str, pages: dict[Page, str | None], settings: Settings) -> list[Page]:
    section = _section(nav.items, title)
    there = set() if section is None else set(_subjects(section.children))
    titles = {mode.id: mode.title for mode in settings.modes}
    missing = [page for page in pages if page not in there and (_is_link(settings) or _movable(page))]
    if not missing:
        return []
    if not _is_link(settings):
        nav.items[:] = _without(nav.items, set(missing))
        section = _section(nav.items, title)
    if section is None:
        section = Section(title, [])
        nav.items.append(section)
    several = len({mode for mode in pages.values() if mode in titles}) > 1
    for mode in (None, *titles) if several else (Ellipsis,):
        chosen = [page for page in missing if mode is Ellipsis or (pages[page] if pages[page] in titles else None) == mode]
        children = section.children
        if chosen and mode in titles:
            children = _subsection(section, titles[mode]).children
        _add(children, [PageLink(page) if _is_link(settings) else page for page in chosen])
    return missing
