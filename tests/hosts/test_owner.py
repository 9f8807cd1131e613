"""Who owns the settings of a build: the plugin's options, or a TOML file beside the configuration."""

from __future__ import annotations

from typing import Any

PAGE = "Why is the Node binding faster than the native core?\n"
TOML = """
    [modes.native]
    title = "Native core"

    [modes.node]
    title = "Node binding"

    [[pages]]
    match = "core.md"
    scope = "profiling"
    mode = "native"
"""
BARE = "site_name: Siltgrain\ntheme: {name: null, custom_dir: theme}\nplugins: [profiling-scope]\n"


def test_without_options_the_plugin_reads_the_toml_file(site: Any) -> None:
    site.write({"mkdocs.yml": BARE, "profiling-scope.toml": TOML, "docs/core.md": PAGE})
    assert site.build().findings == ["WARNING docs/core.md:1:1: PS102"]


def test_two_owners_are_an_error_that_names_both(site: Any) -> None:
    site.write({"profiling-scope.toml": TOML, "docs/core.md": PAGE})
    build = site.build()
    assert build.code == 1
    assert "two owners of the settings" in build.log
    assert "profiling-scope.toml" in build.log
    assert "mkdocs.yml" in build.log


def test_a_mode_that_is_unknown_is_reported_on_any_page(site: Any) -> None:
    site.write({"docs/core.md": "---\nmode: natvie\n---\n\n# Core\n"})
    build = site.build("--strict")
    assert build.findings == ["ERROR docs/core.md:2:7: PS302"]
    assert "did you mean 'native'?" in build.log
    assert build.code == 1
