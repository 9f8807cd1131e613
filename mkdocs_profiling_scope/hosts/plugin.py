"""The plugin for MkDocs and ProperDocs: findings in the build log, tags on the pages, sections in the nav."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config.base import ValidationError
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel

from mkdocs_profiling_scope.core.checked import SettingsError
from mkdocs_profiling_scope.core.settings import Settings
from mkdocs_profiling_scope.core.values import Analysis
from mkdocs_profiling_scope.hosts.accepted import Accepted
from mkdocs_profiling_scope.hosts.analyses import Analyses, stamp
from mkdocs_profiling_scope.hosts.assets import CSS, PREVIEW_CSS, PREVIEW_JS, copy, link
from mkdocs_profiling_scope.hosts.build_log import BuildLog
from mkdocs_profiling_scope.hosts.declared import is_archived, may_declare_scope
from mkdocs_profiling_scope.hosts.markdown_extension import ProfilingScopeExtension
from mkdocs_profiling_scope.hosts.marking import mark
from mkdocs_profiling_scope.hosts.marks import Marks, strip_marks
from mkdocs_profiling_scope.hosts.nav import Subject, arrange
from mkdocs_profiling_scope.hosts.options import Options, read_options
from mkdocs_profiling_scope.hosts.overview import Overviews
from mkdocs_profiling_scope.hosts.paths import is_file, relative, shown
from mkdocs_profiling_scope.hosts.preview import Preview
from mkdocs_profiling_scope.hosts.report_page import ReportPage, leave_out_of_search
from mkdocs_profiling_scope.hosts.section_index import shield, unshield
from mkdocs_profiling_scope.hosts.settings_files import OWN_FILE, PYPROJECT, SettingsFileError
from mkdocs_profiling_scope.hosts.tagging import noted, tags, with_page_element, without_judgement

if TYPE_CHECKING:
    from typing import Literal

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext


class ProfilingScopePlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """Analyses the pages that have a scope."""

    def __init__(self) -> None:
        self._log = BuildLog()
        self._accepted = Accepted()
        self._analyses = Analyses()
        self._settings = Settings()
        self._marks = Marks()
        self._root = Path()
        self._files = Files([])
        self._heads: dict[str, Analysis] = {}  # of this build, without blocks and findings
        self._there: dict[str, bool] = {}  # what was asked for in this build
        self._shielded: list[Page] = []
        self._overviews = Overviews(self._settings, self._files, self._analysis)
        self._report = ReportPage(self._settings, self._path, self._declared, self._page, self._exists)
        self._preview = Preview(self._settings, serving=False)
        self._active = True

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[list[tuple[str, Exception]], list[tuple[str, str]]]:
        """Check the options; MkDocs prints errors with the name of the plugin and the key."""
        self.config = Options(config_file_path)
        self.config.load_dict(options)
        try:
            read_options(self.config, "docs")
        except SettingsFileError as error:
            return [("options", ValidationError(str(error)))], []
        except SettingsError as error:
            where = shown(Path(config_file_path)) if config_file_path else "the configuration"
            return [(error.key, ValidationError(f"{error.problem} (in {where})"))], []
        return [], []

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Be kept, with all analyses, from build to build while serving."""
        self._log.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Find the project and join the rendering."""
        # Listed twice, the plugin would say everything twice; MkDocs warns of that itself.
        first = next(plugin for plugin in config.plugins.values() if isinstance(plugin, ProfilingScopePlugin))
        self._active = first is self
        if not self._active:
            return config
        self._root = Path(config.config_file_path).parent if config.config_file_path else Path.cwd()
        self._settings = read_options(self.config, relative(Path(config.docs_dir), self._root))
        self._analyses.use(self._settings, self._root)
        self._accepted.read(self._root, self._settings)
        self._heads.clear()
        self._preview = Preview(self._settings, serving=self._log.serving)
        extensions = [x for x in config.markdown_extensions if not _is_ours(x)]
        if self._settings.tags or self._preview.shown:
            self._marks = Marks()
            # MkDocs hands the list on to Python-Markdown, which takes objects as well as names.
            extensions.append(ProfilingScopeExtension(self._marks))  # type: ignore[arg-type]
        config.markdown_extensions[:] = extensions
        link(self._assets(), config)
        return config

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """Build again when settings outside of the configuration change."""
        for file in (OWN_FILE, PYPROJECT, self._settings.baseline):
            if (self._root / file).is_file():
                server.watch(str(self._root / file))
        return server

    @event_priority(-1000)  # after static-i18n, which cannot read files without a path
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add style sheets and script, and leave archived documents out of the nav."""
        for file in files.documentation_pages() if self._active else ():
            if is_archived(file):
                file.inclusion = InclusionLevel.NOT_IN_NAV
        if self._active:
            copy(self._assets(), files, config)
        return files

    @event_priority(50)
    def _arrange_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Build the sections; before section-index (0), after awesome-nav (100)."""
        if not self._active:
            return nav
        self._files = files
        self._there.clear()
        documents = files.documentation_pages(inclusion=InclusionLevel.all)
        for warning in self._settings.idle_globs([document.src_uri for document in documents]):
            self._log.warning(warning)
        if "i18n" not in config.plugins:
            self._arrange(nav, config)
        return nav

    @event_priority(-1000)
    def _release_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Undo what was for other plugins only."""
        if self._active and "i18n" in config.plugins:  # takes the folders of languages apart at -100
            self._arrange(nav, config)
        if self._active:
            self._report = ReportPage(self._settings, self._path, self._declared, self._page, self._exists)
            self._report.add(files, config)
            self._preview.add(files, config)
        unshield(self._shielded)
        self._shielded = []
        return nav

    on_nav = CombinedEvent(_arrange_nav, _release_nav)

    @event_priority(1000)
    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Log the findings and mark the blocks, before other plugins rewrite the text."""
        if page.file in self._overviews:
            return self._overviews.markdown(page.file, self._report.path)
        if not self._concerns(page):
            return markdown
        source, analysis = self._page(page.file)
        if findings := self._accepted.new(analysis, source):
            shown = self._shown(page.file)
            for finding in findings:
                self._log.finding(finding, shown)
        notes = self._preview.note(page.file, source, analysis, findings) if self._preview.shown else {}
        if analysis.scope == "none" or not (self._settings.tags or notes):
            return markdown
        found = tags(analysis, self._settings.labels)
        found = noted(
            found if self._settings.tags else without_judgement(found), notes, source, analysis.blocks
        )
        marked = mark(markdown, source, analysis, found, self._marks)
        if marked is None:
            self._log.debug(f"{self._shown(page.file)}: not tagged, because its text was replaced")
        return marked or markdown

    @event_priority(1000)
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Clean up after the marks, and say what the page is, before other plugins look."""
        if page.file in self._report:
            return self._report.content(page)
        if page.file in self._preview:
            return self._preview.rules(page)
        if not self._active or not (self._settings.tags or self._preview.shown):
            return html
        if page.markdown:
            page.markdown = strip_marks(page.markdown)
        html = strip_marks(html)
        if not self._settings.tags or not self._concerns(page):
            return html
        analysis = self._head(page.file)
        if analysis.scope == "none":
            return html
        return with_page_element(html, analysis, self._settings)

    @event_priority(-1000)
    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Leave out of the search what nobody looks for; once it has read the page, show the findings."""
        ours = page.file in self._report or page.file in self._preview
        if ours or (self._active and page.meta.get("archived") is True):
            leave_out_of_search(page, config)
        if self._active and self._preview.shown:
            self._preview.fill(page, self._report.url)
        return context

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Keep the analyses for the next build; while serving, they are kept in memory."""
        if self._active and not self._log.serving:
            self._analyses.save({self._path(file) for file in self._files.documentation_pages()})

    def on_shutdown(self) -> None:
        """Keep the analyses for the next build."""
        if self._active and self._log.serving:
            self._analyses.save({self._path(file) for file in self._files.documentation_pages()})

    def _assets(self) -> list[str]:
        return [CSS] * self._settings.tags + [PREVIEW_CSS, PREVIEW_JS] * self._preview.shown

    def _arrange(self, nav: Navigation, config: MkDocsConfig) -> None:
        self._overviews = Overviews(self._settings, self._files, self._analysis)
        found = arrange(nav, self._settings, self._subject, lambda scope: self._overviews.add(scope, config))
        for scope, pages in found.pages.items():
            self._overviews.about(scope, pages)
        self._shielded = shield(found.new) if "section-index" in config.plugins else []

    def _analysis(self, page: Page) -> Analysis:
        return self._head(page.file)

    def _concerns(self, page: Page) -> bool:
        return (
            self._active
            and page.file not in self._overviews
            and page.file not in self._report
            and page.file not in self._preview
            and self._settings.concerns(self._path(page.file), page.meta)
        )

    def _subject(self, page: Page) -> Subject | None:
        if (declared := self._declared(page.file)) is None or declared.scope == "none":
            return None
        return Subject(declared.scope, declared.mode)

    def _declared(self, file: File) -> Analysis | None:
        """Return the head of the analysis of a page; None where nothing declares what it is."""
        known = file.src_uri in self._heads or self._settings.page_rule(self._path(file))
        return self._head(file) if known or may_declare_scope(file) else None

    def _head(self, file: File) -> Analysis:
        """Return the analysis of a page without blocks and findings."""
        if (known := self._heads.get(file.src_uri)) is None:
            found = self._analyses.unchanged(self._path(file), stamp(file.abs_src_path), self._exists)
            known = self._heads[file.src_uri] = found or self._analysed(file)[1]
        return known

    def _page(self, file: File) -> tuple[str, Analysis]:
        """Return the source of a page and its analysis."""
        text, _, analysis = self._analysed(file)
        return text, analysis()

    def _analysed(self, file: File) -> tuple[str, Analysis, Callable[[], Analysis]]:
        before = stamp(
            file.abs_src_path
        )  # of a file that changes while it is read, it is not that of the text
        try:
            text = file.content_string
        except UnicodeDecodeError as error:
            place = f"byte {error.object[error.start]:#04x} at offset {error.start}"
            raise PluginError(f"{self._shown(file)}: not UTF-8, {place}; save the file as UTF-8") from None
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise PluginError(f"{self._shown(file)}: cannot be read: {reason}") from None
        head, analysis = self._analyses.of(self._path(file), text, self._exists, before)
        self._heads[file.src_uri] = head
        return text, head, analysis

    def _path(self, file: File) -> str:
        """Return the path of a document, relative to the project, also of one that exists in memory only."""
        return posixpath.normpath(posixpath.join(self._settings.docs_dir, file.src_uri))

    def _shown(self, file: File) -> str:
        return shown(Path(file.abs_src_path) if file.abs_src_path else self._root / self._path(file))

    def _exists(self, path: str) -> bool:
        if (known := self._there.get(path)) is None:
            inside = self._files.get_file_from_path(self._settings.inside_docs(path))
            known = self._there[path] = inside is not None or is_file(self._root, path)
        return known


def _is_ours(extension: object) -> bool:
    return isinstance(extension, ProfilingScopeExtension) or extension == "profiling_scope"
