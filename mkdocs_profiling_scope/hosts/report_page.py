"""The report as a page of the site, made while the site is built."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from typing import TYPE_CHECKING

from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.utils import get_relative_url

from mkdocs_profiling_scope.core.report.review import asks_for_scope, report, review, unreviewed
from mkdocs_profiling_scope.core.report.values import Report, Review
from mkdocs_profiling_scope.core.report.wording import words
from mkdocs_profiling_scope.core.settings import Settings
from mkdocs_profiling_scope.core.values import Analysis
from mkdocs_profiling_scope.formats.report import html, phrases

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.toc import AnchorLink

PATH = "profiling-scope-report.md"
# For Material: no search, and the room of the table of contents for the table of documents.
_TEXT = "---\nsearch: {exclude: true}\nhide: [toc]\n---\n"
_MARKUP = re.compile(r"<[^>]*>")


class ReportPage:
    """The report page of one build; MkDocs comes to it last, when it has read all other pages."""

    def __init__(
        self,
        settings: Settings,
        path: Callable[[File], str],
        source: Callable[[File], tuple[str, Analysis] | None],
        exists: Callable[[str], bool],
    ) -> None:
        """Make no page yet.

        Args:
            settings: of the project.
            path: returns the path of a file, relative to the project.
            source: returns text and analysis of a file; None where nothing declares a scope for it.
            exists: tells whether a path relative to the project is a file.
        """
        self._settings = settings
        self._path = path
        self._source = source
        self._exists = exists
        self._file: File | None = None
        self._documents: dict[str, File] = {}

    def add(self, files: Files, config: MkDocsConfig) -> None:
        """Make the page, outside of the nav, unless the docs bring a page of that address along."""
        documents = [file for file in files.documentation_pages() if file.generated_by != _us(config)]
        file = File.generated(config, PATH, content=_TEXT, inclusion=InclusionLevel.NOT_IN_NAV)
        if self._settings.report and all(file.dest_uri != other.dest_uri for other in files):
            files.append(file)
            Page(phrases.TITLE, file, config)
            self._file = file
            self._documents = {self._path(document): document for document in documents}

    def __contains__(self, file: File) -> bool:
        """Say whether `file` is the file of the report."""
        return file is self._file

    def content(self, page: Page) -> str:
        """Return the HTML of the report, which is `page`, and give the page its table of contents."""
        found, sources = self._report()

        def link(path: str, start: int, end: int) -> str | None:
            file = self._documents[path]
            anchor = _anchor(file, sources[path], start) if start and path in sources else ""
            return get_relative_url(file.url, page.url) + anchor

        page.toc = get_toc(
            [{"level": 2, "id": id, "name": name, "children": []} for id, name in html.anchors(found)]
        )
        return f'<h1 id="report">{phrases.TITLE}</h1>\n{html.fragment(found, link)}'

    def leave_out_of_search(self, page: Page, config: MkDocsConfig) -> None:
        """Take the report out of the search index of MkDocs, which heeds no front matter."""
        index = getattr(config.plugins.get("search"), "search_index", None)
        entries = getattr(index, "_entries", None)
        if isinstance(entries, list):
            entries[:] = [e for e in entries if e["location"].partition("#")[0] != page.url]

    def _report(self) -> tuple[Report, dict[str, tuple[str, Analysis]]]:
        sources: dict[str, tuple[str, Analysis]] = {}
        reviews: list[Review] = []
        others = 0
        for path, file in self._documents.items():
            if (source := self._source(file)) is not None:
                if source[1].scope != "none" or source[1].findings:
                    sources[path] = source
            elif asks_for_scope(file.src_uri):
                reviews.append(unreviewed(path))
            else:
                others += 1
        proposals = [(path, a.mode) for path, (_, a) in sources.items() if a.scope == "proposal"]
        reviews += (review(text, a, self._settings, proposals) for text, a in sources.values())
        return report(reviews, others, self._exists), sources


def _us(config: MkDocsConfig) -> str | None:
    return config.plugins._current_plugin


def _anchor(file: File, source: tuple[str, Analysis], line: int) -> str:
    """Return the anchor of the heading that `line` stands below, as far as one is known."""
    text, analysis = source
    items = iter([] if file.page is None else list(_all(file.page.toc)))
    lines, ids = [0], [""]
    for block in analysis.blocks:
        if block.kind == "heading":
            title = _letters(words(text[block.span.start : block.span.end], heading=True, most=1000))
            found = next((item for item in items if _letters(_shown(item.title)) == title), None)
            if found is None:  # a heading that the page does not have, or has otherwise
                break
            lines.append(block.start_line)
            ids.append(found.url)
    return ids[bisect_right(lines, line) - 1]


def _all(items: Iterable[AnchorLink]) -> Iterator[AnchorLink]:
    for item in items:
        yield item
        yield from _all(item.children)


def _shown(title: str) -> str:
    return unescape(_MARKUP.sub("", title))


def _letters(title: str) -> str:
    return "".join(filter(str.isalnum, title))
