"""Anchors: under which names the headings of a page can be linked to."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable

from mkdocs_profiling_scope.core.markdown.document import Document, Node

Slug = Callable[[str], str]
_DECLARED = re.compile(r"\{:?[^}]*#([\w-]+)[^}]*\}[ \t]*#*[ \t]*\Z")
_ATTRIBUTES = re.compile(r"\{:?[^}]*\}[ \t]*\Z")
_ELEMENT = re.compile(r"<[a-zA-Z][^<>]*?\s(?:id|name)\s*=\s*[\"']([^\"']+)[\"']")
_LISTED = re.compile(r"\{:?[ \t]*(?:[^{}\n]*[ \t])?#([\w-]+)[^{}\n]*\}")
_COUNTED = re.compile(r"(.*)_([0-9]+)\Z")


def slug(words: str) -> str:
    """Return the anchor of a heading that reads `words`, as Python-Markdown makes it by itself."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", plain).strip().lower())


def anchors(document: Document, slug: Slug = slug) -> dict[int, str]:
    """Return the anchor of every heading by its line; `slug` makes anchors of words."""
    used: set[str] = set()
    found: dict[int, str] = {}
    headings = [node for node in document.nodes if node.kind == "heading"]
    for node in headings:
        if match := _DECLARED.search(document.text(node.start, node.end)):
            used.add(match[1])
            found[document.source.line(node.start)] = match[1]
    for node in headings:
        line = document.source.line(node.start)
        if line not in found:
            found[line] = _unique(slug(_words(document, node)), used)
    return found


def on_github(document: Document) -> dict[int, str]:
    """Return the anchor that GitHub gives every heading by its line, by which pages are often linked.

    It keeps the hyphens around what it leaves out, and counts without looking at the anchors set by hand.
    """
    times: Counter[str] = Counter()
    found: dict[int, str] = {}
    for node in document.nodes:
        if node.kind == "heading":
            words = re.sub(r"[^\w -]", "", _words(document, node).strip().lower()).replace(" ", "-")
            found[document.source.line(node.start)] = f"{words}-{times[words]}" if times[words] else words
            times[words] += 1
    return found


def set_by_html(text: str) -> set[str]:
    """Return the anchors that raw HTML sets."""
    return set(_ELEMENT.findall(text))


def set_elsewhere(document: Document) -> list[tuple[int, str]]:
    """Return the anchors that raw HTML and attribute lists set beside headings, each with its line."""
    line = document.source.line
    hidden = [
        (node.start, node.end)
        for node in document.nodes
        if node.kind == "code"
        or (node.kind == "heading" and _DECLARED.search(document.text(node.start, node.end)))
    ] + [(r.span.start, r.span.end) for r in document.references if r.kind == "code"]
    found = sorted(
        (match.start(1), match[1])
        for pattern in (_ELEMENT, _LISTED)
        for match in pattern.finditer(document.source.text, document.metadata.end)
    )
    return [(line(at), anchor) for at, anchor in found if not any(a <= at < b for a, b in hidden)]


def heading_words(document: Document, node: Node) -> str:
    """Return how a heading reads."""
    return _words(document, node).strip()


def missing(wanted: Iterable[str], there: Iterable[str]) -> list[str]:
    """Return the anchors of `wanted` that are not `there`, each once."""
    known = set(there)
    return [anchor for anchor in dict.fromkeys(wanted) if anchor and anchor not in known]


def _words(document: Document, node: Node) -> str:
    return _ATTRIBUTES.sub("", document.words(node.start, node.end))


def _unique(wanted: str, used: set[str]) -> str:
    while wanted in used or not wanted:
        counted = _COUNTED.match(wanted)
        wanted = f"{counted[1]}_{int(counted[2]) + 1}" if counted else f"{wanted}_1"
    used.add(wanted)
    return wanted
