"""Style sheets and scripts, as files of a site."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files as resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

CSS = "assets/profiling-scope.css"
PREVIEW_CSS = "assets/profiling-scope-preview.css"
PREVIEW_JS = "assets/profiling-scope-preview.js"


def content(name: str) -> str:
    """Return the text of one of them."""
    return (resources("mkdocs_profiling_scope") / name).read_text(encoding="utf-8")


def link(names: Sequence[str], config: MkDocsConfig) -> None:
    """Have every page load them."""
    for name in names:
        listed = config.extra_css if name.endswith(".css") else config.extra_javascript
        if name not in listed:
            listed.append(name)


def copy(names: Sequence[str], files: Files, config: MkDocsConfig) -> None:
    """Add them to the site, unless the docs bring their own."""
    # Imported here because the command line takes them along to hosts other than MkDocs.
    from mkdocs.structure.files import File

    for name in names:
        if files.get_file_from_path(name) is None:
            files.append(File.generated(config, name, content=content(name)))
