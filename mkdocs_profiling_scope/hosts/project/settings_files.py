"""Settings in TOML: `profiling-scope.toml`, or `[tool.profiling-scope]` in `pyproject.toml`."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mkdocs_profiling_scope.core.named import NamedTuple
from mkdocs_profiling_scope.hosts.project.errors import UserError, why
from mkdocs_profiling_scope.hosts.project.paths import shown

NAME = "profiling-scope"
OWN_FILE = "profiling-scope.toml"
PYPROJECT = "pyproject.toml"
TABLE = f"[tool.{NAME}]"
_ALMOST = re.compile(r"(?:mkdocs[-_])?profiling[-_]?scope", re.IGNORECASE)

Origins = Mapping[tuple[str, ...], Path]
"""Which file a setting was read from, by the keys that lead to it."""


class SettingsFileError(UserError):
    """A settings file that cannot be used; the message begins with its name."""

    def __init__(self, file: Path, problem: str, line: int = 0, column: int = 0) -> None:
        place = f":{line}:{column}" if line else ""
        super().__init__(f"{shown(file)}{place}: {problem}")


class TomlSettings(NamedTuple):
    """The settings that a TOML file owns, not yet checked."""

    file: Path
    data: Mapping[str, Any]

    @property
    def origins(self) -> Origins:
        """Return the file for every key that is set."""
        return leaves(self.data, self.file)


def leaves(data: Mapping[Any, Any], file: Path, above: tuple[str, ...] = ()) -> dict[tuple[str, ...], Path]:
    """Return `file` for every value in `data` that is no mapping with something in it."""
    found: dict[tuple[str, ...], Path] = {}
    for key, value in data.items():
        path = (*above, str(key))
        if isinstance(value, Mapping) and value:
            found |= leaves(value, file, path)
        else:
            found[path] = file
    return found


def toml_settings(folder: Path) -> list[TomlSettings]:
    """Return the settings that TOML files in `folder` own: none, one, or two that are in conflict.

    Raises:
        SettingsFileError: a file cannot be read, or is not TOML.
    """
    found = (read_toml(folder / name) for name in (OWN_FILE, PYPROJECT) if (folder / name).is_file())
    return [settings for settings in found if settings is not None]


def read_toml(file: Path) -> TomlSettings | None:
    """Read `file`; None for a `pyproject.toml` that has no settings of ours.

    Raises:
        SettingsFileError: the file cannot be read, or is not TOML.
    """
    text = read_text(file)
    if file.name != PYPROJECT:
        return TomlSettings(file, _own(file, _parse(file, text)))
    if not _ALMOST.search(text):  # nothing of ours: not ours to complain about either
        return None
    tool = _parse(file, text).get("tool")
    tables = tool if isinstance(tool, dict) else {}
    for name in filter(is_almost_ours, tables):
        raise SettingsFileError(file, f"tool.{name}: not read by any tool; did you mean {TABLE}?")
    table = tables.get(NAME)
    if table is not None and not isinstance(table, dict):
        raise SettingsFileError(
            file, f"tool.{NAME}: {table!r} is not a table; write {TABLE} above the settings"
        )
    return None if table is None else TomlSettings(file, table)


def is_almost_ours(name: str) -> bool:
    """Say whether `name` is that of the plugin, misspelt."""
    return name != NAME and _ALMOST.fullmatch(name) is not None


def read_text(file: Path) -> str:
    """Read a settings file that has to be UTF-8.

    Raises:
        SettingsFileError: the file cannot be read, or is not UTF-8.
    """
    try:
        return file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise SettingsFileError(file, f"cannot be read: {why(error)}") from error
    except UnicodeDecodeError as error:
        raise SettingsFileError(file, f"not UTF-8 at byte {error.start}; save it as UTF-8") from error


def _own(file: Path, data: dict[str, Any]) -> dict[str, Any]:
    if "tool" in data:
        raise SettingsFileError(
            file, f"tool: unknown key; {TABLE} is for {PYPROJECT}, here the keys have no table"
        )
    return data


def load_toml(text: str) -> dict[str, Any]:
    """Return what `text` says.

    Raises:
        ValueError: it is not TOML.
    """
    # Imported here because most projects have their settings in YAML.
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    return tomllib.loads(text)


def _parse(file: Path, text: str) -> dict[str, Any]:
    try:
        return load_toml(text)
    except ValueError as error:
        raise _syntax_error(file, text, str(error)) from error


def _syntax_error(file: Path, text: str, message: str) -> SettingsFileError:
    found = re.search(r" \(at (?:line (\d+), column (\d+)|end of document)\)\Z", message)
    problem = f"not TOML: {_lower(message[: found.start()] if found else message)}"
    if found and found[1]:
        return SettingsFileError(file, problem, int(found[1]), int(found[2]))
    lines = text.split("\n")
    return SettingsFileError(file, problem, len(lines), len(lines[-1]) + 1)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
