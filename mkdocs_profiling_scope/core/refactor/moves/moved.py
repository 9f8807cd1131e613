"""Moved text: lines of a unit as they stand in the proposal."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from mkdocs_profiling_scope.core.markdown.document import Document
from mkdocs_profiling_scope.core.refactor.lines import split_lines
from mkdocs_profiling_scope.core.refactor.links.addresses import Route, rebased
from mkdocs_profiling_scope.core.refactor.links.targets import targets
from mkdocs_profiling_scope.core.refactor.values import Unit

_ATX = re.compile(r"([ ]{0,3})(#{1,6})(?=[ \t]|\Z)")
DEEPEST = 6


class Mover:
    """Renders lines of a page as they stand elsewhere."""

    def __init__(self, document: Document, route: Route, labels: Mapping[str, str]) -> None:
        """Take the page, the way that its lines go, and the new names of definitions by their old ones."""
        self._document = document
        self._route = route
        self._labels = labels
        self._targets = targets(document)
        line = document.source.line
        self._headings = {
            line(node.start): (node.level, line(node.end - 1) - line(node.start))
            for node in document.nodes
            if node.kind == "heading"
        }

    def lines(self, unit: Unit, level: int) -> list[tuple[str, int]]:
        """Return the lines of a unit, without line breaks, with their numbers in the page.

        The unit's highest heading gets `level`; others keep their distance, as far as there are levels.
        """
        inside = {n: found for n, found in self._headings.items() if unit.start <= n <= unit.end}
        shift = level - min((found for found, _ in inside.values()), default=level)
        out: list[tuple[str, int]] = []
        skip = 0
        for number, line in enumerate(self._linked(unit), unit.start):
            if skip:
                skip -= 1
                continue
            if number in inside:
                old, skip = inside[number]
                line = _heading(line, min(DEEPEST, old + shift), skip)
            out.append((line, number))
        kept = _renamed(dedented([line for line, _ in out]), self._labels)
        return [(line, number) for line, (_, number) in zip(kept, out, strict=True)]

    def _linked(self, unit: Unit) -> list[str]:
        source = self._document.source
        start, end = source.line_start(unit.start), source.line_end(unit.end)
        text = source.text[start:end]
        for target in reversed(self._targets):
            if start <= target.span.start < end:
                url = rebased(target, self._route)
                text = text[: target.span.start - start] + url + text[target.span.end - start :]
        return [line.rstrip("\r\n") for line in split_lines(text)]


def _heading(line: str, level: int, more: int) -> str:
    if match := _ATX.match(line.lstrip(" >\t")):
        at = line.index("#")
        return line[:at] + "#" * level + line[at + len(match[2]) :]
    return "#" * level + " " + line.strip() if more else line


def dedented(lines: Sequence[str]) -> list[str]:
    """Take away the indentation that the first line has, in columns."""
    first = lines[0].expandtabs(4) if lines else ""
    columns = len(first) - len(first.lstrip(" "))
    if columns == 0:
        return list(lines)
    return [_without(line, columns) for line in lines]


def _without(line: str, columns: int) -> str:
    """Take away so much indentation; what is left of it stays as written if that is as wide."""
    rest = line.lstrip(" \t")
    indent = line[: len(line) - len(rest)]
    left = max(0, len(indent.expandtabs(4)) - columns)
    ends = (i for i in range(len(indent) + 1) if len(indent[:i].expandtabs(4)) == columns)
    kept = next((indent[i:] for i in ends if len(indent[i:].expandtabs(4)) == left), " " * left)
    return kept + rest


def _renamed(lines: list[str], labels: Mapping[str, str]) -> list[str]:
    """Give definitions, and what refers to them, their new names; what is read stays the same."""
    if not labels:
        return lines
    known = "|".join(re.escape(label) for label in sorted(labels, key=len, reverse=True))
    names = {old.casefold(): new for old, new in labels.items()}
    pattern = re.compile(rf"(\]?)\[({known})\](\[\]|:|)(?![(\[])", re.IGNORECASE)

    def rename(match: re.Match[str]) -> str:
        text, label, after = match.groups()
        new = f"[{names[label.casefold()]}]"
        if label.startswith("^") or text or after == ":":
            return f"{text}{new}{after}"
        return f"[{label}]{new}"

    return [pattern.sub(rename, line) for line in lines]
