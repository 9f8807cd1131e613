"""Whatever a document looks like, no line of it is lost or doubled, and a second run has nothing to do."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mkdocs_profiling_scope import Settings
from mkdocs_profiling_scope.core.refactor.conserve import lost_blocks
from mkdocs_profiling_scope.core.refactor.plan import Request, plan
from tests.core.refactor import kept
from tests.core.refactor.applied import applied

SETTINGS = Settings.from_mapping(
    {
        "modes": {"native": {"aliases": ["siltgrain"]}, "node": {"aliases": ["SiltStream"]}},
        "pages": [
            {"match": "plan.md", "scope": "proposal"},
            {"match": "old/**", "scope": "none"},
            {"match": "**", "scope": "profiling", "mode": "native"},
        ],
    }
)
TARGET = "docs/plan.md"

MEASURES = (
    "The reader takes {n} ms for 1,000 rows.",
    "`decode` {n} needs 58 % of the time, see [the profile](other.md#part-{n}).",
    "Throughput {n}: 1.9M rows/s (全角文字 ✓ ‰).",
)
PROPOSES = (
    "We should replace map {n} with a sorted vector.",
    "Expected result {n}: 1.9M → 2.4M rows/s.",
    "Implement batching {n}: two days, high risk, see [notes {n}][ref{n}].",
    "Consider an arena {n} instead, as ✨ option ✨.[^note{n}]",
)
COMPARES = (
    "Why does SiltStream scale better than siltgrain in case {n}?",
    "SiltStream is 3.7x slower than siltgrain in case {n}.",
    "SiltStream is faster, so we should batch the reads of siltgrain as in {n}.",
)
HEADINGS = (
    "Results {n}",
    "Optimization roadmap {n}",
    "Recommendations {n}",
    "siltgrain versus SiltStream {n}",
    "Data {n} {#x{n}}",
    "Next steps",  # which several sections are called
    "Results",
)
TABLES = (
    ("| Threads {n} | Throughput |", "|---|---|", "| 1 | {n} rows/s |"),
    (
        "| Metric {n} | siltgrain | SiltStream |",
        "|---|---|---|",
        "| Throughput | 1.9M rows/s | {n}k rows/s |",
    ),
    ("| Option {n} | Effort | Expected gain |", "|---|---|---|", "| Vector | {n} days | +10-15 % |"),
)

sentences = st.sampled_from((*MEASURES, *PROPOSES, *PROPOSES, *COMPARES))
markers = st.sampled_from(("- ", "* ", "1. ", "-   ", "-\t", "- [ ] "))


def indented(lines: list[str], by: str) -> list[str]:
    return [f"{by}{line}" if line else line for line in lines]


paragraphs = st.lists(sentences, min_size=1, max_size=2)
leads = st.sampled_from((["We should change this {n}:"], ["It takes {n} ms:"], ["**Plan {n}**"]))
fences = st.sampled_from(
    (
        ["```c", "# not a heading {n}", "", "- no item {n}", "```"],
        ["~~~", "We should replace {n}.", "    [x{n}]: y", "~~~"],
        ["    indented code {n}"],
    )
)
tables = st.sampled_from(TABLES).map(list)
html = st.sampled_from(  # goes on to the next blank line
    (
        ["<div>", "We should replace {n}.", "</div>", ""],
        ["<!-- To do {n}: we should replace the map. -->", ""],
        ["<!--", "", "## No heading {n}", "", "-->", ""],
        ['<a id="mark{n}"></a>', ""],
        ["<details><summary>More {n}</summary>", "", "We should replace this {n}.", "", "</details>", ""],
    )
)
attributes = st.tuples(sentences, st.sampled_from(("{: #par{n} .wide }", "{ .wide #par{n} }"))).map(list)
inclusions = st.sampled_from(
    (
        ['--8<-- "other.md:part{n}"'],
        ['{% include-markdown "./p0.md" %} {n}'],
        ["<!-- --8<-- [start:part{n}] -->", "We should replace {n}.", "<!-- --8<-- [end:part{n}] -->", ""],
    )
)
quotes = paragraphs.map(lambda lines: [f"> {line}" for line in lines])
definitions = st.sampled_from(
    (
        ["[ref{n}]: notes/{n}.md"],
        ["[^note{n}]: With a cold cache {n}.", "", "    Twice {n}."],
        ["*[map]: a map {n}"],
        ["*[map]: a map {n}", "[^note{n}]: With a warm cache {n}.", "[ref{n}]: notes/{n}.md"],
    )
)


@st.composite
def items(draw: st.DrawFn, depth: int = 0) -> list[str]:
    lines: list[str] = []
    marker = draw(markers)
    for _ in range(draw(st.integers(1, 3))):
        lines.append(marker + draw(sentences))
        if depth < 2 and draw(st.integers(0, 3)) == 0:
            inner = draw(
                st.one_of(items(depth=depth + 1), fences, paragraphs.map(lambda found: ["", *found]))
            )
            lines += indented(inner, "    ")
        if draw(st.integers(0, 4)) == 0:
            lines.append("")
    return lines


blocks = st.one_of(
    *(paragraphs, leads, fences, tables, html, quotes, definitions, items(), attributes, inclusions),
    st.just(["---"]),
)
headings = st.tuples(st.integers(2, 5), st.sampled_from(HEADINGS)).map(
    lambda found: [f"{'#' * found[0]} {found[1]}"]
)
containers = st.tuples(
    st.sampled_from(('!!! note "Note {n}"', "??? tip", '=== "Tab {n}"')),
    st.lists(blocks | headings, min_size=1, max_size=3),
).map(
    lambda found: [
        found[0],
        "",
        *indented([line for block in found[1] for line in (*block, "")][:-1], "    "),
    ]
)
setext = st.tuples(st.sampled_from(HEADINGS), st.sampled_from(("-----", "=="))).map(list)
beginnings = st.sampled_from(
    ("", "", "\ufeff", "---\ntitle: T\n---\n", "\ufeff---\ntags: [a]\n---\n\n", "Title: T\n\n")
)


@st.composite
def documents(draw: st.DrawFn) -> str:
    parts = draw(
        st.lists(st.one_of(blocks, blocks, headings, headings, setext, containers), min_size=2, max_size=10)
    )
    lines = [*draw(beginnings).split("\n"), "# Profile of siltgrain"]
    lines[-2:] = ["".join(lines[-2:])]
    for number, part in enumerate(parts):
        lines += ["", *part] if draw(st.integers(0, 9)) or part[0].startswith("    ") else part
        lines = [line.replace("{n}", f"{number}{len(lines)}") for line in lines]
    end = draw(st.sampled_from(("\n", "\n", "\r\n")))
    return end.join(lines) + draw(st.sampled_from(("", end, end * 2)))


def run(texts: dict[str, str], **options: Any) -> dict[str, str]:
    found = plan(Request(texts, tuple(texts), SETTINGS, lambda path: False, TARGET, **options))
    return applied(found, texts)


NAMES = ("p0", "native_single_thread_profile", "NATIVE_SEQUENTIAL_RESULTS", "native_concurrent_results")
PLACEHOLDER = """\
# Profile of siltgrain

