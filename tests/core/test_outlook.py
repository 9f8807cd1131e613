"""The second look: what a block learns of its surroundings, and that it never counts for itself."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mkdocs_profiling_scope.core.document import Document
from mkdocs_profiling_scope.core.judge import judge, load_models
from mkdocs_profiling_scope.core.outlook import outlook
from mkdocs_profiling_scope.core.parse import parse

PAGE = """# Reading

Opening takes 210 ms.

## Ideas

- Keep the footer.
- Share the arena.

### Later

Nothing yet.
"""


def looked(chances: dict[int, float], text: str = PAGE) -> list[dict[str, float]]:
    """Look at a page on which all blocks but those in `chances` look most unlikely."""
    nodes = parse(text).nodes
    return [dict(o) for o in outlook(nodes, [chances.get(i, 0.0) for i in range(len(nodes))])]


def kinds() -> list[str]:
    return [node.kind for node in parse(PAGE).nodes]


def test_the_page_of_these_tests() -> None:
    assert kinds() == ["heading", "paragraph", "heading", "item", "item", "heading", "paragraph"]


def test_a_heading_tells_what_stands_below_it() -> None:
    found = looked({2: 0.9})
    assert found[3]["heading looks so"] > 0 > found[1]["heading looks so"]
    assert found[6]["heading above looks so"] > 0, "the heading of the section above"
    assert "heading above looks so" not in found[3], "the title is above everything and tells nothing"


def test_what_stands_below_tells_its_heading_also_across_subsections() -> None:
    some = looked({3: 0.9, 4: 0.9})[2]["what follows looks so"]
    all_of_it = looked({3: 0.9, 4: 0.9, 5: 0.9, 6: 0.9})[2]["what follows looks so"]
    assert all_of_it > some > looked({})[2]["what follows looks so"]


def test_a_page_of_one_block_has_no_surroundings() -> None:
    assert looked({}, "One.\n") == [{}]
    assert looked({}, "") == []


@given(st.lists(st.floats(0, 1), min_size=7, max_size=7), st.integers(0, 6), st.floats(0, 1))
def test_a_block_never_counts_for_itself(chances: list[float], block: int, other: float) -> None:
    nodes = parse(PAGE).nodes
    before = outlook(nodes, chances)[block]
    after = outlook(nodes, [*chances[:block], other, *chances[block + 1 :]])[block]
    assert {k: round(v, 9) for k, v in before.items()} == {k: round(v, 9) for k, v in after.items()}


@given(st.lists(st.floats(0, 1), min_size=7, max_size=7), st.integers(0, 6))
def test_what_looks_more_so_raises_all_others_or_leaves_them(chances: list[float], block: int) -> None:
    nodes = parse(PAGE).nodes
    before, after = outlook(nodes, chances), outlook(nodes, [*chances[:block], 1.0, *chances[block + 1 :]])
    for one, two in zip(before, after, strict=True):
        assert all(two[name] >= value - 1e-9 for name, value in one.items())


def test_no_weight_turns_a_proposal_nearby_against_another() -> None:
    weights = load_models().proposing.weights
    names = {name for o in looked({}) for name in o}
    assert {name for name in names if weights.get(name, 0.0) < 0} == set()
    assert sum(weights.get(name, 0.0) for name in names) > 1, "the second look counts"


def test_judging_needs_no_page() -> None:
    empty: Document = parse("")
    assert judge(empty, [], load_models()) == []
