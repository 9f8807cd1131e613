"""The nav: profiling pages and proposals get a section each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape, unescape
from typing import Any

from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page

from mkdocs_profiling_scope.core.settings.settings import Settings
from mkdocs_profiling_scope.core.values import PageScope

# A Section, Page or Link; plugins such as section-index make pages that are sections as well.
Item = Any


@dataclass(frozen=True, slots=True)
class Subject:
    """What a page is about, as far as the nav asks: its scope and the id of its mode."""

    scope: PageScope
    mode: str | None


class PageLink(Link):
    """A second entry for a page that stays where it is; its title is known once MkDocs has read the page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.url = page.url

    @property
    def title(self) -> str:  # type: ignore[override]
        """The title of the page."""
        return str(self.page.title or self.page.file.name)


@dataclass(frozen=True, slots=True)
class Arranged:
    """What became of a nav: its pages by scope, in the order of the nav, and the sections that are new."""

    pages: Mapping[PageScope, Sequence[Page]]
    new: Sequence[Section]


def arrange(
    nav: Navigation,
    settings: Settings,
    subject: Callable[[Page], Subject | None],
    overview: Callable[[PageScope], Page | None],
) -> Arranged:
    """Give `nav` its two sections, in place; a second run changes nothing.

    Args:
        nav: of the site, as MkDocs or another plugin built it.
        settings: its `nav` names the sections and says whether pages move there.
        subject: tells what a page is about; None where it has no scope.
        overview: makes the page that a section begins with, if it is to have one.
    """
    if settings.nav.placement == "off":
        return Arranged({}, ())
    subjects = {id(page): (page, found) for page in _pages(nav.items) if (found := subject(page))}
    if not subjects:
        return Arranged({}, ())
    titles = {mode.id: mode.title for mode in settings.modes}
    before = {id(section) for section in _sections(nav.items)}
    scopes: tuple[tuple[PageScope, str], ...] = (
        ("profiling", settings.nav.profiling),
        ("proposal", settings.nav.proposal),
    )
    for scope, title in scopes:
        chosen = [(page, found) for page, found in subjects.values() if found.scope == scope]
        entries = [_Entry(page, titles.get(found.mode or "")) for page, found in chosen]
        indexed = _has_index(nav.items, title)
        _fill(nav.items, title, entries, list(titles.values()), link=settings.nav.placement == "link")
        section = _named(nav.items, title)
        if entries and section and not indexed and (page := overview(scope)) is not None:
            section.insert(0, page)
    _repair(nav)
    pages = {
        scope: [page for page, found in subjects.values() if found.scope == scope] for scope, _ in scopes
    }
    return Arranged(pages, [section for section in _sections(nav.items) if id(section) not in before])


@dataclass(frozen=True, slots=True)
class _Entry:
    page: Page
    mode: str | None  # the title of the mode, which is that of a subsection


def _fill(items: list[Item], title: str, entries: list[_Entry], order: list[str], *, link: bool) -> None:
    """Put the pages into the section `title`; pages that stand in it already stay as they are."""
    there = {id(item.page if isinstance(item, PageLink) else item) for item in _below(_named(items, title))}
    new = [e for e in entries if id(e.page) not in there and (link or _movable(e.page))]
    if not new:
        return
    if not link:
        _remove(items, {id(entry.page) for entry in new})
    children = _children(items, title)
    several = len({entry.mode for entry in entries} - {None}) > 1
    for mode in (None, *order):
        chosen = [entry.page for entry in new if (entry.mode if several else None) == mode]
        if chosen:
            target = children if mode is None else _children(children, mode)
            target.extend(PageLink(page) if link else page for page in chosen)


def _movable(page: Page) -> bool:
    # The homepage is found by being at the top; a section page would leave its children behind.
    return not page.is_homepage and not page.children


def _remove(items: list[Item], pages: set[int]) -> None:
    """Take `pages` out, and the sections that have nothing left."""
    kept = []
    for item in items:
        if id(item) in pages:
            continue
        if item.children:
            _remove(item.children, pages)
            if not item.children and not item.is_page:
                continue
        kept.append(item)
    items[:] = kept


def _section(items: list[Item], title: str) -> Item | None:
    """Return the section `title`, a text; what the nav holds is HTML, in which entities are optional."""
    titles = (title, unescape(title))
    return next((i for i in items if i.is_section and unescape(str(i.title)) in titles), None)


def _named(items: list[Item], title: str) -> list[Item]:
    section = _section(items, title)
    return section.children if section else []


def _has_index(items: list[Item], title: str) -> bool:
    """Say whether the section `title` is there and has an index page, or is one."""
    section = _section(items, title)
    return section is not None and any(x.is_page and x.is_index for x in (section, *section.children))


def _children(items: list[Item], title: str) -> list[Item]:
    """Return the children of the section `title` in `items`, which is added where it is missing."""
    if (section := _section(items, title)) is None:
        section = Section(escape(title, quote=False), [])
        items.append(section)
    return section.children


def _below(items: list[Item]) -> Iterator[Item]:
    for item in items:
        yield item
        yield from _below(item.children or [])


def _pages(items: list[Item]) -> list[Page]:
    return [item for item in _below(items) if isinstance(item, Page)]


def _sections(items: list[Item]) -> list[Section]:
    return [item for item in _below(items) if isinstance(item, Section)]


def _repair(nav: Navigation) -> None:
    _set_parents(nav.items, None)
    nav.pages[:] = pages = _pages(nav.items)
    for i, page in enumerate(pages):
        page.previous_page = pages[i - 1] if i else None
        page.next_page = pages[i + 1] if i + 1 < len(pages) else None


def _set_parents(items: list[Item], parent: Item | None) -> None:
    for item in items:
        item.parent = parent
        _set_parents(item.children or [], item)
