"""Which proposal text goes to."""

from __future__ import annotations

import pytest

from mkdocs_profiling_scope import Settings
from mkdocs_profiling_scope.core.refactor.plan import Request, plan

SETTINGS = Settings.from_mapping({"pages": [{"match": "p.md", "scope": "profiling"}]})
PROPOSES = "# Profile\n\nWe should replace the map with a vector.\n"
LONG = "\n".join(f"key{number}: value" for number in range(300))


@pytest.mark.parametrize(
    "head",
    [
        "---\nscope: proposal\n---\n",
        '---\nscope: "proposal"\n---\n',
        "---\nscope:   proposal  # what it is\n---\n",
        f"---\n{LONG}\nscope: proposal\n---\n",
        "scope: proposal\n",
    ],
    ids=["plain", "quoted", "spaces and a comment", "far down", "without dashes"],
)
def test_a_proposal_is_found_however_its_front_matter_says_so(head: str) -> None:
    documents = {"docs/p.md": PROPOSES, "docs/q.md": f"{head}\n# Plan\n"}
    found = plan(Request(documents, ("docs/p.md",), SETTINGS, lambda path: False))
    assert [move.target for move in found.moves] == ["docs/q.md"]
