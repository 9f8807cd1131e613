"""The outline of a page: its pieces as ranges of whole lines, one in another as they are nested."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pyromark

from mkdocs_profiling_scope.core.markdown.containers import quote_containers
from mkdocs_profiling_scope.core.markdown.metadata import read_metadata
from mkdocs_profiling_scope.core.markdown.offsets import spans
from mkdocs_profiling_scope.core.markdown.parse import OPTIONS
from mkdocs_profiling_scope.core.markdown.source import Source
from mkdocs_profiling_scope.core.refactor.selection.enclosed import enclosing

_KINDS = {
    "Heading": "heading",
    "Paragraph": "paragraph",
    "List": "list",
    "Item": "item",
    "BlockQuote": "quote",
    "Table": "table",
    "CodeBlock": "code",
    "HtmlBlock": "html",
    "FootnoteDefinition": "footnote",
    "DefinitionList": "terms",
}
_HOLDS = ("list", "item", "quote")
_DEEPEST = 200  # pieces in one another; what is further in goes where they go, as Python calls end somewhere
_ENCLOSED = 50  # the same for HTML elements over several pieces


@dataclass(slots=True)
class Piece:
    """A piece of a page, in lines; blank lines after it are not part of it."""

    kind: str  # one of the values above, `rule`, or `container` for an admonition, a tab, or an HTML element
    start: int
    end: int
    level: int = 0
    ordered: bool = False
    children: list[Piece] = field(default_factory=list)
    ends: tuple[Piece, ...] = ()  # of an HTML element: the pieces in which it begins and ends

    def walk(self) -> Iterator[Piece]:
        """Yield the piece and all in it."""
        waiting = [self]
        while waiting:  # no call in itself: a page can nest deeper than Python calls
            piece = waiting.pop()
            yield piece
            waiting += reversed(piece.children)

    def blocks(self, lines: Sequence[int]) -> range:
        """Return the indices of the blocks that begin in the piece, of all those that begin on `lines`."""
        first = bisect_left(lines, self.start)
        return range(first, bisect_right(lines, self.end, first))


def outline(text: str) -> list[Piece]:
    """Return the outermost pieces of a page in order; definitions of links are none."""
    source = Source(text)
    body, offsets, openings = quote_containers(text, read_metadata(source).end)
    if not body.isascii():
        body = body.encode("utf-8", "replace").decode()
    span = spans(offsets, body)
    opening_lines = {source.line(offset) for offset in openings}
    root = Piece("page", 1, source.lines)
    stack = [root]
    depth = 0
    for event, where in pyromark.events_with_range(body, options=OPTIONS):
        name, tag, data = _read(event)
        if name == "End":
            if depth:
                depth -= 1
            else:
                _close(stack.pop())
            continue
        kind = "rule" if name == "Rule" else _KINDS.get(tag)
        holds = stack[-1].kind in ("page", *_HOLDS) and len(stack) <= _DEEPEST
        if name == "Start" and (kind is None or not holds):
            depth += 1
        if kind is None or depth:
            continue
        start, end = span(where["start"], where["end"])
        piece = Piece(kind, source.line(start), _last_line(source, start, end))
        piece.level = int(data["level"][1]) if kind == "heading" and data else 0
        piece.ordered = kind == "list" and data is not None
        piece.end = _content_end(source, piece)
        stack[-1].children.append(piece)
        if name == "Start":
            stack.append(piece)
    for piece in reversed([*root.walk()]):  # the innermost first
        _join(piece, opening_lines)
        piece.children = _enclosed(source, piece.children)
    return root.children


def html_of(source: Source) -> list[tuple[int, str]]:
    """Return the raw HTML of a page, each with the line that it begins on, in order."""
    if "<" not in source.text:
        return []
    pieces = [piece for outer in outline(source.text) for piece in outer.walk()]
    html = [p for piece in pieces for p in (piece, *piece.ends) if p.kind == "html"]
    return sorted((piece.start, _text(source, piece)) for piece in html)


def _text(source: Source, piece: Piece) -> str:
    return source.text[source.line_start(piece.start) : source.line_end(piece.end)]


def lists_of_items(text: str) -> dict[int, int]:
    """Return the line that its list begins on, by the line of each item; of nested lists the innermost."""
    lists = (piece for outer in outline(text) for piece in outer.walk() if piece.kind == "list")
    return {item.start: piece.start for piece in lists for item in piece.children}


def _read(event: object) -> tuple[str, str, dict[str, str] | None]:
    if isinstance(event, str):
        return event, "", None
    assert isinstance(event, dict)
    [(name, value)] = event.items()
    if isinstance(value, dict) and name in ("Start", "End"):
        [(tag, data)] = value.items()
        return name, tag, data if name == "Start" else None
    return name, value if isinstance(value, str) else "", None


def _close(piece: Piece) -> None:
    if piece.kind in _HOLDS and piece.children:
        piece.end = max(piece.end, piece.children[-1].end)


def _last_line(source: Source, start: int, end: int) -> int:
    """Return the line that a piece ends on; the indentation of what follows may have been counted in."""
    line = source.line(max(end - 1, start))
    before = source.text[source.line_start(line) : end]
    return line - 1 if line > source.line(start) and not before.strip(" \t>") else line


def _content_end(source: Source, piece: Piece) -> int:
    """Return the last line of a piece that is not blank; pieces in one another end with the same ones."""
    start = source.line_start(piece.start)
    content = source.text[start : source.line_end(piece.end)].rstrip()
    return source.line(start + len(content) - 1) if content else piece.start


def _html(source: Source, piece: Piece) -> str | None:
    """Return the raw HTML of a piece; None for a heading, over which no element goes on."""
    if piece.kind == "heading":
        return None
    return _text(source, piece) if piece.kind == "html" else ""


def _enclosed(source: Source, pieces: list[Piece]) -> list[Piece]:
    """Make one container of an HTML element that begins in one piece and ends in another, headings aside."""
    if sum(piece.kind == "html" for piece in pieces) < 2:
        return pieces
    ends = enclosing([_html(source, piece) for piece in pieces])

    def wrapped(start: int, stop: int, depth: int) -> list[Piece]:
        found: list[Piece] = []
        i = start
        while i < stop:
            end = ends.get(i, i) if depth < _ENCLOSED else i
            whole = pieces[i]
            if i < end < stop:
                whole = Piece(
                    "container", whole.start, pieces[end].end, children=wrapped(i + 1, end, depth + 1)
                )
                whole.ends = (pieces[i], pieces[end])
                i = end
            found.append(whole)
            i += 1
        return found

    return wrapped(0, len(pieces), 0)


def _join(piece: Piece, openings: set[int]) -> None:
    """Make one container of the opening line of an admonition, which is read as a heading, and its body."""
    joined: list[Piece] = []
    for child in piece.children:
        last = joined[-1] if joined else None
        if child.kind == "heading" and child.start in openings:
            joined.append(Piece("container", child.start, child.end))
        elif last and last.kind == "container" and child.kind == "quote" and not last.children:
            last.end = child.end
            last.children = child.children
        else:
            joined.append(child)
    piece.children = joined
