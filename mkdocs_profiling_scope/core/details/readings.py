"""Readings: at which block a finding stands, and how its words read, for hosts that show it on the page."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

from mkdocs_profiling_scope.core.judgement.ordinary_word import ordinary_word
from mkdocs_profiling_scope.core.markdown.document import Document, Node
from mkdocs_profiling_scope.core.values import Block, Finding, Reading

_READ = re.compile(r"<[A-Za-z][^<>]*\smarkdown(?=[\s=>])")  # an element with the attribute `markdown`
_WORD = re.compile(r"[^\W_]+")
# Characters of a block; beyond, the first occurrence is good enough, and nothing takes square time.
_LONG = 20_000


def reading(document: Document, finding: Finding) -> Reading:
    """Return where `finding` stands and how its words read; of a section, those of its heading."""
    block = _block(document, finding)
    if block is None or finding.block is None:
        return Reading(block)
    node = document.nodes[block]
    start, end = max(finding.span.start, node.start), min(finding.span.end, node.end)
    if node.rows and (start, end) == (node.start, node.end):  # a table is looked at as a whole
        return Reading(block)
    words = document.words(start, end).strip() if start < end else ""
    if not words or node.end - node.start > _LONG:
        return Reading(block, words)
    return Reading(block, words, _occurrences(words, document.words(node.start, start)))


def anchored(document: Document, blocks: Sequence[Block], readings: Iterable[Reading]) -> tuple[Block, ...]:
    """Return `blocks`, those with words to mark that findings stand at."""
    found = list(blocks)
    looked_at: set[int] = set()  # blocks without such words, around which others have been looked for

    def has_words(i: int) -> bool:
        if found[i].words is None:
            found[i] = found[i]._replace(
                words=ordinary_word(document, _as_prose(document, document.nodes[i]))
            )
        return found[i].words is not None

    for at in {reading.block for reading in readings if reading.block is not None}:
        if has_words(at):
            continue
        # Raw HTML has no words that take a mark, nor has a link alone; it is found by what stands around it.
        for around in (range(at, -1, -1), range(at, len(found))):
            for i in around:
                if has_words(i) or (i != at and i in looked_at):
                    break
                looked_at.add(i)
    return tuple(found)


def _as_prose(document: Document, node: Node) -> Node:
    """Return HTML as a paragraph where the extension md_in_html reads what is in it as Markdown."""
    if node.kind != "html" or not _READ.search(document.source.text, node.start, node.end):
        return node
    return replace(node, kind="paragraph")


def _block(document: Document, finding: Finding) -> int | None:
    """Return the block that a finding stands at: for a comment between blocks, the one that it precedes."""
    if finding.span.start == finding.span.end or finding.span.start < document.metadata.end:
        return None
    if finding.block is not None or not document.nodes:
        return finding.block
    after = bisect_left(document.nodes, finding.span.end, key=lambda node: node.start)
    return min(after, len(document.nodes) - 1)


def _occurrences(words: str, text: str) -> int:
    """Count `words` in `text`, by letters and digits: what stands between them differs once rendered."""
    wanted, found = _key(words), _key(text)
    return found.count(wanted) if wanted.strip() else 0


def _key(text: str) -> str:
    return "".join(f" {word} " for word in _WORD.findall(text))
