"""What a refactoring changes beside documents: nav, settings and baseline, and who else names a document."""

from __future__ import annotations

import json
import os
import posixpath
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from mkdocs_profiling_scope.core.markdown.metadata import read_metadata
from mkdocs_profiling_scope.core.markdown.source import Source
from mkdocs_profiling_scope.core.refactor.configuration.nav import (
    Entry,
    documents,
    renamed,
    with_entry,
    with_redirect,
    without_double,
)
from mkdocs_profiling_scope.core.refactor.configuration.quoted import with_paths
from mkdocs_profiling_scope.core.refactor.moves.proposal import TITLE
from mkdocs_profiling_scope.core.refactor.values import Edit, Link, Plan
from mkdocs_profiling_scope.hosts.project.documents import SUFFIXES
from mkdocs_profiling_scope.hosts.project.mkdocs_yaml import load_layers
from mkdocs_profiling_scope.hosts.project.paths import is_inside, relative, shown
from mkdocs_profiling_scope.hosts.project.project import Project, site_files
from mkdocs_profiling_scope.hosts.project.settings_files import load_toml

# Folders with files of other people, or made by tools.
FOREIGN = ("node_modules", "site", "venv", "vendor", "target", "build", "dist", "__pycache__")
_LARGE = 1 << 20  # bytes; nobody names documents by hand in a file of this size


class SiteEdits:
    """The edits of files that are no documents, as they add up, with what there is to say about them."""

    def __init__(self, project: Project, plan: Plan, texts: Mapping[str, str]) -> None:
        """Take the project, the plan, and all documents and files of an editor as they are, by path."""
        self.notes: list[str] = []
        self.links: list[Link] = []
        self._project = project
        self._plan = plan
        self._texts = texts
        self._before: dict[Path, str] = {}
        self._after: dict[Path, str] = {}
        inside = project.settings.inside_docs
        self._paths = {inside(old): inside(new) for old, new in plan.renamed}

    def edits(self) -> tuple[Edit, ...]:
        """Return what changes."""
        root = self._project.root
        return tuple(
            Edit(relative(file, root), self._before[file], text)
            for file, text in self._after.items()
            if text != self._before[file]
        )

    def follow(self) -> None:
        """Let everything follow that names a document by its path."""
        created = sorted(
            {edit.path for edit in self._plan.edits if edit.before is None}
            & {*(move.target for move in self._plan.moves), *dict(self._plan.created)}
        )
        if not created and not self._paths:
            return
        layers, navs = _configurations(self._project)
        for file in layers if self._paths else ():
            self._rename(file)
        for file in navs:
            self._nav(file, created)
        if self._paths:
            self._redirects(layers)
            self._quoted()
            self.notes += _mentions(self._project, self._plan.renamed, {*self._before})

    def _text(self, file: Path) -> str:
        if file not in self._before:
            path = relative(file, self._project.root)
            text = self._texts[path] if path in self._texts else file.read_bytes().decode("utf-8")
            self._before[file] = self._after[file] = text
        return self._after[file]

    def _rename(self, file: Path) -> None:
        if not is_inside(file, self._project.root):
            return
        found = renamed(self._text(file), self._paths)
        self._after[file] = found.text
        path = relative(file, self._project.root)
        self.links += [Link(path, line, old, new) for line, old, new in found.changed]
        self.notes += [
            f"{shown(file)}:{line}: {old} is now {new}; change it by hand" for line, old, new in found.left
        ]

    def _nav(self, file: Path, created: list[str]) -> None:
        text = self._text(file)
        for new in self._paths.values():
            if (once := without_double(text, new)) is None:
                self.notes.append(f"{shown(file)}: {new} is in nav twice now; keep one")
            text = once or text
        folder = self._project.settings.docs_dir
        for path in created:
            new = self._project.settings.inside_docs(path)
            if folder != "." and new == path:
                self.notes.append(f"{path}: is not in {folder}, so that the site does not have it")
                continue
            if new in (documents(text) or ()):
                continue
            added = with_entry(text, self._entry(path))
            if added is None or not is_inside(file, self._project.root):
                self.notes.append(f"{shown(file)}: add {new} to nav by hand; its place is not certain")
                continue
            text, line = added
            self.notes.append(f"{shown(file)}:{line}: {new} is added to nav")
        self._after[file] = text

    def _entry(self, path: str) -> Entry:
        settings = self._project.settings
        inside = settings.inside_docs

        def scope(page: str) -> str:
            text = self._texts.get(f"{settings.docs_dir}/{page}", self._texts.get(page, ""))
            rule = settings.page_rule(page)
            return read_metadata(Source(text)).text("scope") or (rule.scope if rule and rule.scope else "")

        profile = dict(self._plan.created).get(path)
        beside = dict.fromkeys(inside(move.path) for move in self._plan.moves if move.target == path)
        section = settings.nav.proposal
        return Entry(inside(path), profile or TITLE, section, tuple(beside), scope, profile is not None)

    def _redirects(self, layers: tuple[Path, ...]) -> None:
        """Let published addresses of renamed documents lead on, or say what does it."""
        gone = dict(self._paths)
        for old, new in self._paths.items():
            for file in (file for file in layers if is_inside(file, self._project.root)):
                if (text := with_redirect(self._text(file), old, new)) is not None:
                    self._after[file] = text
                    del gone[old]
                    break
        if gone and layers:
            listed = ", ".join(f"{old}: {new}" for old, new in gone.items())
            said = f"{shown(layers[-1])}: published addresses of renamed pages go"
            self.notes.append(f"{said}; the plugin redirects keeps them, redirect_maps: {{{listed}}}")

    def _quoted(self) -> None:
        """Let settings in TOML and the baseline follow."""
        root, settings = self._project.root, self._project.settings
        files: list[tuple[Path, Mapping[str, str], Callable[[str], Any]]] = [
            (root / settings.baseline, dict(self._plan.renamed), json.loads)
        ]
        if self._project.owner and self._project.owner.suffix == ".toml":
            files.append((self._project.owner, self._paths, load_toml))
        for file, paths, load in files:
            if not is_inside(file, root) or not file.is_file():
                continue
            text = with_paths(self._text(file), paths, load)
            if text is None:
                self.notes.append(f"{shown(file)}: names documents that are renamed; change it by hand")
            self._after[file] = text or self._after[file]


