"""From the events of the Markdown parser to blocks, prose, links and comments."""

from __future__ import annotations

from itertools import accumulate
from typing import Any

from mkdocs_profiling_scope.core.containers import OffsetMap
from mkdocs_profiling_scope.core.document import Node, Reference
from mkdocs_profiling_scope.core.html import html_prose, html_rows
from mkdocs_profiling_scope.core.source import Source
from mkdocs_profiling_scope.core.values import Span
from mkdocs_profiling_scope.core.view import View

_SPAN_KINDS = {"Emphasis", "Strong", "Strikethrough", "Subscript", "Superscript"}


def _only(mapping: dict[str, Any]) -> tuple[str, Any]:
    """Return the one item of what pyromark gives for a value of an enumeration."""
    return next(iter(mapping.items()))


class Builder:
    """Turns parser events into nodes and prose."""

    def __init__(self, source: Source, offsets: OffsetMap, openings: list[int], body: str) -> None:
        self.nodes: list[Node] = []
        self.references: list[Reference] = []
        self.comments: list[Span] = []
        self.names: list[Span] = []
        self._text = source.text
        self._offsets = offsets
        self._openings = frozenset(openings)
        # pyromark counts bytes.
        self._chars = None if body.isascii() else [0, *accumulate((b & 0xC0) != 0x80 for b in body.encode())]
        self.view = View(source.text)
        self._stack: list[dict[str, Any]] = []
        self._leaf: Node | None = None  # takes inline content
        self._quiet = 0
        self._link: tuple[int, str] | None = None

    # -- events

    def event(self, event: Any, start_byte: int, end_byte: int) -> None:
        """Take the next event of the parser."""
        start, end = self._span(start_byte, end_byte)
        name: str = event if isinstance(event, str) else _only(event)[0]
        value: Any = None if isinstance(event, str) else _only(event)[1]
        if name == "Start":
            tag, data = (value, None) if isinstance(value, str) else _only(value)
            self._open(tag, data, start, end)
        elif name == "End":
            self._shut(value if isinstance(value, str) else _only(value)[0], end)
        else:
            self._inline(name, value, start, end)

    def close(self) -> None:
        """Finish after the last event."""
        self._end_leaf()

    def _span(self, start: int, end: int) -> tuple[int, int]:
        # The byte before the end, because an inserted quote mark may follow.
        if self._chars is not None:
            # Index by bytes: accumulate counts the characters that begin at or before a byte.
            begin = self._chars[start + 1] - 1 if start + 1 < len(self._chars) else self._chars[-1]
            last = self._chars[end] - 1 if end > start else begin - 1
        else:
            begin, last = start, end - 1
        first = self._offsets.original(begin)
        return first, max(first, self._offsets.original(last) + 1) if end > start else first

    def _open(self, tag: str, data: Any, start: int, end: int) -> None:
        if tag in _SPAN_KINDS:
            return
        if tag == "Link":
            self._open_leaf(start)
            self._link = None if data["link_type"] in ("Autolink", "Email") else (start, data["dest_url"])
            self._quiet += data["link_type"] in ("Autolink", "Email")
            self._stack.append({"tag": tag, "auto": data["link_type"] in ("Autolink", "Email")})
            if self._link:
                self.references.append(Reference(Span(start, end), data["dest_url"], "link"))
            return
        if tag == "Image":
            self._open_leaf(start)
            self._quiet += 1
            self.references.append(Reference(Span(start, end), data["dest_url"], "image"))
            self._stack.append({"tag": tag})
            return
        self._stack.append({"tag": tag, "data": data, "start": start, "item": None})
        handler = getattr(self, f"_open_{tag.lower()}", None)
        if handler:
            handler(data, start, end)

    def _shut(self, tag: str, end: int) -> None:
        if tag in _SPAN_KINDS:
            return
        frame: dict[str, Any] = self._stack.pop() if self._stack else {"tag": tag}
        if tag == "Link":
            self._quiet -= frame.get("auto", False)
            self._link = None
        elif tag == "Image":
            self._quiet -= 1
        elif tag == "TableCell":
            self.view.part()
        elif tag in (
            "Heading",
            "Paragraph",
            "Item",
            "CodeBlock",
            "Table",
            "HtmlBlock",
            "DefinitionListTitle",
            "DefinitionListDefinition",
        ):
            self._end_leaf()

    # -- blocks

    def _add(self, node: Node) -> Node:
        node.depth = sum(f["tag"] in ("List", "BlockQuote", "DefinitionList") for f in self._stack)
        node.quoted = any(f["tag"] == "BlockQuote" for f in self._stack)
        if node.parent is None:
            node.parent = next((f["item"] for f in reversed(self._stack) if f.get("item") is not None), None)
        self.view.part()
        self.nodes.append(node)
        return node

    def _open_heading(self, data: Any, start: int, end: int) -> None:
        self._end_leaf()
        if start in self._openings:
            self._leaf = self._add(Node("paragraph", start, start, title=True))
        else:
            stripped = self._stripped(start, end)
            self._leaf = self._add(Node("heading", start, stripped, level=int(data["level"][1])))

    def _open_paragraph(self, data: Any, start: int, end: int) -> None:
        if self._stack[-2:][0]["tag"] != "Item" or len(self._stack) < 2:
            self._end_leaf()
            self._leaf = self._add(Node("paragraph", start, start))
        else:
            self.view.part()

    def _open_definitionlisttitle(self, data: Any, start: int, end: int) -> None:
        self._end_leaf()
        self._leaf = self._add(Node("paragraph", start, start, title=True))

    def _open_definitionlistdefinition(self, data: Any, start: int, end: int) -> None:
        self._end_leaf()

    def _open_list(self, data: Any, start: int, end: int) -> None:
        self._end_leaf()

    def _open_blockquote(self, data: Any, start: int, end: int) -> None:
        self._end_leaf()

    def _open_item(self, data: Any, start: int, end: int) -> None:
        self._end_leaf()

    def _open_codeblock(self, data: Any, start: int, end: int) -> None:
        self._end_leaf()
        language = data["Fenced"].split(" ")[0].strip("{}. ") if isinstance(data, dict) else ""
        self._leaf = self._add(Node("code", start, self._stripped(start, end), language=language))
        self._quiet += 1

    def _open_table(self, data: Any, start: int, end: int) -> None:
        self._end_leaf()
        self._leaf = self._add(Node("table", start, self._stripped(start, end)))

    def _open_tablehead(self, data: Any, start: int, end: int) -> None:
        if self._leaf:
            self._leaf.rows.append([])

    _open_tablerow = _open_tablehead

    def _open_tablecell(self, data: Any, start: int, end: int) -> None:
        self.view.part()
        if self._leaf and self._leaf.rows:
            self._leaf.rows[-1].append(Span(start, end))

    def _open_htmlblock(self, data: Any, start: int, end: int) -> None:
        self._end_leaf()
        end = self._stripped(start, end)
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

    def _stripped(self, start: int, end: int) -> int:
        return start + len(self._text[start:end].rstrip())

    def _end_leaf(self) -> None:
        if self._leaf is not None:
            if self._leaf.kind == "code":
                self._quiet -= 1
            self._leaf = None
        self.view.part()

    # -- inline content

    def _open_leaf(self, start: int) -> Node | None:
        """Return the block that takes inline content, opening one for text right inside an item."""
        if self._leaf is None:
            frame = next(
                (
                    f
                    for f in reversed(self._stack)
                    if f["tag"] in ("Item", "DefinitionListDefinition", "FootnoteDefinition")
                ),
                None,
            )
            if frame is None or frame["tag"] != "Item":
                self._leaf = self._add(Node("paragraph", start, start))
                return self._leaf
            index = frame["item"]
            if index is not None and index == len(self.nodes) - 1:
                self._leaf = self.nodes[index]  # the next paragraph of a loose item
            else:
                self._leaf = self._open_own_lines(frame, start)
        return self._leaf

    def _open_own_lines(self, frame: dict[str, Any], start: int) -> Node:
        lists = [f for f in self._stack if f["tag"] == "List"]
        first = frame["item"] is None
        outer = next(
            (
                f["item"]
                for f in reversed(self._stack[: self._stack.index(frame)])
                if f.get("item") is not None
            ),
            None,
        )
        node = Node(
            "item",
            frame["start"] if first else start,
            start,
            ordered=bool(lists) and lists[-1]["data"] is not None,
        )
        node.parent = outer if first else frame["item"]
        self._add(node)
        node.task = bool(frame.get("task"))
        if first:
            frame["item"] = len(self.nodes) - 1
        return node

    def _inline(self, name: str, value: Any, start: int, end: int) -> None:
        if name == "Rule":
            self._end_leaf()
            return
        if name == "TaskListMarker":
            self._stack[-1]["task"] = True
            return
        if name in ("Html", "Text") and self._leaf is not None and self._leaf.kind in ("html", "code"):
            return
        if name == "Html" or not self._stack:
            return
        leaf = self._open_leaf(start)
        if leaf is not None:
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
