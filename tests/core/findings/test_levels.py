"""Which findings are reported, and what stands for others."""

from __future__ import annotations

import pytest

from mkdocs_profiling_scope import Settings, analyse

SECTION = """
# Core

## Next

- Keep the buffers.
- Cache the footer.
- We should replace the row map with a sorted vector.
"""


@pytest.mark.parametrize(
    ("settings", "codes"),
    [
        ({}, ["PS203"]),
        ({"rules": {"PS203": "off"}, "medium": "off"}, ["PS201"]),
        ({"medium": "off"}, ["PS201"]),  # the section is of medium confidence
    ],
)
def test_a_section_stands_for_what_is_in_it_only_where_it_is_reported(
    settings: dict[str, object], codes: list[str]
) -> None:
    found = analyse(SECTION, Settings.from_mapping(settings), scope="profiling").findings
    assert [finding.code for finding in found] == codes
