"""What `mkdocs.yml` and `properdocs.yml` say, read with nothing but a safe YAML loader."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from mkdocs_profiling_scope.hosts.project.errors import why
from mkdocs_profiling_scope.hosts.project.paths import absolute, shown
from mkdocs_profiling_scope.hosts.project.settings_files import (
    NAME,
    Origins,
    SettingsFileError,
    is_almost_ours,
    leaves,
)

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C loader is not in every build of PyYAML

_EXCLUDING = ("exclude_docs", "draft_docs")
_TEMPLATES = "templates"  # right in the folder of documents; MkDocs leaves it out before any pattern


@dataclass(frozen=True, slots=True)
class Site:
    """The part of a site's configuration that matters here, with what it inherits."""

    file: Path
    files: tuple[Path, ...]  # the file, and every file that it inherits from
    docs_dir: str  # as written: absolute, or relative to the folder of `file`
    docs_dir_from: Path | None  # the file that says so; None for MkDocs' default
    excluded: Mapping[str, str]  # patterns of documents that are not on the site, by key
    listed: bool
    options: Mapping[str, Any]
    origins: Origins


def read_site(file: Path) -> Site:
    """Read a site's configuration as MkDocs does: `!ENV` filled in, `INHERIT` merged.

    Raises:
        SettingsFileError: a file cannot be read, is not YAML, or lists the plugin in a wrong way.
    """
    merged, origins, files = load_layers(file)
    docs_dir = merged.get("docs_dir", "docs")
    if not isinstance(docs_dir, str) or not docs_dir:
        raise SettingsFileError(file, f"docs_dir: {docs_dir!r} is not the name of a folder")
    entries = list(_entries(file, merged.get("plugins")))
    if len(entries) > 1:
        raise SettingsFileError(file, f"plugins: {NAME} is listed {len(entries)} times; keep one")
    name, options = entries[0] if entries else ("", {})
    found = _origins(options, origins, name)
    # MkDocs itself complains of anything but texts.
    excluded = {key: merged[key] for key in _EXCLUDING if isinstance(merged.get(key), str)}
    if (file.parent / docs_dir / _TEMPLATES).is_dir():
        excluded["exclude_docs"] = f"/{_TEMPLATES}/\n{excluded.get('exclude_docs', '')}"
    return Site(file, files, docs_dir, origins.get(("docs_dir",)), excluded, bool(entries), options, found)


def load_layers(file: Path) -> tuple[dict[Any, Any], dict[tuple[str, ...], Path], tuple[Path, ...]]:
    """Return what `file` says with all it inherits, where each value is from, and the files, parents first.

    Raises:
        SettingsFileError: a file cannot be read, is not YAML, or inherits from nothing or itself.
    """
    layers = list(_layers(file, ()))[::-1]
    merged: dict[Any, Any] = {}
    origins: dict[tuple[str, ...], Path] = {}
    for path, data in layers:
        _merge(merged, data, path, (), origins)
    return merged, origins, tuple(path for path, _ in layers)


def load_yaml(file: Path) -> Any:
    """Load one YAML file; values with an unknown tag become what they are without it.

    Raises:
        SettingsFileError: the file cannot be read, or is not YAML.
    """
    try:
        return yaml.load(file.read_bytes(), Loader=_Loader)  # noqa: S506, it is a safe loader
    except OSError as error:
        raise SettingsFileError(file, f"cannot be read: {why(error)}") from error
    except yaml.reader.ReaderError as error:
        raise SettingsFileError(file, f"not YAML: {error.reason} at offset {error.position}") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        problem = getattr(error, "problem", None) or getattr(error, "context", None) or str(error)
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        raise SettingsFileError(file, f"not YAML: {problem}", line, column) from error


class _Loader(_Base):  # type: ignore[misc]
    """A safe loader of its own, so that the constructors below are not added to PyYAML's."""


