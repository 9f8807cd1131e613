"""What a label is for, and which blocks it tells it to."""

from __future__ import annotations

import pytest

from mkdocs_profiling_scope.core.lexicon import load_lexicon
from mkdocs_profiling_scope.core.markdown.parse import parse
from mkdocs_profiling_scope.core.signals.gather import Gatherer
from mkdocs_profiling_scope.core.signals.modes import names_of
from mkdocs_profiling_scope.core.signals.signals import Signals
from mkdocs_profiling_scope.core.signals.wording import Telling

PAGE = """\
# Reader

## Decoding

**Root cause:** each record is decoded twice.

It shows in the flame graph.

**Recommendation**

Keep one buffer for each thread.

- Effort: two days

## Writing

Nothing stands out.
"""


@pytest.fixture
def blocks() -> list[tuple[str, Signals]]:
    document = parse(PAGE)
    found = Gatherer(document, load_lexicon(), names_of(()), None, {}, Telling({}, {}, {}, {})).gather()
    return [
        (document.text(node.start, node.end), signals)
        for node, signals in zip(document.nodes, found, strict=True)
    ]


def told(blocks: list[tuple[str, Signals]], begin: str) -> set[str]:
    """Return what labels say of the block that begins so."""
    signals = next(signals for text, signals in blocks if text.strip("*- ").startswith(begin))
    return {name for name in signals.proposing if name.startswith(("label role", "after role"))}


@pytest.mark.parametrize(
    ("begin", "expected"),
    [
        ("Root cause", {"label role study"}),
        ("It shows", {"after role study"}),
        ("Recommendation", {"label role proposal"}),
        ("Keep one", {"after role proposal"}),
        ("Effort", {"label role alternatives"}),
        ("Nothing", set()),
    ],
)
def test_a_label_says_what_it_and_the_blocks_after_it_are_for(
    blocks: list[tuple[str, Signals]], begin: str, expected: set[str]
) -> None:
    assert told(blocks, begin) == expected


def test_the_place_of_a_label_is_without_its_bullet(blocks: list[tuple[str, Signals]]) -> None:
    signals = next(signals for text, signals in blocks if "Effort" in text)
    place = signals.proposing["label role alternatives"]
    assert PAGE[place.start : place.end] == "Effort"
