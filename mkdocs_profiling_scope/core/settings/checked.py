"""Values of settings, checked one by one; what is wrong is said with key, value and what is allowed.

Every function that takes a key and a value raises `SettingsError` where the value cannot be used.
"""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Mapping
from typing import Any, cast

from mkdocs_profiling_scope.core.guess import did_you_mean


class SettingsError(ValueError):
    """A setting that cannot be used: says the key, the value, what is allowed and the remedy.

    Attributes:
        key: of the setting, with dots and indices as in `pages[0].match`; empty for the settings as a whole.
        problem: what is wrong with it.
    """

    def __init__(self, key: str, problem: str) -> None:
        self.key = key
        self.problem = problem
        super().__init__(f"{key}: {problem}" if key else problem)


def known(key: str, data: Mapping[str, Any], allowed: Collection[str]) -> None:
    """Raise `SettingsError` for a key of `data` that is not `allowed`."""
    for name in data:
        if name not in allowed:
            where = f"{key}.{name}" if key else str(name)
            raise SettingsError(where, f"unknown key; {allowed_values(name, allowed)}")


def allowed_values(value: object, allowed: Collection[str]) -> str:
    """Return what is allowed, and what was probably meant."""
    listed = "allowed: " + (", ".join(allowed) or "nothing, none is configured")
    return listed + did_you_mean(value, allowed)


def wrong(key: str, value: object, expected: str) -> SettingsError:
    """Return the error for a value of the wrong kind."""
    return SettingsError(key, f"{value!r} is not {expected}")


def mapping(key: str, value: object, example: str = "") -> Mapping[str, Any]:
    """Return `value`, which has to be a mapping or None, such as the `example`, as a mapping."""
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        such_as = f", as in {example}" if example else ""
        raise wrong(key or "settings", value, f"a mapping of names to values{such_as}")
    return value


def listing(key: str, value: object) -> list[Any]:
    """Return `value`, which has to be a list or None, as a list."""
    if value is None:
        return []
    if not isinstance(value, (list, tuple)):
        raise wrong(key, value, "a list; put [ ] around it")
    return list(value)


def text(key: str, value: object) -> str:
    """Return `value`, which has to be a text that is not empty."""
    if not isinstance(value, str) or not value.strip():
        raise wrong(key, value, "a text that is not empty; quote it if YAML reads it as something else")
    return value


def inside(key: str, value: object) -> str:
    """Return `value`, which has to be a path that does not lead out of the project."""
    written = text(key, value)
    path = posixpath.normpath(written.replace("\\", "/"))
    if path.startswith(("/", "../")) or path in (".", "..") or path[1:2] == ":":
        raise wrong(key, value, "a path inside the project; name a file below the folder of the settings")
    return written


def boolean(key: str, value: object) -> bool:
    """Return `value`, which has to be true or false."""
    if not isinstance(value, bool):
        raise wrong(key, value, "true or false")
    return value


def choice(key: str, value: object, allowed: Collection[str]) -> str:
    """Return `value`, which has to be one of those `allowed`."""
    if value not in allowed:
        hint = (
            '; YAML reads a bare off as false, so quote it: "off"'
            if value is False and "off" in allowed
            else ""
        )
        raise SettingsError(key, f"{value!r} is not known; {allowed_values(value, allowed)}{hint}")
    return cast(str, value)


def choice_or_none(key: str, value: object, allowed: Collection[str]) -> str | None:
    """Return `value`, which has to be None or one of those `allowed`."""
    return None if value is None else choice(key, value, allowed)
