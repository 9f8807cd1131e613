"""Reviews: which state a document is in, and what to do."""

from __future__ import annotations

from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_profiling_scope import Settings, analyse
from mkdocs_profiling_scope.core.report.destination import destination
from mkdocs_profiling_scope.core.report.review import asks_for_scope, report, review, unreviewed
from mkdocs_profiling_scope.core.report.values import Review, covered

PROPOSAL = "docs/design/PLAN.md"
SETTINGS = Settings.from_mapping(
    {
        "modes": {
            "native": {"title": "Native core", "aliases": ["siltgrain", "libsilt"]},
            "node": {"title": "Node binding", "aliases": ["Node", "SiltStream"]},
        },
        "pages": [
            {"match": "profiling/**", "scope": "profiling", "mode": "native"},
            {"match": "design/PLAN.md", "scope": "proposal"},
        ],
    }
)
MEASURED = "The reader decodes 4.2M rows/s and spends 31 % of its time in the row map.\n\n"
QUESTION = "Why is the Node binding faster than the native core?"
COMPARISON = "The Node binding is 3.7x slower than siltgrain."
TABLE = """\
| Metric     | Native core | Node binding |
|------------|-------------|--------------|
| Throughput | 4.2M rows/s | 1.1M rows/s  |
| Heap       | 12 MB       | 31 MB        |
"""


def reviewed(text: str, *, settings: Settings = SETTINGS) -> Review:
    text = dedent(text)
    return review(text, analyse(text, settings, path="docs/profiling/read.md"), settings, [])


def todo(text: str) -> list[str]:
    """Return what has to be done in a page of measurements that holds `text` from line 5 on."""
    return [action.text for action in reviewed(f"# Reading\n\n{MEASURED}{dedent(text)}").required]


def test_a_section_of_proposals_is_moved_as_a_whole() -> None:
    text = "## Optimization roadmap\n\nWe should implement arenas.\n\n- We should drop the lock.\n"
    assert todo(text) == [f'move the section "Optimization roadmap" (lines 5-9) to {PROPOSAL}']


def test_neighbouring_proposals_are_one_action_with_the_lines_of_all() -> None:
    (action,) = todo("We should replace the map.\n\nWe should implement batches.\n")
    assert action == f'move the 2 proposals from "We should replace the map." on (lines 5-7) to {PROPOSAL}'


def test_what_is_quoted_is_what_has_to_be_done_something_about() -> None:
    (action,) = todo(f"We should replace the map. {COMPARISON}\n")
    assert (
        action
        == f'take out the comparison "{COMPARISON}" (line 5); say what limits Native core, in its own figures'
    )


def test_a_comparison_table_is_taken_out() -> None:
    assert todo(TABLE) == [
        'take out the comparison table "Metric | Native core | Node binding" (lines 5-8); '
        f"keep the figures of Native core, move the comparison to {PROPOSAL}"
    ]


def test_a_section_that_compares_goes_with_its_table() -> None:
    assert todo(f"## Native core vs. Node binding\n\n{TABLE}\n{COMPARISON}\n") == [
        'take out the section "Native core vs. Node binding" (lines 5-12) with the comparison table '
        f"(lines 7-10): it compares modes; keep what was measured in Native core, move the rest to {PROPOSAL}"
    ]


def test_a_question_is_reworded_and_takes_no_line_away() -> None:
    found = reviewed(f"# Reading\n\n{MEASURED}{QUESTION}\n")
    assert [action.text for action in found.required] == [
        f'reword the question "{QUESTION}" (line 5) to ask about this mode only, '
        "as in: what limits Native core?"
    ]
    assert found.leaving == 0
    assert found.status == "minor edits"


def test_a_justification_is_dropped() -> None:
    (action,) = todo("Since Node already overlaps the two, we should add a prefetch thread to keep up.\n")
    assert action.startswith("drop the justification ")
    assert action.endswith(f"argue in {PROPOSAL} from what limits this mode")


def test_a_heading_over_measurements_is_renamed() -> None:
    measured = MEASURED * 4
    (action,) = todo(f"## Native core vs. Node binding\n\n{measured}")
    assert action == (
        'rename the heading "Native core vs. Node binding" (line 5) to say what is measured in Native core'
    )


def test_an_opportunity_is_worth_a_look_only() -> None:
    found = reviewed(f"# Reading\n\n{MEASURED}There is room for improvement in the layout of its table.\n")
    assert found.status == "fine"
    assert [action.codes for action in found.optional] == [("PS204",)]


def test_a_reference_to_nothing_is_named() -> None:
    text = f"# Reading\n\n{MEASURED}See [the plan](../design/PLAN.md).\n"
    analysis = analyse(text, SETTINGS, path="docs/profiling/read.md", exists=lambda path: False)
    (action,) = review(text, analysis, SETTINGS, []).required
    assert action.text == 'create what is referred to, or correct the reference: "../design/PLAN.md" (line 5)'


def test_a_misspelt_scope_is_an_error_on_a_page_that_nobody_reviewed() -> None:
    text = f"---\nscope: profilng\n---\n\n{MEASURED}"
    found = review(text, analyse(text, SETTINGS, path="docs/guide.md"), SETTINGS, [])
    assert (found.status, found.count("error")) == ("not reviewed", 1)
    assert found.required[0].text == 'correct the front matter: "profilng" (line 2)'


