"""What is made of the lexicon and kept, and the lexicon itself, say the same."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mkdocs_profiling_scope.core import lexicon
from mkdocs_profiling_scope.core.lexicon import Lexicon, load_lexicon, read_sources, up_to_date
from mkdocs_profiling_scope.core.lexicon.making import make

MADE = Path(lexicon.__file__).with_name("made.json")


def test_what_is_kept_is_what_the_toml_files_say(update: bool) -> None:
    """`./dev test tests/core/test_lexicon.py --update` makes it anew, a line for each phrase."""
    made = make(read_sources())
    if update:
        MADE.write_text(json.dumps(made, indent=0, ensure_ascii=False) + "\n", "utf-8")
    assert json.loads(MADE.read_text("utf-8")) == made


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
def test_it_is_used_as_long_as_the_toml_files_are_the_same(line_end: bytes) -> None:
    made = json.loads(MADE.read_text("utf-8"))
    sources = {name: source.replace(b"\n", line_end) for name, source in read_sources().items()}
    assert up_to_date(made, sources) is made


def test_a_phrase_that_is_added_counts_before_it_is_made_anew() -> None:
    made = json.loads(MADE.read_text("utf-8"))
    sources = read_sources()
    sources["cues"] += b'\n[gardening]\nwhy = "is about gardens"\ncues = ["wheelbarrow(s|)"]\n'
    found = Lexicon(up_to_date(made, sources)).hits(b"Two wheelbarrows.")
    assert ((4, 16), ("gardening",)) in found
    assert not Lexicon(made).hits(b"Wheelbarrows.")


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Root cause", "study"),
        ("3. Root cause (confirmed)", "study"),
        ("Alternative 2: one queue for each core", "alternatives"),
        ("Option B — keep the pool", "alternatives"),
        ("Phase 1 - quick wins", "plan"),
        ("Shepherd of the proposal", "people"),
        ("Missing benchmarks", "study"),
        ("Completed", "done"),
        ("The root cause of it all", None),
        ("Reader: root cause", None),
    ],
)
def test_what_a_heading_or_a_label_is_for_is_told_by_it_or_by_what_stands_before_its_colon(
    title: str, role: str | None
) -> None:
    assert load_lexicon().role(title) == role
