"""What a heading hints at that is called after its subject, too."""

from __future__ import annotations

import pytest

from mkdocs_profiling_scope.core.lexicon import load_lexicon
from mkdocs_profiling_scope.core.markdown.parse import parse
from mkdocs_profiling_scope.core.signals.gather import Gatherer
from mkdocs_profiling_scope.core.signals.modes import names_of
from mkdocs_profiling_scope.core.signals.wording import Telling

PAGE = """\
# Siltgrain TODO list

The reader stalls.

## Ideas for the reader

- A ring of buffers.

## Writer

- Checksums.
"""


@pytest.mark.parametrize(
    ("heading", "hint"),
    [
        ("Siltgrain roadmap", "plan"),
        ("Todo / future ideas", "proposal"),
        ("2. Ideas for the reader (draft)", "proposal"),
        ("Performance results", None),  # usual, but announces nothing
        ("Roadmap", None),  # usual as a whole: it has a role
        ("Why the plan failed", None),
        ("", None),
    ],
)
def test_what_headings_hint_at(heading: str, hint: str | None) -> None:
    assert load_lexicon().hint(heading) == hint


def test_blocks_are_told_what_their_headings_hint_at() -> None:
    document = parse(PAGE)
    found = Gatherer(document, load_lexicon(), names_of(()), None, {}, Telling({}, {}, {}, {})).gather()
    hints = {
        document.prose(node): {name for name in signals.proposing if "hint" in name}
        for node, signals in zip(document.nodes, found, strict=True)
    }
    assert hints == {
        "Siltgrain TODO list": {"hint plan"},
        "The reader stalls.": {"in hint plan", "page hint plan"},
        "Ideas for the reader": {"hint proposal", "in hint plan", "page hint plan"},
        "A ring of buffers.": {"in hint proposal", "page hint plan"},
        "Writer": {"in hint plan", "page hint plan"},
        "Checksums.": {"page hint plan"},
    }
