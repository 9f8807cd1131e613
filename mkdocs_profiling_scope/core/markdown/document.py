"""The structure of a page: its blocks, tables, links and comments, and the prose in them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from mkdocs_profiling_scope.core.markdown.metadata import Metadata
from mkdocs_profiling_scope.core.markdown.source import Source
from mkdocs_profiling_scope.core.named import NamedTuple
from mkdocs_profiling_scope.core.values import Kind, Span

PROSE = frozenset(("paragraph", "item", "html"))  # kinds of blocks that consist of sentences
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z0-9]{2,31});")
_WORD = re.compile(r"\w+")
_CHANGE = re.compile(r"/(?:pull|pulls|merge_requests|pull-requests)/\d|/commit/[0-9a-f]{7}")
_ABBREVIATION = re.compile(r"^\*\[([^\]\n]+)\]:", re.MULTILINE)


@dataclass(slots=True, eq=False)
class Node:
    """A block while it is being understood; `Document.nodes` holds them in document order."""

    kind: Kind
    start: int
    end: int
    level: int = 0  # of a heading
    parent: int | None = None  # the item around an item, code or paragraph
    section: int | None = None  # the heading above; for a heading, the next heading up
    lead: int | None = None  # the block that introduces this one
    depth: int = 0  # how many lists and quotes are around it
    ordered: bool = False
    task: bool | None = None  # whether an item to tick is ticked
    title: bool = False  # the title of an admonition, tab or definition
    quoted: bool = False
    language: str = ""  # of fenced code
    rows: list[list[Span]] = field(default_factory=list)  # cells of a table, header first


class Reference(NamedTuple):
    """A link or a code span that may name another document."""

    span: Span
    target: str
    kind: str  # link | image | code


@dataclass(eq=False)
class Document:
    """A page taken apart.

    `view` is as long as the text and holds its prose at the same offsets; all else (markup, code, link
    targets, comments) is blank there, soft line breaks are spaces, and a line break separates what
    must not be read as one sentence. Patterns that match in `view` therefore never need to be
    searched for again.
    """

    source: Source
    metadata: Metadata
    nodes: Sequence[Node]
    view: str
    references: Sequence[Reference]
    comments: Sequence[Span]
    names: Sequence[Span]  # code spans, without their backticks

    @cached_property
    def abbreviations(self) -> set[str]:
        """Return the words of what the page defines as abbreviations, `*[HTML]: …`."""
        text = self.source.text
        found = _ABBREVIATION.findall(text) if "*[" in text else []
        return {word for short in found for word in _WORD.findall(short)}

    @cached_property
    def links(self) -> list[Span]:
        """Return where the links are, in order."""
        return sorted(r.span for r in self.references if r.kind == "link")

    @cached_property
    def code(self) -> list[Span]:
        """Return where the code spans are, with their backticks, in order."""
        return sorted(r.span for r in self.references if r.kind == "code")

    @cached_property
    def _changes(self) -> list[int]:
        """Where links to commits and pull requests stand, in order."""
        return sorted(r.span.start for r in self.references if r.kind == "link" and _CHANGE.search(r.target))

    def names_change(self, start: int, end: int) -> bool:
        """Say whether a commit or a pull request is linked between two offsets."""
        changes = self._changes
        return bool(changes) and bisect_left(changes, start) < bisect_left(changes, end)

    def link_at(self, offset: int) -> Span | None:
        """Return the link that a character stands in."""
        i = bisect_right(self.links, (offset, len(self.view))) - 1
        return self.links[i] if i >= 0 and offset < self.links[i].end else None

    def text(self, start: int, end: int) -> str:
        """Return the original text."""
        return self.source.text[start:end]

    def prose(self, node: Node) -> str:
        """Return the prose of a block, one space between its words."""
        return " ".join(self.view[node.start : node.end].split())

    def words(self, start: int, end: int) -> str:
        """Return a piece of the text without its markup, code spans included, one space between words."""
        text, view = self.source.text, self.view
        named = bytearray(end - start)  # 1 in code spans
        for i in range(bisect_left(self.names, start, key=lambda span: span.end), len(self.names)):
            span = self.names[i]
            if span.start >= end:
                break
            first, last = max(span.start, start) - start, min(span.end, end) - start
            named[first:last] = b"\1" * (last - first)
        kept = []
        for i in range(start, end):
            if named[i - start] or view[i] == text[i]:
                kept.append(text[i])
            elif text[i].isspace():
                kept.append(" ")
            elif text[i] == "&" and (entity := _ENTITY.match(text, i, end)):
                from html import unescape  # here, because few pages need the list of entities

                kept.append(unescape(entity[0]))
        return re.sub(r"\s+", " ", "".join(kept))

    def section_end(self, index: int) -> int:
        """Return the index after the last block of the section that the heading `index` opens."""
        return self._section_ends[index]

    @cached_property
    def _section_ends(self) -> dict[int, int]:
        ends: dict[int, int] = {}
        path: list[int] = []  # headings whose sections are open
        for i, node in enumerate(self.nodes):
            if node.kind == "heading":
                while path and self.nodes[path[-1]].level >= node.level:
                    ends[path.pop()] = i
                path.append(i)
        return ends | dict.fromkeys(path, len(self.nodes))
