"""Which proposal text goes to."""

from __future__ import annotations

import pytest

from mkdocs_profiling_scope import Settings
from mkdocs_profiling_scope.core.refactor.goals import RefactorError
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


@pytest.mark.parametrize(("to", "said"), [(None, True), ("docs/r.md", False)])
def test_that_several_proposals_are_as_near_is_said_unless_one_is_asked_for(
    to: str | None, said: bool
) -> None:
    plans = {f"docs/{name}.md": "---\nscope: proposal\n---\n# Plan\n" for name in ("q", "r")}
    documents = {"docs/p.md": PROPOSES, "docs/far/s.md": plans["docs/q.md"], **plans}
    found = plan(Request(documents, ("docs/p.md",), SETTINGS, lambda path: False, to))
    note = "docs/q.md: is one of 2 proposals that are as near; --to FILE names another one"
    assert (note in found.notes) == said


@pytest.mark.parametrize("selected", [("docs/p.md",), ("docs/p.md", "docs/q.md")])
def test_no_profiling_page_takes_proposals_be_it_among_those_to_refactor_or_not(
    selected: tuple[str, ...],
) -> None:
    documents = {"docs/p.md": PROPOSES, "docs/q.md": "---\nscope: profiling\n---\n# Reading\n"}
    with pytest.raises(RefactorError, match=r"docs/q\.md: is a profiling page itself"):
        plan(Request(documents, selected, SETTINGS, lambda path: False, "docs/q.md"))
