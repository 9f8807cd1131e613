"""Pages that are made while the site is built."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import File, InclusionLevel

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


def generated(config: MkDocsConfig, path: str, content: str, inclusion: InclusionLevel) -> File:
    """Return a file for a page that stands for others.

    With --dirty, MkDocs reads no page but those that changed, and otherwise builds every page without a
    source. Titles and anchors of others are not known then, so that a page about them stays as it was.
    """
    file = File.generated(config, path, content=content, inclusion=inclusion)
    place = Path(file.abs_dest_path)
    file.is_modified = lambda: not place.is_file()  # type: ignore[method-assign]
    return file
