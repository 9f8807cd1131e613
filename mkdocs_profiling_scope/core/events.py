"""From the events of the Markdown parser to blocks, prose, links and comments."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from mkdocs_profiling_scope.core.containers import OffsetMap
from mkdocs_profiling_scope.core.document import Node, Reference
from mkdocs_profiling_scope.core.html import html_prose, html_rows
from mkdocs_profiling_scope.core.source import Source
from mkdocs_profiling_scope.core.values import Span
from mkdocs_profiling_scope.core.view import View

_STYLES = {"Emphasis", "Strong", "Strikethrough", "Subscript", "Superscript"}
_AUTOMATIC = ("Autolink", "Email")
_IN_TABLE = ("TableCell", "TableHead", "TableRow")
# A block inside these is a block of its own, and text right inside them opens one.
_ENDS_BLOCK = {
    "List",
    "Item",
    "BlockQuote",
    "DefinitionList",
    "DefinitionListDefinition",
    "FootnoteDefinition",
}
_BEGINS = bytes((byte & 0xC0) != 0x80 for byte in range(256))  # 1 for a byte with which a character begins
_HOLDS_BLOCK = {"Heading", "Paragraph", "CodeBlock", "Table", "HtmlBlock", "DefinitionListTitle"}


@dataclass(slots=True)
class _Frame:
    """An element that is open, and what it means for the blocks inside."""

    tag: str
    start: int = 0
    depth: int = 0
    quoted: bool = False
    ordered: bool = False
    task: bool = False
    quiet: bool = False  # its text is no prose
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
        self._offsets = offsets
        self._shift = offsets.shift
        self._openings = frozenset(openings)
        # pyromark counts bytes.
        self._chars = None if body.isascii() else [0, *accumulate(body.encode().translate(_BEGINS))]
        self._stack = [_Frame("Document")]
        self._leaf: Node | None = None  # takes inline content
        self._quiet = 0

    # -- events

    def read(self, events: Iterable[tuple[Any, Any]]) -> None:
        """Take the events of the parser, each with its range in bytes."""
        for event, where in events:
            if isinstance(event, str):
                self._inline(event, "", *self._span(where["start"], where["end"]))
                continue
            [(name, value)] = event.items()
            if name == "End":
                self._shut(value if isinstance(value, str) else next(iter(value)))
                continue
            if name != "Start":
                self._inline(name, value, *self._span(where["start"], where["end"]))
                continue
            [(tag, data)] = ((value, None),) if isinstance(value, str) else value.items()
            if tag not in _STYLES:
                self._open(tag, data, *self._span(where["start"], where["end"]))

    def _span(self, start: int, end: int) -> tuple[int, int]:
        chars = self._chars
        # The byte before the end, because an inserted quote mark may follow.
        if chars is not None:
            # Index by bytes: accumulate counts the characters that begin at or before a byte.
            begin = chars[start + 1] - 1 if start + 1 < len(chars) else chars[-1]
            last = chars[end] - 1 if end > start else begin - 1
        else:
            begin, last = start, end - 1
        if self._shift is not None:
            first = begin + self._shift
            return first, max(first, last + 1 + self._shift)
        original = self._offsets.original
        first = original(begin)
        return first, max(first, original(last) + 1) if end > start else first

    def _open(self, tag: str, data: Any, start: int, end: int) -> None:
        if tag in _IN_TABLE:
            self._open_in_table(tag, start, end)
            return
        outer = self._stack[-1]
        frame = _Frame(tag, start, outer.depth, outer.quoted, outer.ordered)
        frame.above = outer.item if outer.item is not None else outer.above
        if tag in _ENDS_BLOCK:
            self._end_leaf()
            frame.depth += tag in ("List", "BlockQuote", "DefinitionList")
            frame.quoted |= tag == "BlockQuote"
            frame.ordered = data is not None if tag == "List" else frame.ordered
        elif tag in ("Link", "Image"):
            self._open_leaf(start)
            frame.quiet = tag == "Image" or data["link_type"] in _AUTOMATIC
            if tag == "Image" or not frame.quiet:
                self.references.append(Reference(Span(start, end), data["dest_url"], tag.lower()))
        elif tag in _HOLDS_BLOCK:
            frame.quiet = tag == "CodeBlock"
            self._open_block(tag, data, start, end)
        self._quiet += frame.quiet
        self._stack.append(frame)

    def _open_in_table(self, tag: str, start: int, end: int) -> None:
        if self._leaf is None:
            return
        if tag == "TableCell":
            self.view.part()
            self._leaf.rows[-1].append(Span(start, end))
        else:
            self._leaf.rows.append([])

    def _shut(self, tag: str) -> None:
        if tag == "TableCell":
            self.view.part()
        if tag in _STYLES or tag in _IN_TABLE:
            return
        self._quiet -= self._stack.pop().quiet
        if tag in _HOLDS_BLOCK or tag in _ENDS_BLOCK:
            self._end_leaf()

    # -- blocks

    def _open_block(self, tag: str, data: Any, start: int, end: int) -> None:
        stripped = start + len(self._text[start:end].rstrip())
        if tag == "Paragraph" and self._stack[-1].tag == "Item":
            self.view.part()  # the lines of an item are one block, however many paragraphs they are
            return
        self._end_leaf()
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
            frame = next((f for f in reversed(self._stack) if f.tag in _ENDS_BLOCK), None)
            if frame is None or frame.tag != "Item":
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

    def _inline(self, name: str, value: Any, start: int, end: int) -> None:
        if name == "Rule":
            self._end_leaf()
            return
        if name == "TaskListMarker":
            self._stack[-1].task = True
            return
        if name == "Html" or (self._leaf is not None and self._leaf.kind in ("html", "code")):
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
        elif name == "Text" and not self._quiet and self._text[start:end] == value:
            self.view.keep(start, end)

    def _code(self, start: int, end: int) -> None:
        raw = self._text[start:end]
        ticks = len(raw) - len(raw.lstrip("`"))
        inner = raw[ticks : len(raw) - ticks]
        a = start + ticks + len(inner) - len(inner.lstrip())
        span = Span(a, a + len(inner.strip()))
        self.names.append(span)
        self.references.append(Reference(Span(start, end), inner.strip(), "code"))
