"""Marking: from the blocks of a page to marks in the Markdown that MkDocs renders."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from mkdocs_profiling_scope.core.values import Analysis, Block
from mkdocs_profiling_scope.hosts.markdown.marks import Marks, uses_mark_characters
from mkdocs_profiling_scope.hosts.markdown.tagging import Tag


def mark(markdown: str, source: str, analysis: Analysis, found: Sequence[Tag], marks: Marks) -> str | None:
    """Return `markdown` with a mark in each block that has a word for it.

    Args:
        markdown: what is about to be rendered, the end of `source` once its front matter is gone.
        source: the text that the offsets of the blocks count in.
        analysis: of the page.
        found: the tags of its blocks.
        marks: of the build; takes up the tags.

    Returns:
        None where `markdown` is not the end of `source`, so that offsets cannot be carried over.
    """
    if not _normal(source).endswith(markdown) or uses_mark_characters(source):
        return None
    if not any(tag.worth_showing for tag in found):
        return markdown
    return marks.insert(markdown, found, _places(markdown, source, analysis.blocks))


def _places(markdown: str, source: str, blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    # Blocks with nothing to show are marked as well: what they are rendered as is then not taken for
    # that of their neighbours.
    before = len(_normal(source)) - len(markdown)
    dropped = [m.start() for m in re.finditer("\r\n", source)]  # the line ends that become shorter
    for index, block in enumerate(blocks):
        word = block.words
        if word is None or block.kind == "code":
            continue
        # The middle of a word, where nothing can be taken for the delimiter of an emphasis or a link.
        offset = (word.start + word.end) // 2
        offset -= bisect_left(dropped, offset)
        if offset > before:
            yield offset - before, index


def _normal(text: str) -> str:
    """Return `text` with the line ends that MkDocs makes of it."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
