"""Inclusions: where a page takes in another file, or a part of one, by its path."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mkdocs_profiling_scope.core.values import Span

# Of pymdownx.snippets: on a line, or several paths between two lines; of include-markdown, whose paths are
# relative to the page if they begin with a dot; of Markdown-include; of Docutils and MyST.
_PATTERNS = (
    re.compile(r"^[ \t>]*-+8<-+[ \t]+[\"']([^\"'\n:]+)(?::([^\"'\n]*))?[\"']", re.MULTILINE),
    re.compile(r"\{%-?\s*include(?:-markdown)?!?\s+[\"']([^\"'\n]+)()[\"']"),
    re.compile(r"\{![ \t]*([^!\n]+?)()[ \t]*!\}"),
    re.compile(r"^[ \t]*(?:\.\. include::|[`~]{3,}\{include\})[ \t]+(\S+)()", re.MULTILINE),
)
_BLOCK = re.compile(r"^[ \t>]*-+8<-+[ \t]*\n((?:(?![ \t>]*-+8<-+).*\n)*)[ \t>]*-+8<-+[ \t]*$", re.MULTILINE)
_LINE = re.compile(r"^[ \t>]*(?!;)([^\s:][^:\n]*?)(?::(\S*))?[ \t]*$", re.MULTILINE)
_MARKER = re.compile(r"-+8<-+[ \t]*\[[ \t]*start[ \t]*:[ \t]*([\w-]+)[ \t]*\]")


@dataclass(frozen=True, slots=True)
class Inclusion:
    """A path of a file that is taken in; `part` is what of it, empty for the whole."""

    span: Span
    path: str
    part: str

    @property
    def is_of_the_page(self) -> bool:
        """Say whether the path is read from the place of the page, as one with a dot is."""
        return self.path.startswith(".")


def inclusions(text: str) -> list[Inclusion]:
    """Return what a page takes in, in order; code counts, because it is taken in there as well."""
    return sorted(_found(text), key=lambda found: found.span)


def _found(text: str) -> Iterator[Inclusion]:
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            yield Inclusion(Span(*match.span(1)), match[1], match[2] or "")
    for block in _BLOCK.finditer(text):
        for match in _LINE.finditer(text, *block.span(1)):
            yield Inclusion(Span(*match.span(1)), match[1], match[2] or "")


def parts(text: str) -> set[str]:
    """Return the names of the parts that a text has marked for others to take in."""
    return set(_MARKER.findall(text))
