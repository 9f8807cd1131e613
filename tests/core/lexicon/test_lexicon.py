"""What is made of the lexicon and kept, and the lexicon itself, say the same."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_profiling_scope.core import lexicon
from mkdocs_profiling_scope.core.lexicon import Lexicon, load_lexicon, read_sources, up_to_date
from mkdocs_profiling_scope.core.lexicon.making import as_json, make

MADE = Path(lexicon.__file__).with_name("made.json")


def test_what_is_kept_is_what_the_toml_files_say(update: bool) -> None:
    """`./dev test tests/core/lexicon/test_lexicon.py --update` makes it anew."""
    made = make(read_sources())
    if update:
        MADE.write_text(as_json(made), "utf-8")
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
    ("prose", "found"),
    [
        ("It is Faster than before.", ["Faster than", "before"]),  # the longest that begins there
        ("more - efficient, more--memory, more; efficient", ["more - efficient", "more--memory", "more"]),
        ("foo_faster, fasterer, xfaster", []),  # whole words only
        ("Let's cache it; we'd like to see more", ["Let's cache", "we'd like to see", "more"]),
        ("let 's cache 'faster' in Rust'd", ["let", "cache", "faster"]),
        ("With 4 threads, 1,000 times as fast, 2.5x", ["4 threads", "1,000 times as fast", "2.5x"]),
        ("within 3 to 5 of it, option 2; save 12q", ["within 3 to 5 of", "option 2"]),
        (
            "20-56x slower, 2 - 3 times, 10 to 20% in 2-3 days",
            ["20-56x", "slower", "2 - 3 times", "10 to 20%", "2-3 days"],
        ),
        ("1,1,1,1", []),
        ("faster", ["faster"]),
        ("", []),
    ],
)
def test_cues_are_whole_words_however_they_are_joined(prose: str, found: list[str]) -> None:
    numbers = {("figure",), ("number",), ("signed",), ("range",), ("arrow",)}
    hits = load_lexicon().hits(prose.encode())
    assert [prose[a:b] for (a, b), classes in hits if classes not in numbers] == found


@given(
    st.lists(st.sampled_from([*"1,. -'_x", " to ", "faster", "than", "would ", "also be", "5", "option "]))
)
def test_what_is_found_does_not_overlap_and_ends_with_words(pieces: list[str]) -> None:
    text = "".join(pieces)
    places = [place for place, _ in load_lexicon()._phrases.find(text.encode())]
    assert all(end <= start for (_, end), (start, _) in itertools.pairwise(places))
    for start, end in places:
        assert text[start:end].strip(" -") == text[start:end]
        for at in (start, end):
            assert not (text[at - 1 : at] + text[at : at + 1]).isalnum() or at in (0, len(text))


@pytest.mark.parametrize("phrase", ["orders? of", "out-of-core", "it is; it"])
def test_a_phrase_that_could_not_be_found_is_no_phrase(phrase: str) -> None:
    sources = read_sources()
    sources["cues"] += f'\n[odd]\nwhy = "is odd"\ncues = ["{phrase}"]\n'.encode()
    with pytest.raises(ValueError, match="a phrase consists of letters"):
        make(sources)


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
