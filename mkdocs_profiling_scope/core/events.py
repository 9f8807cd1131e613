"""From the events of the Markdown parser to blocks, prose, links and comments."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate, islice
from typing import Any

from mkdocs_profiling_scope.core.containers import OffsetMap
from mkdocs_profiling_scope.core.document import Node, Reference
from mkdocs_profiling_scope.core.source import Source
from mkdocs_profiling_scope.core.values import Span
from mkdocs_profiling_scope.core.view import View

_AUTOMATIC = ("Autolink", "Email")
# A block inside these is a block of its own, and text right inside them opens one.
_AROUND_BLOCKS = frozenset(
    ("List", "Item", "BlockQuote", "DefinitionList", "DefinitionListDefinition", "FootnoteDefinition")
)
_BLOCKS = frozenset(("Heading", "Paragraph", "CodeBlock", "Table", "HtmlBlock", "DefinitionListTitle"))
_ROWS = frozenset(("TableHead", "TableRow"))
_UNREAD = ("html", "code")  # kinds of blocks whose text is read elsewhere, or not at all
_RUN = re.compile(rb"([\x00-\x7f]+)|[\x80-\xff]+")
_BEGINS = bytes((byte & 0xC0) != 0x80 for byte in range(256))  # 1 for a byte with which a character begins


@dataclass(slots=True)
class _Frame:
    """An element around blocks that is open, and what it means for them."""

    tag: str
    start: int = 0
    depth: int = 0
    quoted: bool = False
    ordered: bool = False
    task: bool = False
    item: int | None = None  # the block that holds the first lines of this item
    above: int | None = None  # the innermost item around


class Builder:
    """Turns parser events into nodes and prose."""

    def __init__(self, source: Source, offsets: OffsetMap, openings: list[int], body: str) -> None:
        self.nodes: list[Node] = []
        self.references: list[Reference] = []
        self.comments: list[Span] = []
        self.names: list[Span] = []
        self.view = View(source.text)
        self._text = source.text
        self._span = _spans(offsets, body)
        self._openings = frozenset(openings)
        self._stack = [_Frame("Document")]
        self._leaf: Node | None = None  # takes inline content
        self._quiet = 0  # elements around whose text is no prose
        self._links: list[bool] = []  # the open links and images, and whether each is quiet

    # -- events

    def read(self, events: Iterable[tuple[Any, Any]]) -> None:
        """Take the events of the parser, each with its range in bytes."""
        for event, where in events:
            if isinstance(event, str):
                if event == "SoftBreak" and (leaf := self._leaf) and leaf.kind not in _UNREAD:
                    leaf.end = max(leaf.end, self._span(where["start"], where["end"])[1])
                else:
                    self._inline(event, "", *self._span(where["start"], where["end"]))
                continue
            (name,) = event
            value = event[name]
            if name == "Text":
                leaf = self._leaf
                if leaf is None or leaf.kind not in _UNREAD:
                    self._prose(leaf, value, *self._span(where["start"], where["end"]))
            elif name == "Start":
                if isinstance(value, str):
                    tag, data = value, None
                else:
                    (tag,) = value
                    data = value[tag]
                self._open(tag, data, where)
            elif name == "End":
                if not isinstance(value, str):
                    (value,) = value
                self._shut(value)
            else:
                self._inline(name, value, *self._span(where["start"], where["end"]))

    def _open(self, tag: str, data: Any, where: Mapping[str, int]) -> None:
        if tag == "TableCell":
            if self._leaf is not None:
                self.view.part()
                self._leaf.rows[-1].append(Span(*self._span(where["start"], where["end"])))
        elif tag in _ROWS:
            if self._leaf is not None:
                self._leaf.rows.append([])
        elif tag in _BLOCKS:
            self._open_block(tag, data, *self._span(where["start"], where["end"]))
        elif tag in _AROUND_BLOCKS:
            self._open_around(tag, data, self._span(where["start"], where["end"])[0])
        elif tag == "Link" or tag == "Image":
            self._open_link(tag, data, *self._span(where["start"], where["end"]))

    def _open_around(self, tag: str, data: Any, start: int) -> None:
        outer = self._stack[-1]
        frame = _Frame(tag, start, outer.depth, outer.quoted, outer.ordered)
        frame.above = outer.item if outer.item is not None else outer.above
        self._end_leaf()
        if tag == "List":
            frame.depth += 1
            frame.ordered = data is not None
        elif tag == "BlockQuote":
            frame.depth += 1
            frame.quoted = True
        elif tag == "DefinitionList":
            frame.depth += 1
        self._stack.append(frame)

    def _open_link(self, tag: str, data: Any, start: int, end: int) -> None:
        self._open_leaf(start)
        quiet = tag == "Image" or data["link_type"] in _AUTOMATIC
        if tag == "Image" or not quiet:
            self.references.append(Reference(Span(start, end), data["dest_url"], tag.lower()))
        self._links.append(quiet)
        self._quiet += quiet

    def _shut(self, tag: str) -> None:
        if tag == "TableCell":
            self.view.part()
        elif tag in _BLOCKS:
            self._quiet -= tag == "CodeBlock"
            self._end_leaf()
        elif tag in _AROUND_BLOCKS:
            self._stack.pop()
            self._end_leaf()
        elif tag == "Link" or tag == "Image":
            self._quiet -= self._links.pop()

    # -- blocks

    def _open_block(self, tag: str, data: Any, start: int, end: int) -> None:
        if tag == "Paragraph" and self._stack[-1].tag == "Item":
            self.view.part()  # the lines of an item are one block, however many paragraphs they are
            return
        self._end_leaf()
        self._quiet += tag == "CodeBlock"
        stripped = start + len(self._text[start:end].rstrip())
        if tag == "Heading" and start not in self._openings:
            node = Node("heading", start, stripped, level=int(data["level"][1]))
        elif tag == "CodeBlock":
            language = data["Fenced"].split(" ")[0].strip("{}. ") if isinstance(data, dict) else ""
            node = Node("code", start, stripped, language=language)
        elif tag == "Table":
            node = Node("table", start, stripped)
        elif tag == "HtmlBlock":
            self._html(start, stripped)
            return
        else:
            node = Node("paragraph", start, start, title=tag != "Paragraph")
        self._leaf = self._add(node)

    def _add(self, node: Node) -> Node:
        frame = self._stack[-1]
        node.depth, node.quoted = frame.depth, frame.quoted
        if node.parent is None and node.kind != "item":
            node.parent = frame.item if frame.item is not None else frame.above
        self.view.part()
        self.nodes.append(node)
        return node

    def _html(self, start: int, end: int) -> None:
        raw = self._text[start:end]
        if raw.startswith("<!--") and raw.find("-->") in (-1, len(raw) - 3):
            self.comments.append(Span(start, end))
            return
        from mkdocs_profiling_scope.core.html import html_prose, html_rows  # here, because few pages need it

        node = self._leaf = self._add(Node("html", start, end))
        for a, b, kind in html_prose(raw):
            if kind == "comment":
                self.comments.append(Span(start + a, start + b))
                continue
            if kind == "block":
                self.view.part()
            self.view.keep(start + a, start + b)
        node.rows = [[Span(start + a, start + b) for a, b in row] for row in html_rows(raw)]

    def _end_leaf(self) -> None:
        self._leaf = None
        self.view.part()

    # -- inline content

    def _open_leaf(self, start: int) -> Node:
        """Return the block that takes inline content, opening one for text right inside an item."""
        if self._leaf is None:
            frame = self._stack[-1]
            if frame.tag != "Item":
                self._leaf = self._add(Node("paragraph", start, start))
            elif frame.item is not None and frame.item == len(self.nodes) - 1:
                self._leaf = self.nodes[frame.item]  # the next paragraph of a loose item
            else:
                self._leaf = self._add_lines(frame, start)
        return self._leaf

    def _add_lines(self, frame: _Frame, start: int) -> Node:
        """Open a block for lines of an item: its first ones, or ones after something inside it."""
        first = frame.item is None
        # A heading or code may be the first thing inside, and is a block of its own.
        alone = first and not (self.nodes and self.nodes[-1].start >= frame.start)
        node = Node("item", frame.start if alone else start, start, ordered=frame.ordered, task=frame.task)
        node.parent = frame.above if first else frame.item
        self._add(node)
        if first:
            frame.item = len(self.nodes) - 1
        return node

    def _prose(self, leaf: Node | None, value: str, start: int, end: int) -> None:
        if leaf is None:
            leaf = self._open_leaf(start)
        if end > leaf.end:
            leaf.end = end
        if not self._quiet and self._text[start:end] == value:
            self.view.keep(start, end)

    def _inline(self, name: str, value: Any, start: int, end: int) -> None:
        if name == "Rule":
            self._end_leaf()
            return
        if name == "TaskListMarker":
            self._stack[-1].task = True
            return
        if name == "Html" or (self._leaf is not None and self._leaf.kind in _UNREAD):
            return
        leaf = self._open_leaf(start)
        leaf.end = max(leaf.end, end)
        if name == "HardBreak":
            self.view.part()
        elif name == "InlineHtml":
            if value.startswith("<!--"):
                self.comments.append(Span(start, end))
            elif value.lower().startswith("<br"):
                self.view.part()
        elif name == "Code" and not self._quiet:
            self._code(start, end)

    def _code(self, start: int, end: int) -> None:
        raw = self._text[start:end]
        ticks = len(raw) - len(raw.lstrip("`"))
        inner = raw[ticks : len(raw) - ticks]
        a = start + ticks + len(inner) - len(inner.lstrip())
        span = Span(a, a + len(inner.strip()))
        self.names.append(span)
        self.references.append(Reference(Span(start, end), inner.strip(), "code"))


def _characters(body: bytes) -> list[int]:
    """Return for each byte how many characters begin before it, and one more at the end."""
    found = [0]
    for run in _RUN.finditer(body):
        size = run.end() - run.start()
        if run[1]:  # one after the other, which a range knows without a look at them
            found += range(found[-1] + 1, found[-1] + 1 + size)
        else:
            found += islice(accumulate(run[0].translate(_BEGINS), initial=found[-1]), 1, None)
    found.append(found[-1] + 1)
    return found


def _spans(offsets: OffsetMap, body: str) -> Callable[[int, int], tuple[int, int]]:
    """Return what leads from a range of bytes of the rewritten text to one of characters of the original."""
    chars = None if body.isascii() else _characters(body.encode())
    shift, original = offsets.shift, offsets.original

    def span(start: int, end: int) -> tuple[int, int]:
        # The byte before the end, because an inserted quote mark may follow.
        if chars is not None:
            begin = chars[start + 1] - 1
            last = chars[end] - 1 if end > start else begin - 1
        else:
            begin, last = start, end - 1
        first = original(begin)
        return first, max(first, original(last) + 1) if end > start else first

    def shifted(start: int, end: int) -> tuple[int, int]:
        return start + moved, end + moved

    def counted(start: int, end: int) -> tuple[int, int]:
        first = counts[start + 1] - 1 + moved
        return first, counts[end] + moved if end > start else first

    if shift is None:
        return span
    moved = shift
    if chars is None:
        return shifted
    counts = chars
    return counted
