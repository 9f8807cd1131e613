"""From Markdown to a `Document`: the events of a CommonMark parser, with offsets into the original."""

from __future__ import annotations

import re

import pyromark

from mkdocs_profiling_scope.core.markdown.containers import quote_containers
from mkdocs_profiling_scope.core.markdown.document import Document, Node
from mkdocs_profiling_scope.core.markdown.events import Builder
from mkdocs_profiling_scope.core.markdown.leads import link_leads
from mkdocs_profiling_scope.core.markdown.metadata import read_metadata
from mkdocs_profiling_scope.core.markdown.plain import occurrences
from mkdocs_profiling_scope.core.markdown.source import Source
from mkdocs_profiling_scope.core.markdown.view import lay_out

OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_DEFINITION_LIST
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_GFM  # "> [!NOTE]" is no prose
)
# What extensions of MkDocs sites understand and CommonMark hands over as text; nothing of it goes on in the
# next line.
_NOT_PROSE = re.compile(
    r"\{\{[^{}\n]*\}\}|\{%[^%\n]*%\}"  # macros
    r"|\{:?[ ]*[.#\w][^{}\n]*\}"  # attribute lists
    r"|h(?<!\wh)ttps?://[^\s<>|]+|f(?<!\wf)tp://[^\s<>|]+"
    r"|:(?<![\w:]:)[a-z0-9_+-]{2,}:(?![\w:])"  # emoji
    r"|--8<--[^\n]*"  # snippets
    r"|\*\[[^\[\]\n]+\]:[^\n]*"  # abbreviations
)
# One of these stands in every line with any of that, and is found sooner.
_HINTS = ("{", "://", "--8<--", "*[")
# The mark of a definition, which CommonMark takes for a word where no term stands right above it.
_DEFINITION = re.compile(r"\n[ \t>]*:(?=[ ]{1,3}\S)")
_EMOJI = re.compile(":[a-z0-9_+-]{2,}:")


def parse(text: str) -> Document:
    """Take a page apart; accepts any text, however broken."""
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            text = text.encode("utf-8", "replace").decode()  # a lone surrogate becomes "?", one for one
    source = Source(text)
    metadata = read_metadata(source)
    body, offsets, openings = quote_containers(text, metadata.end)
    builder = Builder(source, offsets, openings, body)
    builder.read(pyromark.events_with_range(body, options=OPTIONS))
    view = _without_markup(_with_definitions(lay_out(text, builder.kept), text))
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


def _with_definitions(view: str, text: str) -> str:
    """Turn marks of definitions that are left in the view into line breaks: what they define begins there."""
    marks = [found.end() - 1 for found in _DEFINITION.finditer(text)] if ": " in view else []
    pieces: list[str] = []
    at = 0
    for mark in marks:
        if view[mark] == ":":
            pieces += view[at:mark], "\n"
            at = mark + 1
    return "".join((*pieces, view[at:])) if pieces else view


def _without_markup(view: str) -> str:
    """Blank what is no prose, in the few lines that may have such."""
    hints = [found.start() for found in _EMOJI.finditer(view)]
    for hint in _HINTS:
        hints += occurrences(view, hint)
    pieces, at = [], 0
    for hint_at in sorted(hints):
        if hint_at < at:  # in a line that has been looked at
            continue
        start, end = view.rfind("\n", at, hint_at) + 1 or at, view.find("\n", hint_at)
        end = len(view) if end < 0 else end
        pieces.append(view[at:start])
        pieces.append(_NOT_PROSE.sub(_blank, view[start:end]))
        at = end
    return "".join((*pieces, view[at:]))


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _link_sections(nodes: list[Node]) -> None:
    path: list[int] = []
    for i, node in enumerate(nodes):
        if node.kind == "heading":
            while path and nodes[path[-1]].level >= node.level:
                path.pop()
        node.section = path[-1] if path else None
        if node.kind == "heading":
            path.append(i)