def test_a_page_in_another_language_was_not_reviewed() -> None:
    found = reviewed(f"---\nlang: de\n---\n\n# Lesen\n\n{COMPARISON}\n")
    assert (found.status, found.why, found.actions) == ("not reviewed", "it is not in English", ())


def test_what_is_suppressed_needs_no_action() -> None:
    comment = "<!-- profiling-scope: ignore[PS101] quoted from the announcement -->"
    found = reviewed(f"# Reading\n\n{MEASURED}{comment}\n{COMPARISON}\n")
    assert (found.status, found.suppressed, found.actions) == ("fine", 1, ())


@pytest.mark.parametrize(("measured", "status"), [(10, "minor edits"), (1, "needs refactoring")])
def test_a_third_of_the_lines_makes_the_difference(measured: int, status: str) -> None:
    plan = "## Optimization roadmap\n\nWe should implement arenas.\n\nWe should drop the lock.\n"
    found = reviewed("# Reading\n\n" + MEASURED * measured + plan)
    assert (found.leaving, found.lines) == (3, 4 + measured)
    assert found.status == status


def test_ten_places_to_change_are_a_refactoring_too() -> None:
    def page(places: int) -> Review:
        return reviewed("# Reading\n\n" + (f"{MEASURED * 4}{COMPARISON}\n\n") * places)

    assert len(page(9).required) == 9
    assert (page(9).status, page(10).status) == ("minor edits", "needs refactoring")


def test_shares_count_every_line_of_text_once() -> None:
    found = reviewed(f"# Reading\n\n{MEASURED}We should drop the lock.\n\n{COMPARISON}\n\nSee below.\n")
    assert dict(found.shares) == {
        "measurement": 1,
        "opportunity": 0,
        "proposal": 1,
        "comparison": 1,
        "other": 2,
    }


def test_quotes_are_read_without_markup_and_shortened() -> None:
    (action,) = todo(
        "We **should** replace the `map` with [a vector](x.md), and so on " + "and on " * 20 + ".\n"
    )
    assert '"We should replace the map with a vector, and so on' in action
    assert ' …" (line 5)' in action


def test_where_a_link_leads_is_not_quoted_though_only_a_part_of_it_is() -> None:
    text = "- [10x faster](https://example.org/bench_(1).md) than the Node binding.\n"
    found = reviewed(f"# Reading\n\n{MEASURED}{text}")
    (action,) = found.actions
    assert 'the comparison "10x faster than the Node binding."' in action.text
    (finding,) = found.findings
    assert '10x faster than the Node binding." sets this mode against' in finding.message
    assert "example.org" not in finding.reason


def test_the_nearest_proposal_of_the_same_mode_takes_the_text() -> None:
    known: list[tuple[str, str | None]] = [
        ("docs/PLAN.md", None),
        ("docs/profiling/plan.md", None),
        ("docs/node/plan.md", "node"),
    ]
    assert destination("docs/profiling/a.md", "native", known, SETTINGS) == "docs/profiling/plan.md"
    assert destination("docs/profiling/a.md", "node", known, SETTINGS) == "docs/node/plan.md"
    assert destination("docs/profiling/a.md", "native", [], SETTINGS) == PROPOSAL
    assert destination("docs/profiling/a.md", "native", [], Settings()) is None


def test_of_proposals_that_are_as_near_the_least_particular_takes_the_text() -> None:
    names = ["README", "0001-read-ahead", "CACHE_OPTIMIZATION_PLAN", "OPTIMIZATION_PLAN", "reader plan 2"]
    known: list[tuple[str, str | None]] = [(f"docs/plans/{name}.md", None) for name in names]
    assert destination("docs/a.md", "native", known, Settings()) == "docs/plans/OPTIMIZATION_PLAN.md"
    pages = [{"match": "plans/reader plan 2.md", "scope": "proposal"}]
    settings = Settings.from_mapping({"pages": [*pages, {"match": "plans/**", "scope": "proposal"}]})
    assert destination("docs/a.md", "native", known, settings) == "docs/plans/reader plan 2.md"
    assert destination("docs/a.md", "native", known[:2], settings) == "docs/plans/0001-read-ahead.md"


def test_documents_that_need_most_come_first_and_what_is_missing_is_named() -> None:
    bad = reviewed("# Reading\n\nWe should replace the map.\n")
    good = reviewed(f"# Reading\n\n{MEASURED}")
    made = report([good, unreviewed("docs/perf.md"), bad], others=3, exists=lambda path: False)
    assert [r.status for r in made.reviews] == ["needs refactoring", "not reviewed", "fine"]
    assert made.missing == ((PROPOSAL, 1),)
    assert [(first.number, first.action.start_line) for first in made.first] == [(0, 3)]


@pytest.mark.parametrize(
    ("path", "asks"),
    [
        ("PERFORMANCE.md", True),
        ("perf/reader.md", True),
        ("design/profiling/reader.md", True),
        ("BENCHMARKS.md", True),
        ("guide.md", False),
        ("perfect.md", False),
    ],
)
def test_names_that_ask_for_a_scope(path: str, asks: bool) -> None:
    assert asks_for_scope(path) is asks


@given(st.lists(st.tuples(st.integers(1, 40), st.integers(0, 10)).map(lambda p: (p[0], sum(p)))))
def test_a_line_that_several_places_share_is_counted_once(places: list[tuple[int, int]]) -> None:
    assert covered(places) == len({line for start, end in places for line in range(start, end + 1)})
