"""Paths in quotes, as JSON and TOML have them: changed in place, and all the rest stays as written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any


def with_paths(text: str, paths: Mapping[str, str], load: Callable[[str], Any]) -> str | None:
    """Return `text` with every quoted path of `paths` as the new one; None if anything else would change.

    Args:
        text: what `load` reads.
        paths: new paths by old ones.
        load: reads the text, and raises ValueError if it cannot.
    """
    out = text
    for old, new in paths.items():
        for quote in "\"'":
            if not set(old + new) & set("\\\"'"):
                out = out.replace(f"{quote}{old}{quote}", f"{quote}{new}{quote}")
    try:
        return out if load(out) == _followed(load(text), paths) else None
    except ValueError:
        return None


def _followed(data: Any, paths: Mapping[str, str]) -> Any:
    if isinstance(data, str):
        return paths.get(data, data)
    if isinstance(data, list):
        return [_followed(item, paths) for item in data]
    if isinstance(data, dict):
        return {key: _followed(value, paths) for key, value in data.items()}
    return data
