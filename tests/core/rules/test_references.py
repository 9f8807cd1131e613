"""Which documents a reference means, and what rules and overviews make of it."""

from __future__ import annotations

import pytest

from mkdocs_profiling_scope import Settings, analyse
from mkdocs_profiling_scope.core.values import Analysis

SETTINGS = Settings.from_mapping({"pages": [{"match": "profiling/**", "scope": "profiling"}]})
THERE = {"docs/profiling/first read.md", "docs/profiling/naïve.md"}


def citing(reference: str) -> Analysis:
    return analyse(
        f"# Plans\n\n## Arenas\n\nWe should replace the map with arenas, see {reference}.\n",
        SETTINGS,
        path="docs/plans.md",
        scope="proposal",
        exists=THERE.__contains__,
        details=True,
    )


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("<profiling/first read.md>", "docs/profiling/first read.md"),
        ("profiling/first%20read.md#time", "docs/profiling/first read.md"),
        ("profiling/na%C3%AFve.md", "docs/profiling/naïve.md"),
        ("/profiling/naïve.md?plain", "docs/profiling/naïve.md"),
    ],
)
def test_the_address_of_a_link_may_be_encoded(address: str, path: str) -> None:
    found = citing(f"[it]({address})")
    assert found.findings == ()
    assert [citation.paths for citation in found.details.proposals[1].citations] == [(path,)]


@pytest.mark.parametrize(
    ("reference", "codes"),
    [
        ("[it](profiling/second%20read.md)", ["PS303"]),
        ("[it](profiling/second%read.md)", []),  # a placeholder, but of a profile
        ("`profiling/second%20read.md`", ["PS304"]),  # code is read as it is written, and this names no file
        ("[it](https://example.org/profiling/read.md)", ["PS304"]),
        ("![it](profiling/read.md)", ["PS304"]),
    ],
)
def test_what_is_missing_is_reported_where_it_is_meant(reference: str, codes: list[str]) -> None:
    assert [finding.code for finding in citing(reference).findings] == codes
