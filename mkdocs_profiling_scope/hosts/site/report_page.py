"""The report as a page of the site, made while the site is built."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from mkdocs_profiling_scope.core.report.review import asks_for_scope, review, summed_up, unreviewed
from mkdocs_profiling_scope.core.report.values import Report
from mkdocs_profiling_scope.core.report.wording import words
from mkdocs_profiling_scope.core.settings.settings import Settings
from mkdocs_profiling_scope.core.values import Analysis
from mkdocs_profiling_scope.formats.report import html, phrases
from mkdocs_profiling_scope.formats.report.markup import ENGLISH
from mkdocs_profiling_scope.hosts.checking.analysing import noting
from mkdocs_profiling_scope.hosts.checking.check_cache import digest
from mkdocs_profiling_scope.hosts.site.generated import flat_toc, generated, is_free, language_folder
from mkdocs_profiling_scope.hosts.site.kept_report import KeptReport, Shown
from mkdocs_profiling_scope.hosts.site.packed_reviews import PackedReview, Reviews, packed
from mkdocs_profiling_scope.hosts.site.site_pages import SitePages
from mkdocs_profiling_scope.hosts.site.titles import entries, without_markup

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.toc import AnchorLink

PATH = "profiling-scope-report.md"
# For Material: no search, and the room of the table of contents for the table of documents.
_TEXT = "---\nsearch: {exclude: true}\nhide: [toc]\n---\n"
_PLACE = "<div data-ps-report></div>"
_PLACED = re.compile(rb"<div data-ps-report[^>]*></div>")  # also as a plugin has written it anew


class ReportPage:
    """The report page of one build; MkDocs comes to it last, when it has read all other pages."""

    def __init__(self, settings: Settings, pages: SitePages, *, keep: bool = False) -> None:
        """With `keep`, show the report of the last build again if it is still right."""
        self._settings = settings
        self._pages = pages
        self._keep = keep
        self._file: File | None = None
        self._is_made = False  # which a build with --dirty does not
        self._documents: dict[str, File] = {}
        self._reviews: dict[str, PackedReview | None] = {}  # of this build, by path
        self._shown: Shown | None = None
        self.left_out = 0  # documents of which nothing may be said, once the page is made

    def add(self, files: Files, config: MkDocsConfig) -> None:
        """Make the page, outside of the nav, unless the docs bring a page of that address along."""
        us = config.plugins._current_plugin
        documents = [file for file in files.documentation_pages() if file.generated_by != us]
        file = generated(config, language_folder(config) + PATH, _TEXT, InclusionLevel.NOT_IN_NAV)
        if self._settings.report and is_free(file, files):
            files.append(file)
            Page(phrases.TITLE, file, config)
            self._file = file
            self._is_made = file.is_modified()
            self._documents = {self._pages.path(document): document for document in documents}

    @property
    def path(self) -> str:
        """Return the path of the page in the docs; empty where there is none."""
        return self._file.src_uri if self._file else ""

    @property
    def url(self) -> str:
        """Return the address of the page in the site; empty where there is none."""
        return self._file.url if self._file else ""

    def __contains__(self, file: File) -> bool:
        """Say whether `file` is the file of the report."""
        return file is self._file

    def note(self, file: File, text: str, analysis: Analysis) -> None:
        """Take what the report says of a page, so that its analysis need not be unpacked once more."""
        path = self._pages.path(file)
        if self._is_made and path in self._documents and not (self._kept and self._kept.is_likely):
            self._reviews[path] = self._look(text, analysis)

    def content(self, page: Page) -> str:
        """Return the HTML of `page`, a title and a place for the report, and give it its headings."""
        encrypted = [path for path, head in self._heads.items() if head is not None]
        encrypted = [path for path in encrypted if self._pages.is_encrypted(self._documents[path].page)]
        self.left_out = len(encrypted)
        links = [page.url, encrypted, *map(_stamp, self._documents.values())] if self._kept else []
        shown = self._kept and self._kept.get(links, self._pages.exists)
        if not shown:
            asked: dict[str, bool] = {}
            shown = self._made(page, encrypted, asked)
            if self._kept:
                self._kept.put(links, asked, shown)
        page.toc = flat_toc(shown.headings)
        self._shown = shown
        return f'<h1 id="report" {ENGLISH}>{phrases.TITLE}</h1>\n{_PLACE}'

    def fill(self) -> None:
        """Put the report into the page that was written; a template would have it in memory several times."""
        if self._file is None or self._shown is None:
            return
        path = Path(self._file.abs_dest_path)
        if path.is_file() and (place := _PLACED.search(written := path.read_bytes())):
            with path.open("wb") as out:
                out.write(written[: place.start()])
                self._shown.write(out)
                out.write(written[place.end() :])
        self._shown = None

    def _made(self, page: Page, encrypted: Collection[str], asked: dict[str, bool]) -> Shown:
        """Make the report; `asked` takes which files it asks for, and whether they are there."""
        found, anchors = self._report(encrypted, asked)

        def link(path: str, start: int, end: int) -> str | None:
            file = self._documents[path]
            anchor = anchors[path].above(start) if start and path in anchors else ""
            return get_relative_url(file.url, page.url) + anchor

        return Shown.of(html.fragment(found, link), html.anchors(found))

    @cached_property
    def _kept(self) -> KeptReport | None:
        if not self._keep:
            return None
        heads = self._heads
        return self._pages.kept_report(
            {path: (file.url, heads[path] is not None) for path, file in self._documents.items()}
        )

    def _report(
        self, encrypted: Collection[str], asked: dict[str, bool]
    ) -> tuple[Report, dict[str, _Anchors]]:
        anchors: dict[str, _Anchors] = {}
        found: list[PackedReview] = []
        others = 0
        for path, file in self._documents.items():
            if self._heads[path] is not None:
                if path in encrypted:
                    continue
                read = path in self._reviews
                known = self._reviews.pop(path) if read else self._look(*self._pages.whole(file))
                if known is not None:
                    anchors[path] = _Anchors(file, known.headings)
                    found.append(known)
            elif file.generated_by is not None:
                continue  # made by another plugin: there is nobody who could declare a scope
            elif asks_for_scope(file.src_uri):
                found.append(packed(unreviewed(path)))
            else:
                others += 1
        return summed_up(Reviews(sorted(found)), others, noting(self._pages.exists, asked)), anchors

    def _look(self, text: str, analysis: Analysis) -> PackedReview | None:
        if analysis.scope == "none" and not analysis.findings:
            return None
        headings = (
            f"{block.start_line} {_letters(words(text[slice(*block.span)], heading=True, most=1000))}"
            for block in analysis.blocks
            if block.kind == "heading"
        )
        return packed(review(text, analysis, self._settings, self._proposals), "\n".join(headings))

    @cached_property
    def _heads(self) -> dict[str, Analysis | None]:
        return {path: self._pages.declared(file) for path, file in self._documents.items()}

    @cached_property
    def _proposals(self) -> list[tuple[str, str | None]]:
        heads = self._heads.items()
        return [(path, head.mode) for path, head in heads if head and head.scope == "proposal"]


def leave_out_of_search(page: Page, config: MkDocsConfig) -> None:
    """Take a page out of the search index of MkDocs, which heeds no front matter."""
    index = getattr(config.plugins.get("search"), "search_index", None)
    entries = getattr(index, "_entries", None)
    if isinstance(entries, list):
        entries[:] = [e for e in entries if e["location"].partition("#")[0] != page.url]


class _Anchors:
    """The headings of a document and their anchors, as far as those are known."""

    def __init__(self, file: File, headings: str) -> None:
        self._lines, self._urls = [0], [""]
        urls: dict[str, list[str]] = {}  # headings may have the same words
        for item in _headings(file):
            urls.setdefault(_letters(without_markup(item.title)), []).append(item.url)
        for heading in headings.splitlines():
            line, _, title = heading.partition(" ")
            if not urls.get(title):  # a heading that the page does not have, or has otherwise
                break
            self._lines.append(int(line))
            self._urls.append(urls[title].pop(0))

    def above(self, line: int) -> str:
        """Return the anchor of the heading that `line` stands below, or an empty string."""
        return self._urls[bisect_right(self._lines, line) - 1]


def _headings(file: File) -> list[AnchorLink]:
    """Return the headings that the page of `file` has, as far as it has been read."""
    return [] if file.page is None else list(entries(file.page.toc))


def _stamp(file: File) -> str:
    """Return what changes with the words or the address of a heading of the page of `file`."""
    return digest(repr([(item.title, item.url) for item in _headings(file)]))


def _letters(title: str) -> str:
    return "".join(filter(str.isalnum, title))
