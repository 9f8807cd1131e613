"""Definitions: of links, footnotes and abbreviations, and which text uses them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from mkdocs_profiling_scope.core.markdown.document import Document
from mkdocs_profiling_scope.core.refactor.lines import split_lines

_OPENING = re.compile(r"[ ]{0,3}(?:\[(\^?[^\]\n]+)\]|\*\[([^\]\n]+)\]):")


@dataclass(frozen=True, slots=True)
class Definition:
    """A definition with its lines, 1-based and inclusive."""

    label: str  # `^` before that of a footnote, `*` before an abbreviation
    start: int
    end: int

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
        if not label.startswith("*") and any(
            n.start < offset < n.end and n.kind != "item" for n in document.nodes
        ):
            continue  # the next line of a paragraph, which reads like a definition
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


def text_without(document: Document, found: Iterable[Definition], left_out: Collection[int]) -> str:
    """Return the text of a page without its definitions and the lines `left_out`."""
    gone = {n for d in found for n in range(d.start, d.end + 1)} | set(left_out)
    lines = split_lines(document.source.text)
    return "".join(line for n, line in enumerate(lines, 1) if n not in gone)
