"""Pages that are made while the site is built."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.toc import TableOfContents, get_toc

from mkdocs_profiling_scope.hosts.project.documents import markdown_files

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page


def generated(config: MkDocsConfig, path: str, content: str, inclusion: InclusionLevel) -> File:
    """Return a file for a page that is built with --dirty only where it is missing.

    MkDocs would build a page without a source every time. But of others, it reads only those that changed:
    titles and anchors of the rest are not known, so that a page about them stays as it was.
    """
    file = File.generated(config, path, content=content, inclusion=inclusion)
    place = Path(file.abs_dest_path)
    file.is_modified = lambda: not place.is_file()  # type: ignore[method-assign]
    _leave_out_of_authors(path, config)
    return file


def is_free(file: File, files: Files) -> bool:
    """Say whether the address of a page is free; otherwise the docs bring one along, which is used."""
    return all(file.dest_uri != other.dest_uri for other in files)


def flat_toc(headings: Iterable[tuple[str, str]]) -> TableOfContents:
    """Return a table of contents with headings of one level, given by id and text."""
    return get_toc([{"level": 2, "id": id, "name": name, "children": []} for id, name in headings])


def language_folder(config: MkDocsConfig) -> str:
    """Return where static-i18n puts the language that is being built."""
    i18n = config.plugins.get("i18n")
    if i18n is None or getattr(i18n, "is_default_language_build", True):
        return ""
    return f"{i18n.current_language}/"


def builds_another_language(config: MkDocsConfig) -> bool:
    """Say whether static-i18n has begun this build within another one, whose language is its own."""
    return bool(getattr(config.plugins.get("i18n"), "building", False))


def other_languages(config: MkDocsConfig) -> list[str]:
    """Return the documents that static-i18n may have left out, as they are in another language."""
    if "i18n" not in config.plugins:
        return []
    folder = Path(config.docs_dir)
    return [path.relative_to(folder).as_posix() for path in markdown_files(folder)]


def leave_out_of_feed(page: Page, config: MkDocsConfig) -> None:
    """Have the plugin rss pass by a page of ours: where there is no file to date it by, it ends the build."""
    if "rss" in config.plugins:
        page.meta["draft"] = True


def show_to_theme(page: Page, config: MkDocsConfig) -> None:
    """Take back what was said to the plugin rss, once it has read the page."""
    if "rss" in config.plugins:
        page.meta.pop("draft", None)


def _leave_out_of_authors(path: str, config: MkDocsConfig) -> None:
    """Have the plugin git-authors pass by a page: it asks git about the file of each, and warns of none."""
    if (authors := config.plugins.get("git-authors")) is not None:
        excluded = authors.config.get("exclude") or []
        authors.config["exclude"] = [*excluded, *({path} - {*excluded})]
