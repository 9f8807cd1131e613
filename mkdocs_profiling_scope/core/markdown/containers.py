"""MkDocs containers (`!!!`, `???`, `===`, `///`, HTML), rewritten as what a CommonMark parser can read.

CommonMark takes the indented body of an admonition or a tab for code. Here the first four columns of
the body become the quote mark `>   `, and the opening line becomes a heading that holds only the
title; a map leads back to the original offsets. HTML with the attribute `markdown` gets a blank line
below its tag: to CommonMark, what follows it without one is HTML, too.
"""

from __future__ import annotations

import re

from mkdocs_profiling_scope.core.markdown.offsets import OffsetMap

_OPENING = re.compile(
    r"(?P<mark>!!!|\?\?\?\+?|===[!+]?)[ ](?P<rest>.*)|(?P<block>/{3,})(?![/])[ ]*(?P<head>.*)"
)
_QUOTED = re.compile(r"\"(.*)\"|'(.*)'")
_FENCE = re.compile(r"(`{3,}|~{3,})(.*)")
_ITEM = re.compile(r"(?:[-+*]|\d{1,9}[.)])(?:[ \t]|\Z)")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")
# Lines that open nothing wherever they stand, as many as there are, or else the next line.
_LINES = re.compile(rf"((?:[^\s!?=/`~+*\d<-][^\r\n]*(?:\r\n|\n|\r)|\n)+)|({_LINE.pattern})")
# The tag of an element in which the extension md_in_html reads Markdown, in a line of its own.
_HTML = re.compile(
    r"<(?:article|aside|details|div|figure|main|section)(?=\s)[^<>\n]*\smarkdown(?!=[\"']?0)(?=[\s=>])[^<>\n]*>\s*\Z",
    re.IGNORECASE,
)
_SUMMARY = re.compile(r"<summary\b.*</summary>\s*\Z", re.IGNORECASE)
_HINT = re.compile(r"^[ \t]*(?:!!!|\?\?\?|===|///|<\w+[ \t][^\n]*markdown)", re.MULTILINE)
_MARKS = ("!!!", "???", "===", "///", "markdown")
_DEEPEST = 32  # containers in containers; Python-Markdown gives up not much further down


def quote_containers(text: str, base: int) -> tuple[str, OffsetMap, list[int]]:
    """Rewrite the containers in `text[base:]`.

    Returns:
        the rewritten text, the map back to offsets of `text`, and the original offsets of the lines
        that open a container.
    """
    offsets = OffsetMap(base)
    body = text[base:]
    if not any(map(body.__contains__, _MARKS)) or not _HINT.search(body):
        return body, offsets, []
    scanner = _Scanner(offsets, base)
    for plain, line in _LINES.findall(body):
        if plain:
            scanner.plain(plain)
        else:
            scanner.line(line)
    return "".join(scanner.out), offsets, scanner.openings


class _Scanner:
    """Reads line by line, knowing the open containers, the open fence and the open list."""

    def __init__(self, offsets: OffsetMap, base: int) -> None:
        self.out: list[str] = []
        self.openings: list[int] = []
        self._offsets = offsets
        self._in = base
        self._length = 0
        self._stack: list[int] = []  # columns of the open containers
        self._prefix = ""  # what their bodies begin with
        self._outer: list[int | None] = []  # for each, the list that was open around it
        self._fence: tuple[str, int] | None = None
        self._list: int | None = None  # column of the outermost open list
        self._in_html = False  # whether the line before is a tag below which Markdown begins

    def plain(self, lines: str) -> None:
        """Take lines that open nothing and are not indented."""
        if self._stack:
            for line in _LINE.findall(lines):
                self.line(line)
            return
        if self._fence is None and not lines.isspace():
            self._list = None
        if self._in_html:
            self._blank()
        self._offsets.add(self._length, self._in)
        self.out.append(lines)
        self._length += len(lines)
        self._in += len(lines)

    def line(self, line: str) -> None:
        """Take the next line, line break included."""
        content = line.lstrip(" \t")
        if not content.strip():
            self._in_html = False
            self._emit(self._prefix.rstrip(), content, line)
            return
        indent = len(line[: len(line) - len(content)].expandtabs(4))
        self._close(indent)
        quoted = self._stack[-1] + 4 if self._stack else 0
        if self._in_html and not _SUMMARY.match(content):
            self._blank()
        self._in_html = self._in_html or self._opens_html(content, indent - quoted)
        if self._fence is None and self._opens(content, indent, quoted):
            title = _title(content)
            self.openings.append(self._in + len(line) - len(content))
            self._emit(self._prefix + " " * (indent - quoted), title, line)
            if not content.startswith("///"):
                self._stack.append(indent)
                self._outer.append(self._list)
                self._list = None
                self._prefix = self._quotes()
            return
        self._track(content, indent, quoted)
        self._emit(self._prefix + " " * (indent - quoted), content, line)

    def _close(self, indent: int) -> None:
        while self._stack and indent < self._stack[-1] + 4:
            self._stack.pop()
            self._fence = None
            self._list = self._outer.pop()
            self._prefix = self._quotes()

    def _opens(self, content: str, indent: int, quoted: int) -> bool:
        if len(self._stack) == _DEEPEST or not _OPENING.match(content):
            return False
        return indent - quoted < 4 or (self._list is not None and indent > self._list)

    def _opens_html(self, content: str, indent: int) -> bool:
        return indent < 4 and self._fence is None and _HTML.match(content) is not None

    def _track(self, content: str, indent: int, quoted: int) -> None:
        fence = _FENCE.match(content)
        if self._fence:
            mark, size = self._fence
            if fence and fence[1][0] == mark and len(fence[1]) >= size and not fence[2].strip():
                self._fence = None
            return
        if fence and not (fence[1][0] == "`" and "`" in fence[2]):
            self._fence = fence[1][0], len(fence[1])
        elif _ITEM.match(content) and (self._list is None or indent <= self._list):
            self._list = indent if indent - quoted < 4 else self._list
        elif self._list is not None and indent <= self._list:
            self._list = None

    def _quotes(self) -> str:
        if not self._stack:
            return ""
        return "".join(">" if c in self._stack else " " for c in range(self._stack[-1] + 4))

    def _blank(self) -> None:
        """Add a blank line that is not in the original."""
        self._in_html = False
        line = f"{self._prefix.rstrip()}\n"
        self._offsets.add(self._length, self._in)
        self.out.append(line)
        self._length += len(line)

    def _emit(self, prefix: str, content: str, line: str) -> None:
        kept = len(line.lstrip(" \t"))
        self._offsets.add(self._length, self._in)
        self._offsets.add(self._length + len(prefix), self._in + len(line) - kept)
        self.out += [prefix, content]
        self._length += len(prefix) + len(content)
        self._in += len(line)


def _title(content: str) -> str:
    """Turn an opening line into a heading of the same length that holds only the title."""
    body = content.rstrip("\r\n")
    found = _QUOTED.search(body)
    if body.startswith("///"):
        start, end = (body.index("|") + 1, len(body)) if "|" in body else (0, 0)
    elif found:
        start, end = found.span(1 if found.group(1) is not None else 2)
    else:
        start = end = 0
    if end <= start:
        return "###" + " " * (len(body) - 3) + content[len(body) :]
    return "###" + " " * (start - 3) + body[start:end] + " " * (len(body) - end) + content[len(body) :]
