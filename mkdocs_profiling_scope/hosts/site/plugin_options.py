"""The options of the plugin, or the settings file that takes their place."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.base import Config

from mkdocs_profiling_scope.core.settings.checked import SettingsError
from mkdocs_profiling_scope.core.settings.settings import Settings
from mkdocs_profiling_scope.hosts.project.paths import shown
from mkdocs_profiling_scope.hosts.project.settings_files import SettingsFileError, toml_settings


class Options(Config):  # type: ignore[no-untyped-call]
    """The options as they are written; `Settings` checks them, as it does for every host."""


def read_options(written: Options, docs_dir: str) -> Settings:
    """Return the settings of a site.

    Args:
        written: the options of the plugin.
        docs_dir: the folder of the documents, relative to the project.

    Raises:
        SettingsError: an option cannot be used.
        SettingsFileError: a settings file cannot be used, or two places have settings.
    """
    options = dict(written)
    if "docs_dir" in options:
        raise SettingsError("docs_dir", "belongs to the top level of the configuration; remove it here")
    # Without options, a TOML file beside the configuration may own the settings; with them, none may.
    file = written.config_file_path
    owners = toml_settings(Path(file).parent) if file else []
    if len(owners) > bool(not options):
        others = " and ".join(shown(owner.file) for owner in owners)
        here = f" besides the options in {shown(Path(file))}" if options and file else ""
        raise SettingsFileError(owners[0].file, f"two owners of the settings: {others}{here}; keep one")
    data = dict(owners[0].data) if owners else options
    return Settings.from_mapping({**data, "docs_dir": docs_dir})
