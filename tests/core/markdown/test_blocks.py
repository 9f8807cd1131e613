"""Blocks: each file in blocks/ is a page, a line of dashes, and the blocks that it consists of."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_profiling_scope.core.markdown.parse import parse

CASES = sorted(Path(__file__).parent.glob("blocks/*.txt"))


def listing(text: str) -> str:
    document = parse(text)
    rows = []
    for node in document.nodes:
        first, last = document.source.line(node.start), document.source.line(max(node.start, node.end - 1))
        lines = str(first) if first == last else f"{first}-{last}"
        kind = "task" if node.task is not None else node.kind
        rows.append(f"{lines} {kind} {document.prose(node)}".rstrip())
    return "\n".join(rows) + "\n"


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_blocks(case: Path, ends: str, update: bool) -> None:
    text, _, expected = case.read_text("utf-8").partition("----\n")
    found = listing(text.replace("\n", ends))
    if update:
        case.write_text(f"{text}----\n{found}", "utf-8")
    assert found == expected
