"""What introduces a list, a table or code: a line that ends in a colon, or a few words in bold."""

from __future__ import annotations

import pytest

from mkdocs_profiling_scope.core.markdown.parse import parse


@pytest.mark.parametrize(
    ("line", "leads"),
    [
        ("The next steps are:", True),
        ("**Plan A**", True),
        ("__Plan A__", True),
        ("**Plan A:**", True),
        ("**Plan A** is dear", False),
        ("**Plan A** and **Plan B**", False),
        ("**We are done.**", False),
        ("Plan A", False),
    ],
)
@pytest.mark.parametrize("below", ["- Inline the decoder\n- Pool the rows\n", "```\nsilt run\n```\n"])
def test_what_introduces_the_next_block(line: str, leads: bool, below: str) -> None:
    first, *rest = parse(f"{line}\n\n{below}").nodes
    assert first.lead is None
    assert {node.lead for node in rest} == {0 if leads else None}


def test_a_heading_introduces_nothing() -> None:
    assert [node.lead for node in parse("## **Plan A**\n\n- Pool the rows\n").nodes] == [None, None]
