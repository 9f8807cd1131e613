"""The project: where it begins, which file owns its settings, and what they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs_profiling_scope.core.named import NamedTuple
from mkdocs_profiling_scope.core.settings.checked import SettingsError
from mkdocs_profiling_scope.core.settings.settings import Settings
from mkdocs_profiling_scope.hosts.project.paths import absolute, relative, shown
from mkdocs_profiling_scope.hosts.project.settings_files import (
    NAME,
    OWN_FILE,
    PYPROJECT,
    TABLE,
    Origins,
    SettingsFileError,
    TomlSettings,
    read_toml,
    toml_settings,
)

if TYPE_CHECKING:
    from mkdocs_profiling_scope.hosts.project.mkdocs_yaml import Site

# Each tool takes the first of its names that is there.
_SITE_FILES = (("properdocs.yml", "properdocs.yaml"), ("mkdocs.yml", "mkdocs.yaml"))
SETTINGS_FILES = (OWN_FILE, PYPROJECT, *(name for names in _SITE_FILES for name in names))


class Project(NamedTuple):
    """A project with its settings.

    Attributes:
        root: the folder that it begins in.
        settings: those of the project.
        owner: the file that they were read from, if there is one.
        origins: the file that each of them is from.
        excluded: patterns of documents that its site leaves out, by the key of MkDocs.
    """

    root: Path
    settings: Settings
    owner: Path | None
    origins: Origins
    excluded: Mapping[str, str]

    @property
    def docs(self) -> Path:
        """Return the folder that the documents are in."""
        return absolute(self.settings.docs_dir, self.root)


class _Owner(NamedTuple):
    file: Path
    data: Mapping[str, Any]
    origins: Origins
    removable: str  # what to remove, should another file own the settings


class _Found(NamedTuple):
    folder: Path
    sites: tuple[Site, ...]
    owners: tuple[_Owner, ...]

    @property
    def ours(self) -> bool:
        return bool(self.owners) or any(site.listed for site in self.sites)


def find_project(start: Path) -> Project:
    """Search `start` and the folders above it for a project.

    That is the nearest folder with settings, or whose site lists the plugin; failing that the nearest
    folder with a site; failing that the current directory, with default settings.

    Raises:
        SettingsFileError: a settings file cannot be used, or two of them own the settings.
    """
    fallback = None
    for folder in (start, *start.parents):
        found = _look_into(folder)
        if found.ours:
            return _project(found)
        fallback = fallback or (found if found.sites else None)
    return _project(fallback or _Found(Path.cwd(), (), ()))


def named_project(file: Path) -> Project:
    """Return the project whose settings are in `file`, and which begins in its folder.

    Raises:
        SettingsFileError: the file is missing, has no settings, or cannot be used.
    """
    if not file.is_file():
        problem = "a folder" if file.is_dir() else "no such file"
        raise SettingsFileError(file, f"{problem}; --config takes a TOML file, mkdocs.yml or properdocs.yml")
    if file.suffix == ".toml":
        settings = read_toml(file)
        if settings is None:
            raise SettingsFileError(file, f"no table {TABLE}; add it, or name another file with --config")
        sites = _sites(file.parent)
        return _project(_Found(file.parent, sites, (_toml_owner(settings),)))
    if file.suffix not in (".yml", ".yaml"):
        raise SettingsFileError(file, "neither TOML nor YAML by its name; allowed: .toml, .yml, .yaml")
    site = _read_site(file)
    own = (_site_owner(site),) if site.options else tuple(map(_toml_owner, toml_settings(file.parent)))
    return _project(_Found(file.parent, (site,), own))


def site_files(folder: Path) -> Iterator[Path]:
    """Yield the configurations of sites in a folder, one for each tool."""
    for names in _SITE_FILES:
        yield from [folder / name for name in names if (folder / name).is_file()][:1]


def settings_state(start: Path, config: Path | None = None) -> tuple[tuple[str, int, int], ...]:
    """Return what changes with the file `config`, else with those that `find_project` looks at.

    What they inherit from is not among them.
    """
    folders = (start, *start.parents)
    files = [config] if config else [folder / name for folder in folders for name in SETTINGS_FILES]
    return tuple(_states(files))


def _states(files: Iterable[Path]) -> Iterator[tuple[str, int, int]]:
    for file in files:
        with suppress(OSError):  # it is not there
            found = file.stat()
            yield str(file), found.st_mtime_ns, found.st_size


def _look_into(folder: Path) -> _Found:
    sites = _sites(folder)
    owners: list[_Owner] = []
    inherited: set[Path] = set()
    for site in sites:
        # ProperDocs beside MkDocs: one may inherit from the other, or repeat what it says.
        repeats = any(site.options == owner.data for owner in owners)
        if site.options and site.file not in inherited and not repeats:
            owners.append(_site_owner(site))
        inherited.update(site.files)
    return _Found(folder, sites, (*owners, *map(_toml_owner, toml_settings(folder))))


def _sites(folder: Path) -> tuple[Site, ...]:
    return tuple(map(_read_site, site_files(folder)))


def _read_site(file: Path) -> Site:
    # Imported here because it takes YAML along, which settings in TOML can do without.
    from mkdocs_profiling_scope.hosts.project.mkdocs_yaml import read_site

    return read_site(file)


def _site_owner(site: Site) -> _Owner:
    return _Owner(site.file, site.options, site.origins, f"the options of {NAME} from {shown(site.file)}")


def _toml_owner(toml: TomlSettings) -> _Owner:
    what = (
        f"{TABLE} from {shown(toml.file)}" if toml.file.name == PYPROJECT else f"the file {shown(toml.file)}"
    )
    return _Owner(toml.file, toml.data, toml.origins, what)


def _project(found: _Found) -> Project:
    if len(found.owners) > 1:
        first, second = found.owners[:2]
        keep = f"keep one: remove {second.removable}, or {first.removable}"
        raise SettingsFileError(first.file, f"has settings, and so has {shown(second.file)}; {keep}")
    owner = found.owners[0] if found.owners else None
    data = dict(owner.data) if owner else {}
    origins = dict(owner.origins) if owner else {}
    if found.sites:
        data["docs_dir"] = _docs_dir(found, owner)
        origins.pop(("docs_dir",), None)
        if (said := _site(found, owner).docs_dir_from) is not None:
            origins["docs_dir",] = said
    elif isinstance(data.get("docs_dir"), str) and data["docs_dir"]:
        data["docs_dir"] = relative(absolute(data["docs_dir"], found.folder), found.folder)
    try:
        settings = Settings.from_mapping(data)
    except SettingsError as error:
        file = _origin(error.key, origins) or (owner.file if owner else found.folder)
        raise SettingsFileError(file, str(error)) from error
    excluded = _site(found, owner).excluded if found.sites else {}
    return Project(found.folder, settings, owner.file if owner else None, origins, excluded)


def _site(found: _Found, owner: _Owner | None) -> Site:
    """Return the site that owns the settings, else the first."""
    return next((site for site in found.sites if owner and site.file == owner.file), found.sites[0])


def _docs_dir(found: _Found, owner: _Owner | None) -> str:
    site = _site(found, owner)
    folder = absolute(site.docs_dir, site.file.parent)
    ours = owner.data.get("docs_dir") if owner else None
    if owner and ours is not None and (not isinstance(ours, str) or absolute(ours, found.folder) != folder):
        problem = f"docs_dir: {ours!r} is not {site.docs_dir!r}, as in {shown(site.file)}; remove it here"
        raise SettingsFileError(owner.file, problem)
    return relative(folder, found.folder)


def _origin(key: str, origins: Origins) -> Path | None:
    """Return the file that `key`, written with dots, or else the setting that it belongs to, is from."""
    exact = next((file for path, file in origins.items() if ".".join(path) == key), None)
    top = re.split(r"[.\[]", key, maxsplit=1)[0]
    return exact or next((file for path, file in origins.items() if path[0] == top), None)
