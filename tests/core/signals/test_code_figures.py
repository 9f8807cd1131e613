"""Code that names modes: whether it gives figures of them, as benchmarks print them, or only runs them."""

from __future__ import annotations

from textwrap import dedent

import pytest

from mkdocs_profiling_scope import Settings
from mkdocs_profiling_scope.core.markdown.parse import parse
from mkdocs_profiling_scope.core.signals.code_figures import IN_CODE, modes_and_figures
from mkdocs_profiling_scope.core.signals.modes import modes_in_code, names_of

MODES = Settings.from_mapping({"modes": {"ash": {"title": "Ash"}, "birch": {"title": "Birch"}}}).modes


def signals(code: str) -> set[str]:
    document = parse(f"A line above\n\n```\n{dedent(code)}\n```\n")
    (node,) = (node for node in document.nodes if node.kind == "code")
    named = modes_in_code(document, names_of(MODES)).get(node.start)
    return set(modes_and_figures(document, node, named)) if named else set()


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("let x = 1", set()),
        ("Ash is here", {"code names a mode"}),
        ("Ash: 12.5 ms", {"code names a mode", "code gives a figure of a mode"}),
        (
            "Ash    12.5 ms\nBirch  14 ms",
            {"code names modes", "code gives figures of modes", "code has lines of modes"},
        ),
        (
            "| Ash | 12\n| Birch | none",
            {"code names modes", "code gives a figure of a mode", "code has lines of modes"},
        ),
        (
            "time: Ash 12, Birch 14",
            {"code names modes", "code gives figures of modes", "code has modes in a line"},
        ),
        ("$ run birch --rounds 30", {"code names a mode", "commands name modes"}),
        ("# Ash\ncargo bench Birch", {"code names modes", "commands name modes"}),
    ],
)
def test_what_stands_beside_modes(code: str, expected: set[str]) -> None:
    assert signals(code) == expected
    assert expected <= IN_CODE.keys()
