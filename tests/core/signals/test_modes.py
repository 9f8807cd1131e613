"""Names of modes: which words on a page mean a mode, and which page is about which."""

from __future__ import annotations

from typing import Any

import pytest

from mkdocs_profiling_scope import Settings, SettingsError, analyse
from mkdocs_profiling_scope.core.markdown.parse import parse
from mkdocs_profiling_scope.core.markdown.plain import plain
from mkdocs_profiling_scope.core.signals.modes import find_mentions, names_of

SETTINGS = Settings.from_mapping(
    {
        "modes": {
            "native": {"title": "Native core", "aliases": ["siltgrain", "libsilt"]},
            "node": {"title": "Node binding", "aliases": ["Node", "node-silt", "SiltStream"]},
            "go": {"title": "Go port", "aliases": ["Go"]},
            "cafe": {"title": "Café-Kern"},
        }
    }
)


def mentions(text: str) -> list[str]:
    document = parse(text)
    found = find_mentions(document, names_of(SETTINGS.modes), plain(document.view))
    return [f"{m.mode}: {document.text(m.start, m.end)}" for m in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Siltgrain's decoder", ["native: Siltgrain"]),
        ("Node bindings, and a Node-based reader", ["node: Node binding", "node: Node"]),
        ("the native-core profile", ["native: native-core"]),
        ("the Native\ncore", ["native: Native\ncore"]),
        ("(SiltStream)", ["node: SiltStream"]),
        ("Siltgrain/Node", ["native: Siltgrain", "node: Node"]),
        ("`libsilt` alone in a code span", ["native: libsilt"]),
        ("Go is a name, go is a verb", ["go: Go"]),
        ("Café-Kern, Cafe\u0301-Kern", ["cafe: Café-Kern", "cafe: Cafe\u0301-Kern"]),
        ("nodes, libsilts, unnative", ["node: node", "native: libsilt"]),
    ],
)
def test_names(text: str, expected: list[str]) -> None:
    assert mentions(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "see node/stream.js",
        "libsilt-u33.2 is an issue",
        "node.js",
        "libsilt::open",
        "`libsilt_open(path)` in code",
        "<https://example.org/libsilt>",
        "supernode, nodejs",
        "```\nlibsilt\n```",
    ],
)
def test_no_names(text: str) -> None:
    assert mentions(text) == []


@pytest.mark.parametrize(
    ("text", "path", "mode"),
    [
        ("---\nmode: node\n---\n# libsilt\n", "libsilt_profile.md", "node"),
        ("# A profile\n", "docs/libsilt_read_profile.md", "native"),
        ("# Profile of the Node binding\n", "docs/profile.md", "node"),
        ("# Node binding and libsilt\n", "docs/profile.md", None),
        ("# A profile\n", "docs/profile.md", None),
    ],
)
def test_the_mode_of_a_page(text: str, path: str, mode: str | None) -> None:
    assert analyse(text, SETTINGS, path=path, scope="profiling").mode == mode


def test_pages_decide_before_names() -> None:
    settings = Settings.from_mapping(
        {
            "modes": {"native": {"aliases": ["libsilt"]}, "node": {}},
            "pages": [{"match": "libsilt_*.md", "scope": "profiling", "mode": "node"}],
        }
    )
    analysis = analyse("# libsilt\n", settings, path="docs/libsilt_read.md")
    assert (analysis.scope, analysis.mode) == ("profiling", "node")


def test_a_table_in_html_is_read_like_one_in_markdown() -> None:
    text = (
        "# Reading\n\n<table>\n<tr><th>Workload</th><th>Native core</th><th>Node binding</th></tr>\n"
        "<tr><td>cold</td><td>4.1 s</td>\n<td>9.4 s</td></tr>\n</table>\n"
    )
    found = [
        f for f in analyse(text, SETTINGS, scope="profiling", mode="native").findings if f.code == "PS104"
    ]
    assert [(f.start_line, f.end_line) for f in found] == [(3, 7)]


@pytest.mark.parametrize("given", [{"mode": "natvie"}, {"scope": "profling"}])
def test_a_caller_that_misspells_is_told(given: dict[str, Any]) -> None:
    with pytest.raises(SettingsError, match="did you mean"):
        analyse("# Page\n", SETTINGS, **given)
