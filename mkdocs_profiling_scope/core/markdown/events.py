"""From the events of the Markdown parser to blocks, prose, links and comments."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from mkdocs_profiling_scope.core.markdown.document import Node, Reference
from mkdocs_profiling_scope.core.markdown.offsets import OffsetMap, spans
from mkdocs_profiling_scope.core.markdown.source import Source
from mkdocs_profiling_scope.core.values import Span, as_span

_AUTOMATIC = ("Autolink", "Email")
# A block inside these is a block of its own, and text right inside them opens one.
_AROUND_BLOCKS = frozenset(
    ("List", "Item", "BlockQuote", "DefinitionList", "DefinitionListDefinition", "FootnoteDefinition")
)
_BLOCKS = frozenset(("Heading", "Paragraph", "CodeBlock", "Table", "HtmlBlock", "DefinitionListTitle"))
# Around text that belongs to the same block; their ends are of no interest, nor are those of rows.
_WITHIN = frozenset(("Emphasis", "Strong", "Strikethrough"))
_ROWS = frozenset(("TableHead", "TableRow"))
_UNREAD = ("html", "code")  # kinds of blocks whose text is read elsewhere, or not at all

# A line that says by itself what it is about: "**Risk:** low", "✅ Tested".
_FIELD = re.compile(r"[ \t>]*(?:(\*\*|__)[^*_\n]{1,60}(?::\1|\1[ ]?:)|[✅❌✓✔✗✘⚠❗])")


@dataclass(slots=True, eq=False)
class _Frame:
    """An element around blocks that is open, and what it means for them."""

    tag: str
    start: int = 0
    depth: int = 0
    quoted: bool = False
    ordered: bool = False
    task: bool | None = None
    item: int | None = None  # the block that holds the first lines of this item
    above: int | None = None  # the innermost item around


class Builder:
    """Turns parser events into nodes and prose."""

    def __init__(self, source: Source, offsets: OffsetMap, openings: list[int], body: str) -> None:
        self.nodes: list[Node] = []
        self.references: list[Reference] = []
        self.comments: list[Span] = []
        self.names: list[Span] = []
        self.kept: list[tuple[int, int, int]] = []  # start, end and part of the prose, see view.py
        self._part = 0  # of the view: what is in the next must not be read on from what was in this one
        self._text = source.text
        self._span = spans(offsets, body)
        self._openings = frozenset(openings)
        self._stack = [_Frame("Document")]
        self._leaf: Node | None = None  # takes inline content
        self._quiet = 0  # elements around whose text is no prose
        self._links: list[bool] = []  # the open links and images, and whether each is quiet

    # -- events

    def read(self, events: Iterable[tuple[Any, Any]]) -> None:
        """Take the events of the parser, each with its range in bytes."""
        span, text, keep = self._span, self._text, self.kept.append
        for event, where in events:
            if isinstance(event, str):
                self._mark(event, *span(where["start"], where["end"]))
                continue
            (name,) = event
            value = event[name]
            if name == "Text":
                leaf = self._leaf
                if leaf is None or leaf.kind not in _UNREAD:
                    start, end = span(where["start"], where["end"])
                    if leaf is None:
                        leaf = self._open_leaf(start)
                    if end > leaf.end:
                        leaf.end = end
                    if not self._quiet and text[start:end] == value:
                        keep((start, end, self._part))
            elif name == "Start":
                tag, data = value, None
                if not isinstance(value, str):
                    (tag,) = value
                    data = value[tag]
                if tag not in _WITHIN:
                    self._open(tag, data, *span(where["start"], where["end"]))
            elif name == "End":
                if not isinstance(value, str):
                    (value,) = value
                if value not in _WITHIN:
                    self._shut(value)
            else:
                self._inline(name, value, *span(where["start"], where["end"]))

    def _mark(self, name: str, start: int, end: int) -> None:
        """Take an event that has no value."""
        leaf = self._leaf
        if name == "Rule":
            self._end_leaf()
        elif leaf is None or leaf.kind not in _UNREAD:
            if leaf is None:
                leaf = self._open_leaf(start)
            if end > leaf.end:
                leaf.end = end
            self._part += name == "HardBreak" or bool(_FIELD.match(self._text, end))

    def _open(self, tag: str, data: Any, start: int, end: int) -> None:
        if tag in _BLOCKS:
            self._open_block(tag, data, start, end)
        elif tag == "TableCell":
            if self._leaf is not None:
                self._part += 1
                self._leaf.rows[-1].append(as_span((start, end)))
        elif tag in _ROWS:
            if self._leaf is not None:
                self._leaf.rows.append([])
        elif tag in _AROUND_BLOCKS:
            self._open_around(tag, data, start)
        elif tag == "Link" or tag == "Image":
            self._open_link(tag, data, start, end)

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
        quiet = data["link_type"] in _AUTOMATIC
        if not quiet:
            self.references.append(Reference(as_span((start, end)), data["dest_url"], tag.lower()))
        self._links.append(quiet)
        self._quiet += quiet

    def _shut(self, tag: str) -> None:
        if tag == "TableCell":
            self._part += 1
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
            self._part += 1  # the lines of an item are one block, however many paragraphs they are
            return
        self._end_leaf()
        is_title = tag == "DefinitionListTitle" or (tag == "Heading" and start in self._openings)
        if tag == "Paragraph" or is_title:
            self._leaf = self._add(Node("paragraph", start, start, title=is_title))
            return
        end = start + len(self._text[start:end].rstrip())
        if tag == "HtmlBlock":
            self._html(start, end)
        elif tag == "CodeBlock":
            self._quiet += 1
            language = data["Fenced"].split(" ")[0].strip("{}. ") if isinstance(data, dict) else ""
            self._leaf = self._add(Node("code", start, end, language=language))
        elif tag == "Table":
            self._leaf = self._add(Node("table", start, end))
        else:
            self._leaf = self._add(Node("heading", start, end, level=int(data["level"][1])))

    def _add(self, node: Node) -> Node:
        frame = self._stack[-1]
        node.depth, node.quoted = frame.depth, frame.quoted
        if node.parent is None and node.kind != "item":
            node.parent = frame.item if frame.item is not None else frame.above
        self._part += 1
        self.nodes.append(node)
        return node

    def _html(self, start: int, end: int) -> None:
        raw = self._text[start:end]
        if raw.startswith("<!--") and raw.find("-->") in (-1, len(raw) - 3):
            self.comments.append(as_span((start, end)))
            return
        # Here, because few pages need it.
        from mkdocs_profiling_scope.core.markdown.html import html_prose, html_rows

        node = self._leaf = self._add(Node("html", start, end))
        for a, b, kind in html_prose(raw):
            if kind == "comment":
                self.comments.append(Span(start + a, start + b))
                continue
            if kind == "block":
                self._part += 1
            self.kept.append((start + a, start + b, self._part))
        node.rows = [[Span(start + a, start + b) for a, b in row] for row in html_rows(raw)]

    def _end_leaf(self) -> None:
        self._leaf = None
        self._part += 1

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
        begin = self._begin(frame.start) if alone else start
        node = Node("item", begin, start, ordered=frame.ordered, task=frame.task)
        node.parent = frame.above if first else frame.item
        self._add(node)
        if first:
            frame.item = len(self.nodes) - 1
        return node

    def _begin(self, start: int) -> int:
        """Return where an item begins: below a definition, the parser takes a tab for several characters."""
        start = max(start, self.nodes[-1].end) if self.nodes else start
        while self._text[start] in "\r\n\t":
            start += 1
        return start

    def _inline(self, name: str, value: Any, start: int, end: int) -> None:
        if name == "TaskListMarker":
            self._stack[-1].task = value
            return
        if name == "Html" or (self._leaf is not None and self._leaf.kind in _UNREAD):
            return
        leaf = self._open_leaf(start)
        if end > leaf.end:
            leaf.end = end
        if name == "InlineHtml":
            if value.startswith("<!--"):
                self.comments.append(as_span((start, end)))
            elif value.lower().startswith("<br"):
                self._part += 1
        elif name == "Code" and not self._quiet:
            self._code(start, end)

    def _code(self, start: int, end: int) -> None:
        raw = self._text[start:end]
        ticks = len(raw) - len(raw.lstrip("`"))
        inner = raw[ticks : len(raw) - ticks]
        a = start + ticks + len(inner) - len(inner.lstrip())
        span = Span(a, a + len(inner.strip()))
        self.names.append(span)
        self.references.append(Reference(as_span((start, end)), inner.strip(), "code"))
