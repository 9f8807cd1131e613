"""The comments that editors offer: each suppresses its finding, in every example of the rule pages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mkdocs_profiling_scope.core.findings.new_suppression import Insertion, suppress, suppress_on_page
from mkdocs_profiling_scope.core.markdown.source import Source
from mkdocs_profiling_scope.core.values import Finding
from tests.docs.rule_pages import PAGES, Example, examples

EXAMPLES = [example for page in PAGES if "PS9" not in page.stem for example in examples(page)]
FLAGGED = [example for example in EXAMPLES if example.codes]


def inserted(example: Example, insertion: Insertion) -> Example:
    text = example.text
    return replace(example, text=text[: insertion.offset] + insertion.text + text[insertion.offset :])


def left(example: Example, finding: Finding, insertion: Insertion) -> list[Finding]:
    """Return the findings about the same words, and about directives, once the comment is there."""
    words = example.text[finding.span.start : finding.span.end]
    changed = inserted(example, insertion)
    return [
        found
        for found in changed.analyse().findings
        if found.code.startswith("PS90")
        or (found.code == finding.code and changed.text[found.span.start : found.span.end] == words)
    ]


@pytest.mark.parametrize("example", FLAGGED, ids=[example.id for example in FLAGGED])
def test_a_comment_with_a_reason_suppresses_the_finding(example: Example) -> None:
    analysis = example.analyse()
    for finding in analysis.findings:
        source = Source(example.text)
        assert left(example, finding, suppress(source, analysis, finding, "given")) == []
        assert left(example, finding, suppress_on_page(source, finding, "given")) == []


@pytest.mark.parametrize("example", FLAGGED[:10], ids=[example.id for example in FLAGGED[:10]])
def test_without_a_reason_it_is_asked_for(example: Example) -> None:
    analysis = example.analyse()
    finding = analysis.findings[0]
    insertion = suppress(Source(example.text), analysis, finding)
    assert [found.code for found in left(example, finding, insertion)] == ["PS902"]


def test_line_ends_of_the_page_are_kept() -> None:
    text = FLAGGED[0].text.replace("\n", "\r\n")
    example = replace(FLAGGED[0], text=text)
    analysis = example.analyse()
    insertion = suppress(Source(text), analysis, analysis.findings[0], "given")
    assert insertion.text.count("\r\n") == insertion.text.count("\n") == 2
