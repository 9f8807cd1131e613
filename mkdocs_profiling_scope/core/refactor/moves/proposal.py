"""The proposal document: its skeleton, and where in it text from a page is put."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from mkdocs_profiling_scope.core.markdown.document import Document, Node
from mkdocs_profiling_scope.core.markdown.parse import parse
from mkdocs_profiling_scope.core.refactor.lines import line_break, split_lines
from mkdocs_profiling_scope.core.refactor.links.anchors import heading_words
from mkdocs_profiling_scope.core.refactor.links.literal import literal
from mkdocs_profiling_scope.core.refactor.selection.outline import outline
from mkdocs_profiling_scope.core.refactor.values import Part

TITLE = "Optimization proposal"
_PARTS = (
    ("Summary", "what is proposed, for which mode, and what it is worth: three sentences."),
    ("Evidence", ""),
    (
        "Comparative reasoning",
        "what other modes do differently, and what follows from it. Profiling pages leave this out.",
    ),
    ("Proposals", "what to change, one section for each change, with the bottleneck that it removes."),
    ("Decision matrix", "one row for each proposal: effort, gain, risk, priority, decision."),
    ("Risks", "what can go wrong, how likely that is, and how it would be noticed."),
    ("Success criteria", "which measurement, in which profile, shows that a change has paid off."),
    ("References", "issues, discussions and documents that a reader needs."),
)
_MATCHES: dict[Part, re.Pattern[str]] = {
    "proposals": re.compile(
        r"\W*(?:[0-9.]+ )?(?:proposals?|(?:proposed|recommended) (?:changes|optimi[sz]ations|work))\W*\Z",
        re.IGNORECASE,
    ),
    "comparative reasoning": re.compile(
        r"\W*(?:[0-9.]+ )?(?:comparative reasoning|comparisons?(?: of modes)?)\W*\Z", re.IGNORECASE
    ),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """Lines without breaks for a part of the proposal, each with its number in the page it is from, or 0."""

    part: Part
    path: str
    name: str  # of the page, as Markdown
    lines: tuple[tuple[str, int], ...]


@dataclass(slots=True)
class Proposal:
    """A proposal document while it grows.

    `origins` says for each line that is new which line of which page it was, 0 if it was none.
    """

    text: str
    origins: list[tuple[str, int] | None] = field(default_factory=list)
    _read: tuple[str, Document] | None = None  # the document of a text, which is parsed once

    def __post_init__(self) -> None:
        self.origins = self.origins or [None] * len(split_lines(self.text))

    @property
    def document(self) -> Document:
        """Return the document taken apart."""
        if self._read is None or self._read[0] is not self.text:
            self._read = self.text, parse(self.text)
        return self._read[1]

    def level(self, part: Part) -> int:
        """Return the level that the headings of moved sections get in a part."""
        found = self._heading(part)
        return (found[1] if found else 2) + 2

    def add(self, piece: Piece) -> None:
        """Put text from a page where it belongs, after what is there."""
        if self._heading(piece.part) is None:
            self._insert(len(self.origins), [("", 0), (f"## {piece.part.capitalize()}", 0)], "")
        found = self._heading(piece.part)
        assert found is not None
        start, level = found
        lines = [("", 0), *piece.lines]
        if (group := self._group(piece.part, piece.name)) is not None:
            start, end = group
        else:
            end = self._end(start, level)
            lines = [("", 0), ("#" * (level + 1) + f" From {piece.name}", 0), *lines]
        self._insert(self._content_end(start, end), lines, piece.path)

    def append(self, lines: Sequence[tuple[str, int]], path: str) -> None:
        """Put lines, which come from `path`, at the end."""
        self._insert(len(self.origins), [("", 0), *lines], path)

    def has(self, part: Part, name: str) -> bool:
        """Say whether a part has text from the page `name` already."""
        return self._group(part, name) is not None

    def _group(self, part: Part, name: str) -> tuple[int, int] | None:
        """Return where in a part the text from the page `name` begins, and the line after its end."""
        found = self._heading(part)
        if found is None:
            return None
        line, level = found
        end = self._end(line, level)
        wanted = parse(f"# From {name}")
        words = heading_words(wanted, wanted.nodes[0])
        for at, node in self._headings():
            inside = line < at < end and node.level == level + 1
            if inside and heading_words(self.document, node) == words:
                return at, self._end(at, level + 1)
        return None

    def _headings(self) -> list[tuple[int, Node]]:
        document = self.document
        nodes = (n for n in document.nodes if n.kind == "heading" and not n.depth)
        return [(document.source.line(n.start), n) for n in nodes]

    def _end(self, line: int, level: int) -> int:
        """Return the line after the section that begins at a line."""
        last = len(self.origins) + 1
        return next((at for at, node in self._headings() if at > line and node.level <= level), last)

    def _heading(self, part: Part) -> tuple[int, int] | None:
        """Return line and level of the heading of a part."""
        document = self.document
        for node in document.nodes:
            if node.kind != "heading" or node.level == 1 or node.depth:
                continue
            if _MATCHES[part].match(heading_words(document, node)):
                return document.source.line(node.start), node.level
        return None

    def _content_end(self, start: int, end: int) -> int:
        """Return the last line, of those from `start` to before `end`, that holds more than a rule."""
        last = start
        for piece in outline(self.text):
            if start <= piece.start < end and piece.kind != "rule":
                last = max(last, piece.end)
        return last

    def _insert(self, at: int, lines: Sequence[tuple[str, int]], path: str) -> None:
        have, brk = split_lines(self.text), line_break(self.text)
        if at and not have[at - 1].endswith(("\n", "\r")):
            have[at - 1] += brk
        block = list(lines)
        if not at or not have[at - 1].strip():
            while block and not block[0][0].strip():
                block.pop(0)
        if at < len(have) and have[at].strip():
            block.append(("", 0))
        have[at:at] = [line + brk for line, _ in block]
        self.origins[at:at] = [(path, number) for _, number in block]
        self.text = "".join(have)


def skeleton(filled: Sequence[Part], evidence: Sequence[tuple[str, str]], end: str, *, declared: bool) -> str:
    """Return a new proposal document; parts that nothing will be put into say what belongs there.

    Args:
        filled: the parts that something will be put into.
        evidence: title and address of each profiling page.
        end: line break to use.
        declared: whether the settings say that it is a proposal; otherwise it does so itself.
    """
    out = [*([] if declared else ["---", "scope: proposal", "---", ""]), f"# {TITLE}", ""]
    for title, hint in _PARTS:
        out += [f"## {title}", ""]
        if title == "Evidence":
            out += [*(f"- [{literal(name)}]({url})" for name, url in evidence), ""]
        elif title.lower() not in filled:
            out += [f"*To be written: {hint}*", ""]
    return end.join(out[:-1]) + end
