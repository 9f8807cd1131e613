"""From Markdown to a `Document`: the events of a CommonMark parser, with offsets into the original."""

from __future__ import annotations

import re

import pyromark

from mkdocs_profiling_scope.core.containers import quote_containers
from mkdocs_profiling_scope.core.document import Document, Node
from mkdocs_profiling_scope.core.events import Builder
from mkdocs_profiling_scope.core.leads import link_leads
from mkdocs_profiling_scope.core.metadata import read_metadata
from mkdocs_profiling_scope.core.source import Source

OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_DEFINITION_LIST
    | pyromark.Options.ENABLE_STRIKETHROUGH
)
# What extensions of MkDocs sites understand and CommonMark hands over as text. Every alternative begins
# with a letter or sign, which `re` can skip to.
_NOT_PROSE = re.compile(
    r"\{\{[^{}\n]*\}\}|\{%[^%\n]*%\}"  # macros
    r"|\{:?[ ]*[.#\w][^{}\n]*\}"  # attribute lists
    r"|h(?<!\wh)ttps?://[^\s<>|]+|f(?<!\wf)tp://[^\s<>|]+"
    r"|:(?<![\w:]:)[a-z0-9_+-]{2,}:(?![\w:])"  # emoji
    r"|--8<--[^\n]*"  # snippets
    r"|\*\[[^\[\]\n]+\]:[^\n]*"  # abbreviations
)


def parse(text: str) -> Document:
    """Take a page apart; accepts any text, however broken."""
    if not text.isascii():
        text = text.encode("utf-8", "replace").decode()  # a lone surrogate becomes "?", one for one
    source = Source(text)
    metadata = read_metadata(source)
    body, offsets, openings = quote_containers(text, metadata.end)
    builder = Builder(source, offsets, openings, body)
    builder.read(pyromark.events_with_range(body, options=OPTIONS))
    view = _NOT_PROSE.sub(lambda m: " " * len(m.group()), str(builder.view))
    _link_sections(builder.nodes)
    link_leads(builder.nodes, text, view)
    return Document(
        source,
        metadata,
        builder.nodes,
        view,
        builder.references,
        builder.comments,
        builder.names,
    )


def _link_sections(nodes: list[Node]) -> None:
    path: list[int] = []
    for i, node in enumerate(nodes):
        if node.kind == "heading":
            while path and nodes[path[-1]].level >= node.level:
                path.pop()
        node.section = path[-1] if path else None
        if node.kind == "heading":
            path.append(i)