def _configurations(project: Project) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Return the files that configure sites, inherited ones too, and those of them with a nav."""
    layers: dict[Path, None] = {}
    navs: dict[Path, None] = {}
    for file in site_files(project.root):
        data, origins, files = load_layers(file)
        layers |= dict.fromkeys(files)
        if data.get("nav"):
            navs[origins.get(("nav",), file)] = None
    return tuple(layers), tuple(navs)


def _mentions(project: Project, paths: tuple[tuple[str, str], ...], known: set[Path]) -> Iterator[str]:
    """Yield where files that are no Markdown name a document that is renamed."""
    names = {posixpath.basename(old).encode(): posixpath.basename(new) for old, new in paths}
    for here, folders, files in os.walk(project.root):
        folders[:] = sorted(
            n for n in folders if n not in FOREIGN and (not n.startswith(".") or n == ".github")
        )
        for file in (Path(here, name) for name in sorted(files) if not name.endswith(SUFFIXES)):
            if file in known or not is_inside(file, project.root):
                continue
            for number, line in enumerate(_content(file).splitlines(), 1):
                for old, new in names.items():
                    if old in line:
                        said = f"names {old.decode()}, which is {new} now; change it by hand"
                        yield f"{shown(file)}:{number}: {said}"


def _content(file: Path) -> bytes:
    """Return what is in a file; nothing of what is large, may not be read, or is a pipe, which never ends."""
    try:
        return file.read_bytes() if file.is_file() and file.stat().st_size <= _LARGE else b""
    except OSError:
        return b""
