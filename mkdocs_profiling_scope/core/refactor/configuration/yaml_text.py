"""YAML as text: where each value stands, so that one can be changed and all the rest stays as written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import yaml

from mkdocs_profiling_scope.core.refactor.lines import line_break

Kind = Literal["scalar", "sequence", "mapping", "alias"]
Shape = tuple[object, ...]
_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)*")
_DASH = re.compile(r"[ ]*-[ ]+")
_INDENT = re.compile(r"[ ]*")
_AFTER = re.compile(r"[ \t]*(?:#.*)?(?:\r\n|\n|\r|\Z)")


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """A value with its offsets, anchor and tag included; keys and values of a mapping alternate."""

    kind: Kind
    start: int
    end: int
    value: str = ""  # of a scalar; the name of what an alias stands for
    tag: str = ""  # as written; empty where there is none
    style: str = ""  # how a scalar is quoted; `{` for what stands in brackets
    children: tuple[Node, ...] = ()

    def entries(self) -> Iterator[tuple[Node, Node]]:
        """Yield the keys and values of a mapping."""
        if self.kind == "mapping":
            yield from zip(self.children[::2], self.children[1::2], strict=True)

    def get(self, key: str) -> Node | None:
        """Return the value of a key."""
        return next((value for name, value in self.entries() if name.value == key), None)


def read(text: str) -> Node | None:
    """Return the value that `text` holds; None where it is no YAML, or holds nothing."""
    try:
        events = iter(list(yaml.parse(text, Loader=yaml.SafeLoader)))
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                return _node(next(events), events)
    except (yaml.YAMLError, RecursionError):
        return None
    return None


def with_values(text: str, root: Node, changed: Mapping[Node, str]) -> str | None:
    """Return `text` with other values for some scalars; None where that cannot be written in place."""
    out = text
    for node in sorted(changed, key=lambda found: found.start, reverse=True):
        written = _written(text[node.start : node.end], node, changed[node])
        if written is None:
            return None
        out = out[: node.start] + written + out[node.end :]
    return out if _is(out, _shape(root, lambda node: changed.get(node, node.value))) else None


def with_item(text: str, root: Node, into: Node, index: int, item: str) -> tuple[str, int] | None:
    """Return `text` with `item`, written as YAML, after the item or pair `index`, and its line.

    None where it is not certain that nothing else would change.
    """
    pairs = into.kind == "mapping"
    last = 2 * index + 1 if pairs else index
    after = into.children[last]
    if into.style == "{":
        place, new = after.end, f", {item}"
    else:
        head = _head(text, into)
        rest = _AFTER.match(text, after.end)
        if head is None or rest is None or _ends_with_block(after):
            return None
        end = line_break(text)
        place = rest.end()
        new = f"{head}{item}{end}" if text[:place].endswith(("\n", "\r")) else f"{end}{head}{item}"
    out = text[:place] + new + text[place:]
    added = read(item)
    if added is None or (pairs and added.kind != "mapping"):
        return None
    items = added.children if pairs else (added,)
    if not _is(out, _shape(root, lambda node: node.value, _Change(into, last + 1, last + 1, items))):
        return None
    at = place + len(new) - len(new.lstrip("\r\n"))
    return out, _line(out, at)


def without_item(text: str, root: Node, sequence: Node, index: int) -> str | None:
    """Return `text` without an item that has its lines for itself; None where it has not."""
    item = sequence.children[index]
    head, rest = _head(text, sequence), _AFTER.match(text, item.end)
    begin = _begin(text, item.start)
    if sequence.style == "{" or head is None or text[begin : item.start] != head or rest is None:
        return None
    out = text[:begin] + text[rest.end() :]
    change = _Change(sequence, index, index + 1, ())
    return out if _is(out, _shape(root, lambda node: node.value, change)) else None


def plain(value: str) -> str:
    """Return a text as YAML, quoted only where it has to be."""
    bare = read(value)
    listed = read(f"[{value}]")
    keyed = read(f"{value}: x")
    if bare and listed and keyed and bare.style == "" and len(listed.children) == 1:
        key = keyed.children[0] if keyed.children else bare
        if {bare.value, listed.children[0].value, key.value} == {value} and not bare.tag:
            return value
    return "'" + value.replace("'", "''") + "'"


def line(text: str, node: Node) -> int:
    """Return the line that a node begins on, 1-based."""
    return _line(text, node.start)


def _line(text: str, offset: int) -> int:
    return 1 + len(re.findall(r"\r\n|\n|\r", text[:offset]))


def _node(event: Any, events: Iterator[Any]) -> Node:
    start, end = event.start_mark.index, event.end_mark.index
    if isinstance(event, yaml.AliasEvent):
        return Node("alias", start, end, str(event.anchor))
    tag = event.tag or ""
    if isinstance(event, yaml.ScalarEvent):
        return Node("scalar", start, end, event.value, tag, event.style or "")
    kind: Kind = "sequence" if isinstance(event, yaml.SequenceStartEvent) else "mapping"
    closing: Any = yaml.SequenceEndEvent if kind == "sequence" else yaml.MappingEndEvent
    children: list[Node] = []
    inner = next(events)
    while not isinstance(inner, closing):
        children.append(_node(inner, events))
        inner = next(events)
    if event.flow_style:
        return Node(kind, start, inner.end_mark.index, "", tag, "{", tuple(children))
    # What a block ends with is the last thing in it; its own end is where the next one begins.
    return Node(kind, start, children[-1].end if children else end, "", tag, "", tuple(children))


@dataclass(frozen=True, slots=True)
class _Change:
    """What the children of a node from `start` to before `end` are replaced by."""

    node: Node
    start: int
    end: int
    items: tuple[Node, ...]


def _shape(node: Node, value: Callable[[Node], str], change: _Change | None = None) -> Shape:
    inner = [_shape(child, value, change) for child in node.children]
    if change and node is change.node:
        inner[change.start : change.end] = [
            _shape(child, lambda found: found.value) for child in change.items
        ]
    return node.kind, value(node), node.tag, tuple(inner)


def _is(text: str, shape: Shape) -> bool:
    root = read(text)
    return root is not None and _shape(root, lambda node: node.value) == shape


def _written(raw: str, node: Node, new: str) -> str | None:
    head = _PROPERTIES.match(raw)
    before = head.group() if head else ""
    body = raw[len(before) :]
    if node.kind == "scalar" and not node.style and body == node.value:
        return before + plain(new)
    if node.style in ("'", '"') and body[1:-1] == node.value and not set(new) & set("'\"\\"):
        return f"{before}{node.style}{new}{node.style}"
    return None


def _head(text: str, into: Node) -> str | None:
    """Return what stands before an item of a block sequence, or a key of a mapping, on a line of its own."""
    pairs = into.kind == "mapping"
    for item in into.children[:: 2 if pairs else 1]:
        found = (_INDENT if pairs else _DASH).fullmatch(text[_begin(text, item.start) : item.start])
        if found:
            return found.group()
    return None


def _begin(text: str, offset: int) -> int:
    return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1


def _ends_with_block(node: Node) -> bool:
    """Say whether the last value is a block of text, whose end is not that of its line."""
    while node.children and node.style != "{":
        node = node.children[-1]
    return node.style in ("|", ">") or (node.kind == "scalar" and node.start == node.end)
