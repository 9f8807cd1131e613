"""The anchors of a site: how its extension `toc` is told to make them."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs_profiling_scope.core.refactor.configuration.yaml_text import Node, read
from mkdocs_profiling_scope.core.refactor.links.anchors import Slug, slug
from mkdocs_profiling_scope.hosts.project.mkdocs_yaml import load_layers
from mkdocs_profiling_scope.hosts.project.paths import shown
from mkdocs_profiling_scope.hosts.project.project import Project, site_files

_PYTHON = "tag:yaml.org,2002:python/"
# What these say is not run in general: a configuration can name any function.
_KNOWN = ("markdown.extensions.toc", "pymdownx.slugs")
_NAMES = ("toc", "markdown.extensions.toc")


@dataclass(frozen=True, slots=True)
class Slugs:
    """What makes anchors of the words of headings, and what is not known of it."""

    make: Slug = slug
    problem: str = ""


def site_slugs(project: Project) -> Slugs:
    """Return how the first site of a project makes anchors."""
    site = next(site_files(project.root), None)
    for layer in load_layers(site)[2][::-1] if site else ():
        if (options := _options(layer)) is not None:
            return _slugs(layer, options)
    return Slugs()


def _options(file: Path) -> Node | None:
    """Return the options of `toc` in a configuration; None where it has none."""
    root = read(file.read_bytes().decode("utf-8"))
    extensions = root.get("markdown_extensions") if root else None
    if extensions is None:
        return None
    entries = extensions.children if extensions.kind == "sequence" else (extensions,)
    return next((found for entry in entries for name in _NAMES if (found := entry.get(name))), None)


def _slugs(file: Path, options: Node) -> Slugs:
    separator = options.get("separator")
    made = options.get("slugify")
    glue = separator.value if separator else "-"
    if made is None and glue == "-":
        return Slugs()
    function = _function(made) if made else _imported("markdown.extensions.toc", "slugify")
    if function is None:
        return Slugs(problem=f"{shown(file)}: toc.slugify is not known here; check links to headings")
    return Slugs(lambda words: str(function(words, glue)))


def _function(node: Node) -> Callable[[str, str], str] | None:
    """Return the function that a node stands for, if it is one of Markdown or its extensions."""
    kind, _, name = node.tag.removeprefix(_PYTHON).partition(":")
    module, _, attribute = name.rpartition(".")
    if module not in _KNOWN or attribute.startswith("_"):
        return None
    function = _imported(module, attribute)
    try:
        if function is not None and kind != "name":
            function = function(**dict(_arguments(node)))
    except TypeError:  # another version
        return None
    return function if callable(function) else None


def _imported(module: str, name: str) -> Any:
    """Return a function; None where it is not installed, or another version is."""
    try:
        return getattr(importlib.import_module(module), name, None)
    except ImportError:
        return None


def _arguments(node: Node) -> Iterator[tuple[str, object]]:
    known = node.get("kwds")
    for key, value in known.entries() if known else ():
        yield key.value, value.value.lower() == "true" if key.value == "percent_encode" else value.value
