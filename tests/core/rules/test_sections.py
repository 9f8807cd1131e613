"""What the sections of a proposal are: all that stands below its title, wherever the title is given."""

from __future__ import annotations

import pytest

from mkdocs_profiling_scope import Settings, analyse

ARENAS = "Arenas\n\nWe should replace the map with arenas in the first phase.\n"
CACHE = "Cache\n\nWe should cache the footer in the second phase.\n"


@pytest.mark.parametrize(
    ("text", "sections"),
    [
        (f"# Plans\n\n## {ARENAS}\n## {CACHE}", ["Arenas", "Cache"]),
        (f"---\ntitle: Plans\n---\n\n## {ARENAS}\n## {CACHE}", ["Arenas", "Cache"]),
        (f"## Plans\n\n### {ARENAS}\n### {CACHE}", ["Arenas", "Cache"]),
        (f"# Plans\n\n# {ARENAS}\n# {CACHE}", ["Arenas", "Cache"]),
        (f"## {ARENAS}\n# {CACHE}", ["Cache"]),
    ],
)
def test_each_section_needs_its_evidence_and_is_in_the_overview(text: str, sections: list[str]) -> None:
    found = analyse(text, Settings(), scope="proposal", details=True)
    assert [(f.code, f.message.split("'")[1]) for f in found.findings] == [("PS304", s) for s in sections]
    assert [proposal.title for proposal in found.details.proposals[1:]] == sections
