"""Overview pages: one for each section of the nav, made while the site is built."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from mkdocs_profiling_scope.core.settings.settings import Settings
from mkdocs_profiling_scope.core.settings.shown import Overview as Words
from mkdocs_profiling_scope.core.values import Citation, Details, PageScope
from mkdocs_profiling_scope.formats import overview as text
from mkdocs_profiling_scope.formats.overview import PATHS, Frame, Subject
from mkdocs_profiling_scope.hosts.site.generated import generated, is_free, language_folder
from mkdocs_profiling_scope.hosts.site.site_pages import SitePages
from mkdocs_profiling_scope.hosts.site.titles import entries, without_markup

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


@dataclass(slots=True)
class Overview:
    """The overview of one section of the nav; `subjects` are the pages that it is about, in their order."""

    scope: PageScope
    page: Page
    subjects: Sequence[Page] = ()


class Overviews:
    """The overviews of one build; their texts wait until MkDocs has read all other pages."""

    def __init__(self, settings: Settings, files: Files, pages: SitePages) -> None:
        self._settings = settings
        self._files = files
        self._pages = pages
        self._made: dict[str, Overview] = {}  # by path
        self._profiles: dict[str, Page] = {}  # by path

    def add(self, scope: PageScope, config: MkDocsConfig) -> Page | None:
        """Make the overview page of a section; None where the docs bring a page of that address along."""
        path = language_folder(config) + PATHS[scope]
        file = generated(config, path, "", InclusionLevel.INCLUDED)
        if not self._settings.nav.overview or not is_free(file, self._files):
            return None
        self._files.append(file)  # as the last one, so that MkDocs comes to it last
        self._made[path] = Overview(scope, Page(None, file, config))
        return self._made[path].page

    def about(self, scope: PageScope, subjects: Sequence[Page]) -> None:
        """Say which pages of a scope there are."""
        for overview in self._made.values():
            if overview.scope == scope:
                overview.subjects = subjects
        if scope == "profiling":
            self._profiles = {page.file.src_uri: page for page in subjects}

    def name(self) -> None:
        """Give titles to overviews that a build with --dirty may not read; the nav names them by these."""
        for overview in self._made.values():
            if overview.page.title is None:  # section-index gives it that of the section
                overview.page.title = escape(self._frame(overview).title, quote=False)

    def __contains__(self, file: File) -> bool:
        """Say whether `file` is the file of an overview."""
        return file.src_uri in self._made

    def markdown(self, file: File, report: str) -> str:
        """Return the text of the overview that `file` is; it links to the page `report`, if there is one."""
        overview = self._made[file.src_uri]
        frame = self._frame(overview, report)
        subjects = [self._subject(page) for page in overview.subjects]
        if overview.scope == "profiling":
            return text.profiling(frame, subjects, self._settings.modes)
        return text.optimization(frame, subjects, self._profile)

    def _frame(self, overview: Overview, report: str = "") -> Frame:
        nav = self._settings.nav
        section = nav.profiling if overview.scope == "profiling" else nav.proposal
        return Frame(overview.page.file.src_uri, section, nav.overview or Words(), report)

    def _subject(self, page: Page) -> Subject:
        analysis = self._pages.head(page.file)
        if self._pages.is_encrypted(page):  # its title stands in the nav, and nothing else in the clear
            return Subject(page.file.src_uri, _title(page), analysis._replace(details=Details()))
        sections = {item.id: without_markup(item.title) for item in entries(page.toc)}
        return Subject(page.file.src_uri, _title(page), analysis, sections)

    def _profile(self, citation: Citation) -> Subject | None:
        # Asked, the files know the translation that a path means.
        files = map(self._files.get_file_from_path, map(self._settings.inside_docs, citation.paths))
        page = next((self._profiles[f.src_uri] for f in files if f and f.src_uri in self._profiles), None)
        return None if page is None else self._subject(page)


def _title(page: Page) -> str:
    return (
        without_markup(str(page.title or "")) or page.file.name
    )  # not yet known of a page that was not read
