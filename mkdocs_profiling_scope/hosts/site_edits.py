"""What a refactoring changes in the configuration of a site: entries of its nav."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from mkdocs_profiling_scope.core.metadata import read_metadata
from mkdocs_profiling_scope.core.refactor.nav import Entry, documents, with_entry
from mkdocs_profiling_scope.core.refactor.proposal import TITLE
from mkdocs_profiling_scope.core.refactor.values import Edit, Plan
from mkdocs_profiling_scope.core.source import Source
from mkdocs_profiling_scope.hosts.paths import is_inside, relative, shown
from mkdocs_profiling_scope.hosts.project import SITE_FILES, Project


@dataclass(frozen=True, slots=True)
class SiteEdits:
    """Edits of configurations, and what there is to say about them."""

    edits: tuple[Edit, ...]
    notes: tuple[str, ...]


def site_edits(project: Project, plan: Plan, texts: Mapping[str, str]) -> SiteEdits:
    """Return what follows in the configurations of a project's sites.

    Args:
        project: that they belong to.
        plan: of the refactoring.
        texts: of all documents as they are, and of files that an editor has, by path.
    """
    created = sorted(
        {edit.path for edit in plan.edits if edit.before is None} & {m.target for m in plan.moves}
    )
    edits: list[Edit] = []
    notes: list[str] = []
    for file in dict.fromkeys(_navs(project)) if created else ():
        path = relative(file, project.root)
        before = text = texts[path] if path in texts else file.read_bytes().decode("utf-8")
        known = documents(text)
        for new in (project.settings.inside_docs(new) for new in created):
            if known is not None and new in known:
                continue
            added = with_entry(text, _entry(project, plan, texts, new))
            if added is None or not is_inside(file, project.root):
                notes.append(f"{shown(file)}: add {new} to nav by hand; its place is not certain")
                continue
            text, line = added
            notes.append(f"{shown(file)}:{line}: {new} is added to nav")
        if text != before:
            edits.append(Edit(path, before, text))
    return SiteEdits(tuple(edits), tuple(notes))


def _entry(project: Project, plan: Plan, texts: Mapping[str, str], new: str) -> Entry:
    settings = project.settings

    def scope(inside: str) -> str:
        text = texts.get(f"{settings.docs_dir}/{inside}", texts.get(inside, ""))
        rule = settings.page_rule(inside)
        return read_metadata(Source(text)).text("scope") or (rule.scope if rule and rule.scope else "")

    beside = (settings.inside_docs(m.path) for m in plan.moves if settings.inside_docs(m.target) == new)
    return Entry(new, TITLE, settings.nav.proposal, tuple(dict.fromkeys(beside)), scope)


def _navs(project: Project) -> Iterator[Path]:
    """Yield the file of each site that has its nav, which it may have inherited."""
    # Imported here because only few projects create a document.
    from mkdocs_profiling_scope.hosts.mkdocs_yaml import load_layers

    for file in (project.root / name for names in SITE_FILES for name in names):
        if file.is_file():
            data, origins, _ = load_layers(file)
            if data.get("nav"):
                yield origins.get(("nav",), file)
