"""Targets: where in a page the addresses of links stand, of every kind."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from mkdocs_profiling_scope.core.markdown.document import Document
from mkdocs_profiling_scope.core.refactor.links.inclusions import inclusions
from mkdocs_profiling_scope.core.values import Span

Kind = Literal["link", "image", "definition", "html", "code", "inclusion"]

_DEFINITION = re.compile(r"^[ >]{0,3}\[(?!\^)[^\]\n]+\]:[ \t]*(?:<([^>\n]*)>|(\S+))", re.MULTILINE)
_HTML = re.compile(r"<[a-zA-Z][^<>]*?\s(?:href|src)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.DOTALL)
_FILE = re.compile(r"<([\w.][\w./-]*\.(?:md|markdown)(?:#[\w-]*)?)>")
_NAMED = re.compile(r"[\w./ -]+\.(?:md|markdown)(?:#[^`]*)?\Z")
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|/|\{")


@dataclass(frozen=True, slots=True)
class Target:
    """An address in a page."""

    span: Span
    url: str
    kind: Kind

    @property
    def file(self) -> str:
        """Return the path in the address, as it is written."""
        return re.split("[?#]", self.url, maxsplit=1)[0]

    @property
    def rest(self) -> str:
        """Return what follows the path: a query, an anchor, or both."""
        return self.url[len(self.file) :]

    @property
    def is_relative(self) -> bool:
        """Say whether the address is read from the place of the page."""
        return bool(self.url) and not _ELSEWHERE.match(self.url)

    @property
    def is_rooted(self) -> bool:
        """Say whether the address is read from the top of the site, or of the project."""
        return self.url.startswith("/") and not self.url.startswith("//")


def targets(document: Document) -> list[Target]:
    """Return the addresses in a page in order; of those in code blocks only what is taken in there."""
    text = document.source.text
    found: dict[Span, Target] = {}
    for reference in document.references:
        if reference.kind == "code":
            at = bisect_right(document.names, reference.span)
            inner = document.names[at] if at < len(document.names) else None
            if inner is not None and _NAMED.match(reference.target):
                found[inner] = Target(inner, reference.target, "code")
        elif span := _inline(text, reference.span):
            kind: Kind = "image" if reference.kind == "image" else "link"
            found[span] = Target(span, text[span.start : span.end], kind)
    skipped = sorted(
        [Span(n.start, n.end) for n in document.nodes if n.kind == "code"]
        + [r.span for r in document.references if r.kind == "code"]
    )
    patterns: tuple[tuple[re.Pattern[str], Kind], ...] = (
        (_DEFINITION, "definition"),
        (_HTML, "html"),
        (_FILE, "link"),
    )
    for pattern, kind in patterns:
        for match in pattern.finditer(text, document.metadata.end):
            group = next(g for g in range(1, pattern.groups + 1) if match.group(g) is not None)
            span = Span(*match.span(group))
            if not _skips(skipped, span.start):
                found.setdefault(span, Target(span, match.group(group), kind))
    for inclusion in inclusions(text):
        found.setdefault(inclusion.span, Target(inclusion.span, inclusion.path, "inclusion"))
    return list(_apart(found[span] for span in sorted(found)))


def _apart(found: Iterable[Target]) -> Iterator[Target]:
    """Yield the targets that are not within the one before."""
    end = -1
    for target in found:
        if target.span.start >= end:
            yield target
            end = target.span.end


def _inline(text: str, span: Span) -> Span | None:
    """Return where the address of an inline link stands, None for a link of another kind."""
    raw = text[span.start : span.end]
    if not raw.endswith(")"):
        return None
    for match in reversed(list(re.finditer(r"\]\(\s*", raw))):
        start = match.end()
        if raw[start : start + 1] == "<":
            end = raw.find(">", start)
            return Span(span.start + start + 1, span.start + end) if end > 0 else None
        end, depth = start, 0
        while end < len(raw) and not raw[end].isspace():
            depth += (raw[end] == "(") - (raw[end] == ")")
            if depth < 0:
                break
            end += 1
        rest = raw[end:].strip()
        if rest == ")" or (rest[:1] in "\"'(" and rest.endswith(")")):
            return Span(span.start + start, span.start + end)
    return None


def _skips(spans: list[Span], offset: int) -> bool:
    i = bisect_right(spans, (offset, 1 << 60)) - 1
    return i >= 0 and offset < spans[i].end
