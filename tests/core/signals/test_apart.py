"""Blocks that compare within one mode are known by what is not around them."""

from __future__ import annotations

import pytest

from mkdocs_profiling_scope import Settings
from mkdocs_profiling_scope.core.lexicon import load_lexicon
from mkdocs_profiling_scope.core.markdown.parse import parse
from mkdocs_profiling_scope.core.signals.apart import apart
from mkdocs_profiling_scope.core.signals.gather import Gatherer
from mkdocs_profiling_scope.core.signals.modes import names_of
from mkdocs_profiling_scope.core.signals.wording import Telling

MODES = Settings.from_mapping({"modes": {"ash": {"title": "Ash"}, "birch": {"title": "Birch"}}}).modes
FAR = "Birch is measured elsewhere.\n\n## Sizes\n\nOf logs.\n\nTen reads each.\n\n"
FASTER = "Large blocks are 3x faster."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"# Reads\n\nOf Ash.\n\n{FASTER}", True),  # the page names no other mode
        ("# Reads\n\nAsh is 3x faster with large blocks.", True),
        (FAR + FASTER, True),
        (FAR + "Ash is 3x faster with large blocks.", False),  # it may be faster than what was said far above
        (FAR + f"{FASTER}\n\nSo does Birch.", False),
        (f"# Birch\n\n{FAR}{FASTER}", False),
        (FAR + f"## Beyond Birch\n\nOf logs.\n\nTen reads.\n\nThe median.\n\n{FASTER}", False),
        (FAR + f"## Old vs. new\n\nOf logs.\n\nTen reads.\n\nThe median.\n\n{FASTER}", False),
        (FAR + f"- of Birch:\n    - a\n    - b\n    - c\n    - {FASTER}", False),
        (FAR + "- Fewer copies, and better locality", False),  # it may go on with what was said of two modes
        (FAR + "- Fewer copies, 3x faster", True),
        (FAR + "The other implementation is 3x faster.", False),
        (FAR + "Large blocks take 12 ms.", False),  # compares nothing
    ],
)
def test_a_block_is_apart(text: str, expected: bool) -> None:
    document = parse(text)
    gatherer = Gatherer(document, load_lexicon(), names_of(MODES), "ash", {}, Telling({}, {}, {}, {}))
    found = gatherer.gather()
    prose = [i for i, node in enumerate(document.nodes) if node.kind != "heading"]
    block = prose[-2] if text.endswith("So does Birch.") else prose[-1]
    assert (block in set(apart(document.nodes, found, "ash"))) is expected
