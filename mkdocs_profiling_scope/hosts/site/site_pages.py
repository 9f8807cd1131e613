"""The pages of a site: their texts and analyses, and which files are there."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

from mkdocs_profiling_scope.core.settings.settings import Settings
from mkdocs_profiling_scope.core.values import Analysis
from mkdocs_profiling_scope.formats.visible import visible
from mkdocs_profiling_scope.hosts.project.paths import is_file, shown
from mkdocs_profiling_scope.hosts.project.stamps import Stamps
from mkdocs_profiling_scope.hosts.site.analyses import Analyses
from mkdocs_profiling_scope.hosts.site.declared import Declarations
from mkdocs_profiling_scope.hosts.site.kept_report import KeptReport

if TYPE_CHECKING:
    from mkdocs.structure.pages import Page


class SitePages:
    """What is known of pages; analyses stay from build to build, while serving."""

    def __init__(self) -> None:
        self._analyses = Analyses()
        self._settings = Settings()
        self._root = Path()
        self._files = Files([])
        self._encrypts = False  # whether the plugin encryptcontent takes part
        self._stamps = Stamps()
        self._declarations = Declarations(self._stamps)
        self._paths: dict[str, str] = {}  # relative to the project
        self._listed: dict[str, bool] = {}  # whether an entry of `pages` matches
        self._heads: dict[str, Analysis] = {}  # of this build, without blocks and findings
        self._there: dict[str, bool] = {}  # what was asked for in this build

    def begin(self, settings: Settings, root: Path) -> None:
        """Begin a build with `settings` of the project at `root`."""
        if settings != self._settings:
            self._paths.clear()
            self._listed.clear()
        self._settings, self._root = settings, root
        self._analyses.use(settings, root)
        self._heads.clear()
        self._stamps.clear()
        self._declarations.begin()

    def use(self, files: Files, *, encrypts: bool) -> None:
        """Take the files of this build, and whether some of their pages may be encrypted."""
        self._files = files
        self._encrypts = encrypts
        self._there.clear()

    def save(self) -> None:
        """Keep the analyses for builds to come."""
        self._analyses.save({self.path(file) for file in self._files.documentation_pages()})

    def declared(self, file: File) -> Analysis | None:
        """Return the head of the analysis of a page; None where nothing declares what it is."""
        known = file.src_uri in self._heads or self._is_listed(file)
        return self.head(file) if known or self._declarations.of(file).scope else None

    def _is_listed(self, file: File) -> bool:
        if (known := self._listed.get(file.src_uri)) is None:
            known = self._listed[file.src_uri] = self._settings.page_rule(self.path(file)) is not None
        return known

    def is_encrypted(self, page: Page | None) -> bool:
        """Say whether a password has to be known for a page: what it says may stand nowhere else in the site.

        The plugin encryptcontent tells when it has read the page. Of one that a build with --dirty passes
        by, nothing is known, so that it may be.
        """
        unread = page is None or page.markdown is None
        return self._encrypts and (unread or hasattr(page, "encryptcontent"))

    def is_archived(self, file: File) -> bool:
        """Say whether a document begins as an archive does."""
        return self._declarations.of(file).archived

    def head(self, file: File) -> Analysis:
        """Return the analysis of a page without blocks and findings."""
        if (known := self._heads.get(file.src_uri)) is None:
            found = self._analyses.unchanged(self.path(file), self._stamps.of(file.abs_src_path), self.exists)
            known = self._heads[file.src_uri] = found or self._analysed(file)[1]
        return known

    def whole(self, file: File) -> tuple[str, Analysis]:
        """Return the source of a page and its analysis.

        Raises:
            PluginError: it cannot be read.
        """
        text, _, analysis = self._analysed(file)
        return text, analysis()

    def kept_report(self, documents: Mapping[str, tuple[str, bool]]) -> KeptReport:
        """Return the report of the last build, if it was about the same documents, and these as they are.

        Args:
            documents: by path their addresses, and whether they have been analysed.
        """
        file, key = self._analyses.beside("report.html")
        made_of = (
            (path, url, self._analyses.made_of(path) if analysed else None)
            for path, (url, analysed) in documents.items()
        )
        return KeptReport(file, [key, *made_of])

    def path(self, file: File) -> str:
        """Return the path of a document, relative to the project, also of one that exists in memory only."""
        if (known := self._paths.get(file.src_uri)) is None:
            known = posixpath.normpath(posixpath.join(self._settings.docs_dir, file.src_uri))
            self._paths[file.src_uri] = known
        return known

    def shown(self, file: File) -> str:
        """Return the path of a document as messages have it."""
        # What a plugin has made lies in a temporary folder that is gone after the build.
        lasting = file.abs_src_path if file.generated_by is None else None
        return shown(Path(lasting) if lasting else self._root / self.path(file))

    def exists(self, path: str) -> bool:
        """Say whether `path`, relative to the project, is a document of the site or a file."""
        if (known := self._there.get(path)) is None:
            inside = self._files.get_file_from_path(self._settings.inside_docs(path))
            known = self._there[path] = inside is not None or is_file(self._root, path)
        return known

    def _analysed(self, file: File) -> tuple[str, Analysis, Callable[[], Analysis]]:
        # Of a file that changes while it is read, the stamp is not that of the text.
        before = self._stamps.of(file.abs_src_path)
        text = self._read(file)
        head, analysis = self._analyses.of(self.path(file), text, self.exists, before)
        self._heads[file.src_uri] = head
        return text, head, analysis

    def _read(self, file: File) -> str:
        try:
            return file.content_string
        except UnicodeDecodeError as error:
            place = f"byte {error.object[error.start]:#04x} at offset {error.start}"
            problem = f"not UTF-8, {place}; save the file as UTF-8"
        except OSError as error:
            problem = f"cannot be read: {(error.strerror or str(error)).lower()}"
        raise PluginError(visible(f"{self.shown(file)}: {problem}"))
