"""The plugin for MkDocs and ProperDocs: findings in the build log, tags on the pages, sections in the nav."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config.base import ValidationError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel

from mkdocs_profiling_scope.core.settings.checked import SettingsError
from mkdocs_profiling_scope.core.settings.settings import Settings
from mkdocs_profiling_scope.formats.text import encrypted, without_scope
from mkdocs_profiling_scope.formats.visible import visible
from mkdocs_profiling_scope.hosts.markdown.markdown_extension import ProfilingScopeExtension
from mkdocs_profiling_scope.hosts.markdown.marking import mark
from mkdocs_profiling_scope.hosts.markdown.marks import Marks, strip_marks
from mkdocs_profiling_scope.hosts.markdown.tagging import (
    tags,
    with_findings,
    with_page_element,
    without_judgement,
)
from mkdocs_profiling_scope.hosts.project.paths import relative, shown
from mkdocs_profiling_scope.hosts.project.settings_files import OWN_FILE, PYPROJECT, SettingsFileError
from mkdocs_profiling_scope.hosts.site.accepted import Accepted
from mkdocs_profiling_scope.hosts.site.assets import CSS, PREVIEW_CSS, PREVIEW_JS, copy, link
from mkdocs_profiling_scope.hosts.site.awesome_pages import arrange_after
from mkdocs_profiling_scope.hosts.site.build_log import BuildLog
from mkdocs_profiling_scope.hosts.site.declared import is_unread
from mkdocs_profiling_scope.hosts.site.generated import (
    builds_another_language,
    leave_out_of_feed,
    other_languages,
    show_to_theme,
)
from mkdocs_profiling_scope.hosts.site.nav import Subject, arrange
from mkdocs_profiling_scope.hosts.site.overview import Overviews
from mkdocs_profiling_scope.hosts.site.plugin_options import Options, read_options
from mkdocs_profiling_scope.hosts.site.preview import Preview
from mkdocs_profiling_scope.hosts.site.report_page import ReportPage, leave_out_of_search
from mkdocs_profiling_scope.hosts.site.section_index import shield, unshield
from mkdocs_profiling_scope.hosts.site.site_pages import SitePages
from mkdocs_profiling_scope.hosts.site.watching import Watching

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
        self._settings = Settings()
        self._marks = Marks()
        self._root = Path()
        self._files = Files([])
        self._shielded: list[Page] = []
        self._begin_anew()
        self._preview = Preview(self._settings, serving=False)
        self._active = True
        self._watching = Watching()

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[list[tuple[str, Exception]], list[tuple[str, str]]]:
        """Check the options; MkDocs prints errors with the name of the plugin and the key."""
        self.config = Options(config_file_path)
        self.config.load_dict(options)
        try:
            read_options(self.config, "docs")
        except SettingsFileError as error:
            return [("options", ValidationError(visible(str(error))))], []
        except SettingsError as error:
            where = shown(Path(config_file_path)) if config_file_path else "the configuration"
            return [(visible(error.key), ValidationError(visible(f"{error.problem} (in {where})")))], []
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
        self._pages.begin(self._settings, self._root)
        if not builds_another_language(config):
            self._log.begin()
        self._log.broken_links = config.validation.links.not_found
        self._accepted.read(self._root, self._settings)
        self._preview = Preview(self._settings, serving=self._log.serving)
        extensions = [x for x in config.markdown_extensions if not _is_ours(x)]
        if self._settings.tags or self._preview.shown:
            self._marks = Marks()
            # MkDocs hands the list on to Python-Markdown, which takes objects as well as names.
            extensions.append(ProfilingScopeExtension(self._marks))  # type: ignore[arg-type]
        config.markdown_extensions[:] = extensions
        link(self._assets(), config)
        arrange_after(config.plugins, self._arrange_nav)
        self._watch()
        return config

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """Build again when settings outside of the configuration change."""
        self._watching.server = server
        self._watch()
        return server

    @event_priority(-1000)  # after static-i18n, which cannot read files without a path
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add style sheets and script, and leave archived documents out of the nav."""
        for file in files.documentation_pages() if self._active else ():
            if self._pages.is_archived(file):
                file.inclusion = InclusionLevel.NOT_IN_NAV
        if self._active:
            copy(self._assets(), files, config)
        return files

    @event_priority(50)
    def _arrange_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Build the sections; before section-index (0), after awesome-nav (100) and awesome-pages."""
        if not self._active:
            return nav
        self._files = files
        self._pages.use(files, encrypts="encryptcontent" in config.plugins)
        pages = list(files.documentation_pages(inclusion=InclusionLevel.all))
        documents = [file.src_uri for file in pages]
        for warning in self._settings.idle_globs([*documents, *other_languages(config)]):
            self._log.warning(warning)
        if not builds_another_language(config) and not any(map(self._is_checked, pages)):
            self._log.info(f"profiling-scope: nothing checked: {without_scope(len(pages))}")
        if "i18n" not in config.plugins:
            self._arrange(nav, config)
        return nav

    @event_priority(-1000)
    def _release_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Add what is to be in no section, and undo what was for other plugins only."""
        if self._active and "i18n" in config.plugins:  # takes the folders of languages apart at -100
            self._arrange(nav, config)
        if self._active:
            self._overviews.name()
            self._report = ReportPage(self._settings, self._pages, keep=not self._log.serving)
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
        source, analysis = self._pages.whole(page.file)
        self._report.note(page.file, source, analysis)
        if findings := self._accepted.new(analysis, source):
            shown = self._pages.shown(page.file)
            for finding in findings:
                self._log.finding(finding, source, shown)
        notes = self._preview.note(page.file, source, analysis, findings) if self._preview.shown else {}
        if analysis.scope == "none" or not (self._settings.tags or notes):
            return markdown
        found = tags(analysis, self._settings.labels)
        found = with_findings(
            found if self._settings.tags else without_judgement(found), notes, source, analysis.blocks
        )
        marked = mark(markdown, source, analysis, found, self._marks)
        if marked is None:
            self._log.debug(f"{self._pages.shown(page.file)}: not tagged, because its text was replaced")
        return marked or markdown

    @event_priority(1000)
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Clean up after the marks, and say what the page is, before other plugins look."""
        if self._is_made(page):
            leave_out_of_feed(page, config)
        if page.file in self._report:
            content = self._report.content(page)
            if self._report.left_out:
                self._log.info(f"profiling-scope: {encrypted(self._report.left_out)}")
            return content
        if page.file in self._preview:
            return self._preview.rules(page)
        if not self._active or not (self._settings.tags or self._preview.shown):
            return html
        if page.markdown:
            page.markdown = strip_marks(page.markdown)
        html = strip_marks(html)
        if self._preview.shown and self._pages.is_encrypted(page):
            html = self._preview.left_out(page, html)
        if not self._settings.tags or not self._concerns(page):
            return html
        analysis = self._pages.head(page.file)
        if analysis.scope == "none":
            return html
        return with_page_element(html, analysis, self._settings)

    @event_priority(-1000)
    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Leave out of the search what nobody looks for; once it has read the page, show the findings."""
        if self._is_made(page):
            show_to_theme(page, config)
        ours = page.file in self._report or page.file in self._preview
        if ours or (self._active and page.meta.get("archived") is True):
            leave_out_of_search(page, config)
        if self._active and self._preview.shown:
            self._preview.fill(page, self._report.url)
        return context

    @event_priority(-1000)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Forget what stands in the page that was rendered."""
        if self._active and self._preview.shown:
            self._preview.clear(page)
        return output

    @event_priority(1000)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Finish the report before others look at the site, and keep the analyses for the next build.

        While serving, they stay in memory. Otherwise they go, as others write their largest files now.
        """
        if not self._active:
            return
        self._report.fill()
        if not self._log.serving:
            self._pages.save()
            self._begin_anew()

    def on_shutdown(self) -> None:
        """Keep the analyses for the next build."""
        if self._active and self._log.serving:
            self._pages.save()

    def _begin_anew(self) -> None:
        """Know nothing of pages, and let go what holds them."""
        self._pages = SitePages()
        self._overviews = Overviews(self._settings, self._files, self._pages)
        self._report = ReportPage(self._settings, self._pages)

    def _watch(self) -> None:
        self._watching.look(self._root / name for name in (OWN_FILE, PYPROJECT, self._settings.baseline))

    def _assets(self) -> list[str]:
        return [CSS] * self._settings.tags + [PREVIEW_CSS, PREVIEW_JS] * self._preview.shown

    def _arrange(self, nav: Navigation, config: MkDocsConfig) -> None:
        self._overviews = Overviews(self._settings, self._files, self._pages)
        found = arrange(nav, self._settings, self._subject, lambda scope: self._overviews.add(scope, config))
        for scope, pages in found.pages.items():
            self._overviews.about(scope, pages)
        self._shielded = shield(found.new) if "section-index" in config.plugins else []

    def _concerns(self, page: Page) -> bool:
        return (
            self._active
            and not self._is_made(page)
            and (
                self._settings.concerns(self._pages.path(page.file), page.meta)
                or is_unread(page.markdown or "")
            )
        )

    def _is_made(self, page: Page) -> bool:
        """Say whether the page is one of ours."""
        return any(page.file in made for made in (self._overviews, self._report, self._preview))

    def _is_checked(self, file: File) -> bool:
        return (declared := self._pages.declared(file)) is not None and declared.scope != "none"

    def _subject(self, page: Page) -> Subject | None:
        if (declared := self._pages.declared(page.file)) is None or declared.scope == "none":
            return None
        return Subject(declared.scope, declared.mode)


def _is_ours(extension: object) -> bool:
    return isinstance(extension, ProfilingScopeExtension) or extension == "profiling_scope"
