"""What the plugin adds to a site, as files: for hosts in which it cannot run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from mkdocs_profiling_scope.core.settings.settings import Settings
from mkdocs_profiling_scope.core.values import Citation
from mkdocs_profiling_scope.formats import overview
from mkdocs_profiling_scope.formats.nav_ import Entry
from mkdocs_profiling_scope.formats.overview import PATHS, Frame, Subject
from mkdocs_profiling_scope.hosts.checking.analysing import analyse_document, existence, with_scope
from mkdocs_profiling_scope.hosts.project.documents import Document
from mkdocs_profiling_scope.hosts.site.assets import CSS, content

# An overview is about pages with a scope; it has none.
_HEAD = "---\n# Written by profiling-scope export: changes made here are lost.\nscope: none\n---\n\n"


@dataclass(frozen=True, slots=True)
class Export:
    """Files by path, relative to the folder of all documents, the nav that they stand in, and problems."""

    files: Mapping[str, str]
    nav: Sequence[Entry]
    problems: Sequence[str]


def export(documents: Iterable[Document], settings: Settings, root: Path) -> Export:
    """Make the overviews of `documents`, the nav with them, and the style sheet."""
    subjects, problems = _subjects(documents, settings, existence(root))
    by_path = {subject.path: subject for subject in subjects}

    def profile(citation: Citation) -> Subject | None:
        found = (by_path.get(settings.inside_docs(path)) for path in citation.paths)
        return next((s for s in found if s is not None and s.analysis.scope == "profiling"), None)

    words = settings.nav.overview
    profiles = [subject for subject in subjects if subject.analysis.scope == "profiling"]
    proposals = [subject for subject in subjects if subject.analysis.scope == "proposal"]
    files: dict[str, str] = {}
    nav: list[Entry] = []
    if profiles:
        path, title = PATHS["profiling"], settings.nav.profiling
        if words:
            files[path] = _HEAD + overview.profiling(Frame(path, title, words), profiles, settings.modes)
        nav.append({title: [*([path] if words else []), *_grouped(profiles, settings)]})
    if proposals:
        path, title = PATHS["proposal"], settings.nav.proposal
        if words:
            files[path] = _HEAD + overview.optimization(Frame(path, title, words), proposals, profile)
        nav.append({title: [*([path] if words else []), *(subject.path for subject in proposals)]})
    if settings.tags:
        files[CSS] = content(CSS)
    return Export(files, nav, problems)


def write(found: Export, docs: Path) -> list[tuple[Path, str]]:
    """Write the files that differ into `docs`; tell for each what became of it.

    Raises:
        OSError: a file cannot be written.
    """
    told = []
    for name, text in found.files.items():
        file = docs / name
        current = file.read_text(encoding="utf-8", errors="replace") if file.is_file() else None
        ours = current is None or current.startswith(text[:40])
        # MkDocs takes either for the index of a folder.
        ours = ours and not (file.name == "index.md" and file.with_name("README.md").exists())
        if not ours:
            told.append((file, "left alone, because it is not from this command"))
        elif current == text:
            told.append((file, "unchanged"))
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
            told.append((file, "written"))
    return told


def _subjects(
    documents: Iterable[Document], settings: Settings, exists: Callable[[str], bool]
) -> tuple[list[Subject], list[str]]:
    found: list[Subject] = []
    problems: list[str] = []
    for document, text in with_scope(documents, settings, problems):
        analysis = analyse_document(document, text, settings, exists, details=True)
        path = settings.inside_docs(document.path)
        if analysis.scope != "none" and path not in PATHS.values():
            title = analysis.details.title or PurePosixPath(path).stem
            found.append(Subject(path, title, analysis))
    return found, problems


def _grouped(profiles: Sequence[Subject], settings: Settings) -> list[Entry]:
    """Return the pages by mode; one mode needs no section."""
    titles = {mode.id: mode.title for mode in settings.modes}
    several = len({subject.analysis.mode for subject in profiles} - {None}) > 1
    plain = [subject.path for subject in profiles if not several or subject.analysis.mode not in titles]
    grouped: list[Entry] = [*plain]
    for mode, title in titles.items() if several else ():
        if paths := [subject.path for subject in profiles if subject.analysis.mode == mode]:
            grouped.append({title: paths})
    return grouped