def _env(loader: Any, node: yaml.Node) -> Any:
    """Return the first variable that is set, typed as YAML would, else the last entry of a list."""
    names, default = [node], None
    if isinstance(node, yaml.SequenceNode):
        names = node.value
        if len(names) > 1:
            names, default = names[:-1], loader.construct_object(names[-1], deep=True)
    for name in names:
        value = os.environ.get(loader.construct_scalar(name))
        if value is not None:
            tag = loader.resolve(yaml.ScalarNode, value, (True, False))
            return loader.construct_object(yaml.ScalarNode(tag, value, node.start_mark, node.end_mark))
    return default


def _untagged(loader: Any, node: yaml.Node) -> Any:
    if isinstance(node, yaml.MappingNode):
        return loader.construct_mapping(node, deep=True)
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)
    return loader.construct_scalar(node)


_Loader.add_constructor("!ENV", _env)
_Loader.add_constructor(None, _untagged)


def _layers(file: Path, below: tuple[Path, ...]) -> Iterator[tuple[Path, dict[Any, Any]]]:
    if file in below:
        chain = " → ".join(shown(path) for path in (*below, file))
        raise SettingsFileError(below[-1], f"INHERIT: goes round in a circle: {chain}")
    data = load_yaml(file)
    if data is None:
        data = {}
    if not isinstance(data, dict):
        raise SettingsFileError(file, "not a mapping of names to values")
    parent = data.pop("INHERIT", "")
    yield file, data
    if parent == "":
        return
    if not isinstance(parent, str):
        raise SettingsFileError(file, f"INHERIT: {parent!r} is not the name of a file")
    above = absolute(parent, file.parent)
    if not above.is_file():
        raise SettingsFileError(file, f"INHERIT: {parent!r} does not exist at {shown(above)}")
    yield from _layers(above, (*below, file))


def _merge(
    into: dict[Any, Any],
    data: Mapping[Any, Any],
    file: Path,
    above: tuple[str, ...],
    origins: dict[tuple[str, ...], Path],
) -> None:
    for key, value in data.items():
        path = (*above, str(key))
        if isinstance(value, Mapping) and isinstance(into.get(key), dict):
            _merge(into[key], value, file, path, origins)
            continue
        for stale in [known for known in origins if known[: len(path)] == path]:
            del origins[stale]
        into[key] = value
        origins |= leaves({key: value}, file, above)


def _entries(file: Path, plugins: object) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, options in _pairs(file, plugins):
        plugin = name.removeprefix("/") if isinstance(name, str) else ""
        if is_almost_ours(plugin):
            raise SettingsFileError(file, f"plugins: {plugin!r} is no plugin; did you mean {NAME!r}?")
        if plugin != NAME:
            continue
        if options is not None and not isinstance(options, dict):
            raise SettingsFileError(file, f"plugins.{NAME}: {options!r} is not a mapping of options")
        # `enabled` is MkDocs' own switch, there for every plugin: it says nothing to the command line.
        found = {str(key): value for key, value in (options or {}).items() if key != "enabled"}
        if "docs_dir" in found:
            problem = "MkDocs has docs_dir at the top level of this file; remove it from the options"
            raise SettingsFileError(file, f"plugins.{NAME}.docs_dir: {problem}")
        yield name, found


def _pairs(file: Path, plugins: object) -> Iterator[tuple[Any, Any]]:
    if isinstance(plugins, dict):
        yield from plugins.items()
    elif isinstance(plugins, list):
        for item in plugins:
            if isinstance(item, dict) and len(item) > 1 and NAME in item:
                problem = f"the options of {NAME} have to be indented further than its name"
                raise SettingsFileError(file, f"plugins: {problem}")
            yield from item.items() if isinstance(item, dict) else [(item, None)]


def _origins(options: Mapping[str, Any], origins: Mapping[tuple[str, ...], Path], name: str) -> Origins:
    if ("plugins",) in origins:  # a list, which is inherited as a whole or not at all
        return leaves(options, origins["plugins",])
    return {
        path[2:]: file for path, file in origins.items() if path[:2] == ("plugins", name) and len(path) > 2
    }
