"""The preview: findings shown in the pages, while a site is served or where the settings say so."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from mkdocs_profiling_scope.core.details.preview import Note, preview
from mkdocs_profiling_scope.core.details.preview import Preview as Content
from mkdocs_profiling_scope.core.settings.settings import Settings
from mkdocs_profiling_scope.core.settings.shown import CODE
from mkdocs_profiling_scope.core.values import Analysis, Finding
from mkdocs_profiling_scope.formats import preview as html
from mkdocs_profiling_scope.formats import rules_page
from mkdocs_profiling_scope.formats.report.markup import ENGLISH
from mkdocs_profiling_scope.hosts.markdown.tagging import Numbered, below_title
from mkdocs_profiling_scope.hosts.site.generated import flat_toc, generated, is_free, language_folder

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

RULES = "profiling-scope-rules.md"
_TEXT = "---\nsearch: {exclude: true}\n---\n"
_PLACE = re.compile(r'<aside\b[^>]*\bdata-ps-number="(\d+)"[^>]*>\s*</aside>')


class Preview:
    """The preview of one build."""

    def __init__(self, settings: Settings, *, serving: bool) -> None:
        wanted = settings.serve_warnings
        self.shown = wanted == "build" or (wanted == "serve" and serving)
        self._settings = settings
        self._pages: dict[str, tuple[Content, range]] = {}  # with the numbers of the findings, by path
        self._count = 0
        self._rules: File | None = None
        self._read = ""  # content of the page at hand, without the preview

    def add(self, files: Files, config: MkDocsConfig) -> None:
        """Add the page about the rules, outside of the nav, unless the docs bring one along."""
        if not self.shown or self._settings.rule_docs:
            return
        file = generated(config, language_folder(config) + RULES, _TEXT, InclusionLevel.NOT_IN_NAV)
        if is_free(file, files):
            files.append(file)
            Page(rules_page.TITLE, file, config)
            self._rules = file

    def __contains__(self, file: File) -> bool:
        """Say whether `file` is the page about the rules."""
        return file is self._rules

    def rules(self, page: Page) -> str:
        """Return the HTML of the page about the rules, which is `page`, and give it its table of contents."""
        page.toc = flat_toc(rules_page.anchors())
        return f'<h1 id="rules" {ENGLISH}>{rules_page.TITLE}</h1>\n{rules_page.fragment()}'

    def note(
        self, file: File, text: str, analysis: Analysis, findings: Sequence[Finding]
    ) -> Mapping[int, list[Numbered]]:
        """Take up the findings of a page, and return those that stand at a block, by its index.

        Args:
            file: of the page.
            text: its source.
            analysis: of it.
            findings: those of its findings that are to be shown.
        """
        content = preview(text, analysis, findings)
        numbers = range(self._count, self._count + len(content.notes))
        self._count = numbers.stop
        self._pages[file.src_uri] = content, numbers
        found: dict[int, list[Numbered]] = {}
        for number, note in zip(numbers, content.notes, strict=True):
            if note.reading.block is not None:
                found.setdefault(note.reading.block, []).append(Numbered(number, note.finding.code))
        return found

    def left_out(self, page: Page, html: str) -> str:
        """Return the HTML of a page that is to be read with a password only, and show nothing of it."""
        self._pages.pop(page.file.src_uri, None)
        return _PLACE.sub("", html)

    def fill(self, page: Page, report: str) -> None:
        """Put the asides of a page into their places, and below its title the summary and what has no place.

        Args:
            page: with its rendered content, which the search has read already.
            report: address of the report in the site, if there is one.
        """
        content, numbers = self._pages.pop(page.file.src_uri, (None, range(0)))
        self._read = text = page.content or ""
        waiting = dict(zip(numbers, content.notes if content else (), strict=True))

        def place(found: re.Match[str]) -> str:
            note = waiting.pop(int(found[1]), None)
            return self._aside(note, int(found[1]), page) if note else ""

        if content is not None or "data-ps-number" in text:
            text = _PLACE.sub(place, text)
        if content is not None:
            to_report = get_relative_url(report, page.url) if report else ""
            rest = "".join(self._aside(note, number, page) for number, note in waiting.items())
            text = below_title(text, html.summary(content, to_report) + rest)
        page.content = text

    def clear(self, page: Page) -> None:
        """Take the preview out of a page that has been rendered: MkDocs keeps the contents of all pages."""
        page.content = self._read

    def _aside(self, note: Note, number: int, page: Page) -> str:
        code = note.finding.code
        address = self._settings.rule_docs.replace(CODE, code)
        if self._rules is not None:
            address = f"{get_relative_url(self._rules.url, page.url)}#{code}"
        return html.aside(note, number, address)
