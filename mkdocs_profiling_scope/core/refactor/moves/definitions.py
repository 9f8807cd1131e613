"""Definitions: of links, footnotes and abbreviations, and which text uses them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from mkdocs_profiling_scope.core.markdown.document import Document
from mkdocs_profiling_scope.core.refactor.lines import split_lines

_OPENING = re.compile(r"[ ]{0,3}(?:\[(\^?[^\]\n]+)\]|\*\[([^\]\n]+)\]):")
_ADDRESS = re.compile(  # and a title, each of which may stand on the next line
    r"[ \t]*(?:\r?\n)?[ \t]*\S+[ \t]*(?:(?:\r?\n)?[ \t]*(?:\".*\"|'.*'|\(.*\))[ \t]*)?(?=[\r\n]|\Z)"
)


@dataclass(frozen=True, slots=True)
class Definition:
    """A definition with its lines, 1-based and inclusive."""

    label: str  # `^` before that of a footnote, `*` before an abbreviation
    start: int
    end: int

    @property
    def is_link(self) -> bool:
        """Say whether it is of a link."""
        return not self.label.startswith(("^", "*"))

    def may_follow(self, other: Definition) -> bool:
        """Say whether it may stand on the next line: for CommonMark, others than links go on there."""
        return self.is_link and other.is_link

    def is_used_in(self, text: str) -> bool:
        """Say whether `text` refers to it."""
        if self.label.startswith("*"):
            return re.search(rf"(?<!\w){re.escape(self.label[1:])}(?!\w)", text) is not None
        return f"[{self.label.casefold()}]" in text.casefold()


def definitions(document: Document) -> list[Definition]:
    """Return the definitions of a page in order; those in code are none."""
    lines = split_lines(document.source.text)
    line_of = document.source.line
    hidden = {
        number
        for node in document.nodes
        if node.kind in ("code", "html")
        for number in range(line_of(node.start), line_of(max(node.start, node.end - 1)) + 1)
    }
    found: list[Definition] = []
    for number in range(line_of(document.metadata.end), len(lines) + 1):
        match = _OPENING.match(lines[number - 1])
        if match is None or number in hidden:
            continue
        label = match[1] or f"*{match[2]}"
        offset = document.source.line_start(number) + match.end() - 1
        around = [n for n in document.nodes if n.start < offset < n.end and n.kind != "item"]
        if around and not label.startswith("*"):
            # The next line of a paragraph only reads like a definition. After a footnote or an abbreviation,
            # it is one to Python-Markdown, though not to CommonMark.
            follows = all(any(d.start <= line_of(n.start) <= d.end for d in found) for n in around)
            if not (follows and _ADDRESS.match(document.source.text, offset + 1)):
                continue
        end = number
        while end < len(lines) and _continues(lines, end, label):
            end += 1
        while end > number and not lines[end - 1].strip():
            end -= 1
        found.append(Definition(label, number, end))
    return found


def _continues(lines: list[str], index: int, label: str) -> bool:
    line = lines[index]
    if label.startswith("^"):
        return not line.strip() or line.startswith(("    ", "\t"))
    # The address, or the title, may stand on the next line.
    before = lines[index - 1].rstrip()
    indented = line[:1] in " \t" and line.strip()[:1] in ('"', "'", "(")
    return bool(line.strip()) and not label.startswith("*") and (before.endswith("]:") or indented)


def apart(document: Document) -> str:
    """Return the text of a page with blank lines before definitions that would be read as text without."""
    lines = split_lines(document.source.text)
    last: Definition | None = None
    for d in definitions(document):
        beside = last is not None and last.end == d.start - 1 and d.may_follow(last)
        if d.start > 1 and lines[d.start - 2].strip() and not beside:
            lines[d.start - 1] = "\n" + lines[d.start - 1]
        last = d
    return "".join(lines)


def text_without(document: Document, found: Iterable[Definition], left_out: Collection[int]) -> str:
    """Return the text of a page without its definitions and the lines `left_out`."""
    gone = {n for d in found for n in range(d.start, d.end + 1)} | set(left_out)
    lines = split_lines(document.source.text)
    return "".join(line for n, line in enumerate(lines, 1) if n not in gone)
