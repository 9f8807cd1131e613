"""mkdocs-profiling-scope: keep profiling pages and optimization proposals apart."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs_profiling_scope.core.analyse import analyse
    from mkdocs_profiling_scope.core.settings.checked import SettingsError
    from mkdocs_profiling_scope.core.settings.settings import Settings
    from mkdocs_profiling_scope.core.values import Analysis, Block, Finding

__version__ = "0.1.0"
__all__ = ["Analysis", "Block", "Finding", "Settings", "SettingsError", "__version__", "analyse"]

# Imported when asked for: the command line prints its help and a host reads its settings without them.
_FROM = {
    "analyse": "core.analyse",
    "SettingsError": "core.settings.checked",
    "Settings": "core.settings.settings",
    "Analysis": "core.values",
    "Block": "core.values",
    "Finding": "core.values",
}


def __getattr__(name: str) -> object:
    if name not in _FROM:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_FROM[name]}"), name)