Soon, see [how](#results-1).

## Results 1

None.[^note1]

[^note1]: Yet.
"""


OPTIONS: tuple[dict[str, Any], ...] = (
    {},
    {"certain": True},
    {"by_mode": True},
    {"archive": "docs/old", "by_mode": True},
)


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.dictionaries(st.sampled_from(NAMES), documents() | st.just(PLACEHOLDER), min_size=1, max_size=3),
    st.sampled_from(OPTIONS),
)
def test_nothing_is_lost_or_doubled_and_a_second_run_is_empty(
    texts: dict[str, str], options: dict[str, Any]
) -> None:
    before = {f"docs/{name}.md": text for name, text in texts.items()}
    after = run(before, **options)
    new = {path: text for path, text in after.items() if not path.startswith("docs/old/")}
    assert kept.lost(before, new) == {}
    # What is indented below a footnote is copied with it.
    assert [line for line in kept.doubled(before, new) if not line.startswith("Twice")] == []
    assert kept.disordered(before, {p: t for p, t in new.items() if p != TARGET}) == []
    assert lost_blocks(before.values(), new.values()) == []
    assert all("\ue000" not in text for text in after.values())
    assert all(text.count("<details>") == text.count("</details>") for text in after.values())
    assert run(after, **options) == after


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents())
def test_line_ends_stay_what_they_are(text: str) -> None:
    after = run({"docs/p.md": text})
    crlf = "\r\n" in text
    for changed in after.values():
        assert ("\r\n" in changed) == crlf or "\n" not in changed
        assert not crlf or re.search(r"(?<!\r)\n", changed) is None
