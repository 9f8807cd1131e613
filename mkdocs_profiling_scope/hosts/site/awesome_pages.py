"""A truce with the plugin awesome-pages, which looks for every page in the section of its folder."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mkdocs.plugins import PluginCollection


def arrange_after(plugins: PluginCollection, arrange: Callable[..., Any]) -> None:
    """Have `arrange`, a handler of the nav, called right after awesome-pages, if that is there.

    A priority cannot say this: awesome-pages has the same one as section-index, which comes after us.
    """
    if (awesome := plugins.get("awesome-pages")) is not None:
        handlers = plugins.events["nav"]
        handlers.remove(arrange)
        handlers.insert(handlers.index(awesome.on_nav) + 1, arrange)
