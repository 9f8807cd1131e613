"""What a build has read is let go before others write their largest files."""

from __future__ import annotations

import gc
import weakref

from mkdocs.config.defaults import MkDocsConfig

from mkdocs_profiling_scope.hosts.site.plugin import ProfilingScopePlugin


def test_nothing_holds_the_analyses_once_the_site_is_built() -> None:
    plugin = ProfilingScopePlugin()
    pages = weakref.ref(plugin._pages)
    plugin.on_post_build(config=MkDocsConfig())
    gc.collect()
    assert pages() is None
